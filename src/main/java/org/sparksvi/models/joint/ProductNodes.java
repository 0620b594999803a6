package org.sparksvi.models.joint;

import org.sparksvi.numeric.GaussHermite;

/**
 * Products of Gauss and Hermite's nodes.
 *
 * @param at K × size
 * @param weights w_k
 * @param logDensities log w_k / N(z_k; 0, I)
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record ProductNodes(double[][] at, double[] weights, double[] logDensities) {
  static ProductNodes of(int size, int each) {
    GaussHermite rule = new GaussHermite(each);
    int count = 1;
    for (int i = 0; i < size; i++) {
      count *= each;
    }
    ProductNodes nodes =
        new ProductNodes(new double[count][size], new double[count], new double[count]);
    for (int k = 0; k < count; k++) {
      nodes.weights[k] = 1;
      for (int i = 0, left = k; i < size; i++, left /= each) {
        double z = rule.node(left % each);
        double weight = rule.weight(left % each);
        nodes.at[k][i] = z;
        nodes.weights[k] *= weight;
        nodes.logDensities[k] += StrictMath.log(weight) + 0.5 * z * z + Gaussian.HALF_LOG_2_PI;
      }
    }
    return nodes;
  }

  int count() {
    return at.length;
  }
}
