package org.sparksvi.kind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Field;
import org.sparksvi.config.Pace;
import org.sparksvi.data.Block;
import org.sparksvi.format.Vocabulary;
import org.sparksvi.model.Accumulates;
import org.sparksvi.model.Continued;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.Gap;
import org.sparksvi.model.HeldOut;
import org.sparksvi.model.Model;
import org.sparksvi.model.Transforms;
import org.sparksvi.model.WarmStart;
import org.sparksvi.report.Wording;
import org.sparksvi.update.Rules;

/**
 * A kind of models: all that commands, run directories and other faces of the program know of it.
 *
 * <p>A kind has no state. It knows no path, no session and no run directory. Programs find kinds by
 * {@link KindProvider}.
 *
 * @param <B> blocks that a model is trained on
 * @param <H> blocks that it is scored on
 * @param <M> the model
 */
public interface Kind<
        B extends Block, H extends Block, M extends Model<B> & HeldOut<H> & Transforms<B>>
    extends KindProvider {

  @Override
  default List<Kind<?, ?, ?>> kinds() {
    return List.of(this);
  }

  /** The value of {@code model.kind}. */
  String name();

  /** One row for each key of its own. */
  Settings settings();

  /**
   * Settings with code that a program has at hand, where others name a class.
   *
   * @throws IllegalArgumentException where the kind runs no code of users
   */
  default Values given(Values settings, Object code) {
    throw new IllegalArgumentException("models of the kind %s take no code".formatted(name()));
  }

  /**
   * Keys that are its own whatever its rows are, and groups of keys that may hold any, which end
   * with a dot.
   */
  default List<String> groups() {
    return List.of();
  }

  /** What its rows are. */
  RowType<B, H> rows(Values settings);

  /** Whether it takes rows of a format, where several kinds share a name. */
  default boolean takes(Values settings, String format) {
    return true;
  }

  /** Options of commands that it accepts, of those that not every kind does. */
  Set<Option> options(Values settings);

  /** Whether the globals are estimates, so that the posteriors of rows are all there are. */
  default boolean estimates(Values settings) {
    return false;
  }

  /** What rows, units and scores are called. */
  Wording wording(Values settings);

  /** Arithmetic of the local steps, for the record: another one gives other bits. */
  String arithmetic(Values settings);

  /** Whether parameters ascend by gradients, so that {@code inference.gradient} sizes the steps. */
  default boolean ascends() {
    return false;
  }

  /** What `auto` stands for in the keys of inference. */
  default Pace pace(Values settings) {
    return ascends() ? Pace.MINIBATCHES : Pace.ALL_ROWS;
  }

  /** The rules of the fields, from the one that is configured for all. */
  default Rules rules(Values settings, Rules configured, long roundsPerEpoch) {
    return configured;
  }

  /**
   * The model over so many columns.
   *
   * @throws IllegalArgumentException where there is none
   */
  M model(Values settings, int columns);

  /** The same over columns of these names; most models know only how many there are. */
  default M model(Values settings, Vocabulary names) {
    return model(settings, names.size());
  }

  /**
   * Refuses rows that a model cannot be trained on.
   *
   * @throws org.sparksvi.format.FormatException where they are not acceptable
   * @throws org.sparksvi.config.ConfigurationException where the model does not fit them
   */
  void check(Values settings, DataFacts data);

  /**
   * Refuses more rows that a trained model cannot go on with.
   *
   * @throws org.sparksvi.format.FormatException where they are not acceptable
   */
  default void checkMore(Values settings, DataFacts more) {
    check(settings, more);
  }

  /**
   * What is trained on what, after "training".
   *
   * @param rows such as {@code 272 rows}
   */
  String headline(Values settings, DataFacts data, String rows);

  /** A new model, to be trained on rows that {@link #check} accepted. */
  default Trainable<B, H, ?> begin(Trained<B, H, M> untrained, DataFacts data) {
    return new Trainable<>(
        headline(untrained, data), untrained.rows(), untrained.model(), untrained::with);
  }

  /**
   * The same with parameters to begin at, of a model of the same columns or the first of them.
   *
   * @throws IllegalArgumentException where they are of another model
   */
  default Trainable<B, H, ?> beginAt(
      Bundle parameters, Trained<B, H, M> untrained, DataFacts data) {
    return new Trainable<>(
        headline(untrained, data),
        untrained.rows(),
        new WarmStart<>(untrained.model(), parameters),
        untrained::with);
  }

  /** The published run whose posterior is the prior, as a path; empty where none is. */
  default Optional<String> priorRun(Values settings) {
    return Optional.empty();
  }

  /**
   * A new model whose prior is the posterior of an earlier one, that of {@link #priorRun}.
   *
   * @throws org.sparksvi.config.ConfigurationException where it says nothing of this model
   */
  default Trainable<B, H, ?> beginAfter(
      Trained<?, ?, ?> earlier, Trained<B, H, M> untrained, DataFacts data) {
    throw new IllegalArgumentException(
        "models of the kind %s take no posterior for a prior".formatted(name()));
  }

  private String headline(Trained<B, H, M> untrained, DataFacts data) {
    return headline(
        untrained.settings(), data, "%d %s".formatted(data.rows(), untrained.rows().called()));
  }

  /**
   * A trained model that goes on with more rows, in its columns and maybe some behind them.
   *
   * @param memory what the sums over earlier rows are multiplied by, in [0, 1]
   */
  Trainable<B, H, ?> goOn(Trained<B, H, M> before, DataFacts more, double memory);

  /**
   * Refuses a factor that has no meaning for this kind.
   *
   * @param memory what the sums over earlier rows are multiplied by, in [0, 1]
   * @throws org.sparksvi.config.ConfigurationException where it keeps no sums
   */
  default void requireMemory(double memory) {}

  /**
   * Whether rows have parts that nobody sees, such as the topics of words: better parameters share
   * out earlier rows anew, so that updates fit a sample of them once more.
   */
  default boolean sharesOutRows() {
    return false;
  }

  /** How far the posterior has moved by what {@link #goOn} made with the same memory. */
  Drift drift(Trained<B, H, M> before, Trained<B, H, M> after, double memory);

  /** Parameters over more columns, from those over the first of them. */
  default Bundle grown(Trained<B, H, M> before, M wider) {
    Bundle grown = Bundle.zeros(wider.layout());
    for (Field field : wider.layout().fields()) {
      grown.set(
          field.name(), Arrays.copyOf(before.parameters().copyOf(field.name()), field.size()));
    }
    return grown;
  }

  /**
   * The model as it scores rows.
   *
   * @param samples per row, where it is scored by samples
   * @param masked share of the values that are hidden and imputed, where it imputes any
   */
  default M scoring(Trained<B, H, M> trained, int samples, double masked) {
    return trained.model();
  }

  /** The model as it transforms rows. */
  default M transforming(Trained<B, H, M> trained) {
    return trained.model();
  }

  /** What the sum over scored rows means. */
  List<Figure> figures(Trained<B, H, M> trained, Contribution sum, int samples);

  /** What importance weights make of the globals, beside what q says, where they have names. */
  default Optional<Table<?>> corrected(Trained<B, H, M> trained, Gap.Globals globals) {
    return Optional.empty();
  }

  /** What was learnt. */
  ReadOut readOut(Trained<B, H, M> trained, ReadOut.Request<B> request);

  /** What a model consists of; empty where its parts have no meaning of their own. */
  default Optional<Parts<?>> parts(Trained<B, H, M> trained) {
    return Optional.empty();
  }

  /**
   * Draws what a model predicts in rows that lack it, as a column of vectors.
   *
   * @param count draws of each row
   * @param seed names them
   */
  default Optional<Transforms<B>> predictions(Trained<B, H, M> trained, int count, long seed) {
    return Optional.empty();
  }

  /** How new rows are drawn. */
  Draws draws(Trained<B, H, M> trained, Draws.Request request);

  /** Puts the settings of a model over so many columns into a published model. */
  default void write(Values settings, int columns, ObjectNode json) {
    settings().write(settings, json);
  }

  /**
   * Puts what people ask of a trained model into a published one, where only its code can say it.
   */
  default void describe(Trained<B, H, M> trained, ObjectNode json) {}

  /** Puts what a configuration does not say, but a run is bound to, into its record. */
  default void record(Values settings, ObjectNode all) {}

  /** The settings of a published model with those of a configuration that are not its own. */
  default Values reconciled(Values published, Values configured) {
    return published;
  }

  /**
   * Goes on from the sums that a model keeps: the posterior of earlier rows is the prior of more.
   *
   * @param model that goes on
   * @param parameters at which it stands
   * @param memory what the sums over earlier rows are multiplied by, in [0, 1]
   * @param more the rows, some of which may be earlier ones: their part of the sums gives way
   * @param first a guess at the sums over the rows that are new
   * @param after the trained model, which receives parameters of all rows
   */
  static <B extends Block, H extends Block, A extends Accumulates<B> & HeldOut<H>>
      Trainable<B, H, Continued<B, H, A>> onSums(
          String headline,
          A model,
          Bundle parameters,
          double memory,
          DataFacts more,
          Bundle first,
          Trained<B, H, ?> after) {
    Continued<B, H, A> continued = Continued.again(model, parameters, memory, more.again(), first);
    return new Trainable<>(
        headline, after.rows(), continued, fitted -> after.with(continued.whole(fitted)));
  }
}
