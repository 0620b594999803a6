package org.sparksvi.kinds.regression;

import java.util.List;
import java.util.Optional;
import org.sparksvi.config.Configuration;
import org.sparksvi.config.ConfigurationException;
import org.sparksvi.format.Formula;
import org.sparksvi.kind.Setting;
import org.sparksvi.kind.SettingTypes;
import org.sparksvi.kind.Values;

/** What a model's formula says, and what other keys say where there is none. */
final class Formulas {
  static final Setting<String> FORMULA =
      Setting.of(
          "model.formula",
          "",
          SettingTypes.orAbsent(SettingTypes.textOrNull("a formula such as y ~ a + b + a:b"), ""),
          "the response, and the columns and interactions of columns that it depends on");

  private Formulas() {}

  /**
   * The formula, without an intercept where the model has none.
   *
   * @throws IllegalArgumentException naming the key, where the text is none
   */
  static Optional<Formula> of(Values settings) {
    try {
      return parsed(settings);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(FORMULA.key() + " must " + e.getMessage(), e);
    }
  }

  private static Optional<Formula> parsed(Values settings) {
    String text = settings.get(FORMULA);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Formula formula = Formula.parse(text);
    boolean intercept = settings.get(RegressionKind.INTERCEPT);
    return Optional.of(intercept ? formula : formula.withoutIntercept());
  }

  /** Whether there is an intercept. */
  static boolean intercept(Values settings) {
    return of(settings).map(Formula::intercept).orElse(settings.get(RegressionKind.INTERCEPT));
  }

  /** Effects that vary by group. */
  static List<String> random(Values settings) {
    return isOfFormula(settings)
        ? of(settings).orElseThrow().random()
        : settings.get(MixedKind.RANDOM);
  }

  /** The key that says them. */
  static String said(Values settings) {
    return (isOfFormula(settings) ? FORMULA : MixedKind.RANDOM).key();
  }

  private static boolean isOfFormula(Values settings) {
    return of(settings).filter(formula -> !formula.random().isEmpty()).isPresent();
  }

  /** Whether the text is a formula. */
  static Optional<ConfigurationException> readable(Values values, Configuration configuration) {
    try {
      parsed(values);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(configuration.refuse(FORMULA.key(), e.getMessage()));
    }
  }

  static Optional<ConfigurationException> withoutGroups(
      Values values, Configuration configuration) {
    return of(values).filter(formula -> !formula.random().isEmpty()).isPresent()
        ? Optional.of(
            configuration.refuse(
                FORMULA.key(), "have no effects of groups, which model.kind = mixed has"))
        : Optional.empty();
  }

  static Optional<ConfigurationException> saidOnce(Values values, Configuration configuration) {
    return isOfFormula(values) && configuration.isGiven(MixedKind.RANDOM.key())
        ? Optional.of(
            configuration.refuse(
                MixedKind.RANDOM.key(), "not be given where model.formula has effects of groups"))
        : Optional.empty();
  }
}
