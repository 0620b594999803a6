package org.sparksvi.models.joint;

/** Probabilities of whole numbers, and of choices. */
abstract class CountDensities extends PositiveDensities {
  /**
   * Of 0 and 1.
   *
   * <pre>
   *   log p = log probability where x = 1, log(1 − probability) where x = 0
   * </pre>
   */
  public static Density bernoulli(double probability) {
    return new Counts.Bernoulli(Given.of(probability).share("the probability of a Bernoulli"));
  }

  public static Density bernoulli(Value probability) {
    return new Counts.Bernoulli(Given.of(probability).share("the probability of a Bernoulli"));
  }

  /**
   * Of 0 and 1, by the log odds of 1.
   *
   * <pre>
   *   log p = x logit − log(1 + e^logit)
   * </pre>
   */
  public static Density bernoulliLogit(Value logit) {
    return new Counts.BernoulliLogit(Given.of(logit));
  }

  /**
   * Successes in a number of trials.
   *
   * <pre>
   *   log p = log (trials over x) + x log probability + (trials − x) log(1 − probability)
   * </pre>
   */
  public static Density binomial(Value trials, Value probability) {
    return new Counts.Binomial(Given.of(trials), Given.of(probability));
  }

  public static Density binomial(double trials, Value probability) {
    return new Counts.Binomial(Given.of(trials), Given.of(probability));
  }

  /**
   * Successes in a number of trials, by the log odds of one.
   *
   * <pre>
   *   log p = log (trials over x) + x logit − trials log(1 + e^logit)
   * </pre>
   */
  public static Density binomialLogit(Value trials, Value logit) {
    return new Counts.BinomialLogit(Given.of(trials), Given.of(logit));
  }

  public static Density binomialLogit(double trials, Value logit) {
    return new Counts.BinomialLogit(Given.of(trials), Given.of(logit));
  }

  /**
   * Successes in a number of trials whose probability is drawn from a beta density.
   *
   * <pre>
   *   log p = log (trials over x) + log B(x + a, trials − x + b) − log B(a, b)
   * </pre>
   */
  public static Density betaBinomial(Value trials, Value a, Value b) {
    return new Counts.BetaBinomial(Given.of(trials), Given.of(a), Given.of(b));
  }

  /**
   * Of mean and variance rate.
   *
   * <pre>
   *   log p = x log rate − rate − log x!
   * </pre>
   */
  public static Density poisson(Value rate) {
    return new Counts.Poisson(Given.of(rate.log()), Given.of(rate));
  }

  /**
   * By the logarithm of the rate.
   *
   * <pre>
   *   log p = x logRate − e^logRate − log x!
   * </pre>
   */
  public static Density poissonLog(Value logRate) {
    return new Counts.Poisson(Given.of(logRate), Given.of(logRate.exp()));
  }

  /**
   * Counts of variance mean + mean² / dispersion.
   *
   * <pre>
   *   log p = log Γ(x + φ) − log Γ(φ) − log x! + x log(m / (m + φ)) + φ log(φ / (m + φ))
   * </pre>
   */
  public static Density negativeBinomial(Value mean, Value dispersion) {
    return negativeBinomialLog(mean.log(), dispersion);
  }

  /** The same by the logarithm of the mean. */
  public static Density negativeBinomialLog(Value logMean, Value dispersion) {
    return new Counts.NegativeBinomial(Given.of(logMean), Given.of(dispersion));
  }

  /** The same with a known dispersion. */
  public static Density negativeBinomialLog(Value logMean, double dispersion) {
    Given known = Given.of(dispersion).positive("the dispersion of a negative binomial");
    return new Counts.NegativeBinomial(Given.of(logMean), known);
  }

  /**
   * One of K choices, numbered from 0, by their shares: 1 × K, or n × K, each row adding up to 1.
   */
  public static Density categorical(Value shares) {
    return new Choices.Categorical(shares);
  }

  /**
   * One of K choices, numbered from 0, by logits: 1 × K, or n × K.
   *
   * <pre>
   *   log p = logits_x − log Σ_k e^logits_k
   * </pre>
   */
  public static Density categoricalLogits(Value logits) {
    return new Choices.CategoricalLogits(logits, logits.logSoftmax());
  }

  /**
   * Which of K steps, numbered from 0, a predictor with logistic noise falls on.
   *
   * <pre>
   *   p(c) = σ(η − cuts_{c−1}) − σ(η − cuts_c),   cuts_{−1} = −∞, cuts_{K−1} = ∞
   * </pre>
   *
   * @param cuts ascending, 1 × (K − 1): see {@link Scope#ordered}
   */
  public static Density orderedLogistic(Value predictor, Value cuts) {
    return new Choices.OrderedLogistic(predictor, cuts);
  }

  /** The same with normal noise: Φ in place of σ. */
  public static Density orderedProbit(Value predictor, Value cuts) {
    return new Choices.OrderedProbit(predictor, cuts);
  }

  /**
   * Counts that are 0 more often than they would be.
   *
   * <pre>
   *   p(x) = zero [x = 0] + (1 − zero) counts(x)
   * </pre>
   */
  public static Density zeroInflated(Value zero, Density counts) {
    return new Mixtures.ZeroInflated(Given.of(zero), counts);
  }

  /** A Poisson with more zeros. */
  public static Density zeroInflatedPoisson(Value zero, Value rate) {
    return zeroInflated(zero, poisson(rate));
  }

  /** A negative binomial with more zeros. */
  public static Density zeroInflatedNegativeBinomial(Value zero, Value mean, Value dispersion) {
    return zeroInflated(zero, negativeBinomial(mean, dispersion));
  }
}
