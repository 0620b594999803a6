package org.sparksvi.kinds.regression;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.config.Choices;
import org.sparksvi.config.Pace;
import org.sparksvi.data.LabelledBlock;
import org.sparksvi.data.ValueRule;
import org.sparksvi.format.Vocabulary;
import org.sparksvi.kind.DataFacts;
import org.sparksvi.kind.Draws;
import org.sparksvi.kind.Drift;
import org.sparksvi.kind.Figure;
import org.sparksvi.kind.Kind;
import org.sparksvi.kind.Option;
import org.sparksvi.kind.ReadOut;
import org.sparksvi.kind.RowType;
import org.sparksvi.kind.Rule;
import org.sparksvi.kind.Setting;
import org.sparksvi.kind.SettingTypes;
import org.sparksvi.kind.Settings;
import org.sparksvi.kind.Table;
import org.sparksvi.kind.Trainable;
import org.sparksvi.kind.Trained;
import org.sparksvi.kind.Values;
import org.sparksvi.kinds.regression.CoefficientTable.Named;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.Gap;
import org.sparksvi.model.Transforms;
import org.sparksvi.model.WarmStart;
import org.sparksvi.models.regression.Likelihood;
import org.sparksvi.models.regression.PredictiveDraws;
import org.sparksvi.models.regression.Regression;
import org.sparksvi.models.regression.RegressionSettings;
import org.sparksvi.models.regression.RegressionSummary;
import org.sparksvi.models.regression.RegressionSummary.Coefficient;
import org.sparksvi.numeric.Blas;
import org.sparksvi.report.Wording;
import org.sparksvi.update.Constant;
import org.sparksvi.update.Rules;

/** Generalised linear models with a posterior of their coefficients. */
public final class RegressionKind implements Kind<LabelledBlock, LabelledBlock, Regression> {
  private static final String TRIALS = "input.trials-column";
  private static final int CORRECTED_ROWS = 30; // shown

  /** Of an independent coefficient: q and prior, derivatives, and ten pairs of L-BFGS. */
  private static final int NUMBERS = 60;

  static final Setting<Family> LIKELIHOOD =
      Setting.of(
          "model.likelihood",
          Family.GAUSSIAN,
          SettingTypes.choice("auto", Family.GAUSSIAN),
          "of a response given its linear predictor");
  static final Setting<List<String>> CLASSES =
      Setting.of(
          "model.classes",
          List.of(),
          SettingTypes.orAbsent(SettingTypes.texts(), List.of()),
          "the responses, of ordinal in their order; the first one is the reference");
  static final Setting<Boolean> INTERCEPT =
      Setting.flag("model.intercept", true, "whether there is an intercept");
  static final Setting<Covariance> COVARIANCE =
      Setting.of(
          "model.covariance",
          Covariance.FULL,
          SettingTypes.orAbsent(SettingTypes.choice(Covariance.class), Covariance.FULL),
          "which covariances of coefficients the posterior has");

  /** Covariances that a posterior has. */
  enum Covariance {
    FULL,
    DIAGONAL
  }

  private static final Settings SETTINGS =
      Settings.of(
              LIKELIHOOD,
              CLASSES,
              INTERCEPT,
              Formulas.FORMULA,
              COVARIANCE,
              PriorSettings.SHAPE,
              PriorSettings.STANDARDISED,
              PriorSettings.SCALE,
              PriorSettings.DEGREES,
              PriorSettings.SLAB,
              PriorSettings.INTERCEPT_SCALE,
              PriorSettings.RELATIVE,
              PriorSettings.NOISE,
              PriorSettings.NOISE_SCALE,
              PriorSettings.GROUPS,
              PriorSettings.RUN)
          .with(PriorSettings.and(rules()));

  private static Rule[] rules() {
    return Stream.of(
            new Rule[] {Formulas::readable, Formulas::withoutGroups},
            PriorSettings.ofIndependent(),
            classRules())
        .flatMap(Stream::of)
        .toArray(Rule[]::new);
  }

  @Override
  public String name() {
    return "regression";
  }

  @Override
  public Settings settings() {
    return SETTINGS;
  }

  @Override
  public RowType<LabelledBlock, LabelledBlock> rows(Values settings) {
    Likelihood likelihood = likelihood(settings);
    List<String> classes = settings.get(CLASSES);
    ValueRule rule = classes.isEmpty() ? likelihood::refused : new ClassNames(classes);
    return RowType.LABELLED.whereResponses(rule).by(Formulas.of(settings));
  }

