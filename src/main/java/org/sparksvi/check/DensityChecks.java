package org.sparksvi.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.sparksvi.check.Report.Check;
import org.sparksvi.data.Block;
import org.sparksvi.data.Blocks;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.model.LogDensity;
import org.sparksvi.random.Purpose;
import org.sparksvi.random.RandomStream;
import org.sparksvi.random.Streams;

/**
 * Laws of a log joint density over unconstrained numbers ζ: its gradient is that of central
 * differences, it is a number at extreme ζ, its prior falls on every side, and every column is
 * used; {@link Curvature} says what rows and priors determine. Extremes and priors are looked at
 * from 0, or, where the density is no number there, from where the model begins; the gradient and
 * columns around the highest point that is known.
 */
final class DensityChecks<B extends Block> {
  static final String NUMBER = "the density is a number somewhere";
  static final String GRADIENT = "the gradient is the density's";
  static final String EXTREME = "a number at extreme parameters";
  static final String PRIOR = "priors are proper";
  static final String COLUMNS = "columns are used";

  private static final int POINTS = 3;
  private static final double SPREAD = 0.5; // of the points, at most

  /** Of the points, in units of the numbers, at most: columns may be of any size. */
  private static final double UNITS = 10;

  /** Halvings of it that are tried where the density is no number. */
  private static final int NEARER = 20;

  /** Coordinates that are looked at one by one. */
  private static final int MOST_COORDINATES = 200;

  private static final double STEP = 1e-5;

  private static final double LEAST_STEP = 1e-9; // of a number, whose own rounding is 1e-16

  /** Of a derivative: differences are off by STEP² of a third one, and by rounding over STEP. */
  private static final double TOLERANCE = 1e-5;

  private static final double ROUNDING = 1e-10; // of the density, over a step of 1e-5

  /** e^±30 is where exponents are large, and still numbers. */
  private static final double FAR = 30;

  /** Radii at which a prior begins to fall, at the latest: any unit that people use. */
  private static final double[] RADII = {15, 1e3, 1e6, 1e9};

  private final LogDensity<B> density;
  private final Blocks<B> blocks;
  private final Streams streams;
  private final List<String> names;
  private final AllRows<B> all;
  private final List<double[]> starts = new ArrayList<>();
  private final Optional<double[]> finite;
  private final double[] middle;
  private final double[] centre; // the highest that is known
  private final double[] spreads; // of points around it

  /**
   * Of a density.
   *
   * @param starts what may be unconstrained numbers at which the model begins; of any length
   */
  DensityChecks(LogDensity<B> density, Blocks<B> blocks, Streams streams, List<double[]> starts) {
    this.density = density;
    this.blocks = blocks;
    this.streams = streams;
    this.names = density.coordinates();
    this.all = new AllRows<>(density, blocks);
    this.starts.add(new double[names.size()]);
    starts.stream().filter(start -> start.length == names.size()).forEach(this.starts::add);
    for (int p = 0; p < POINTS; p++) {
      this.starts.add(point(p));
    }
    this.finite = all.firstFinite(this.starts);
    this.middle = finite.orElse(this.starts.get(0));
    this.centre = all.highest(this.starts).orElse(middle);
    this.spreads = new double[names.size()];
    Arrays.fill(spreads, SPREAD);
    if (finite.isPresent() && names.size() <= MOST_COORDINATES) {
      double[] units = all.units(centre);
      Arrays.setAll(spreads, j -> Math.min(SPREAD, UNITS * units[j]));
    }
  }

  /** Whether there is a point where the density and its gradient are numbers. */
  boolean isNumberSomewhere() {
    return finite.isPresent();
  }

  List<Check> all() {
    if (finite.isEmpty()) {
      return List.of(
          Check.broken(
              NUMBER,
              "it or its gradient is none at 0 and %d other points".formatted(starts.size() - 1),
              "look at the rows, at priors that are 0 around 0, and at logarithms of what may be 0"));
    }
    List<Check> checks = new ArrayList<>();
    checks.add(gradient());
    checks.add(extreme());
    checks.add(prior());
    if (blocks.read(0) instanceof DenseBlock) {
      checks.add(columns());
    }
    checks.addAll(new Curvature<>(all, centre).checks());
    return checks;
  }

  /** Away from the centre, as far as the density is a number. */
  private double[] near(int number) {
    double[] away = point(number);
    double[] at = centre.clone();
    for (int halving = 0; halving < NEARER; halving++) {
      double share = StrictMath.scalb(1.0, -halving);
      Arrays.setAll(at, j -> centre[j] + share * spreads[j] / SPREAD * away[j]);
      if (Double.isFinite(value(at))) {
        return at;
      }
    }
    return centre;
  }

  private double[] point(int number) {
    RandomStream stream = streams.stream(Purpose.DRAW, number);
    double[] away = new double[names.size()];
    Arrays.setAll(away, j -> SPREAD * stream.normal());
    return away;
  }

  /** Coordinates that are looked at: all, or as many, evenly. */
  private int[] some() {
    int count = Math.min(names.size(), MOST_COORDINATES);
    int[] some = new int[count];
    Arrays.setAll(some, i -> (int) ((long) i * names.size() / count));
    return some;
  }

  private double value(double[] at) {
    return value(at, at);
  }

  private double value(double[] near, double[] at) {
    return density.logJoint(blocks.read(0), near, at, new double[at.length]);
  }

