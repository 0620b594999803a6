package org.sparksvi.kinds.topics;

import java.util.List;
import java.util.stream.Stream;
import org.sparksvi.config.Configuration;
import org.sparksvi.kind.ModelKind;
import org.sparksvi.rows.CountSettings;

/** Latent Dirichlet allocation. */
public final class TopicsKind implements ModelKind {
  static final String NAME = "topics";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> keys() {
    List<String> own =
        List.of(
            "model.topics",
            "model.alpha",
            "model.eta",
            "model.inner-iterations",
            "model.inner-tolerance",
            "inference.kernel");
    return Stream.concat(own.stream(), CountSettings.keys().stream()).toList();
  }

  @Override
  public TopicsJob job(Configuration configuration) {
    return new TopicsJob(CountSettings.of(configuration), TopicsKeys.of(configuration));
  }
}
