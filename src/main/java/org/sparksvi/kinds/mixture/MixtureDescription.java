package org.sparksvi.kinds.mixture;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.sparksvi.config.Choices;
import org.sparksvi.kind.Description;
import org.sparksvi.store.RunDirectory;

/**
 * A mixture as it is described.
 *
 * @param run that has its rows
 */
record MixtureDescription(TrainedMixture trained, MixtureSummary summary, RunDirectory run)
    implements Description {

  @Override
  public String headline() {
    return "%d Gaussian components (%s covariance) over %d columns"
        .formatted(
            summary.components().size(),
            Choices.word(summary.settings().covariance()),
            summary.columns().size());
  }

  @Override
  public String text() {
    return MixtureText.used(summary)
        + "\n"
        + MixtureText.table(summary, summary.components().size());
  }

  @Override
  public void put(ObjectNode page) {
    MixtureText.put(summary, page);
  }

  @Override
  public Optional<String> picture() {
    return summary.columns().size() == 2
        ? Optional.of(new MixturePicture(trained, summary, run).svg())
        : Optional.empty();
  }
}
