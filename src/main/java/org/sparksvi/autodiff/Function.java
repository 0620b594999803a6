package org.sparksvi.autodiff;

import org.sparksvi.numeric.Exponentials;
import org.sparksvi.numeric.SpecialFunctions;
import org.sparksvi.numeric.StandardNormal;

/** A function of one number with its derivative, in double precision. */
enum Function {
  TANH {
    @Override
    double value(double x) {
      return StrictMath.tanh(x);
    }

    @Override
    double slope(double x, double y) {
      return 1 - y * y;
    }
  },
  SIGMOID {
    @Override
    double value(double x) {
      return Exponentials.sigmoid(x);
    }

    @Override
    double slope(double x, double y) {
      return y * (1 - y);
    }
  },
  RELU {
    @Override
    double value(double x) {
      return Math.max(x, 0);
    }

    @Override
    double slope(double x, double y) {
      return x > 0 ? 1 : 0;
    }
  },
  ELU {
    @Override
    double value(double x) {
      return x > 0 ? x : StrictMath.expm1(x);
    }

    @Override
    double slope(double x, double y) {
      return Math.min(y, 0) + 1;
    }
  },
  SOFTPLUS {
    @Override
    double value(double x) {
      return Exponentials.softplus(x);
    }

    @Override
    double slope(double x, double y) {
      return Exponentials.sigmoid(x);
    }
  },
  LOG_SIGMOID {
    @Override
    double value(double x) {
      return Exponentials.logSigmoid(x);
    }

    @Override
    double slope(double x, double y) {
      return Exponentials.sigmoid(-x);
    }
  },
  EXP {
    @Override
    double value(double x) {
      return Exponentials.exp(x);
    }

    @Override
    double slope(double x, double y) {
      return y;
    }
  },
  LOG {
    @Override
    double value(double x) {
      return StrictMath.log(x);
    }

    @Override
    double slope(double x, double y) {
      return 1 / x;
    }
  },
  ABS {
    @Override
    double value(double x) {
      return Math.abs(x);
    }

    @Override
    double slope(double x, double y) {
      return Math.signum(x);
    }
  },
  EXPM1 {
    @Override
    double value(double x) {
      return StrictMath.expm1(x);
    }

    @Override
    double slope(double x, double y) {
      return y + 1;
    }
  },
  LOG1P {
    @Override
    double value(double x) {
      return StrictMath.log1p(x);
    }

    @Override
    double slope(double x, double y) {
      return 1 / (1 + x);
    }
  },
  LOG_NORMAL_CDF {
    @Override
    double value(double x) {
      return StandardNormal.logCumulative(x);
    }

    @Override
    double slope(double x, double y) {
      return StandardNormal.slope(x);
    }
  },
  SIN {
    @Override
    double value(double x) {
      return StrictMath.sin(x);
    }

    @Override
    double slope(double x, double y) {
      return StrictMath.cos(x);
    }
  },
  COS {
    @Override
    double value(double x) {
      return StrictMath.cos(x);
    }

    @Override
    double slope(double x, double y) {
      return -StrictMath.sin(x);
    }
  },
  SQUARE {
    @Override
    double value(double x) {
      return x * x;
    }

    @Override
    double slope(double x, double y) {
      return 2 * x;
    }
  },
  SQRT {
    @Override
    double value(double x) {
      return Math.sqrt(x);
    }

    @Override
    double slope(double x, double y) {
      return 0.5 / y;
    }
  },
  RECIPROCAL {
    @Override
    double value(double x) {
      return 1 / x;
    }

    @Override
    double slope(double x, double y) {
      return -y * y;
    }
  },
  LOG_GAMMA {
    @Override
    double value(double x) {
      return x > 0 ? SpecialFunctions.logGamma(x) : Double.NaN;
    }

    @Override
    double slope(double x, double y) {
      return DIGAMMA.value(x);
    }
  },
  DIGAMMA {
    @Override
    double value(double x) {
      return x > 0 ? SpecialFunctions.digamma(x) : Double.NaN;
    }

    @Override
    double slope(double x, double y) {
      return x > 0 ? SpecialFunctions.trigamma(x) : Double.NaN;
    }
  };

  abstract double value(double x);

  /**
   * The derivative.
   *
   * @param y the value at x
   */
  abstract double slope(double x, double y);
}
