package org.sparksvi.kinds.joint;

import static org.sparksvi.kinds.joint.JointRows.CLASS;
import static org.sparksvi.kinds.joint.JointRows.METHOD;
import static org.sparksvi.kinds.joint.JointRows.UNIT;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.config.ConfigurationException;
import org.sparksvi.config.Pace;
import org.sparksvi.data.Block;
import org.sparksvi.format.Vocabulary;
import org.sparksvi.kind.DataFacts;
import org.sparksvi.kind.Draws;
import org.sparksvi.kind.Drift;
import org.sparksvi.kind.Figure;
import org.sparksvi.kind.Kind;
import org.sparksvi.kind.Option;
import org.sparksvi.kind.ReadOut;
import org.sparksvi.kind.RowType;
import org.sparksvi.kind.Settings;
import org.sparksvi.kind.Table;
import org.sparksvi.kind.Trainable;
import org.sparksvi.kind.Trained;
import org.sparksvi.kind.Values;
import org.sparksvi.kinds.joint.JointRows.Unit;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.Gap;
import org.sparksvi.model.Term;
import org.sparksvi.model.Transforms;
import org.sparksvi.models.joint.JointModel;
import org.sparksvi.models.joint.JointSettings.Method;
import org.sparksvi.models.joint.JointSummary;
import org.sparksvi.models.joint.JointSummary.Quantity;
import org.sparksvi.models.joint.LogJoint;
import org.sparksvi.numeric.Blas;
import org.sparksvi.report.Wording;
import org.sparksvi.update.Constant;
import org.sparksvi.update.Rules;

/** Models that users write: a class that says the log joint density of a row and parameters. */
public final class JointKind implements Kind<Block, Block, JointModel<Block>> {
  static final String NAME = "joint";

  /** Draws that summaries are of, where there are few numbers. */
  private static final int DRAWS = 4000;

  private static final int LEAST_DRAWS = 200;

  /** Numbers that a summary may hold at a time. */
  private static final int MOST_NUMBERS = 1 << 25;

  private static final long SEED = 1;
  private static final int SHOWN_NAMES = 20;
  private static final int CORRECTED_ROWS = 30; // shown

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Settings settings() {
    return JointRows.SETTINGS;
  }

  @Override
  public Values given(Values settings, Object code) {
    if (!(code instanceof LogJoint joint)) {
      throw new IllegalArgumentException(
          "the code of a model must be a %s, but is a %s"
              .formatted(LogJoint.class.getName(), code.getClass().getName()));
    }
    return settings.with(CLASS, UserClass.of(joint));
  }

  @Override
  public List<String> groups() {
    return List.of(JointRows.ARGUMENTS + ".", JointRows.GROUPS);
  }

  /** Rows to be scored may lack the column that the class observes. */
  @Override
  public RowType<Block, Block> rows(Values settings) {
    List<String> observed =
        settings.get(CLASS).declared().flatMap(Declared::observed).stream().toList();
    RowType<?, ?> type =
        settings.get(UNIT) == Unit.GROUP ? RowType.GROUPED_NUMBERS : RowType.NUMBERS;
    return type.lacking(observed).ofAnyBlocks();
  }

  @Override
  public Set<Option> options(Values settings) {
    return Set.of(Option.SEED, Option.EVIDENCE, Option.PREDICTED);
  }

  @Override
  public Wording wording(Values settings) {
    return new Wording("rows", "row", "log density", "");
  }

  @Override
  public String arithmetic(Values settings) {
    return Blas.best().name();
  }

  @Override
  public boolean ascends() {
    return true;
  }

  @Override
  public Pace pace(Values settings) {
    return isSearch(settings) ? Pace.SEARCH : Pace.MINIBATCHES;
  }

  private static boolean isSearch(Values settings) {
    return settings.get(METHOD) == Method.DETERMINISTIC;
  }

  /** A search sizes its steps itself. */
  @Override
  public Rules rules(Values settings, Rules configured, long roundsPerEpoch) {
    return isSearch(settings) ? Rules.all(new Constant(1)) : configured;
  }

  @Override
  public JointModel<Block> model(Values settings, int columns) {
    throw new IllegalArgumentException("a model of the kind joint needs the names of its columns");
  }