  @Override
  public Set<Option> options(Values settings) {
    return isDiagonal(settings)
        ? Set.of(Option.SEED, Option.PREDICTED)
        : Set.of(Option.SEED, Option.EVIDENCE, Option.PREDICTED);
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
  public Pace pace(Values settings) {
    return isDiagonal(settings) ? Pace.SEARCH : Pace.NEWTON;
  }

  private static boolean isDiagonal(Values settings) {
    return settings.get(COVARIANCE) == Covariance.DIAGONAL;
  }

  /** A search sizes its steps itself. */
  @Override
  public Rules rules(Values settings, Rules configured, long roundsPerEpoch) {
    return isDiagonal(settings) ? Rules.all(new Constant(1)) : configured;
  }

  @Override
  public Regression model(Values settings, int columns) {
    throw new IllegalArgumentException(
        "a model of the kind regression needs the names of its columns");
  }

  @Override
  public Regression model(Values settings, Vocabulary names) {
    RegressionSettings fixed = fixed(settings, names);
    return new Regression(isDiagonal(settings) ? fixed.ofIndependent() : fixed);
  }

  /** What all rows share. */
  static RegressionSettings fixed(Values settings, Vocabulary names) {
    return new RegressionSettings(
        names.size(),
        likelihood(settings),
        PriorSettings.priors(settings, names),
        settings.get(PriorSettings.STANDARDISED),
        settings.get(PriorSettings.RELATIVE),
        PriorSettings.interceptScale(settings, Formulas.intercept(settings)));
  }

  static Likelihood likelihood(Values settings) {
    int classes = settings.get(CLASSES).size();
    return settings.get(LIKELIHOOD).likelihood(PriorSettings.noise(settings), classes);
  }

  static Rule[] classRules() {
    return new Rule[] {
      Rule.only(CLASSES, LIKELIHOOD, family -> family.named() || family.binary()),
      Rule.must(
          CLASSES,
          "name two different classes",
          classes -> classes.isEmpty() || (classes.size() == 2 && differ(classes)),
          LIKELIHOOD,
          Family::binary),
      Rule.must(
          CLASSES,
          "name two or more different classes",
          classes -> classes.size() > 1 && differ(classes),
          LIKELIHOOD,
          Family::named),
      (values, configuration) ->
          configuration.has(TRIALS) && !values.get(LIKELIHOOD).binary()
              ? Optional.of(
                  configuration.refuse(
                      TRIALS,
                      "not be given where model.likelihood is "
                          + Choices.word(values.get(LIKELIHOOD))))
              : Optional.empty()
    };
  }

  private static boolean differ(List<String> classes) {
    return classes.stream().distinct().count() == classes.size();
  }

  @Override
  public void check(Values settings, DataFacts data) {
    long coefficients = likelihood(settings).predictors() * (data.columns() + 1L);
    if (isDiagonal(settings)) {
      DataFacts.requireFits(
          (double) NUMBERS * coefficients,
          "the posterior of %d coefficients, and what the search for it remembers,"
              .formatted(coefficients));
    } else {
      DataFacts.requireFits(
          0.5 * coefficients * coefficients,
          "the covariance of %d coefficients".formatted(coefficients));
    }
    model(settings, data.names());
    int least = least(settings, data.names());
    data.requireRows(least, least == 1 ? "one" : "a flat prior needs");
    if (Formulas.intercept(settings)) {
      data.requireVariance();
    }
    if (settings.get(LIKELIHOOD).binary() || settings.get(LIKELIHOOD).named()) {
      data.requireResponsesVary();
    }
  }

  /** A flat prior needs rows for each coefficient, and for the noise. */
  private static int least(Values settings, Vocabulary names) {
    int flat = PriorSettings.priors(settings, names).flat(names.size());
    boolean middle =
        Formulas.intercept(settings)
            && settings.get(PriorSettings.SHAPE) == PriorSettings.Shape.FLAT;
    return flat == 0 ? 1 : flat + (middle ? 3 : 2);
  }

  /** A later day may lack a class, and its columns need not vary. */
  @Override
  public void checkMore(Values settings, DataFacts more) {
    more.requireRows(1, "one");
  }

  @Override
  public String headline(Values settings, DataFacts data, String rows) {
    return "%s regression on %s of %d columns"
        .formatted(Choices.word(settings.get(LIKELIHOOD)), rows, data.columns());
  }

  @Override
  public Optional<String> priorRun(Values settings) {
    return EarlierPosterior.run(settings);
  }

  @Override
  public Trainable<LabelledBlock, LabelledBlock, ?> beginAfter(
      Trained<?, ?, ?> earlier,
      Trained<LabelledBlock, LabelledBlock, Regression> untrained,
      DataFacts data) {
    return new Trainable<>(
        headline(untrained.settings(), data, data.rows() + " rows"),
        untrained.rows(),
        new WarmStart<>(untrained.model(), EarlierPosterior.prior(earlier, untrained)),
        untrained::with);
  }

  @Override
  public Trainable<LabelledBlock, LabelledBlock, ?> goOn(
      Trained<LabelledBlock, LabelledBlock, Regression> before, DataFacts more, double memory) {
    Regression model = before.model();
    if (isDiagonal(before.settings())) {
      return new Trainable<>(
          headline(before.settings(), more, more.rows() + " more rows"),
          before.rows(),
          new WarmStart<>(model, begun -> Regression.after(before.parameters(), begun, memory)),
          before::with);
    }
    return Kind.onSums(
        headline(before.settings(), more, more.rows() + " more rows"),
        model,
        before.parameters(),
        memory,
        more,
        Bundle.zeros(model.layout()),
        before);
  }

  @Override
  public Drift drift(
      Trained<LabelledBlock, LabelledBlock, Regression> before,
      Trained<LabelledBlock, LabelledBlock, Regression> after,
      double memory) {
    return CoefficientTable.drift(
        after.model().divergence(after.parameters(), before.parameters()));
  }

  @Override
  public List<Figure> figures(
      Trained<LabelledBlock, LabelledBlock, Regression> trained, Contribution sum, int samples) {
    return ResponseFigures.of(trained.settings().get(LIKELIHOOD), sum);
  }

  @Override
  public ReadOut readOut(
      Trained<LabelledBlock, LabelledBlock, Regression> trained,
      ReadOut.Request<LabelledBlock> request) {
    Family family = trained.settings().get(LIKELIHOOD);
    RegressionSummary summary = trained.model().summary(trained.parameters());
    List<Named> named = CoefficientTable.named(names(trained), summary);
    Map<String, Object> facts = CoefficientTable.facts(trained.settings(), summary);
    summary.evidence().ifPresent(evidence -> facts.put("evidence", evidence));
    boolean diagonal = isDiagonal(trained.settings());
    String evidence = CoefficientTable.evidence(summary.evidence(), diagonal);
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s regression of %d coefficients; %s"
            .formatted(Choices.word(family), named.size(), evidence));
    CoefficientTable.noise(summary, facts, lines);
    List<Double> cutpoints = summary.cutpoints();
    if (!cutpoints.isEmpty()) {
      facts.put("cutpoints", cutpoints.stream().mapToDouble(cut -> cut).toArray());
      lines.add(
          "cutpoints of the predictor: "
              + cutpoints.stream().map("%.6g"::formatted).collect(Collectors.joining(", ")));
    }
    lines.addAll(CoefficientTable.warnings(named, trained.names()));
    Table<Named> table = CoefficientTable.of(family, named, request.rows());
    return new ReadOut(
        "%s regression on %d columns".formatted(Choices.word(family), trained.names().size()),
        lines,
        facts,
        List.of(table),
        Optional::empty);
  }

