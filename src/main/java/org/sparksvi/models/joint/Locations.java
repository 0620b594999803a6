package org.sparksvi.models.joint;

import org.sparksvi.random.RandomStream;

/** Densities of any number around a location, by {@code z = (x − location) / scale}. */
final class Locations {
  static final double HALF_LOG_2_PI = 0.9189385332046727;
  private static final double LOG_PI = 1.1447298858494002;
  private static final double LOG_2 = 0.6931471805599453;

  private Locations() {}

  private static Given standard(Given location, Given scale, Value x) {
    return Given.of(x).minus(location).over(scale);
  }

  record Normal(Given location, Given scale) implements DrawableDensity {
    @Override
    public Value log(Value x) {
      Given z = standard(location, scale, x);
      return z.square().times(-0.5).minus(scale.log().plus(HALF_LOG_2_PI)).in(x);
    }

    @Override
    public double draw(int row, RandomStream stream) {
      return location.get(row) + scale.get(row) * stream.normal();
    }

    @Override
    public double mean(int row) {
      return location.get(row);
    }
  }

  record StudentT(Given freedom, Given location, Given scale) implements DrawableDensity {
    @Override
    public Value log(Value x) {
      Given z = standard(location, scale, x);
      Given half = freedom.plus(1).times(0.5);
      Given constant =
          half.logGamma()
              .minus(freedom.times(0.5).logGamma())
              .minus(freedom.log().plus(LOG_PI).times(0.5))
              .minus(scale.log());
      return constant.minus(half.times(z.square().over(freedom).log1p())).in(x);
    }

    @Override
    public double draw(int row, RandomStream stream) {
      double half = 0.5 * freedom.get(row);
      double normal = stream.normal();
      return location.get(row) + scale.get(row) * normal / Math.sqrt(stream.gamma(half) / half);
    }

    @Override
    public double mean(int row) {
      return freedom.get(row) > 1 ? location.get(row) : Double.NaN;
    }
  }

  record Cauchy(Given location, Given scale) implements DrawableDensity {
    @Override
    public Value log(Value x) {
      Given z = standard(location, scale, x);
      return z.square().log1p().times(-1).minus(scale.log().plus(LOG_PI)).in(x);
    }

    @Override
    public double draw(int row, RandomStream stream) {
      return location.get(row)
          + scale.get(row) * StrictMath.tan(Math.PI * (stream.uniform() - 0.5));
    }

    @Override
    public double mean(int row) {
      return Double.NaN;
    }
  }

  record Laplace(Given location, Given scale) implements DrawableDensity {
    @Override
    public Value log(Value x) {
      Given z = standard(location, scale, x);
      return z.abs().times(-1).minus(scale.log().plus(LOG_2)).in(x);
    }

    @Override
    public double draw(int row, RandomStream stream) {
      double side = stream.uniform() < 0.5 ? -1 : 1;
      double size = -StrictMath.log(1 - stream.uniform());
      return location.get(row) + side * scale.get(row) * size;
    }

    @Override
    public double mean(int row) {
      return location.get(row);
    }
  }

  /** log σ(z) + log σ(−z) − log scale. */
  record Logistic(Given location, Given scale) implements DrawableDensity {
    @Override
    public Value log(Value x) {
      Given z = standard(location, scale, x);
      return z.times(-1).minus(z.times(-1).softplus().times(2)).minus(scale.log()).in(x);
    }

    @Override
    public double draw(int row, RandomStream stream) {
      double u = 1 - stream.uniform();
      return location.get(row) + scale.get(row) * (StrictMath.log(u) - StrictMath.log1p(-u));
    }

    @Override
    public double mean(int row) {
      return location.get(row);
    }
  }

  /** Of one side, a density that is symmetric around 0 has twice the height. */
  record Half(Density whole, double unitMean, Given scale) implements DrawableDensity {
    @Override
    public Value log(Value x) {
      return whole.log(x).plus(LOG_2);
    }

    @Override
    public String refused(double x) {
      return x >= 0 ? "" : "at least 0";
    }

    @Override
    public double draw(int row, RandomStream stream) {
      return Math.abs(whole.draw(row, stream));
    }

    @Override
    public double mean(int row) {
      return unitMean * scale.get(row);
    }
  }

  /** From low to high; −∞ elsewhere. */
  record Uniform(double low, double high) implements DrawableDensity {
    /** So large that any number outside becomes one beyond 1. */
    private static final double STEEP = 1e300;

    @Override
    public Value log(Value x) {
      Value outside = x.times(-1).plus(low).relu().plus(x.minus(high).relu());
      Value inside = outside.times(STEEP).clamp(0, 1).times(-1).plus(1);
      return inside.log().minus(StrictMath.log(high - low));
    }

    @Override
    public String refused(double x) {
      return x >= low && x <= high ? "" : "from %s to %s".formatted(low, high);
    }

    @Override
    public double draw(int row, RandomStream stream) {
      return low + (high - low) * stream.uniform();
    }

    @Override
    public double mean(int row) {
      return 0.5 * (low + high);
    }
  }

  /** No density: the same everywhere. */
  record Flat() implements Density {
    @Override
    public Value log(Value x) {
      return x.times(0);
    }
  }
}
