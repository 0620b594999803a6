package org.sparksvi.kinds.regression;

import static org.sparksvi.kinds.regression.RegressionKind.LIKELIHOOD;

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
import org.sparksvi.data.GroupedBlock;
import org.sparksvi.data.ValueRule;
import org.sparksvi.format.FormatException;
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
import org.sparksvi.kind.Trainable;
import org.sparksvi.kind.Trained;
import org.sparksvi.kind.Values;
import org.sparksvi.kinds.regression.CoefficientTable.Named;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.Transforms;
import org.sparksvi.model.WarmStart;
import org.sparksvi.models.regression.ColumnPriors.Factor;
import org.sparksvi.models.regression.FlatPrior;
import org.sparksvi.models.regression.MixedDraws;
import org.sparksvi.models.regression.MixedRegression;
import org.sparksvi.models.regression.MixedSettings;
import org.sparksvi.models.regression.MixedSummary;
import org.sparksvi.models.regression.Prior;
import org.sparksvi.models.regression.RandomEffects;
import org.sparksvi.models.regression.StudentPrior;
import org.sparksvi.numeric.Blas;
import org.sparksvi.report.Wording;

/** Generalised linear models with effects that vary by group. */
public final class MixedKind implements Kind<GroupedBlock, GroupedBlock, MixedRegression> {
  private static final double DEGREES = 3; // of the prior of deviations

  static final Setting<List<String>> RANDOM =
      Setting.of(
          "model.random",
          List.of(RandomTerms.INTERCEPT),
          SettingTypes.texts(),
          "effects that vary by group: terms such as (1 + x | group)");
  private static final Setting<Double> SCALE =
      Setting.positive(
          "model.prior.random-scale",
          10,
          "of the prior of effects' standard deviations, half of Student's t of 3 degrees");
  private static final Setting<Double> CORRELATION =
      Setting.real(
          "model.prior.random-correlation",
          1,
          value -> value >= 1 && SettingTypes.isModerate(value),
          "a number of at least 1, and moderate",
          "exponent of the prior of effects' correlations: 1 is flat, more draws them to 0");

  private static final Settings SETTINGS =
      Settings.of(
              LIKELIHOOD,
              RegressionKind.CLASSES,
              RegressionKind.INTERCEPT,
              Formulas.FORMULA,
              RANDOM,
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
              PriorSettings.RUN,
              SCALE,
              CORRELATION)
          .with(rules());

  private static Rule[] rules() {
    Rule[] own = {
      Rule.only(SCALE, PriorSettings.SHAPE, shape -> shape != PriorSettings.Shape.FLAT),
      Rule.only(CORRELATION, PriorSettings.SHAPE, shape -> shape != PriorSettings.Shape.FLAT),
      (values, configuration) ->
          values.get(LIKELIHOOD).named()
              ? Optional.of(
                  configuration.refuse(
                      LIKELIHOOD.key(), "have one predictor without cutpoints in a mixed model"))
              : Optional.empty(),
      Formulas::readable,
      Formulas::saidOnce,
      (values, configuration) ->
          RandomTerms.parse(Formulas.random(values)).isPresent()
              ? Optional.empty()
              : Optional.of(
                  configuration.refuse(Formulas.said(values), "be a list of " + RandomTerms.RULE)),
      CrossedRules::known,
      CrossedRules::nested,
      CrossedRules::coded,
      CrossedRules::found
    };
    return Stream.of(PriorSettings.and(RegressionKind.classRules()), own)
        .flatMap(Stream::of)
        .toArray(Rule[]::new);
  }

  @Override
  public String name() {
    return "mixed";
  }

  @Override
  public Settings settings() {
    return SETTINGS;
  }

  @Override
  public RowType<GroupedBlock, GroupedBlock> rows(Values settings) {
    List<String> classes = settings.get(RegressionKind.CLASSES);
    ValueRule rule =
        classes.isEmpty() ? RegressionKind.likelihood(settings)::refused : new ClassNames(classes);
    return RowType.GROUPED
        .whereResponses(rule)
        .by(Formulas.of(settings))
        .within(RandomTerms.part(terms(settings)));
  }

