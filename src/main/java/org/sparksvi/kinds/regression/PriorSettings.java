package org.sparksvi.kinds.regression;

import static org.sparksvi.kinds.regression.RegressionKind.LIKELIHOOD;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.sparksvi.format.Vocabulary;
import org.sparksvi.kind.Rule;
import org.sparksvi.kind.Setting;
import org.sparksvi.kind.SettingTypes;
import org.sparksvi.kind.Values;
import org.sparksvi.models.regression.ColumnPriors;
import org.sparksvi.models.regression.FlatPrior;
import org.sparksvi.models.regression.HorseshoePrior;
import org.sparksvi.models.regression.LaplacePrior;
import org.sparksvi.models.regression.NoisePrior;
import org.sparksvi.models.regression.Normal;
import org.sparksvi.models.regression.NormalPrior;
import org.sparksvi.models.regression.Prior;
import org.sparksvi.models.regression.StudentPrior;

/** The rows of the settings that say the prior of coefficients. */
final class PriorSettings {
  private static final double HORSESHOE = 0.05;

  static final Setting<Shape> SHAPE =
      Setting.choice("model.prior.coefficients", Shape.NORMAL, "the shape of the prior");
  static final Setting<Boolean> STANDARDISED =
      Setting.flag(
          "model.prior.standardised",
          true,
          "whether priors are of coefficients of standardised columns");
  static final Setting<Double> SCALE =
      Setting.of(
          "model.prior.scale",
          Family.GAUSSIAN.priorScale(),
          SettingTypes.positiveOrAuto(PriorSettings::scale),
          "of a coefficient's prior; auto is 0.05 for horseshoe, else 10 for gaussian, else 2.5");
  static final Setting<Boolean> RELATIVE =
      Setting.of(
          "model.prior.relative-to-noise",
          false,
          SettingTypes.orAbsent(SettingTypes.flag(), true),
          "of gaussian: whether scales of coefficients are in units of the noise's deviation");
  static final Setting<NoiseShape> NOISE =
      Setting.of(
          "model.prior.noise",
          NoiseShape.VAGUE,
          SettingTypes.orAbsent(SettingTypes.choice(NoiseShape.class), NoiseShape.VAGUE),
          "the prior of the noise's standard deviation, of gaussian");
  static final Setting<Double> NOISE_SCALE =
      Setting.of(
          "model.prior.noise-scale",
          1.0,
          SettingTypes.orAbsent(
              SettingTypes.real(SettingTypes::isModerate, SettingTypes.MODERATE), 1.0),
          "of half-normal, half-cauchy and exponential: the scale of the noise's deviation");
  static final Setting<Double> DEGREES =
      Setting.positive("model.prior.degrees", 4, "degrees of freedom of the prior student-t");
  static final Setting<Double> SLAB =
      Setting.positive(
          "model.prior.slab", 10, "standard deviation that the prior horseshoe ends with");
  static final Setting<Double> INTERCEPT_SCALE =
      Setting.positive(
          "model.prior.intercept-scale",
          10,
          "standard deviation of the prior of the predictor at the columns' means");

  static final Setting<List<String>> GROUPS =
      Setting.of(
          "model.prior.groups",
          List.of(),
          SettingTypes.orAbsent(SettingTypes.texts(), List.of()),
          "columns with a prior of their own: texts such as x*, age ~ laplace(0.5)");
  static final Setting<String> RUN =
      Setting.of(
          "model.prior.run",
          "",
          SettingTypes.orAbsent(SettingTypes.textOrNull("the directory of a run"), ""),
          "a published regression whose posterior of the same columns is the prior");

  private static final Rule[] RULES = {
    ofGiven(SHAPE),
    ofGiven(SCALE),
    ofGiven(DEGREES),
    ofGiven(SLAB),
    ofGiven(INTERCEPT_SCALE),
    ofGiven(RELATIVE),
    ofGiven(GROUPS),
    (values, configuration) ->
        PriorGroup.parse(values.get(GROUPS)).isPresent()
            ? Optional.empty()
            : Optional.of(configuration.refuse(GROUPS.key(), "be a list of " + PriorGroup.RULE)),
    Rule.must(
        GROUPS,
        "have no flat prior",
        groups ->
            PriorGroup.parse(groups).orElse(List.of()).stream()
                .allMatch(group -> !(group.prior() instanceof FlatPrior)),
        RELATIVE,
        relative -> relative),
    Rule.only(SCALE, SHAPE, shape -> shape != Shape.ARD && shape != Shape.FLAT),
    Rule.only(INTERCEPT_SCALE, SHAPE, shape -> shape != Shape.FLAT),
    Rule.only(RELATIVE, SHAPE, shape -> shape != Shape.FLAT),
    Rule.only(RELATIVE, LIKELIHOOD, family -> family == Family.GAUSSIAN),
    Rule.only(NOISE, LIKELIHOOD, family -> family == Family.GAUSSIAN),
    Rule.only(NOISE_SCALE, NOISE, NoiseShape::scaled),
    Rule.only(DEGREES, SHAPE, shape -> shape == Shape.STUDENT_T),
    Rule.only(SLAB, SHAPE, shape -> shape == Shape.HORSESHOE)
  };

