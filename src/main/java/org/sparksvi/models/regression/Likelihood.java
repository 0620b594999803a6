package org.sparksvi.models.regression;

import java.util.List;
import java.util.Optional;
import org.sparksvi.bundle.Layout;
import org.sparksvi.data.LabelledBlock;
import org.sparksvi.model.Column;
import org.sparksvi.model.LocalStep;
import org.sparksvi.model.Transforms;
import org.sparksvi.random.RandomStream;

/** The distribution p(y | f) of a response given its linear predictors f. */
public interface Likelihood extends Sites {

  /** How many linear predictors a response has, each with coefficients of its own. */
  int predictors();

  /** log p(y | f). */
  double log(double y, double[] f);

  /**
   * The site of a first step, where predictors are known.
   *
   * @param out as {@link Sites#expectAll} has it
   */
  void first(double y, double[] f, double[] out);

  /** The predictor whose mean is this, or near it where no predictor has it. */
  double link(double mean);

  /** Whether f is where the response lies, so that it has a centre and a unit as y has. */
  default boolean location() {
    return false;
  }

  /** A response as formulas have it, where files may write it otherwise. */
  default double coded(double y) {
    return y;
  }

  /** What a response must be and is not, in words; empty where it is acceptable. */
  String refused(double y);

  /**
   * What a row adds up beside its site: E l, or the square of the response where noise is found.
   */
  default double kept(double y, double expected) {
    return expected;
  }

  /** The prior of a noise precision τ that is found with the coefficients. */
  default Optional<NoisePrior> noise() {
    return Optional.empty();
  }

  /** Numbers of its own that are estimated, in the order of their values. */
  default List<Dispersion> dispersions() {
    return List.of();
  }

  /** The same with other values of {@link #dispersions}. */
  default Likelihood with(double[] values) {
    return this;
  }

  /**
   * Adds derivatives of a row's E l by the logs of {@link #dispersions}: the first ones, and less
   * the second ones.
   */
  default void addDispersion(
      double y,
      double mean,
      double variance,
      double weight,
      double[] slopes,
      double[] curvatures) {}

  /** Expectations over the noise as well. */
  default Sites over(Noise noise) {
    return this;
  }

  /** Where the predictor passes from one class to the next; none where there is no such place. */
  default List<Double> cutpoints() {
    return List.of();
  }

  /**
   * A draw of a response.
   *
   * @param f its linear predictors
   * @param precision τ of the noise, where that is found with the coefficients
   */
  double draw(double[] f, double precision, RandomStream stream);

  /** What rows are told. */
  List<Column> output();

  /** Tells rows, for one task. */
  Transforms.RowTransform<LabelledBlock> transform(RowFit rows);

  /** Scores rows, for one task. */
  LocalStep<LabelledBlock> scorer(RowFit rows);

  /** As {@link org.sparksvi.model.HeldOut#tallies}. */
  default Optional<Layout> tallies() {
    return Optional.empty();
  }

  /** Scores rows and tallies them, for one task. */
  default LocalStep<LabelledBlock> evaluator(RowFit rows) {
    return scorer(rows);
  }
}