  @Override
  public JointModel<Block> model(Values settings, Vocabulary names) {
    UserClass user = settings.get(CLASS);
    LogJoint joint =
        user.code().orElseGet(() -> new Undefined(declared(user).size(), names.word(0)));
    JointModel<Block> model;
    try {
      model = new JointModel<>(joint, JointRows.settings(settings, names.words()));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "model.class %s: %s".formatted(user.name(), e.getMessage()), e);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "model.class %s failed as it declared its parameters: %s".formatted(user.name(), e), e);
    }
    int size = user.declared().map(Declared::size).orElse(model.size());
    if (model.size() != size) {
      throw new ConfigurationException(
          "model.class must declare the %d numbers of the run, but %s declares %d"
              .formatted(size, user.name(), model.size()));
    }
    user.declared().ifPresent(known -> requireSame(user, model, known));
    return model;
  }

  /** Numbers of the run would be read as those of other parameters. */
  private static void requireSame(UserClass user, JointModel<Block> model, Declared known) {
    List<String> published = known.quantities().stream().map(Quantity::name).toList();
    if (user.code().isPresent() && !model.quantities().equals(published)) {
      throw new ConfigurationException(
          "model.class must declare what it declared for the run, in the same order and of the same sizes, %s, but %s declares %s"
              .formatted(shown(published), user.name(), shown(model.quantities())));
    }
  }

  private static List<String> shown(List<String> names) {
    return names.subList(0, Math.min(SHOWN_NAMES, names.size()));
  }

  private static Declared declared(UserClass user) {
    return user.declared()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "what model.class %s declares is not published".formatted(user.name())));
  }

  /** What needs the class, and has it not, says what to do. */
  private static JointModel<Block> withCode(Trained<Block, Block, JointModel<Block>> trained) {
    UserClass user = trained.settings().get(CLASS);
    if (user.code().isEmpty()) {
      throw new ConfigurationException(
          "the class of the model must be given, since no run directory names code to run: --class %s, or setModelClass in Spark ML, with its jar on the class path (--jars)"
              .formatted(user.name()));
    }
    return trained.model();
  }

  @Override
  public void check(Values settings, DataFacts data) {
    JointModel<Block> model = model(settings, data.names());
    double numbers = model.layout().fields().stream().mapToDouble(f -> f.size()).sum();
    DataFacts.requireFits(numbers, "the posterior of %d numbers".formatted(model.size()));
    data.requireRows(1, "one");
  }

  @Override
  public String headline(Values settings, DataFacts data, String rows) {
    return "%s on %s; %s"
        .formatted(
            settings.get(CLASS).name(),
            settings.get(UNIT) == Unit.GROUP ? rows.replace(" rows", " groups of rows") : rows,
            model(settings, data.names()).reason());
  }

  /** Yesterday's posterior takes the place of the priors. */
  @Override
  public Trainable<Block, Block, ?> goOn(
      Trained<Block, Block, JointModel<Block>> before, DataFacts more, double memory) {
    JointModel<Block> model = withCode(before);
    return new Trainable<>(
        headline(before.settings(), more, more.rows() + " more rows"),
        before.rows(),
        model.after(before.parameters(), memory),
        parameters -> before.with(ofAll(before.parameters(), parameters, memory)));
  }

  /** With the weight of all rows, which is 0 from the day on when some are half forgotten. */
  static Bundle ofAll(Bundle earlier, Bundle later, double memory) {
    Bundle all = later.copy();
    double before = earlier.values(JointModel.ROWS)[0];
    double sum = before + later.values(JointModel.ROWS)[0];
    all.values(JointModel.ROWS)[0] = memory == 1 && before > 0 ? sum : 0;
    return all;
  }

  @Override
  public void requireMemory(double memory) {
    if (!(memory > 0)) {
      throw new ConfigurationException(
          "--forgetting must be in (0, 1] for user-written models, but was " + memory);
    }
  }

  @Override
  public Drift drift(
      Trained<Block, Block, JointModel<Block>> before,
      Trained<Block, Block, JointModel<Block>> after,
      double memory) {
    List<Quantity> old = quantities(before);
    List<Quantity> now = quantities(after);
    double most = 0;
    for (int i = 0; i < old.size(); i++) {
      most = Math.max(most, divergence(now.get(i), old.get(i)));
    }
    double[] one = {1};
    return Drift.of(
        "nats, of the quantity that moved most, by means and deviations",
        new double[] {most},
        one,
        one);
  }

  /** KL of normal distributions; of quantities that do not vary, 0. */
  private static double divergence(Quantity now, Quantity before) {
    if (!(now.deviation() > 0 && before.deviation() > 0)) {
      return 0;
    }
    double ratio = now.deviation() / before.deviation();
    double shift = (now.mean() - before.mean()) / before.deviation();
    return 0.5 * (ratio * ratio + shift * shift - 1) - StrictMath.log(ratio);
  }

  @Override
  public JointModel<Block> scoring(
      Trained<Block, Block, JointModel<Block>> trained, int samples, double masked) {
    return withCode(trained);
  }

  @Override
  public JointModel<Block> transforming(Trained<Block, Block, JointModel<Block>> trained) {
    return withCode(trained);
  }

  @Override
  public List<Figure> figures(
      Trained<Block, Block, JointModel<Block>> trained, Contribution sum, int samples) {
    double weight = sum.get(Term.HELD_OUT_UNITS);
    return List.of(
        new Figure(
            "heldOutLogDensityPerRow",
            "held-out log density per row",
            sum.get(Term.HELD_OUT_LOG_PROBABILITY) / weight,
            4,
            "averaged over draws of the posterior"));
  }

  @Override
  public Optional<Table<?>> corrected(
      Trained<Block, Block, JointModel<Block>> trained, Gap.Globals globals) {
    return Optional.of(CorrectedQuantities.table(quantities(trained), globals, CORRECTED_ROWS));
  }

  private static List<Quantity> quantities(Trained<Block, Block, JointModel<Block>> trained) {
    UserClass user = trained.settings().get(CLASS);
    return user.code().isPresent() ? summary(trained).quantities() : declared(user).quantities();
  }

  private static JointSummary summary(Trained<Block, Block, JointModel<Block>> trained) {
    int numbers = trained.model().quantities().size();
    int draws = Math.max(LEAST_DRAWS, Math.min(DRAWS, MOST_NUMBERS / numbers));
    return trained.model().summary(trained.parameters(), draws, SEED);
  }

  @Override
  public void describe(Trained<Block, Block, JointModel<Block>> trained, ObjectNode json) {
    UserClass user = trained.settings().get(CLASS);
    Declared told =
        user.code().isPresent() ? Declared.of(trained.model(), summary(trained)) : declared(user);
    told.write(json);
  }

  @Override
  public void record(Values settings, ObjectNode all) {
    JointRows.record(settings, all);
  }

  /** A configuration may bring the code of the very class that was published. */
  @Override
  public Values reconciled(Values published, Values configured) {
    UserClass there = published.get(CLASS);
    UserClass here = configured.get(CLASS);
    if (here.code().isEmpty()) {
      return published;
    }
    if (!here.digest().isEmpty() && !here.name().equals(there.name())) { // code at hand has no name
      throw new ConfigurationException(
          "model.class must be that of the run, %s, but is %s"
              .formatted(there.name(), here.name()));
    }
    return published.with(CLASS, here.with(there.declared()));
  }

  @Override
  public ReadOut readOut(
      Trained<Block, Block, JointModel<Block>> trained, ReadOut.Request<Block> request) {
    UserClass user = trained.settings().get(CLASS);
    List<Quantity> quantities = quantities(trained);
    String reason = trained.model().reason();
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("class", user.name());
    facts.put("posterior", reason);
    facts.put("size", trained.model().size());
    List<String> lines = new ArrayList<>();
    lines.add("posterior: " + reason);
    Table<Quantity> table =
        Table.of("quantities", quantities)
            .column("mean", "mean", "%12.5g", q -> CorrectedQuantities.finite(q.mean()))
            .column(
                "deviation", "deviation", "%12.5g", q -> CorrectedQuantities.finite(q.deviation()))
            .column("lower", "5 %", "%12.5g", q -> CorrectedQuantities.finite(q.lower()))
            .column("median", "50 %", "%12.5g", q -> CorrectedQuantities.finite(q.median()))
            .column("upper", "95 %", "%12.5g", q -> CorrectedQuantities.finite(q.upper()))
            .column("name", "quantity", "%s", Quantity::name)
            .showing(q -> true, request.rows());
    return new ReadOut(user.name(), lines, facts, List.of(table), Optional::empty);
  }

  @Override
  public Optional<Transforms<Block>> predictions(
      Trained<Block, Block, JointModel<Block>> trained, int count, long seed) {
    JointModel<Block> model = withCode(trained);
    return model.observed().map(column -> new PredictedRows(model, column, count, seed));
  }

  /** Of parameters and kept quantities: nothing is known of the columns that others depend on. */
  @Override
  public Draws draws(Trained<Block, Block, JointModel<Block>> trained, Draws.Request request) {
    JointModel<Block> model = withCode(trained);
    Bundle parameters = trained.parameters();
    return new Draws.Parameters(model.quantities(), () -> model.draws(parameters));
  }
}
