package org.sparksvi.kinds.factor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sparksvi.kind.Description;
import org.sparksvi.models.factor.FactorSummary;

/**
 * Factors as they are described.
 *
 * @param columns names
 */
record FactorDescription(FactorKeys keys, List<String> columns, FactorSummary summary)
    implements Description {

  FactorDescription {
    columns = List.copyOf(columns);
  }

  @Override
  public String headline() {
    return "%d %s of %d columns (%s noise)"
        .formatted(
            keys.latent(),
            keys.bayes() ? "Bayesian principal components" : "factors",
            columns.size(),
            keys.noise().name().toLowerCase(Locale.ROOT));
  }

  @Override
  public String text() {
    return FactorText.used(summary) + "\n" + FactorText.table(summary, columns, keys.latent());
  }

  @Override
  public void put(ObjectNode page) {
    FactorText.put(summary, columns, page);
  }

  @Override
  public Optional<String> picture() {
    return Optional.empty();
  }
}
