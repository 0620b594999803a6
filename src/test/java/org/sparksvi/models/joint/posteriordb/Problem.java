package org.sparksvi.models.joint.posteriordb;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.models.joint.LogJoint;

/**
 * A model, and the data that a posterior of posteriordb is of.
 *
 * @param posterior its name there
 * @param columns names of the rows' columns
 */
record Problem(
    String posterior,
    Function<Posterior, LogJoint> model,
    Function<Posterior, List<String>> columns,
    Function<Posterior, DenseBlock> rows) {

  static List<Problem> all() {
    List<Problem> all = new ArrayList<>();
    all.add(
        new Problem(
            "eight_schools-eight_schools_noncentered",
            p -> new EightSchools(),
            p -> List.of("y", "sigma", "school"),
            p ->
                Posterior.rows(
                    p.numbers("y"), p.numbers("sigma"), new double[] {0, 1, 2, 3, 4, 5, 6, 7})));
    all.addAll(regressions());
    all.add(
        new Problem(
            "arK-arK",
            p -> new LinearModels.Autoregression((int) p.number("K")),
            p -> names("y", "lag", (int) p.number("K")),
            Problem::lags));
    all.add(
        new Problem(
            "low_dim_gauss_mix-low_dim_gauss_mix",
            p -> new GaussianMixture(),
            p -> List.of("y"),
            p -> Posterior.rows(p.numbers("y"))));
    all.add(
        new Problem(
            "gp_pois_regr-gp_regr",
            p -> new GaussianProcess.Noisy(boxed(p.numbers("x"))),
            p -> series("y", p.numbers("y").length),
            p -> Posterior.series(p.numbers("y"))));
    all.add(
        new Problem(
            "gp_pois_regr-gp_pois_regr",
            p -> new GaussianProcess.Counts(boxed(p.numbers("x"))),
            p -> series("k", p.numbers("k").length),
            p -> Posterior.series(p.numbers("k"))));
    all.add(
        new Problem(
            "hmm_example-hmm_example",
            p -> new HiddenMarkov(p.numbers("y").length),
            p -> series("y", p.numbers("y").length),
            p -> Posterior.series(p.numbers("y"))));
    all.add(
        new Problem(
            "garch-garch11",
            p -> new Garch(p.numbers("y").length, p.number("sigma1")),
            p -> series("y", p.numbers("y").length),
            p -> Posterior.series(p.numbers("y"))));
    return all;
  }

  static List<Problem> regressions() {
    return List.of(
        regression(
            "kidiq-kidscore_momhsiq",
            3,
            LinearModels.Cauchy::new,
            p ->
                new double[][] {
                  p.numbers("kid_score"), ones(p), p.numbers("mom_hs"), p.numbers("mom_iq")
                }),
        regression(
            "kidiq-kidscore_interaction",
            4,
            LinearModels.Cauchy::new,
            p ->
                new double[][] {
                  p.numbers("kid_score"),
                  ones(p),
                  p.numbers("mom_hs"),
                  p.numbers("mom_iq"),
                  product(p.numbers("mom_hs"), p.numbers("mom_iq"))
                }),
        regression(
            "mesquite-logmesquite",
            7,
            LinearModels.Flat::new,
            p ->
                new double[][] {
                  logs(p, "weight"),
                  ones(p),
                  logs(p, "diam1"),
                  logs(p, "diam2"),
                  logs(p, "canopy_height"),
                  logs(p, "total_height"),
                  logs(p, "density"),
                  p.numbers("group")
                }),
        regression("nes1972-nes", 9, LinearModels.Flat::new, Problem::votes),
        regression("nes1980-nes", 9, LinearModels.Flat::new, Problem::votes),
        regression(
            "earnings-logearn_interaction",
            4,
            LinearModels.Flat::new,
            p ->
                new double[][] {
                  logs(p, "earn"),
                  ones(p),
                  p.numbers("height"),
                  p.numbers("male"),
                  product(p.numbers("height"), p.numbers("male"))
                }),
        regression(
            "sblri-blr",
            5,
            LinearModels.Normal::new,
            p -> {
              List<double[]> columns = new ArrayList<>(List.of(p.numbers("y")));
              columns.addAll(List.of(p.columns("X")));
              return columns.toArray(double[][]::new);
            }));
  }

  private static double[][] votes(Posterior p) {
    double[] age = p.numbers("age_discrete");
    return new double[][] {
      p.numbers("partyid7"),
      ones(p),
      p.numbers("real_ideo"),
      p.numbers("race_adj"),
      mapped(age, a -> a == 2 ? 1 : 0),
      mapped(age, a -> a == 3 ? 1 : 0),
      mapped(age, a -> a == 4 ? 1 : 0),
      p.numbers("educ1"),
      p.numbers("gender"),
      p.numbers("income")
    };
  }

  private static DenseBlock lags(Posterior p) {
    double[] y = p.numbers("y");
    int order = (int) p.number("K");
    double[][] columns = new double[order + 1][];
    for (int lag = 0; lag <= order; lag++) {
      columns[lag] = Arrays.copyOfRange(y, order - lag, y.length - lag);
    }
    return Posterior.rows(columns);
  }

  private static Problem regression(
      String posterior,
      int inputs,
      Function<Integer, LogJoint> model,
      Function<Posterior, double[][]> columns) {
    return new Problem(
        posterior,
        p -> model.apply(inputs),
        p -> names("y", "x", inputs),
        p -> Posterior.rows(columns.apply(p)));
  }

  private static double[] ones(Posterior p) {
    double[] ones = new double[(int) p.number("N")];
    Arrays.fill(ones, 1);
    return ones;
  }

  private static double[] logs(Posterior p, String name) {
    return mapped(p.numbers(name), Math::log);
  }

  private static double[] mapped(double[] numbers, DoubleUnaryOperator f) {
    return Arrays.stream(numbers).map(f).toArray();
  }

  private static double[] product(double[] a, double[] b) {
    double[] product = new double[a.length];
    Arrays.setAll(product, i -> a[i] * b[i]);
    return product;
  }

  private static List<Double> boxed(double[] numbers) {
    return Arrays.stream(numbers).boxed().toList();
  }

  /** y, x1, x2, ... */
  private static List<String> names(String first, String stem, int count) {
    List<String> names = new ArrayList<>(List.of(first));
    names.addAll(series(stem, count));
    return names;
  }

  /** y1, y2, ... */
  private static List<String> series(String stem, int count) {
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      names.add(stem + i);
    }
    return names;
  }

  @Override
  public String toString() {
    return posterior;
  }
}