  @Override
  public Optional<Table<?>> corrected(
      Trained<LabelledBlock, LabelledBlock, Regression> trained, Gap.Globals globals) {
    List<Coefficient> own = trained.model().summary(trained.parameters()).coefficients();
    List<String> names = names(trained);
    record Both(String name, Coefficient of, Gap.Corrected by) {}
    List<Both> rows =
        IntStream.range(0, names.size())
            .mapToObj(j -> new Both(names.get(j), own.get(j), globals.corrected().get(j)))
            .toList();
    return Optional.of(
        Table.of("coefficients", rows)
            .column("mean", "mean of q", "%12.5g", b -> b.of().mean())
            .column("correctedMean", "corrected", "%12.5g", b -> b.by().mean())
            .column("deviation", "deviation", "%12.5g", b -> b.of().deviation())
            .column("correctedDeviation", "corrected", "%12.5g", b -> b.by().deviation())
            .column("name", "column", "%s", Both::name)
            .showing(b -> true, CORRECTED_ROWS));
  }

  /** Of the columns, and of the intercept behind them; of each class but the first. */
  private static List<String> names(Trained<LabelledBlock, LabelledBlock, Regression> trained) {
    List<String> columns = CoefficientTable.names(trained);
    if (trained.settings().get(LIKELIHOOD) != Family.MULTINOMIAL) {
      return columns;
    }
    List<String> classes = trained.settings().get(CLASSES);
    List<String> names = new ArrayList<>();
    for (String name : classes.subList(1, classes.size())) {
      columns.forEach(column -> names.add(name + ": " + column));
    }
    return names;
  }

  /** Of the coefficients: a regression says nothing of the columns that responses depend on. */
  @Override
  public Optional<Transforms<LabelledBlock>> predictions(
      Trained<LabelledBlock, LabelledBlock, Regression> trained, int count, long seed) {
    return Optional.of(new PredictiveDraws(trained.model(), count, seed));
  }

  @Override
  public Draws draws(
      Trained<LabelledBlock, LabelledBlock, Regression> trained, Draws.Request request) {
    Regression model = trained.model();
    Bundle parameters = trained.parameters();
    return new Draws.Parameters(names(trained), () -> model.draws(parameters));
  }
}
