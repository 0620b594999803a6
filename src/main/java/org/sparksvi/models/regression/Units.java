package org.sparksvi.models.regression;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.Blocks;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.data.LabelledBlock;
import org.sparksvi.data.SparseEntries;
import org.sparksvi.model.ColumnMoments;
import org.sparksvi.model.Start;

/**
 * The units that rows are worked on in: columns less their centres over their scales, and responses
 * likewise where the predictor has their unit.
 *
 * <p>Sparse columns keep their zeros, and without an intercept all do: their centres are 0.
 *
 * @param centre by column
 * @param scale by column, positive
 * @param responseCentre 0 where the predictor has a unit of its own
 * @param responseScale 1 where the predictor has a unit of its own
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Units(double[] centre, double[] scale, double responseCentre, double responseScale) {
  static final String CENTRE = "centre";
  static final String SCALE = "scale";
  static final String RESPONSE = "response"; // centre and scale

  static Units of(Bundle parameters) {
    double[] response = parameters.values(RESPONSE);
    return new Units(parameters.values(CENTRE), parameters.values(SCALE), response[0], response[1]);
  }

  /**
   * Those of a sample.
   *
   * @param intercept without one, no centre may be taken off
   * @param location whether the predictor has the response's unit
   */
  static Units of(Start<LabelledBlock> start, int columns, boolean intercept, boolean location) {
    boolean sparse = start.blocks().read(0).sparse().isPresent();
    double[] centre = new double[columns];
    double[] scale = new double[columns];
    if (sparse) {
      scale = sparseScale(start, columns);
    } else {
      Start<DenseBlock> features = seen(start, Units::features);
      ColumnMoments moments = ColumnMoments.of(features, columns).untilAllVary(features);
      for (int c = 0; c < columns; c++) {
        boolean varies = moments.variances()[c] > 0;
        centre[c] = intercept && !Double.isNaN(moments.means()[c]) ? moments.means()[c] : 0;
        scale[c] = varies ? Math.sqrt(moments.variances()[c]) : 1;
      }
    }
    if (!location) {
      return new Units(centre, scale, 0, 1);
    }
    Start<DenseBlock> responses = seen(start, Units::responses);
    ColumnMoments moments = ColumnMoments.of(responses, 1).untilAllVary(responses);
    double variance = moments.variances()[0];
    double middle = intercept ? moments.means()[0] : 0;
    return new Units(centre, scale, middle, variance > 0 ? Math.sqrt(variance) : 1);
  }

  /** The same, but that some columns are neither centred nor scaled. */
  Units asTheyAre(List<Integer> columns) {
    double[] other = centre.clone();
    double[] one = scale.clone();
    for (int column : columns) {
      other[column] = 0;
      one[column] = 1;
    }
    return new Units(other, one, responseCentre, responseScale);
  }

  /** Whether what is 0 stays 0. */
  boolean keepsZeros() {
    return Arrays.stream(centre).allMatch(value -> value == 0);
  }

  /** A response in these units. */
  double response(double y) {
    return (y - responseCentre) / responseScale;
  }

  void write(Bundle parameters) {
    parameters.set(CENTRE, centre);
    parameters.set(SCALE, scale);
    parameters.set(RESPONSE, new double[] {responseCentre, responseScale});
  }

  private static DenseBlock features(LabelledBlock block) {
    LabelledBlock.Sides sides = block.sides();
    double[] values = block.dense().orElseThrow();
    return new DenseBlock(block.id(), block.columns(), sides.keys(), sides.weights(), values);
  }

  /** Responses less their offsets. */
  private static DenseBlock responses(LabelledBlock block) {
    LabelledBlock.Sides sides = block.sides();
    double[] values = new double[block.rows()];
    Arrays.setAll(values, r -> sides.responses()[r] - sides.offsets()[r]);
    return new DenseBlock(block.id(), 1, sides.keys(), sides.weights(), values);
  }

  @FunctionalInterface
  private interface Part {
    DenseBlock of(LabelledBlock block);
  }

  private static Start<DenseBlock> seen(Start<LabelledBlock> start, Part part) {
    Blocks<LabelledBlock> all = start.blocks();
    Blocks<DenseBlock> parts =
        new Blocks<>() {
          @Override
          public int count() {
            return all.count();
          }

          @Override
          public int rows(int block) {
            return all.rows(block);
          }

          @Override
          public DenseBlock read(int block) {
            return part.of(all.read(block));
          }

          @Override
          public double totalWeight() {
            return all.totalWeight();
          }
        };
    return new Start<>(parts, start.streams());
  }

  /** Standard deviations of the sample; 1 of columns that do not vary in it. */
  private static double[] sparseScale(Start<LabelledBlock> start, int columns) {
    double[] first = new double[columns];
    double[] second = new double[columns];
    double weight = 0;
    for (LabelledBlock block : start.sample()) {
      SparseEntries entries = block.sparse().orElseThrow();
      for (int r = 0; r < block.rows(); r++) {
        double w = block.sides().weights()[r];
        weight += w;
        for (int i = entries.start()[r]; i < entries.start()[r + 1]; i++) {
          int column = entries.distinct()[entries.place()[i]];
          first[column] += w * entries.values()[i];
          second[column] += w * entries.values()[i] * entries.values()[i];
        }
      }
    }
    double all = weight;
    return IntStream.range(0, columns)
        .mapToDouble(
            c -> {
              double variance = second[c] / all - (first[c] / all) * (first[c] / all);
              return variance > 0 ? Math.sqrt(variance) : 1;
            })
        .toArray();
  }
}
