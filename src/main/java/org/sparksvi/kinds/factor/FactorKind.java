package org.sparksvi.kinds.factor;

import java.util.List;
import java.util.stream.Stream;
import org.sparksvi.config.Configuration;
import org.sparksvi.kind.ModelKind;
import org.sparksvi.rows.NumberSettings;

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
    return Stream.concat(own.stream(), NumberSettings.keys().stream()).toList();
  }

  @Override
  public FactorJob job(Configuration configuration) {
    return new FactorJob(NumberSettings.of(configuration), FactorKeys.of(configuration));
  }
}
