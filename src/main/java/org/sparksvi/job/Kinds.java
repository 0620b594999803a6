package org.sparksvi.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sparksvi.config.Configuration;
import org.sparksvi.config.ConfigurationException;
import org.sparksvi.kind.ModelKind;
import org.sparksvi.kinds.autoencoder.AutoencoderKind;
import org.sparksvi.kinds.countmixture.CountMixtureKind;
import org.sparksvi.kinds.factor.FactorKind;
import org.sparksvi.kinds.mixture.MixtureKind;
import org.sparksvi.kinds.topics.TopicsKind;
import org.sparksvi.rows.LabelledSettings;

/** The kinds of models that jobs know. */
final class Kinds {
  private static final String KEY = "model.kind";

  private final List<ModelKind> all;

  Kinds(List<ModelKind> all) {
    this.all = List.copyOf(all);
  }

  /** Every kind that this program has; the only place that lists them. */
  static Kinds all() {
    return new Kinds(
        List.of(
            new TopicsKind(),
            new MixtureKind(),
            new CountMixtureKind(),
            new FactorKind(),
            new AutoencoderKind()));
  }

  /** The kind that a configuration names; refuses keys that only others have. */
  ModelKind of(Configuration c) {
    Map<String, ModelKind> byName = new LinkedHashMap<>();
    all.forEach(kind -> byName.put(kind.name(), kind));
    ModelKind kind = c.choice(KEY, byName);
    for (String key : c.keys()) {
      if (isOfOthers(key, kind) && c.isGiven(key)) {
        throw new ConfigurationException(
            "%s: %s is a key of %s, but model.kind is %s"
                .formatted(c.place(key), key, describedOwners(key), kind.name()));
      }
    }
    return kind;
  }

  /** All values but those of keys that only other kinds have. */
  ObjectNode record(Configuration c, ModelKind kind) {
    ObjectNode values = c.toJson();
    values.remove(c.keys().stream().filter(key -> isOfOthers(key, kind)).toList());
    return values;
  }

  private boolean isOfOthers(String key, ModelKind kind) {
    return !has(kind, key) && (!owners(key).isEmpty() || LabelledSettings.ownKeys().contains(key));
  }

  private String describedOwners(String key) {
    List<String> owners = owners(key);
    return owners.isEmpty()
        ? "rows with responses, which no kind of model takes"
        : String.join(" and ", owners);
  }

  /** Names of the kinds that have a key which not every kind has. */
  private List<String> owners(String key) {
    return all.stream().filter(kind -> has(kind, key)).map(ModelKind::name).toList();
  }

  private static boolean has(ModelKind kind, String key) {
    return kind.keys().stream()
        .anyMatch(own -> own.endsWith(".") ? key.startsWith(own) : key.equals(own));
  }
}
