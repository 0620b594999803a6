package org.sparksvi.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.sparksvi.config.Configuration;
import org.sparksvi.config.GradientSettings;
import org.sparksvi.config.InferenceSettings;
import org.sparksvi.config.PublishedState;
import org.sparksvi.config.RunSettings;
import org.sparksvi.data.Block;
import org.sparksvi.engine.Plan;
import org.sparksvi.kind.DataFacts;
import org.sparksvi.kind.Kind;
import org.sparksvi.kind.Kinds;
import org.sparksvi.kind.Trainable;
import org.sparksvi.kind.Trained;
import org.sparksvi.kind.Values;
import org.sparksvi.model.HeldOut;
import org.sparksvi.model.Model;
import org.sparksvi.model.Transforms;
import org.sparksvi.report.Wording;
import org.sparksvi.rows.HeldOutSource;
import org.sparksvi.rows.InputSettings;
import org.sparksvi.rows.Prepared;
import org.sparksvi.rows.RowSettings;
import org.sparksvi.update.Rules;

/**
 * Everything that a training is told.
 *
 * @param kind of the model
 * @param model its settings
 * @param rows where they come from
 * @param gradient the rule of every field where they ascend by gradients
 * @param all every key that the kind has with its value, for the record
 */
public record TrainingSettings(
    Kind<?, ?, ?> kind,
    Values model,
    RowSettings rows,
    InferenceSettings inference,
    Optional<Rules> gradient,
    RunSettings run,
    ObjectNode all) {

  /** Keys that may differ when a run goes on: they do not change what a round computes. */
  private static final List<String> FREE =
      List.of(
          "inference.epochs",
          "inference.max-seconds",
          "inference.tolerance",
          "inference.patience",
          "inference.retries",
          "inference.replicates",
          "run.",
          "trace.");

  /** Checks every key and converts it. */
  public static TrainingSettings of(Configuration configuration, Kinds kinds) {
    Kinds.Chosen chosen = kinds.choose(configuration);
    Kind<?, ?, ?> kind = chosen.kind();
    InferenceSettings inference = InferenceSettings.of(configuration);
    TrainingSettings settings =
        new TrainingSettings(
            kind,
            chosen.settings(),
            RowSettings.of(configuration, kind.rows(chosen.settings())),
            inference,
            kind.ascends()
                ? Optional.of(GradientSettings.of(configuration).rules())
                : Optional.empty(),
            RunSettings.of(configuration),
            kinds.record(configuration, chosen));
    settings.requireScores(configuration);
    return settings;
  }

  /** What asks for held-out scores needs held-out rows. */
  private void requireScores(Configuration configuration) {
    if (isScored()) {
      return;
    }
    if (inference.patience().orElse(0) > 0) {
      throw configuration.refuse("inference.patience", "be 0 where input.held-out is 0");
    }
    if (run.published() == PublishedState.BEST) {
      throw configuration.refuse("run.publish", "be `last` where input.held-out is 0");
    }
  }

  /** Whether there are held-out rows. */
  private boolean isScored() {
    return !(input().heldOut() instanceof HeldOutSource.None);
  }

  /** Whether the parameters with the best held-out score become the model. */
  boolean publishesBest() {
    return switch (run.published()) {
      case AUTO -> (kind.ascends() || kind.pace(model).mayFall()) && isScored();
      case LAST -> false;
      case BEST -> true;
    };
  }

  /** Where rows come from. */
  public InputSettings input() {
    return rows.input();
  }

  /** The same where some tables are at hand, by their names. */
  public TrainingSettings given(Map<String, Dataset<Row>> tables) {
    return new TrainingSettings(kind, model, rows.given(tables), inference, gradient, run, all);
  }

  /** The same with another seed. */
  TrainingSettings seeded(long seed) {
    return new TrainingSettings(kind, model, rows, inference.seeded(seed), gradient, run, all);
  }

  /** The same with code that a program has at hand, in the place of a class of its name. */
  public TrainingSettings givenCode(Object code) {
    return new TrainingSettings(kind, kind.given(model, code), rows, inference, gradient, run, all);
  }

  /** What rows, units and scores are called. */
  public Wording wording() {
    return kind.wording(model);
  }

  /** Arithmetic of the local steps, for the record. */
  public String arithmetic() {
    return kind.arithmetic(model);
  }

  /** What updates of a run set, unless their command line does: a day is one full batch. */
  public List<String> updateDefaults() {
    return kind.ascends()
        ? List.of()
        : List.of(
            "inference.batch-size=all",
            "inference.block-size=auto",
            "inference.rule=batch",
            "inference.local.steps=0");
  }

  /** The training of a new model of these settings. */
  Trainable<?, ?, ?> begin(Prepared data) {
    return begin(kind, data);
  }

  private <B extends Block, H extends Block, M extends Model<B> & HeldOut<H> & Transforms<B>>
      Trainable<B, H, ?> begin(Kind<B, H, M> of, Prepared data) {
    DataFacts facts = facts(data);
    return Trained.untrained(of, model, facts).begin(facts);
  }

  /** The run whose posterior is the prior, where one is. */
  Optional<String> priorRun() {
    return kind.priorRun(model);
  }

  /** The same with the posterior of another model for a prior. */
  Trainable<?, ?, ?> beginAfter(Trained<?, ?, ?> other, Prepared data) {
    return beginAfter(kind, other, data);
  }

  private <B extends Block, H extends Block, M extends Model<B> & HeldOut<H> & Transforms<B>>
      Trainable<B, H, ?> beginAfter(Kind<B, H, M> of, Trained<?, ?, ?> other, Prepared data) {
    DataFacts facts = facts(data);
    return Trained.untrained(of, model, facts).beginAfter(other, facts);
  }

  /** The same at the parameters of another model. */
  Trainable<?, ?, ?> beginAt(Trained<?, ?, ?> other, Prepared data) {
    return beginAt(kind, other, data);
  }

  private <B extends Block, H extends Block, M extends Model<B> & HeldOut<H> & Transforms<B>>
      Trainable<B, H, ?> beginAt(Kind<B, H, M> of, Trained<?, ?, ?> other, Prepared data) {
    DataFacts facts = facts(data);
    return Trained.untrained(of, model, facts).beginAt(other, facts);
  }

  /** What the kind may know of the rows. */
  DataFacts facts(Prepared data) {
    return data.facts(input().path(), kind.rows(model));
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

  /** The rule of every field on a data set of so many training blocks. */
  public Rules steps(int blocks) {
    return gradient.orElseGet(() -> inference.rules(blocks, kind.pace(model)));
  }

  /** How long and how the engine runs on a data set of so many training blocks. */
  public Plan plan(int blocks) {
    return new Plan(
        inference.blocksPerRound(blocks, kind.pace(model)),
        inference.epochs(blocks, kind.pace(model)),
        inference.maxSeconds(),
        inference.tolerance(blocks, kind.pace(model)),
        isScored() ? inference.patience(blocks, kind.pace(model), run.heldOutEvery()) : 0,
        run.boundEvery(),
        run.heldOutEvery(),
        inference.seed(),
        inference.rounds(blocks, kind.pace(model)));
  }
}