  @Override
  public Set<Option> options(Values settings) {
    return Set.of(Option.SEED, Option.PREDICTED);
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
    return Pace.NEWTON;
  }

  @Override
  public MixedRegression model(Values settings, int columns) {
    throw new IllegalArgumentException("a model of the kind mixed needs the names of its columns");
  }

  @Override
  public MixedRegression model(Values settings, Vocabulary names) {
    boolean flat = settings.get(PriorSettings.SHAPE) == PriorSettings.Shape.FLAT;
    Prior deviations = flat ? new FlatPrior() : new StudentPrior(DEGREES, settings.get(SCALE));
    List<RandomTerms> local = RandomTerms.of(terms(settings), names, false);
    if (local.isEmpty()) {
      throw new IllegalArgumentException(
          "model.random must have a term of effects by input.group-column, such as (1 | group)");
    }
    RandomEffects random =
        new RandomEffects(
            local.stream().map(term -> term.over(names)).toList(),
            deviations,
            settings.get(CORRELATION));
    List<Factor> factors =
        RandomTerms.of(terms(settings), names, true).stream()
            .map(term -> term.factor(names, deviations))
            .toList();
    return new MixedRegression(
        new MixedSettings(RegressionKind.fixed(settings, names).with(factors), random));
  }

  private static List<RandomTerms> terms(Values settings) {
    return RandomTerms.parse(Formulas.random(settings))
        .orElseThrow(
            () -> new IllegalArgumentException("model.random must be " + RandomTerms.RULE));
  }

  @Override
  public void check(Values settings, DataFacts data) {
    double coefficients = data.columns() + 1.0;
    DataFacts.requireFits(
        0.5 * coefficients * coefficients,
        "the covariance of %.0f coefficients".formatted(coefficients));
    model(settings, data.names());
    if (data.rows() < 2) {
      throw new FormatException(
          data.place(),
          "there must be at least 2 groups to train on, but there are " + data.rows());
    }
    data.requireRows(1, "one"); // of some weight
    if (Formulas.intercept(settings)) {
      data.requireVariance();
    }
    if (settings.get(LIKELIHOOD).binary()) {
      data.requireResponsesVary();
    }
  }

  @Override
  public void checkMore(Values settings, DataFacts more) {
    more.requireRows(1, "one");
  }

  @Override
  public String headline(Values settings, DataFacts data, String rows) {
    return "%s mixed model on %s of %d columns, effects of %s"
        .formatted(
            Choices.word(settings.get(LIKELIHOOD)),
            rows,
            data.columns(),
            String.join(", ", effects(settings, data.names())));
  }

  /** Names of the effects by groups, and behind them of those by factors that cross these. */
  private static List<String> effects(Values settings, Vocabulary names) {
    List<RandomTerms> terms = terms(settings);
    return Stream.concat(
            RandomTerms.names(RandomTerms.of(terms, names, false)).stream()
                .map(
                    name -> name.equals(RandomTerms.INTERCEPT) ? CoefficientTable.INTERCEPT : name),
            RandomTerms.of(terms, names, true).stream().map(term -> term.group().orElseThrow()))
        .toList();
  }

  @Override
  public Optional<String> priorRun(Values settings) {
    return EarlierPosterior.run(settings);
  }

  @Override
  public Trainable<GroupedBlock, GroupedBlock, ?> beginAfter(
      Trained<?, ?, ?> earlier,
      Trained<GroupedBlock, GroupedBlock, MixedRegression> untrained,
      DataFacts data) {
    return new Trainable<>(
        headline(untrained.settings(), data, data.rows() + " groups"),
        untrained.rows(),
        new WarmStart<>(untrained.model(), EarlierPosterior.prior(earlier, untrained)),
        untrained::with);
  }

