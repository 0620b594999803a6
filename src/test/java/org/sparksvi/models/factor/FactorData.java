package org.sparksvi.models.factor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.DataRow;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.engine.Fit;
import org.sparksvi.laws.Fits;
import org.sparksvi.model.Column;
import org.sparksvi.model.Model;
import org.sparksvi.model.Round;
import org.sparksvi.model.Transforms;
import org.sparksvi.random.Streams;

/** Rows drawn from factor models, and runs on them. */
final class FactorData {
  private static final long SEED = 3;

  private FactorData() {}

  /** Rows of a model with loadings at random, and noise that differs by column. */
  static double[][] drawn(int rows, int columns, int factors, double noise, long seed) {
    return drawn(rows, columns, factors, 0.5 * noise, noise, seed);
  }

  /**
   * Rows of a model with loadings at random.
   *
   * @param noise least standard deviation of the noise
   * @param more by which it may be larger, by column
   */
  static double[][] drawn(
      int rows, int columns, int factors, double noise, double more, long seed) {
    Random random = new Random(seed);
    double[][] loadings = new double[columns][factors];
    double[] deviations = new double[columns];
    for (int d = 0; d < columns; d++) {
      deviations[d] = noise + more * random.nextDouble();
      for (int j = 0; j < factors; j++) {
        loadings[d][j] = random.nextGaussian() * (factors - j);
      }
    }
    double[][] x = new double[rows][columns];
    for (double[] row : x) {
      double[] z = random.doubles(factors).map(u -> random.nextGaussian()).toArray();
      for (int d = 0; d < columns; d++) {
        row[d] = 10 * d + deviations[d] * random.nextGaussian();
        for (int j = 0; j < factors; j++) {
          row[d] += loadings[d][j] * z[j];
        }
      }
    }
    return x;
  }

  /** The same with a share of the values missing; the first row keeps all. */
  static double[][] withHoles(double[][] x, double share, long seed) {
    Random random = new Random(seed);
    double[][] holes = Arrays.stream(x).map(double[]::clone).toArray(double[][]::new);
    for (int r = 1; r < x.length; r++) {
      for (int d = 0; d < x[r].length; d++) {
        holes[r][d] = random.nextDouble() < share ? Double.NaN : x[r][d];
      }
    }
    return holes;
  }

  static MemoryBlocks<DenseBlock> blocks(double[][] x, int blockSize) {
    return blocks(x, new double[0], blockSize);
  }

  /** With weights, or none. */
  static MemoryBlocks<DenseBlock> blocks(double[][] x, double[] weights, int blockSize) {
    List<DataRow> rows = new ArrayList<>();
    for (int r = 0; r < x.length; r++) {
      rows.add(DataRow.numbers(r, x[r].clone(), weights.length == 0 ? 1 : weights[r]));
    }
    return MemoryBlocks.pack(DenseBlock::of, x[0].length, rows, blockSize);
  }

  /** Rounds of rate 1 on all rows, with the bound of each. */
  static Fit batch(Model<DenseBlock> model, MemoryBlocks<DenseBlock> blocks, int rounds) {
    return Fits.batch(model, blocks, rounds, SEED);
  }

  /** The bound of the last round. */
  static double bound(Fit fit) {
    return fit.trace().get(fit.trace().size() - 1).elbo().orElseThrow();
  }

  /** What a block's rows are transformed to, a row each. */
  static <M extends Model<DenseBlock> & Transforms<DenseBlock>> double[][] transform(
      M model, Bundle parameters, DenseBlock block) {
    Round round = new Round(1, block.weight(), parameters, new Streams(SEED));
    double[] out = new double[block.rows() * Column.width(model.output())];
    model.transforms(round).create().transform(block, out);
    return Dense.of(out, Column.width(model.output()));
  }

  /** W Wᵀ + Ψ. */
  static double[][] covariance(FactorSummary summary) {
    double[] noise = summary.noise();
    double[][] w = Dense.of(summary.loadings(), summary.information().length);
    double[][] covariance = Dense.product(w, Dense.transpose(w));
    for (int d = 0; d < noise.length; d++) {
      covariance[d][d] += noise[d];
    }
    return covariance;
  }

  static double[] mean(double[][] x) {
    double[] mean = new double[x[0].length];
    for (double[] row : x) {
      for (int d = 0; d < mean.length; d++) {
        mean[d] += row[d] / x.length;
      }
    }
    return mean;
  }

  /** Of maximum likelihood. */
  static double[][] sampleCovariance(double[][] x) {
    double[] mean = mean(x);
    double[][] covariance = new double[mean.length][mean.length];
    for (double[] row : x) {
      for (int i = 0; i < mean.length; i++) {
        for (int j = 0; j < mean.length; j++) {
          covariance[i][j] += (row[i] - mean[i]) * (row[j] - mean[j]) / x.length;
        }
      }
    }
    return covariance;
  }
}
