package org.sparksvi.kinds.mixture;

import java.util.List;
import java.util.stream.Stream;
import org.sparksvi.config.Configuration;
import org.sparksvi.kind.ModelKind;
import org.sparksvi.rows.NumberSettings;

/** Mixtures of Gaussian components. */
public final class MixtureKind implements ModelKind {
  static final String NAME = "mixture";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> keys() {
    List<String> own =
        List.of(
            "model.components",
            "model.covariance",
            "model.prior.",
            "model.least-variance",
            "model.restarts");
    return Stream.of(own, MixingKeys.keys(), NumberSettings.keys()).flatMap(List::stream).toList();
  }

  @Override
  public MixtureJob job(Configuration configuration) {
    return new MixtureJob(NumberSettings.of(configuration), MixtureSettings.of(configuration));
  }
}
