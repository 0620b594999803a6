package org.sparksvi.engine;

import org.sparksvi.model.Term;
import org.sparksvi.model.Terms;

/**
 * What a shard says of its small steps beside where it ended, as numbers to send.
 *
 * <pre>
 *   rate of the first step | terms of the first step | terms of all steps | exponents of quanta
 * </pre>
 */
final class ShardReport {
  private static final Term[] TERMS = Term.values();
  private static final int FIRST = 1;
  private static final int ALL = FIRST + TERMS.length;
  private static final int QUANTA = ALL + TERMS.length;

  private final double[] numbers;
  private boolean begun;

  /** Of a shard that has not begun. */
  ShardReport(Quanta quanta) {
    this(new double[size(quanta)]);
    quanta(quanta);
  }

  /** As it arrived; keeps the numbers. */
  ShardReport(double[] numbers) {
    this.numbers = numbers;
  }

  static int size(Quanta quanta) {
    return QUANTA + quanta.exponents().length;
  }

  /** Adds a small step. */
  void add(Step.Outcome outcome) {
    for (Term term : TERMS) {
      double value = outcome.seen().get(term);
      numbers[FIRST + term.ordinal()] += begun ? 0 : value;
      numbers[ALL + term.ordinal()] += value;
    }
    numbers[0] = begun ? numbers[0] : outcome.rate();
    begun = true;
    quanta(outcome.state().quanta());
  }

  private void quanta(Quanta quanta) {
    int[] exponents = quanta.exponents();
    for (int f = 0; f < exponents.length; f++) {
      numbers[QUANTA + f] = exponents[f];
    }
  }

  double[] numbers() {
    return numbers;
  }

  double rate() {
    return numbers[0];
  }

  double rows() {
    return numbers[ALL + Term.ROWS.ordinal()];
  }

  /** Adds the terms of the first step and of all steps. */
  void addTerms(Terms first, Terms all) {
    for (Term term : TERMS) {
      first.add(term, numbers[FIRST + term.ordinal()]);
      all.add(term, numbers[ALL + term.ordinal()]);
    }
  }

  /** The resolution of the shard's last sums. */
  Quanta quanta() {
    int[] exponents = new int[numbers.length - QUANTA];
    for (int f = 0; f < exponents.length; f++) {
      exponents[f] = (int) numbers[QUANTA + f];
    }
    return Quanta.of(exponents);
  }
}
