package org.sparksvi.kinds.regression;

import static org.sparksvi.kinds.regression.RegressionKind.LIKELIHOOD;

import org.sparksvi.kind.Rule;
import org.sparksvi.kind.Setting;
import org.sparksvi.kind.SettingTypes;
import org.sparksvi.kind.Values;
import org.sparksvi.models.regression.HorseshoePrior;
import org.sparksvi.models.regression.LaplacePrior;
import org.sparksvi.models.regression.NormalPrior;
import org.sparksvi.models.regression.Prior;
import org.sparksvi.models.regression.StudentPrior;

/** The rows of the settings that say the prior of coefficients. */
final class PriorSettings {
  private static final double HORSESHOE = 0.05;

  /** Automatic relevance determination: of precisions nearly flat in the log. */
  private static final Prior RELEVANCE = new StudentPrior(1e-3, 1e-2);

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
          "of a coefficient's prior; of gaussian in units of the noise's standard deviation; auto"
              + " is 0.05 for horseshoe, else 10 for gaussian, else 2.5");
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

  static final Rule[] RULES = {
    Rule.only(SCALE, SHAPE, shape -> shape != Shape.ARD),
    Rule.only(DEGREES, SHAPE, shape -> shape == Shape.STUDENT_T),
    Rule.only(SLAB, SHAPE, shape -> shape == Shape.HORSESHOE)
  };

  private PriorSettings() {}

  /** Shapes of priors. */
  enum Shape {
    NORMAL,
    STUDENT_T,
    LAPLACE,
    ARD,
    HORSESHOE
  }

  private static double scale(Values values) {
    return values.get(SHAPE) == Shape.HORSESHOE ? HORSESHOE : values.get(LIKELIHOOD).priorScale();
  }

  static Prior prior(Values settings) {
    double scale = settings.get(SCALE);
    return switch (settings.get(SHAPE)) {
      case NORMAL -> new NormalPrior(scale);
      case STUDENT_T -> new StudentPrior(settings.get(DEGREES), scale);
      case LAPLACE -> new LaplacePrior(scale);
      case ARD -> RELEVANCE;
      case HORSESHOE -> new HorseshoePrior(scale, settings.get(SLAB));
    };
  }
}
