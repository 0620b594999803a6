package org.sparksvi.models.joint;

import java.util.Arrays;
import org.sparksvi.data.DenseBlock;

/** Effects of coaching in eight schools (Rubin, 1981), written without centring. */
record EightSchools() implements LogJoint {
  private static final long serialVersionUID = 1L;

  /** y, standard error, school. */
  private static final double[] ROWS = {
    28, 15, 0, 8, 10, 1, -3, 16, 2, 7, 11, 3, -1, 9, 4, 1, 11, 5, 18, 10, 6, 12, 18, 7
  };

  static final String[] COLUMNS = {"y", "sigma", "school"};

  @Override
  public Value rows(Scope s) {
    Value mu = s.real("mu", Densities.normal(0, 5));
    Value tau = s.positive("tau", Densities.halfCauchy(5));
    Value theta = s.around("theta", 8, mu, tau);
    return s.observe("y", Densities.normal(theta.at(s.index("school", 8)), s.column("sigma")));
  }

  static DenseBlock block() {
    return block(0, 8);
  }

  /** Some of the rows. */
  static DenseBlock block(int from, int to) {
    long[] keys = new long[to - from];
    double[] weights = new double[to - from];
    for (int r = 0; r < keys.length; r++) {
      keys[r] = (long) from + r;
      weights[r] = 1;
    }
    return new DenseBlock(from, 3, keys, weights, Arrays.copyOfRange(ROWS, 3 * from, 3 * to));
  }
}
