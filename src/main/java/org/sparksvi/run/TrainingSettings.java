package org.sparksvi.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.sparksvi.config.Configuration;
import org.sparksvi.config.InferenceSettings;
import org.sparksvi.config.PublishedState;
import org.sparksvi.config.RunSettings;
import org.sparksvi.engine.Plan;
import org.sparksvi.kind.ModelJob;
import org.sparksvi.rows.HeldOutSource;
import org.sparksvi.rows.InputSettings;

/**
 * Everything that a training is told.
 *
 * @param kind of the model, by its name
 * @param all every key that the kind has with its value, for the record
 */
public record TrainingSettings(
    String kind, ModelJob model, InferenceSettings inference, RunSettings run, ObjectNode all) {

  /** Keys that may differ when a run goes on: they do not change what a round computes. */
  private static final List<String> FREE =
      List.of(
          "inference.epochs",
          "inference.max-seconds",
          "inference.tolerance",
          "inference.patience",
          "inference.retries",
          "run.",
          "trace.");

  /**
   * Checks every key and converts it.
   *
   * @param kind of the model, by its name
   * @param model what the configuration says of it
   * @param all every key that the kind has with its value
   */
  public static TrainingSettings of(
      Configuration configuration, String kind, ModelJob model, ObjectNode all) {
    TrainingSettings settings =
        new TrainingSettings(
            kind, model, InferenceSettings.of(configuration), RunSettings.of(configuration), all);
    settings.requireScores(configuration);
    return settings;
  }

  /** What asks for held-out scores needs held-out rows. */
  private void requireScores(Configuration configuration) {
    if (!(input().heldOut() instanceof HeldOutSource.None)) {
      return;
    }
    if (inference.patience() > 0) {
      throw configuration.refuse("inference.patience", "be 0 where input.held-out is 0");
    }
    if (run.published() == PublishedState.BEST) {
      throw configuration.refuse("run.publish", "be `last` where input.held-out is 0");
    }
  }

  /** Where rows come from. */
  public InputSettings input() {
    return model.input();
  }

  /** The keys that a run must share with the one that it continues. */
  public ObjectNode identity() {
    return identity(all);
  }

  /** The same of settings that a run recorded. */
  public static ObjectNode identity(ObjectNode all) {
    ObjectNode identity = all.deepCopy();
    List<String> free =
        identity.properties().stream()
            .map(Map.Entry::getKey)
            .filter(key -> FREE.stream().anyMatch(key::startsWith))
            .toList();
    identity.remove(free);
    return identity;
  }

  /** How long and how the engine runs on a data set of so many training blocks. */
  public Plan plan(int blocks) {
    return new Plan(
        inference.batch().blocksPerRound(blocks),
        inference.epochs(),
        inference.maxSeconds(),
        inference.tolerance(),
        inference.patience(),
        run.boundEvery(),
        run.heldOutEvery(),
        inference.seed(),
        inference.rounds());
  }
}
