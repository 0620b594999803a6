package org.sparksvi.models.autoencoder;

import java.util.Arrays;
import java.util.Random;
import org.apache.commons.math3.distribution.MultivariateNormalDistribution;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.DenseBlock;

/**
 * A linear decoder with isotropic noise, x ~ N(W z + b, v I), in closed form.
 *
 * <p>Its rows are N(b, W Wᵀ + v I), and z | x ~ N(P Wᵀ (x − b) / v, P) with P = (I + Wᵀ W / v)⁻¹.
 *
 * @param loadings W, D × J
 * @param mean b
 * @param noise v
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record LinearGaussian(RealMatrix loadings, double[] mean, double noise) {

  /** What a trained model says, in the data's units. */
  static LinearGaussian of(AutoencoderSettings settings, Bundle parameters) {
    int latent = settings.latent();
    int columns = settings.columns();
    double scale = parameters.values("data.scale")[0];
    double[] centre = parameters.values("data.centre");
    double[] bias = parameters.values("decoder.outputs.bias");
    double[] weights = parameters.values("decoder.outputs.weights");
    RealMatrix loadings = MatrixUtils.createRealMatrix(columns, latent);
    double[] mean = new double[columns];
    for (int d = 0; d < columns; d++) {
      mean[d] = centre[d] + scale * bias[d];
      for (int j = 0; j < latent; j++) {
        loadings.setEntry(d, j, scale * weights[j * columns + d]);
      }
    }
    double variance = Textbook.variance(settings.likelihood(), parameters, 0);
    return new LinearGaussian(loadings, mean, scale * scale * variance);
  }

  /** Columns of W that are orthogonal, so that the posterior factorises. */
  static LinearGaussian orthogonal() {
    double[][] w = {{1, 0.5}, {-0.5, 1}, {0.8, 0}, {0, -0.6}, {0, 0}};
    return new LinearGaussian(
        MatrixUtils.createRealMatrix(w), new double[] {1, -2, 0, 0.5, 3}, 0.4);
  }

  /** Sets a decoder, in the data's own units. */
  void decode(Bundle parameters, Gaussian likelihood) {
    parameters.set("data.centre", new double[mean.length]);
    double[] ones = new double[mean.length];
    Arrays.fill(ones, 1);
    parameters.set("data.scale", ones);
    parameters.set("decoder.outputs.bias", mean);
    parameters.set("decoder.outputs.weights", flat(loadings.transpose()));
    parameters.set("noise.log-variance", new double[] {Math.log(noise - likelihood.floor())});
  }

  /** Sets a linear encoder to the posterior, which must factorise. */
  void encode(Bundle parameters) {
    int latent = loadings.getColumnDimension();
    RealMatrix gain = gain();
    double[] shift = gain.operate(mean);
    double[] weights = new double[mean.length * 2 * latent];
    double[] bias = new double[2 * latent];
    for (int j = 0; j < latent; j++) {
      for (int d = 0; d < mean.length; d++) {
        weights[d * 2 * latent + j] = gain.getEntry(j, d);
      }
      bias[j] = -shift[j];
      bias[latent + j] = 0.5 * Math.log(posteriorCovariance().getEntry(j, j));
    }
    parameters.set("encoder.outputs.weights", weights);
    parameters.set("encoder.outputs.bias", bias);
  }

  static double[] flat(RealMatrix matrix) {
    return Arrays.stream(matrix.getData()).flatMapToDouble(Arrays::stream).toArray();
  }

  RealMatrix covariance() {
    RealMatrix identity = MatrixUtils.createRealIdentityMatrix(mean.length);
    return loadings.multiply(loadings.transpose()).add(identity.scalarMultiply(noise));
  }

  RealMatrix posteriorCovariance() {
    RealMatrix gram = loadings.transpose().multiply(loadings).scalarMultiply(1 / noise);
    RealMatrix precision = MatrixUtils.createRealIdentityMatrix(gram.getRowDimension()).add(gram);
    return new LUDecomposition(precision).getSolver().getInverse();
  }

  /** By which x − b is multiplied for the mean of z. */
  private RealMatrix gain() {
    return posteriorCovariance().multiply(loadings.transpose()).scalarMultiply(1 / noise);
  }

  double[] posteriorMean(double[] x) {
    double[] off = new double[x.length];
    Arrays.setAll(off, d -> x[d] - mean[d]);
    return gain().operate(off);
  }

  double logDensity(double[] x) {
    return Math.log(
        new MultivariateNormalDistribution(null, mean, covariance().getData()).density(x));
  }

  /** KL(q || z | x) of a row, q with a mean and variances. */
  double divergence(double[] x, double[] means, double[] variances) {
    RealMatrix covariance = posteriorCovariance();
    LUDecomposition decomposition = new LUDecomposition(covariance);
    RealMatrix precision = decomposition.getSolver().getInverse();
    double[] off = posteriorMean(x);
    double sum = Math.log(decomposition.getDeterminant()) - means.length;
    for (int j = 0; j < means.length; j++) {
      off[j] -= means[j];
      sum += precision.getEntry(j, j) * variances[j] - Math.log(variances[j]);
    }
    double[] weighted = precision.operate(off);
    for (int j = 0; j < means.length; j++) {
      sum += off[j] * weighted[j];
    }
    return 0.5 * sum;
  }

  double[][] draw(int rows, long seed) {
    Random random = new Random(seed);
    double[][] x = new double[rows][];
    for (int r = 0; r < rows; r++) {
      double[] z = random.doubles(loadings.getColumnDimension()).toArray();
      Arrays.setAll(z, j -> random.nextGaussian());
      x[r] = loadings.operate(z);
      for (int d = 0; d < mean.length; d++) {
        x[r][d] += mean[d] + Math.sqrt(noise) * random.nextGaussian();
      }
    }
    return x;
  }

  /** Parameters of a model of no hidden layers with this decoder, and this posterior if it has. */
  Bundle parameters(Autoencoder<DenseBlock> model) {
    Bundle parameters = Bundle.zeros(model.layout());
    decode(parameters, (Gaussian) model.settings().likelihood());
    if (model.settings().hasEncoder()) {
      encode(parameters);
    }
    return parameters;
  }
}