  private PriorSettings() {}

  /** Of posteriors without covariances. */
  static Rule[] ofIndependent() {
    Predicate<RegressionKind.Covariance> diagonal =
        covariance -> covariance == RegressionKind.Covariance.DIAGONAL;
    return new Rule[] {
      Rule.must(
          LIKELIHOOD,
          "be logistic, probit, poisson or multinomial",
          Family::isPlain,
          RegressionKind.COVARIANCE,
          diagonal),
      Rule.must(
          SHAPE, "be normal", shape -> shape == Shape.NORMAL, RegressionKind.COVARIANCE, diagonal),
      Rule.must(
          GROUPS,
          "be normal",
          groups ->
              PriorGroup.parse(groups).orElse(List.of()).stream()
                  .allMatch(group -> group.prior() instanceof NormalPrior),
          RegressionKind.COVARIANCE,
          diagonal),
      Rule.must(RUN, "not be given", String::isEmpty, RegressionKind.COVARIANCE, diagonal)
    };
  }

  private static Rule ofGiven(Setting<?> setting) {
    return Rule.only(setting, RUN, String::isEmpty);
  }

  /** The rules of these settings and others. */
  static Rule[] and(Rule... more) {
    return Stream.concat(Stream.of(RULES), Stream.of(more)).toArray(Rule[]::new);
  }

  /** Shapes of priors. */
  enum Shape {
    NORMAL,
    STUDENT_T,
    LAPLACE,
    ARD,
    HORSESHOE,
    FLAT
  }

  /** Priors of the noise's standard deviation. */
  enum NoiseShape {
    VAGUE,
    FLAT,
    HALF_NORMAL,
    HALF_CAUCHY,
    EXPONENTIAL;

    boolean scaled() {
      return this != VAGUE && this != FLAT;
    }
  }

  private static double scale(Values values) {
    return values.get(SHAPE) == Shape.HORSESHOE ? HORSESHOE : values.get(LIKELIHOOD).priorScale();
  }

  /**
   * Of all columns.
   *
   * @throws IllegalArgumentException where a group's columns are not among them, or are in two
   */
  static ColumnPriors priors(Values settings, Vocabulary names) {
    if (!settings.get(RUN).isEmpty()) {
      return ColumnPriors.ofGiven();
    }
    List<PriorGroup> groups =
        PriorGroup.parse(settings.get(GROUPS))
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "model.prior.groups must be a list of " + PriorGroup.RULE));
    return new ColumnPriors(prior(settings), PriorGroup.over(groups, names), List.of(), false);
  }

  private static Prior prior(Values settings) {
    double scale = settings.get(SCALE);
    return switch (settings.get(SHAPE)) {
      case NORMAL -> new NormalPrior(scale);
      case STUDENT_T -> new StudentPrior(settings.get(DEGREES), scale);
      case LAPLACE -> new LaplacePrior(scale);
      case ARD -> PriorGroup.RELEVANCE;
      case HORSESHOE -> new HorseshoePrior(scale, settings.get(SLAB));
      case FLAT -> new FlatPrior();
    };
  }

  /** Of the intercept: 0 where there is none, infinite where its prior is flat. */
  static double interceptScale(Values settings, boolean intercept) {
    if (!intercept) {
      return 0;
    }
    return settings.get(SHAPE) == Shape.FLAT || !settings.get(RUN).isEmpty()
        ? Double.POSITIVE_INFINITY
        : settings.get(INTERCEPT_SCALE);
  }

  static NoisePrior noise(Values settings) {
    double scale = settings.get(NOISE_SCALE);
    return switch (settings.get(NOISE)) {
      case VAGUE -> Normal.VAGUE.prior();
      case FLAT -> NoisePrior.half(new FlatPrior());
      case HALF_NORMAL -> NoisePrior.half(new NormalPrior(scale));
      case HALF_CAUCHY -> NoisePrior.half(new StudentPrior(1, scale));
      case EXPONENTIAL -> NoisePrior.half(new LaplacePrior(scale));
    };
  }
}
