package org.sparksvi.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.check.Report.Check;
import org.sparksvi.data.Block;
import org.sparksvi.data.Blocks;
import org.sparksvi.engine.InProcess;
import org.sparksvi.engine.Inference;
import org.sparksvi.engine.Listener;
import org.sparksvi.engine.Plan;
import org.sparksvi.engine.RoundPlan;
import org.sparksvi.engine.Workload;
import org.sparksvi.model.LogDensity;
import org.sparksvi.numeric.SymmetricEigen;
import org.sparksvi.update.Constant;
import org.sparksvi.update.Rules;

/**
 * What determines the parameters: eigenvalues of the curvature −∂² log p(rows, ζ) where it is
 * highest, and of the rows' part of it.
 */
final class Curvature<B extends Block> {
  static final String DETERMINED = "parameters are determined";
  static final String BY_ROWS = "rows determine the parameters";

  private static final int MOST_NUMBERS = 200;
  private static final int ROUNDS = 300;
  private static final int PAIRS = 10;
  private static final double STEP = 1e-4;

  /** Of the largest eigenvalue: differences of gradients are known to about 1e-8 of it. */
  private static final double FLAT = 1e-7;

  /** Curvature by rows beside that by priors, below which the rows say nothing. */
  private static final double SILENT = 1e-4;

  private static final double SHOWN = 0.2; // of an eigenvector of length 1

  private final LogDensity<B> density;
  private final Blocks<B> blocks;
  private final List<String> names;
  private final int size;

  Curvature(LogDensity<B> density, Blocks<B> blocks) {
    this.density = density;
    this.blocks = blocks;
    this.names = density.coordinates();
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
    double[] top = top();
    double[] whole = curvature(top, true);
    double[] prior = curvature(top, false);
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
            "of several parameters that say the same, keep one; or give them tighter priors");
  }

  private Check byRows(SymmetricEigen eigen, double[] prior) {
    List<String> silent = new ArrayList<>();
    for (int i = size - 1; i >= 0 && silent.size() < 3; i--) {
      double[] vector = vector(eigen, i);
      if (eigen.values()[i] < SILENT * Math.max(Double.MIN_NORMAL, quadratic(prior, vector))) {
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

  /** The largest parts of an eigenvector, such as {@code 0.71 a - 0.71 b}. */
  private String along(SymmetricEigen eigen, int i) {
    double[] v = vector(eigen, i);
    StringBuilder text = new StringBuilder();
    IntStream.range(0, size)
        .boxed()
        .sorted((a, b) -> Double.compare(Math.abs(v[b]), Math.abs(v[a])))
        .limit(4)
        .filter(j -> Math.abs(v[j]) >= SHOWN)
        .forEach(
            j ->
                text.append(text.isEmpty() ? (v[j] < 0 ? "-" : "") : v[j] < 0 ? " - " : " + ")
                    .append(String.format(Locale.ROOT, "%.2f %s", Math.abs(v[j]), names.get(j))));
    return text.isEmpty() ? "many parameters at once" : text.toString();
  }

  /** Where the density is highest, by L-BFGS; as far as that goes. */
  private double[] top() {
    PointModel<B> model = new PointModel<>(density, size);
    Workload<B, B> workload = Workload.of(model, blocks);
    Plan plan =
        new Plan(
            1, ROUNDS, Double.POSITIVE_INFINITY, 0, 0, ROUNDS, 0, 1, RoundPlan.quasiNewton(PAIRS));
    try (InProcess execution = new InProcess(workload, 1)) {
      Inference inference = new Inference(workload, Rules.all(new Constant(1)), plan, execution);
      Bundle end = inference.follow(inference.start(), Listener.NONE, () -> 0).parameters();
      return end.copyOf(PointModel.POINT);
    }
  }

  /** −∂² of the log density, of the prior alone or with all rows, by differences of gradients. */
  private double[] curvature(double[] at, boolean withRows) {
    double[] matrix = new double[size * size];
    for (int j = 0; j < size; j++) {
      double step = STEP * Math.max(1, Math.abs(at[j]));
      double[] up = at.clone();
      double[] down = at.clone();
      up[j] += step;
      down[j] -= step;
      double[] above = gradient(up, withRows);
      double[] below = gradient(down, withRows);
      for (int i = 0; i < size; i++) {
        double second = -(above[i] - below[i]) / (2 * step);
        matrix[i * size + j] += 0.5 * second;
        matrix[j * size + i] += 0.5 * second;
      }
    }
    return matrix;
  }

  private double[] gradient(double[] at, boolean withRows) {
    double[] prior = new double[size];
    density.logPrior(at, prior);
    if (!withRows) {
      return prior;
    }
    double[] sum = prior.clone();
    for (int b = 0; b < blocks.count(); b++) {
      double[] of = new double[size];
      density.logJoint(blocks.read(b), at, of);
      for (int i = 0; i < size; i++) {
        sum[i] += of[i] - prior[i];
      }
    }
    return sum;
  }
}
