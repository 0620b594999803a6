package org.sparksvi.ml;

import org.apache.spark.ml.linalg.DenseMatrix;
import org.apache.spark.ml.linalg.DenseVector;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.util.MLReader;
import org.sparksvi.models.factor.FactorSummary;
import org.sparksvi.models.factor.LatentFactors;

/** Factors that were learnt from rows. */
public final class FactorAnalysisModel extends KindModel<FactorAnalysisModel> {
  private static final long serialVersionUID = 1L;

  /** Nothing: Spark Connect finds out by it which classes there are. */
  public FactorAnalysisModel() {
    this("", null);
  }

  FactorAnalysisModel(String uid, Learnt learnt) {
    super(FactorAnalysis.FACE, uid, learnt, FactorAnalysisModel::new);
  }

  public static MLReader<FactorAnalysisModel> read() {
    return new ModelReader<>(FactorAnalysisModel.class, FactorAnalysisModel::new);
  }

  public static FactorAnalysisModel load(String path) {
    return read().load(path);
  }

  private FactorSummary factors() {
    return ((LatentFactors) trained().model()).summary(trained().parameters());
  }

  /** The mean of each column. */
  public Vector mean() {
    return Vectors.dense(factors().mean());
  }

  /** W, columns × factors. */
  public DenseMatrix loadings() {
    double[] byRow = factors().loadings();
    return new DenseMatrix(numFeatures(), byRow.length / numFeatures(), byRow, true);
  }

  /** The variance of each column that the factors do not explain. */
  public Vector noiseVariance() {
    return Vectors.dense(factors().noise());
  }

  /**
   * The principal axes: the loadings' directions, columns × factors, of length 1. Probabilistic
   * principal components span those of the rows (Tipping and Bishop, 1999).
   */
  public DenseMatrix pc() {
    DenseMatrix axes = loadings();
    double[] values = axes.toArray(); // by column
    int rows = axes.numRows();
    for (int k = 0; k < axes.numCols(); k++) {
      double length = Math.sqrt(square(values, k * rows, rows));
      for (int d = 0; d < rows && length > 0; d++) {
        values[k * rows + d] /= length;
      }
    }
    return new DenseMatrix(rows, axes.numCols(), values);
  }

  /**
   * The share of the rows' variance along each principal axis, as the model has it: (|w_k|² + the
   * mean of the noise) / (Σ |w|² + Σ noise).
   */
  public DenseVector explainedVariance() {
    DenseMatrix axes = loadings();
    double[] values = axes.toArray();
    double[] noise = factors().noise();
    double unexplained = 0;
    for (double variance : noise) {
      unexplained += variance;
    }
    double[] shares = new double[axes.numCols()];
    double total = unexplained;
    for (int k = 0; k < shares.length; k++) {
      double square = square(values, k * noise.length, noise.length);
      shares[k] = square + unexplained / noise.length;
      total += square;
    }
    for (int k = 0; k < shares.length; k++) {
      shares[k] /= total;
    }
    return new DenseVector(shares);
  }

  private static double square(double[] values, int from, int count) {
    double square = 0;
    for (int i = from; i < from + count; i++) {
      square += values[i] * values[i];
    }
    return square;
  }
}
