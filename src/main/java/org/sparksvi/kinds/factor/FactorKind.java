package org.sparksvi.kinds.factor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.config.Choices;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.kind.DataFacts;
import org.sparksvi.kind.Draws;
import org.sparksvi.kind.Drift;
import org.sparksvi.kind.Figure;
import org.sparksvi.kind.Kind;
import org.sparksvi.kind.Option;
import org.sparksvi.kind.Parts;
import org.sparksvi.kind.ReadOut;
import org.sparksvi.kind.RowType;
import org.sparksvi.kind.Rule;
import org.sparksvi.kind.Setting;
import org.sparksvi.kind.Settings;
import org.sparksvi.kind.Table;
import org.sparksvi.kind.Trainable;
import org.sparksvi.kind.Trained;
import org.sparksvi.kind.Values;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.Term;
import org.sparksvi.models.factor.ArdSettings;
import org.sparksvi.models.factor.BayesianPca;
import org.sparksvi.models.factor.FactorModel;
import org.sparksvi.models.factor.FactorSettings;
import org.sparksvi.models.factor.FactorSummary;
import org.sparksvi.models.factor.LatentFactors;
import org.sparksvi.models.factor.Noise;
import org.sparksvi.numeric.Blas;
import org.sparksvi.numeric.Largest;
import org.sparksvi.report.Wording;

/** Probabilistic principal components, factor analysis, Bayesian principal components. */
public final class FactorKind implements Kind<DenseBlock, DenseBlock, LatentFactors> {
  private static final int COLUMNS_SHOWN = 6;

  /** How loadings are found: with bayes, priors switch off factors that are not needed. */
  private enum Estimator {
    ML,
    BAYES
  }

  private static final Setting<Integer> LATENT =
      Setting.whole("model.latent", 2, 1, 10_000, "q, the number of factors, below the columns");
  private static final Setting<Noise> NOISE =
      Setting.choice(
          "model.noise",
          Noise.ISOTROPIC,
          "noise that factors do not explain: isotropic has one variance, diagonal one per column");
  private static final Setting<Estimator> ESTIMATOR =
      Setting.choice("model.estimator", Estimator.ML, "how loadings and noise are found");
  private static final Setting<Boolean> MISSING_VALUES =
      Setting.flag(
          "model.missing-values",
          false,
          "whether values may be missing; they are integrated out, and imputed by transform");
  private static final Settings SETTINGS =
      Settings.of(LATENT, NOISE, ESTIMATOR, MISSING_VALUES)
          .with(
              Rule.must(
                  NOISE,
                  "be isotropic",
                  noise -> noise == Noise.ISOTROPIC,
                  ESTIMATOR,
                  estimator -> estimator == Estimator.BAYES));

  @Override
  public String name() {
    return "factor";
  }

  @Override
  public Settings settings() {
    return SETTINGS;
  }

  @Override
  public RowType<DenseBlock, DenseBlock> rows(Values settings) {
    return settings.get(MISSING_VALUES) ? RowType.NUMBERS_OR_MISSING : RowType.NUMBERS;
  }

  @Override
  public Set<Option> options(Values settings) {
    return Set.of(Option.MASKED, Option.SEED, Option.EVIDENCE);
  }

  @Override
  public boolean estimates(Values settings) {
    return settings.get(ESTIMATOR) != Estimator.BAYES;
  }

  @Override
  public Wording wording(Values settings) {
    return new Wording("rows", "row", "log density", "");
  }

  @Override
  public String arithmetic(Values settings) {
    return Blas.best().name();
  }

  @Override
  public LatentFactors model(Values settings, int columns) {
    FactorSettings complete = FactorSettings.of(columns, settings.get(LATENT));
    return model(settings, settings.get(MISSING_VALUES) ? complete.withMissing() : complete);
  }

  private static LatentFactors model(Values settings, FactorSettings all) {
    return settings.get(ESTIMATOR) == Estimator.BAYES
        ? new BayesianPca(all, ArdSettings.VAGUE)
        : new FactorModel(all, settings.get(NOISE));
  }

  @Override
  public void check(Values settings, DataFacts data) {
    int latent = settings.get(LATENT);
    boolean missing = settings.get(MISSING_VALUES);
    double columns = data.columns();
    double size = latent + 1.0;
    DataFacts.requireFits(
        columns * size + (missing ? columns + 1 : 1) * size * size,
        "%d factors of %d columns%s"
            .formatted(latent, data.columns(), missing ? " with missing values" : ""));
    model(settings, data.columns());
    data.requireRows(latent + 1, "model.latent and one");
    if (settings.get(NOISE) == Noise.DIAGONAL || !data.varies()) {
      data.requireVariance();
    } else {
      data.requireValues();
    }
  }

  @Override
  public String headline(Values settings, DataFacts data, String rows) {
    return "%d factors on %s of %d columns".formatted(settings.get(LATENT), rows, data.columns());
  }

  @Override
  public boolean sharesOutRows() {
    return true;
  }

  @Override
  public Trainable<DenseBlock, DenseBlock, ?> goOn(
      Trained<DenseBlock, DenseBlock, LatentFactors> before, DataFacts more, double memory) {
    LatentFactors model = before.model();
    return Kind.onSums(
        headline(before.settings(), more, more.rows() + " more rows"),
        model,
        before.parameters(),
        memory,
        more,
        Bundle.zeros(model.layout()),
        before);
  }

