package org.sparksvi.models.regression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleBiFunction;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.models.regression.RegressionSummary.Interval;
import org.sparksvi.numeric.Cholesky;

/**
 * What was learnt of a regression with effects that vary by group, in the units of the data.
 *
 * @param fixed what all groups share
 * @param groups their number
 * @param deviations of the effects from group to group, by effect
 * @param correlations of effects of a term, by pairs
 * @param factors deviations of the effects of factors that cross the groups
 * @param between share of the variance of responses, at the columns' centres, that is between
 *     groups; of likelihoods whose predictor has a variance beside it
 * @param singular whether D is, so that some effects vary as others say, or not at all
 * @param evidence bound of the log evidence given D, with the log prior of D; exact with normal
 *     noise and a normal prior in its units
 */
public record MixedSummary(
    RegressionSummary fixed,
    double groups,
    List<Estimate> deviations,
    List<Correlation> correlations,
    List<Estimate> factors,
    Optional<Estimate> between,
    boolean singular,
    OptionalDouble evidence) {
  private static final double STEP = 1e-5;

  /** Of half an interval of a log: what is beyond is 0, or any number. */
  private static final double WIDEST = 300;

  private static final double LOGISTIC = Math.PI * Math.PI / 3;

  /**
   * An estimate.
   *
   * @param value where bound and prior are highest
   * @param most 2.5 % and 97.5 % quantiles, by the information there
   */
  public record Estimate(double value, Interval most) {}

  /** Of two effects, by their numbers. */
  public record Correlation(int one, int other, Estimate estimate) {}

  public MixedSummary {
    deviations = List.copyOf(deviations);
    correlations = List.copyOf(correlations);
    factors = List.copyOf(factors);
  }

  static MixedSummary of(MixedSettings settings, MixedPosterior posterior, Bundle parameters) {
    RegressionSummary fixed = RegressionSummary.of(posterior.fixed(), parameters);
    Spread spread = posterior.spread();
    Precision precision = Precision.of(posterior, parameters);
    Units units = posterior.fixed().units();
    RandomEffects effects = spread.effects();
    int q = spread.q();
    List<Estimate> deviations = new ArrayList<>();
    List<Correlation> correlations = new ArrayList<>();
    for (int i = 0; i < q; i++) {
      int effect = i;
      deviations.add(
          precision.estimate(
              (at, logNoise) ->
                  0.5 * (StrictMath.log(covariance(at, units, effect, effect)) + logNoise),
              StrictMath::exp));
      for (int j = 0; j < i; j++) {
        if (effects.isFree(i, j)) {
          int other = j;
          correlations.add(
              new Correlation(
                  j,
                  i,
                  precision.estimate(
                      (at, logNoise) -> atanh(correlation(at, units, effect, other)),
                      StrictMath::tanh)));
        }
      }
    }
    double[] groups = parameters.values(MixedRegression.GROUPS);
    double more = spread.logPrior() - (settings.noisy() ? 0.5 * groups[1] : 0);
    OptionalDouble evidence =
        settings.isProper() && fixed.evidence().isPresent()
            ? OptionalDouble.of(fixed.evidence().getAsDouble() + more)
            : OptionalDouble.empty();
    return new MixedSummary(
        fixed,
        groups[0],
        deviations,
        correlations,
        factors(posterior.fixed()),
        between(posterior, units, precision),
        posterior.isSingular(),
        evidence);
  }

  private static List<Estimate> factors(Posterior posterior) {
    double[] deviations = posterior.scales().deviations();
    if (deviations.length == 0) {
      return List.of();
    }
    FactorInformation information = FactorInformation.of(posterior);
    double unit =
        posterior.units().responseScale()
            * Math.sqrt(Quantiles.squaredScale(posterior.q().noise()));
    double z = Quantiles.student(0.975, Double.POSITIVE_INFINITY);
    List<Estimate> estimates = new ArrayList<>();
    for (int k = 0; k < deviations.length; k++) {
      double value = unit * deviations[k];
      double wide = Math.min(WIDEST, z * information.uncertainty(k).orElse(WIDEST));
      double factor = StrictMath.exp(wide);
      estimates.add(new Estimate(value, new Interval(value / factor, value * factor)));
    }
    return estimates;
  }

  private static double atanh(double r) {
    double within = Math.max(-1 + 1e-15, Math.min(1 - 1e-15, r));
    return 0.5 * (StrictMath.log1p(within) - StrictMath.log1p(-within));
  }

  /** Of effects in data units, over the noise's variance. */
  private static double covariance(Spread spread, Units units, int i, int j) {
    double[] by = spread.inDataUnits(units);
    int q = spread.q();
    double sum = 0;
    for (int k = 0; k < q; k++) {
      sum += by[i * q + k] * by[j * q + k];
    }
    return sum;
  }

  private static double correlation(Spread spread, Units units, int i, int j) {
    return covariance(spread, units, i, j)
        / Math.sqrt(covariance(spread, units, i, i) * covariance(spread, units, j, j));
  }

  /** Of the intercept, beside what responses vary by within groups, on the predictor's scale. */
  private static Optional<Estimate> between(
      MixedPosterior posterior, Units units, Precision precision) {
    int intercept = posterior.effects().columns().indexOf(RandomEffects.INTERCEPT);
    Likelihood likelihood = posterior.likelihood();
    double row =
        likelihood instanceof Logistic
            ? LOGISTIC
            : likelihood instanceof Probit || likelihood.noise().isPresent() ? 1 : 0;
    double crossed = Arrays.stream(posterior.fixed().scales().deviations()).map(t -> t * t).sum();
    double within = row + crossed;
    if (intercept < 0 || row == 0) {
      return Optional.empty();
    }
    return Optional.of(
        precision.estimate(
            (at, logNoise) -> {
              double rest = within;
              for (int i = at.effects().shared(); i < at.q(); i++) {
                rest += at.variance(i);
              }
              return StrictMath.log(at.variance(units) / rest);
            },
            odds -> 1 / (1 + StrictMath.exp(-odds))));
  }

  /** Of φ and the log variance of the noise, by their information. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record Precision(
      Spread spread, double logNoise, boolean noisy, int[] places, Optional<Cholesky> information) {

    static Precision of(MixedPosterior posterior, Bundle parameters) {
      Spread spread = posterior.spread();
      Noise noise = posterior.fixed().q().noise();
      int[] places =
          Arrays.stream(spread.effects().free()).filter(place -> !spread.isHeld(place)).toArray();
      double[] all = parameters.values(MixedRegression.EFFECTS_PRECISION);
      double[] across = parameters.values(MixedRegression.SHRINKAGE);
      double[] slopes = new double[across.length];
      double[] prior = new double[across.length];
      spread.prior(slopes, prior);
      int n = places.length + (noise.known() ? 0 : 1);
      double[] matrix = new double[n * n];
      for (int a = 0; a < n; a++) {
        for (int b = 0; b < n; b++) {
          boolean one = a < places.length;
          boolean other = b < places.length;
          if (one && other) {
            int high = Math.max(places[a], places[b]);
            int low = Math.min(places[a], places[b]);
            matrix[a * n + b] = all[Design.packed(high, low)] + (a == b ? prior[high] : 0);
          } else if (one || other) {
            matrix[a * n + b] = across[places[one ? a : b]];
          } else {
            matrix[a * n + b] = noise.shape();
          }
        }
      }
      return new Precision(
          spread,
          StrictMath.log(Quantiles.squaredScale(noise)),
          !noise.known(),
          places,
          Cholesky.ifPositive(matrix, n));
    }

    /** Of a function that is nearly normal, and back to what is asked for. */
    Estimate estimate(ToDoubleBiFunction<Spread, Double> of, DoubleUnaryOperator back) {
      double value = of.applyAsDouble(spread, logNoise);
      double wide = WIDEST; // where rows say nothing of it
      if (information.isPresent()) {
        double[] slope = new double[places.length + (noisy ? 1 : 0)];
        for (int a = 0; a < places.length; a++) {
          slope[a] =
              (of.applyAsDouble(spread.moved(places[a], STEP), logNoise)
                      - of.applyAsDouble(spread.moved(places[a], -STEP), logNoise))
                  / (2 * STEP);
        }
        if (noisy) {
          slope[places.length] =
              (of.applyAsDouble(spread, logNoise + STEP)
                      - of.applyAsDouble(spread, logNoise - STEP))
                  / (2 * STEP);
        }
        wide =
            Math.min(
                WIDEST,
                Quantiles.student(0.975, Double.POSITIVE_INFINITY)
                    * Math.sqrt(information.get().inverseQuadratic(slope)));
      }
      return new Estimate(
          back.applyAsDouble(value),
          new Interval(back.applyAsDouble(value - wide), back.applyAsDouble(value + wide)));
    }
  }
}