  @Override
  public Trainable<GroupedBlock, GroupedBlock, ?> goOn(
      Trained<GroupedBlock, GroupedBlock, MixedRegression> before, DataFacts more, double memory) {
    MixedRegression model = before.model();
    return Kind.onSums(
        headline(before.settings(), more, more.rows() + " more groups"),
        model,
        before.parameters(),
        memory,
        more,
        Bundle.zeros(model.layout()),
        before);
  }

  @Override
  public Drift drift(
      Trained<GroupedBlock, GroupedBlock, MixedRegression> before,
      Trained<GroupedBlock, GroupedBlock, MixedRegression> after,
      double memory) {
    return CoefficientTable.drift(
        after.model().divergence(after.parameters(), before.parameters()));
  }

  @Override
  public List<Figure> figures(
      Trained<GroupedBlock, GroupedBlock, MixedRegression> trained, Contribution sum, int samples) {
    return ResponseFigures.ofGroups(trained.settings().get(LIKELIHOOD), sum);
  }

  @Override
  public ReadOut readOut(
      Trained<GroupedBlock, GroupedBlock, MixedRegression> trained,
      ReadOut.Request<GroupedBlock> request) {
    Family family = trained.settings().get(LIKELIHOOD);
    MixedSummary summary = trained.model().summary(trained.parameters());
    List<Named> named = CoefficientTable.named(CoefficientTable.names(trained), summary.fixed());
    Map<String, Object> facts = CoefficientTable.facts(trained.settings(), summary.fixed());
    facts.put("groups", summary.groups());
    summary.evidence().ifPresent(evidence -> facts.put("evidence", evidence));
    facts.put("singular", summary.singular());
    Set<Integer> columns =
        RandomTerms.of(terms(trained.settings()), trained.names(), true).stream()
            .flatMap(term -> term.levels(trained.names()).stream())
            .collect(Collectors.toSet());
    List<Named> levels =
        IntStream.range(0, named.size()).filter(columns::contains).mapToObj(named::get).toList();
    List<Named> coefficients =
        IntStream.range(0, named.size())
            .filter(c -> !columns.contains(c))
            .mapToObj(named::get)
            .toList();
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s mixed model of %d coefficients and %d effects of each of %.0f groups; %s"
            .formatted(
                Choices.word(family),
                coefficients.size(),
                summary.deviations().size(),
                summary.groups(),
                CoefficientTable.evidence(summary.evidence(), false)));
    CoefficientTable.noise(summary.fixed(), facts, lines);
    summary
        .between()
        .ifPresent(
            share -> {
              facts.put("betweenGroups", share.value());
              lines.add(
                  "share of the variance between groups, at the columns' means: %.4f, from %.4f to %.4f with 95 %%"
                      .formatted(share.value(), share.most().lower(), share.most().upper()));
            });
    lines.addAll(CoefficientTable.warnings(named, trained.names()));
    if (summary.singular()) {
      lines.add(
          "warning: the fit is singular: of the effects, fewer vary by group, or they vary as others say; leave one out of model.random");
    }
    return new ReadOut(
        "%s mixed model on %d columns".formatted(Choices.word(family), trained.names().size()),
        lines,
        facts,
        MixedTables.of(
            summary,
            effects(trained.settings(), trained.names()),
            family,
            coefficients,
            levels,
            request.rows()),
        Optional::empty);
  }

  @Override
  public Optional<Transforms<GroupedBlock>> predictions(
      Trained<GroupedBlock, GroupedBlock, MixedRegression> trained, int count, long seed) {
    return Optional.of(new MixedDraws(trained.model(), count, seed));
  }

  @Override
  public Draws draws(
      Trained<GroupedBlock, GroupedBlock, MixedRegression> trained, Draws.Request request) {
    MixedRegression model = trained.model();
    Bundle parameters = trained.parameters();
    return new Draws.Parameters(CoefficientTable.names(trained), () -> model.draws(parameters));
  }
}