  private Check gradient() {
    double worst = 0;
    for (int p = 0; p < POINTS; p++) {
      double[] at = near(p);
      double[] gradient = new double[at.length];
      double here = density.logJoint(blocks.read(0), at, gradient);
      for (int j : some()) {
        double scale = spreads[j] / SPREAD;
        double step = Math.max(STEP * scale, LEAST_STEP * Math.abs(at[j]));
        double difference =
            (value(at, moved(at, j, at[j] + step)) - value(at, moved(at, j, at[j] - step)))
                / (2 * step);
        double off = Math.abs(difference - gradient[j]);
        double size = Math.max(1 / scale, Math.abs(gradient[j]));
        double allowed = TOLERANCE * size + ROUNDING / scale * Math.abs(here);
        if (!(off <= allowed)) {
          return Check.broken(
              GRADIENT,
              "parameter %s: %.8g, but differences say %.8g"
                  .formatted(names.get(j), gradient[j], difference),
              "the density has a kink there (max, min, abs), or uses a value as a plain number");
        }
        worst = Math.max(worst, off / size);
      }
    }
    return Check.kept(
        GRADIENT,
        "%d numbers at %d points, off by at most %.1e".formatted(some().length, POINTS, worst));
  }

  private static double[] moved(double[] at, int j, double value) {
    double[] moved = at.clone();
    moved[j] = value;
    return moved;
  }

  private Check extreme() {
    for (int j : some()) {
      for (double far : new double[] {-FAR, FAR}) {
        double[] at = moved(middle, j, far);
        double[] gradient = new double[at.length];
        double value = density.logJoint(blocks.read(0), at, gradient);
        boolean number = value < Double.POSITIVE_INFINITY; // and not NaN
        boolean slope =
            value == Double.NEGATIVE_INFINITY || Arrays.stream(gradient).noneMatch(Double::isNaN);
        if (!number || !slope) {
          return Check.broken(
              EXTREME,
              "parameter %s, unconstrained %s: the log density is %s%s"
                  .formatted(names.get(j), far, value, slope ? "" : ", its gradient no number"),
              "stay in logarithms: logSigmoid, softplus, logSumExp, bernoulliLogit, poissonLog");
        }
      }
    }
    return Check.kept(EXTREME, "%d numbers at ±%s".formatted(some().length, FAR));
  }

  /** A density in one dimension falls faster than 1/x, if it can be integrated. */
  private Check prior() {
    for (int j : some()) {
      for (double sign : new double[] {-1, 1}) {
        if (!falls(j, sign)) {
          return Check.broken(
              PRIOR,
              "parameter %s: the log prior does not fall toward %s infinity"
                  .formatted(names.get(j), sign < 0 ? "minus" : "plus"),
              "give it a prior that falls on both sides, such as normal(0, 10) or halfNormal(10)");
        }
      }
    }
    return Check.kept(PRIOR, "%d numbers, on both sides".formatted(some().length));
  }

  /** Where the prior is 0 it has fallen: that of a uniform one, beyond its bounds. */
  private boolean falls(int j, double sign) {
    for (double radius : RADII) {
      double near = prior(moved(middle, j, sign * radius));
      double far = prior(moved(middle, j, sign * 2 * radius));
      boolean over = near == Double.NEGATIVE_INFINITY && far == Double.NEGATIVE_INFINITY;
      if (over || far < near - Math.log(2) || (Double.isFinite(near) && Double.isNaN(far))) {
        return true;
      }
    }
    return false;
  }

  private double prior(double[] at) {
    return density.logPrior(at, new double[at.length]);
  }

  /**
   * Each column moved on by a row, where no two rows weigh the same: what does not change anything
   * is not used.
   */
  private Check columns() {
    DenseBlock block = (DenseBlock) blocks.read(0);
    double[] at = near(0);
    double here = weighted(block, block.values(), at);
    List<String> unused = new ArrayList<>();
    for (int c = 0; c < block.columns(); c++) {
      if (varies(block, c) && here == rotated(block, c, at)) {
        unused.add(density.columns().get(c));
      }
    }
    return unused.isEmpty()
        ? Check.kept(COLUMNS, "%d columns".formatted(block.columns()))
        : Check.note(
            COLUMNS,
            "nothing depends on %s".formatted(String.join(", ", unused)),
            "leave them out by input.columns, or use them");
  }

  private static boolean varies(DenseBlock block, int c) {
    for (int r = 1; r < block.rows(); r++) {
      if (block.values()[r * block.columns() + c] != block.values()[c]) {
        return true;
      }
    }
    return false;
  }

  private double rotated(DenseBlock block, int c, double[] at) {
    int columns = block.columns();
    double[] values = block.values().clone();
    for (int r = 0; r < block.rows(); r++) {
      values[r * columns + c] = block.values()[(r + 1) % block.rows() * columns + c];
    }
    return weighted(block, values, at);
  }

  /** The density of rows of these values and of weights that rise. */
  @SuppressWarnings("unchecked") // a block of the same kind
  private double weighted(DenseBlock block, double[] values, double[] at) {
    double[] weights = new double[block.rows()];
    Arrays.setAll(weights, r -> block.weights()[r] * (1 + (double) r / block.rows()));
    DenseBlock other = new DenseBlock(block.id(), block.columns(), block.keys(), weights, values);
    return density.logJoint((B) other, at, new double[at.length]);
  }
}
