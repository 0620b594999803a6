package org.sparksvi.job.factor;

import java.util.List;
import java.util.stream.Stream;
import org.sparksvi.job.config.Configuration;
import org.sparksvi.job.config.DenseKeys;
import org.sparksvi.job.kind.ModelKind;

/** Probabilistic principal components, factor analysis, Bayesian principal components. */
public final class FactorKind implements ModelKind {
  static final String NAME = "factor";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> keys() {
    List<String> own =
        List.of("model.latent", "model.noise", "model.estimator", "model.missing-values");
    return Stream.concat(own.stream(), DenseKeys.keys().stream()).toList();
  }

  @Override
  public FactorJob job(Configuration configuration) {
    return new FactorJob(DenseKeys.of(configuration), FactorKeys.of(configuration));
  }
}
