package org.sparksvi.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.check.Report.Check;
import org.sparksvi.data.Block;
import org.sparksvi.engine.InProcess;
import org.sparksvi.engine.Inference;
import org.sparksvi.engine.Listener;
import org.sparksvi.engine.Plan;
import org.sparksvi.engine.RoundPlan;
import org.sparksvi.engine.Workload;
import org.sparksvi.model.NumericalException;
import org.sparksvi.numeric.SymmetricEigen;
import org.sparksvi.update.Constant;
import org.sparksvi.update.Rules;

/**
 * What determines the parameters: eigenvalues of the curvature −∂² log p(rows, ζ) where it is
 * highest, and of the rows' part of it. Each number is in its own unit, 1/√−∂², so that columns of
 * any size are alike, and combinations are named in these.
 */
final class Curvature<B extends Block> {
  static final String DETERMINED = "parameters are determined";
  static final String BY_ROWS = "rows determine the parameters";

  private static final int MOST_NUMBERS = 200;
  private static final int ROUNDS = 300;
  private static final int PAIRS = 10;

  /** Of the largest eigenvalue: differences of gradients are known to about 1e-10 of it. */
  private static final double FLAT = 1e-9;

  /** Curvature by rows beside that by priors, below which the rows say nothing. */
  private static final double SILENT = 1e-4;

  private static final double SHOWN = 0.2; // of an eigenvector of length 1

  private final AllRows<B> all;
  private final double[] start;
  private final List<String> names;
  private final int size;

  /**
   * Of a density.
   *
   * @param start where it and its gradient are numbers
   */
  Curvature(AllRows<B> all, double[] start) {
    this.all = all;
    this.start = start;
    this.names = all.density().coordinates();
    this.size = names.size();
  }

  List<Check> checks() {
    if (size > MOST_NUMBERS) {
      return List.of(
          Check.note(
              DETERMINED,
              "not looked at: there are %d numbers, more than %d".formatted(size, MOST_NUMBERS),
              "check a smaller model of the same kind"));
    }
    double[] top;
    try {
      top = top();
    } catch (NumericalException e) {
      return List.of(
          Check.broken(
              DETERMINED,
              "the highest density is not found: " + e.getMessage(),
              "the density must be a number, the same every time, on the way there"));
    }
    double[] units = all.units(top);
    double[] whole = all.curvature(top, units, true);
    double[] prior = all.curvature(top, units, false);
    double[] rows = new double[whole.length];
    Arrays.setAll(rows, i -> whole[i] - prior[i]);
    if (!Arrays.stream(whole).allMatch(Double::isFinite)) {
      return List.of(
          Check.broken(
              DETERMINED,
              "the curvature is no number where the density is highest",
              "the density has no maximum inside: look at the priors of scales"));
    }
    List<Check> checks = new ArrayList<>();
    checks.add(determined(SymmetricEigen.of(whole, size, "the curvature")));
    checks.add(byRows(SymmetricEigen.of(rows, size, "the rows' curvature"), prior));
    return checks;
  }

  private Check determined(SymmetricEigen eigen) {
    double[] values = eigen.values();
    double least = values[size - 1];
    double most = Math.max(values[0], Double.MIN_NORMAL);
    String range = String.format(Locale.ROOT, "eigenvalues from %.3g to %.3g", least, most);
    return least > FLAT * most
        ? Check.kept(DETERMINED, range)
        : Check.broken(
            DETERMINED,
            "%s; the density is flat, or not at its highest, along %s"
                .formatted(range, along(eigen, size - 1)),
            "of several parameters that say the same, keep one; give them tighter priors; or take means from columns");
  }

  private Check byRows(SymmetricEigen eigen, double[] prior) {
    List<String> silent = new ArrayList<>();
    for (int i = size - 1; i >= 0 && silent.size() < 3; i--) {
      double[] vector = vector(eigen, i);
      double least = Math.max(FLAT * eigen.values()[0], SILENT * quadratic(prior, vector));
      if (!(eigen.values()[i] > least)) {
        silent.add(along(eigen, i));
      }
    }
    return silent.isEmpty()
        ? Check.kept(BY_ROWS, "every direction is more than its prior")
        : Check.note(
            BY_ROWS,
            "only priors say anything along " + String.join("; ", silent),
            "more rows, fewer parameters, or priors that are meant");
  }

  private double[] vector(SymmetricEigen eigen, int i) {
    return Arrays.copyOfRange(eigen.vectors(), i * size, (i + 1) * size);
  }

  private double quadratic(double[] matrix, double[] v) {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        sum += v[i] * matrix[i * size + j] * v[j];
      }
    }
    return sum;
  }

  /**
   * The largest parts of an eigenvector, such as {@code 0.71 a - 0.71 b}; the first is positive.
   */
  private String along(SymmetricEigen eigen, int i) {
    double[] v = vector(eigen, i);
    int[] largest =
        IntStream.range(0, size)
            .filter(j -> Math.abs(v[j]) >= SHOWN)
            .boxed()
            .sorted(Comparator.comparingLong(j -> -hundredths(v[j])))
            .mapToInt(j -> j)
            .limit(4)
            .toArray();
    StringBuilder text = new StringBuilder();
    for (int j : largest) {
      boolean same = v[j] < 0 == v[largest[0]] < 0;
      text.append(text.isEmpty() ? "" : same ? " + " : " - ")
          .append(String.format(Locale.ROOT, "%.2f %s", Math.abs(v[j]), names.get(j)));
    }
    return text.isEmpty() ? "many parameters at once" : text.toString();
  }

  /** As it is shown, so that rounding orders nothing. */
  private static long hundredths(double part) {
    return Math.round(100 * Math.abs(part));
  }

  /** Where the density is highest, by L-BFGS; as far as that goes. */
  private double[] top() {
    double[] units = all.units(start);
    Arrays.setAll(units, i -> Math.min(1, units[i])); // longer ones are learnt on the way
    PointModel<B> model = new PointModel<>(all.density(), start, units);
    Workload<B, B> workload = Workload.of(model, all.blocks());
    Plan plan =
        new Plan(
            1, ROUNDS, Double.POSITIVE_INFINITY, 0, 0, ROUNDS, 0, 1, RoundPlan.quasiNewton(PAIRS));
    try (InProcess execution = new InProcess(workload, 1)) {
      Inference inference = new Inference(workload, Rules.all(new Constant(1)), plan, execution);
      Bundle end = inference.follow(inference.start(), Listener.NONE, () -> 0).parameters();
      return model.place(end);
    }
  }
}
