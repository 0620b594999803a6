package org.sparksvi.models.autoencoder;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Direction;
import org.sparksvi.bundle.Field;
import org.sparksvi.bundle.Geometry;
import org.sparksvi.bundle.Layout;
import org.sparksvi.data.DataRow;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.model.Column;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.LocalStep;
import org.sparksvi.model.Round;
import org.sparksvi.model.Start;
import org.sparksvi.random.Streams;

/** Rows that suit each likelihood, models of them in doubles, and what models make of them. */
public final class AutoencoderData {
  static final long SEED = 71;
  static final int COLUMNS = 5;
  static final int LATENT = 2;
  static final double FLOOR = 1e-3;
  static final Gaussian ISOTROPIC = new Gaussian(Gaussian.Noise.ISOTROPIC, FLOOR, 1);

  private AutoencoderData() {}

  static Stream<Likelihood> likelihoods() {
    return Stream.of(
        new Bernoulli(),
        ISOTROPIC,
        new Gaussian(Gaussian.Noise.DIAGONAL, FLOOR, 1),
        new Gaussian(Gaussian.Noise.FIXED, FLOOR, 0.7),
        new Multinomial(),
        new Poisson(false),
        new Poisson(true),
        new NegativeBinomial(false),
        new NegativeBinomial(true));
  }

  /** Rows of two factors; of counts, the first is empty. */
  static double[][] rows(Likelihood likelihood, int n, long seed) {
    Random random = new Random(seed);
    double[][] rows = new double[n][COLUMNS];
    for (int r = 0; r < n; r++) {
      double u = random.nextGaussian();
      double v = random.nextGaussian();
      for (int d = 0; d < COLUMNS; d++) {
        double a = Math.cos(d) * u + Math.sin(2.0 * d) * v;
        rows[r][d] =
            switch (likelihood.name()) {
              case "bernoulli" -> random.nextDouble() < 1 / (1 + Math.exp(-2 * a)) ? 1 : 0;
              case "gaussian" -> 10 * d + (d + 1) * (a + 0.3 * random.nextGaussian());
              default -> r == 0 ? 0 : Math.floor(3 * random.nextDouble() * Math.exp(a));
            };
      }
    }
    return rows;
  }

  /** Blocks of rows whose weights alternate; a row's key is its number. */
  static MemoryBlocks<DenseBlock> blocks(double[][] x, int blockSize) {
    List<DataRow> rows = new ArrayList<>();
    for (int r = 0; r < x.length; r++) {
      rows.add(DataRow.numbers(r, x[r].clone(), r % 2 == 0 ? 0.5 : 1.5));
    }
    return MemoryBlocks.pack(DenseBlock::of, x[0].length, rows, blockSize);
  }

  /** One block of rows of weight 1 with keys from a number on. */
  static DenseBlock block(long firstKey, double[]... x) {
    List<DataRow> rows = new ArrayList<>();
    for (int r = 0; r < x.length; r++) {
      rows.add(DataRow.of(firstKey + r, x[r].clone()));
    }
    return DenseBlock.of(0, x[0].length, rows);
  }

  /** The likelihood's own parameters at random. */
  static Bundle own(Likelihood likelihood) {
    List<Field> fields = new ArrayList<>(likelihood.fields(COLUMNS, FloatingPoint.DOUBLE));
    fields.add(Field.fixed("none", 1, 1)); // a layout has a field
    Bundle own = Bundle.zeros(Layout.of(fields));
    Random random = new Random(3);
    for (Field field : fields) {
      double[] values = own.values(field.name());
      Arrays.setAll(values, i -> 0.7 * random.nextGaussian());
    }
    return own;
  }

  /** Outputs of a decoder at random. */
  static double[] outputs(int rows) {
    return new Random(5).doubles((long) rows * COLUMNS, -2, 2).toArray();
  }

  /** One hidden layer each way, in doubles. */
  static AutoencoderSettings settings(Likelihood likelihood) {
    return with(
        AutoencoderSettings.of(COLUMNS, LATENT, List.of(4), List.of(3), likelihood),
        FloatingPoint.DOUBLE);
  }

  /** No hidden layers, in doubles. */
  static AutoencoderSettings linear(Likelihood likelihood) {
    return with(
        AutoencoderSettings.of(COLUMNS, LATENT, List.of(), List.of(), likelihood),
        FloatingPoint.DOUBLE);
  }

