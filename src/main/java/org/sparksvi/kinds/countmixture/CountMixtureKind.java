package org.sparksvi.kinds.countmixture;

import java.util.List;
import java.util.stream.Stream;
import org.sparksvi.config.Configuration;
import org.sparksvi.kind.ModelKind;
import org.sparksvi.kinds.mixture.MixingKeys;
import org.sparksvi.rows.CountSettings;

/** Mixtures of components over counts. */
public final class CountMixtureKind implements ModelKind {
  static final String NAME = "count-mixture";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> keys() {
    List<String> own =
        List.of("model.components", "model.family", "model.pseudo-counts", "model.restarts");
    return Stream.of(own, MixingKeys.keys(), CountSettings.wholeKeys())
        .flatMap(List::stream)
        .toList();
  }

  @Override
  public CountMixtureJob job(Configuration configuration) {
    return new CountMixtureJob(
        CountSettings.of(configuration), CountMixtureSettings.of(configuration));
  }
}