  /** Of the Gaussian that rows have: there are no components that have shares. */
  @Override
  public Drift drift(
      Trained<DenseBlock, DenseBlock, LatentFactors> before,
      Trained<DenseBlock, DenseBlock, LatentFactors> after,
      double memory) {
    FactorSummary old = before.model().summary(before.parameters());
    double divergence = old.divergenceOf(after.model().summary(after.parameters()));
    double[] one = {1};
    return Drift.of("nats per row, of all columns", new double[] {divergence}, one, one);
  }

  @Override
  public LatentFactors scoring(
      Trained<DenseBlock, DenseBlock, LatentFactors> trained, int samples, double masked) {
    FactorSettings settings = trained.model().settings();
    return masked == 0 ? trained.model() : model(trained.settings(), settings.withMasked(masked));
  }

  @Override
  public List<Figure> figures(
      Trained<DenseBlock, DenseBlock, LatentFactors> trained, Contribution sum, int samples) {
    List<Figure> figures = new ArrayList<>(Figure.logDensity(sum));
    if (trained.settings().get(ESTIMATOR) == Estimator.ML) {
      figures.add(Figure.bic(sum, free(trained.settings(), trained.names().size())));
    }
    double cells = sum.get(Term.HELD_OUT_CELLS);
    if (cells > 0) {
      double error = Math.sqrt(sum.get(Term.HELD_OUT_SQUARED_ERROR) / cells);
      double deviation = Math.sqrt(sum.get(Term.HELD_OUT_SQUARED_DEVIATION) / cells);
      figures.add(Figure.of("imputationError", "root mean squared error of masked values", error));
      figures.add(Figure.of("imputationErrorOfMeans", "the same by the columns' means", deviation));
    }
    return figures;
  }

  /** Free parameters: mean, noise, and loadings up to a rotation. */
  private static double free(Values settings, double columns) {
    double factors = settings.get(LATENT);
    double noise = settings.get(NOISE) == Noise.ISOTROPIC ? 1 : columns;
    return columns + noise + columns * factors - factors * (factors - 1) / 2;
  }

  /** Factors by the directions of their loadings, whose signs mean nothing. */
  @Override
  public Optional<Parts<?>> parts(Trained<DenseBlock, DenseBlock, LatentFactors> trained) {
    FactorSummary summary = trained.model().summary(trained.parameters());
    int factors = summary.information().length;
    boolean[] used = new boolean[factors];
    List<double[]> parts = new ArrayList<>();
    for (int j = 0; j < factors; j++) {
      parts.add(column(summary.loadings(), factors, j));
      used[j] = summary.inUse(j);
    }
    return Optional.of(new Parts<>("factors", parts, used, (a, b) -> Math.abs(Parts.cosine(a, b))));
  }

  @Override
  public ReadOut readOut(
      Trained<DenseBlock, DenseBlock, LatentFactors> trained, ReadOut.Request<DenseBlock> request) {
    FactorSummary summary = trained.model().summary(trained.parameters());
    List<String> columns = trained.names().words();
    int factors = summary.information().length;
    double[] loadings = summary.loadings();
    double[] variances = summary.explainedVariance();
    double[] shares = summary.explainedShare();
    double[] information = summary.information();
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("factorsInUse", summary.factorsInUse());
    facts.put("columns", columns);
    facts.put("mean", summary.mean());
    facts.put("noiseVariance", summary.noise());
    boolean bayes = trained.settings().get(ESTIMATOR) == Estimator.BAYES;
    return new ReadOut(
        "%d %s of %d columns (%s noise)"
            .formatted(
                factors,
                bayes ? "Bayesian principal components" : "factors",
                columns.size(),
                Choices.word(trained.settings().get(NOISE))),
        List.of("%d of %d factors are in use".formatted(summary.factorsInUse(), factors)),
        facts,
        List.of(
            Table.of("factors", IntStream.range(0, factors).boxed().toList())
                .column("id", "factor", "%6d", j -> j)
                .data("explainedVariance", j -> variances[j])
                .data("explainedShare", j -> shares[j])
                .column("", "explains", "%7.2f %%", j -> 100 * shares[j])
                .data("information", j -> information[j])
                .data("loadings", j -> column(loadings, factors, j))
                .column(
                    "",
                    "largest loadings",
                    "%s",
                    j -> largest(column(loadings, factors, j), columns))
                .showing(j -> true, request.rows())),
        Optional::empty);
  }

  private static double[] column(double[] loadings, int factors, int factor) {
    return IntStream.range(0, loadings.length / factors)
        .mapToDouble(d -> loadings[d * factors + factor])
        .toArray();
  }

  private static String largest(double[] loadings, List<String> columns) {
    int[] largest = Largest.of(loadings.length, COLUMNS_SHOWN, d -> Math.abs(loadings[d]));
    return Arrays.stream(largest)
        .mapToObj(d -> String.format(Locale.ROOT, "%s %.3g", columns.get(d), loadings[d]))
        .collect(Collectors.joining("  "));
  }

  @Override
  public Draws draws(
      Trained<DenseBlock, DenseBlock, LatentFactors> trained, Draws.Request request) {
    LatentFactors model = trained.model();
    Bundle parameters = trained.parameters();
    return new Draws.Numbers(() -> model.draws(parameters));
  }
}