  static AutoencoderSettings with(AutoencoderSettings s, Activation activation) {
    return new AutoencoderSettings(
        s.columns(),
        s.latent(),
        s.encoder(),
        s.decoder(),
        activation,
        s.likelihood(),
        s.posterior(),
        s.objective(),
        s.local(),
        s.binarisation(),
        s.dropout(),
        s.weightPrecision(),
        s.precision());
  }

  public static AutoencoderSettings with(AutoencoderSettings s, FloatingPoint precision) {
    return with(
        s, s.posterior(), s.local(), s.binarisation(), s.dropout(), s.weightPrecision(), precision);
  }

  public static AutoencoderSettings with(
      AutoencoderSettings s, Posterior posterior, LocalSettings local) {
    return with(
        s, posterior, local, s.binarisation(), s.dropout(), s.weightPrecision(), s.precision());
  }

  public static AutoencoderSettings with(AutoencoderSettings s, Binarisation binarisation) {
    return with(
        s, s.posterior(), s.local(), binarisation, s.dropout(), s.weightPrecision(), s.precision());
  }

  static AutoencoderSettings with(AutoencoderSettings s, double dropout, double weightPrecision) {
    return with(
        s, s.posterior(), s.local(), s.binarisation(), dropout, weightPrecision, s.precision());
  }

  private static AutoencoderSettings with(
      AutoencoderSettings s,
      Posterior posterior,
      LocalSettings local,
      Binarisation binarisation,
      double dropout,
      double weightPrecision,
      FloatingPoint precision) {
    return new AutoencoderSettings(
        s.columns(),
        s.latent(),
        s.encoder(),
        s.decoder(),
        s.activation(),
        s.likelihood(),
        posterior,
        s.objective(),
        local,
        binarisation,
        dropout,
        weightPrecision,
        precision);
  }

  static Autoencoder<DenseBlock> model(AutoencoderSettings settings) {
    return model(settings, ScoreSettings.BOUND);
  }

  static Autoencoder<DenseBlock> model(AutoencoderSettings settings, ScoreSettings scores) {
    return new Autoencoder<>(settings, new DenseObservations(), scores);
  }

  /** Where a run begins, moved by normal numbers so that no number is special. */
  static Bundle somewhere(
      Autoencoder<DenseBlock> model, MemoryBlocks<DenseBlock> blocks, double deviation) {
    Bundle parameters = model.initial(new Start<>(blocks, new Streams(SEED)));
    Random random = new Random(SEED);
    for (Field field : learned(parameters)) {
      double[] values = parameters.values(field.name());
      Arrays.setAll(values, i -> values[i] + deviation * random.nextGaussian());
    }
    return parameters;
  }

  static List<Field> learned(Bundle parameters) {
    return parameters.layout().fields().stream()
        .filter(field -> field.geometry() == Geometry.ASCENDED)
        .toList();
  }

  static Round round(long number, double weight, Bundle parameters) {
    return new Round(number, weight, parameters, new Streams(SEED));
  }

  /** The sum over all blocks. */
  static Contribution sum(
      Autoencoder<DenseBlock> model, Round round, MemoryBlocks<DenseBlock> blocks) {
    Contribution sum = new Contribution(model.layout());
    LocalStep<DenseBlock> step = model.localSteps(round).create();
    blocks.blocks().forEach(block -> step.accumulate(block, sum));
    return sum;
  }

  static Contribution alone(Autoencoder<DenseBlock> model, Round round, DenseBlock block) {
    return sum(model, round, new MemoryBlocks<>(List.of(block)));
  }

  /** The whole direction on all blocks. */
  static Direction direction(
      Autoencoder<DenseBlock> model, Round round, MemoryBlocks<DenseBlock> blocks) {
    Direction direction = new Direction(model.layout());
    model.target(round, sum(model, round, blocks), direction);
    return direction;
  }

  /** What held-out rows add up to. */
  static Contribution scores(Autoencoder<DenseBlock> model, Bundle parameters, DenseBlock block) {
    Contribution sum = new Contribution(model.layout());
    model.scorers(round(1, 1, parameters)).create().accumulate(block, sum);
    return sum;
  }

  /** What rows are transformed to, a row each. */
  static double[][] transform(Autoencoder<DenseBlock> model, Bundle parameters, DenseBlock block) {
    int columns = Column.width(model.output());
    double[] out = new double[block.rows() * columns];
    model.transforms(round(1, 1, parameters)).create().transform(block, out);
    double[][] rows = new double[block.rows()][];
    Arrays.setAll(rows, r -> Arrays.copyOfRange(out, r * columns, (r + 1) * columns));
    return rows;
  }
}
