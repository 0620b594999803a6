package org.sparksvi.ml;

/**
 * Setters of what every estimator of regressions has.
 *
 * @param <S> the estimator itself
 */
interface RegressionStage<S extends SviStage<S>> extends SviStage<S> {

  /** The precision of the coefficients' prior. */
  default S setRegParam(double value) {
    return with("regParam", value);
  }

  default S setFitIntercept(boolean value) {
    return with("fitIntercept", value);
  }

  default S setStandardization(boolean value) {
    return with("standardization", value);
  }

  default S setWeightCol(String value) {
    return with("weightCol", value);
  }

  default S setOffsetCol(String value) {
    return with("offsetCol", value);
  }

  default S setMaxIter(int value) {
    return with("maxIter", value);
  }

  default S setTol(double value) {
    return with("tol", value);
  }

  default S setSeed(long value) {
    return with("seed", value);
  }
}
