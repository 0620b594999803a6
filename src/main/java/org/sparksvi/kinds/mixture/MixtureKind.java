package org.sparksvi.kinds.mixture;

import static org.sparksvi.kinds.mixture.MixingSettings.COMPONENTS;
import static org.sparksvi.kinds.mixture.MixingSettings.CONCENTRATION;
import static org.sparksvi.kinds.mixture.MixingSettings.ESTIMATOR;
import static org.sparksvi.kinds.mixture.MixingSettings.RESTARTS;
import static org.sparksvi.kinds.mixture.MixingSettings.WEIGHTS;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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
import org.sparksvi.kind.Setting;
import org.sparksvi.kind.SettingTypes;
import org.sparksvi.kind.Settings;
import org.sparksvi.kind.Table;
import org.sparksvi.kind.Trainable;
import org.sparksvi.kind.Trained;
import org.sparksvi.kind.Values;
import org.sparksvi.model.Contribution;
import org.sparksvi.models.mixture.Covariance;
import org.sparksvi.models.mixture.GaussianComponents;
import org.sparksvi.models.mixture.GaussianDraws;
import org.sparksvi.models.mixture.GaussianPrior;
import org.sparksvi.models.mixture.GaussianSummary;
import org.sparksvi.models.mixture.GaussianSummary.Component;
import org.sparksvi.models.mixture.Gaussians;
import org.sparksvi.models.mixture.MixtureModel;
import org.sparksvi.numeric.Blas;
import org.sparksvi.report.Scatter;
import org.sparksvi.report.Wording;

/** Mixtures of Gaussian components. */
public final class MixtureKind implements Kind<DenseBlock, DenseBlock, MixtureModel<DenseBlock>> {
  private static final int COLUMNS_SHOWN = 6;
  private static final int ROWS_DRAWN = 2000;
  private static final int DIGITS = 6;
  private static final int MOST_DIGITS = 17;

  /** Of a component that is about half as wide as the data. */
  private static final double WIDE = 0.3;

  /**
   * Of all directions at once: the prior counts for D rows, which must not outweigh a component's
   * own.
   */
  private static final double NARROW = 0.05;

  private static final Setting<Covariance> COVARIANCE =
      Setting.choice(
          "model.covariance", Covariance.FULL, "what is free in the components' covariances");
  private static final Setting<Double> MEAN_ROWS =
      Setting.positive(
          "model.prior.mean-rows", 1, "rows that the prior of a mean counts for; with bayes");
  private static final Setting<Double> PRIOR_ROWS =
      Setting.positive(
          "model.prior.rows", 1, "rows that the prior of a covariance counts for; with bayes, map");
  private static final Setting<Double> PRIOR_VARIANCE =
      Setting.of(
          "model.prior.variance",
          WIDE,
          SettingTypes.positiveOrAuto(MixtureKind::variance),
          "the variance that these rows have, in the columns' own; auto is 0.05 for full and tied"
              + " covariances with bayes, else 0.3");
  private static final Setting<GaussianPrior.Shape> PRIOR_SHAPE =
      Setting.of(
          "model.prior.shape",
          GaussianPrior.Shape.DATA,
          SettingTypes.orAbsent(
              SettingTypes.choice(GaussianPrior.Shape.class), GaussianPrior.Shape.COLUMNS),
          "of full and tied covariances that the prior expects, with bayes: data, as columns go"
              + " together in all of the data; columns, as if they did not");
  private static final Setting<Double> LEAST_VARIANCE =
      Setting.positive(
          "model.least-variance",
          1e-6,
          "least variance of a component, as a share of the columns' own; with ml, map");
  private static final Settings SETTINGS =
      Settings.of(
          COMPONENTS,
          COVARIANCE,
          ESTIMATOR,
          WEIGHTS,
          CONCENTRATION,
          MEAN_ROWS,
          PRIOR_ROWS,
          PRIOR_VARIANCE,
          PRIOR_SHAPE,
          LEAST_VARIANCE,
          RESTARTS);

  /** As auto has it. */
  private static double variance(Values before) {
    Covariance covariance = before.get(COVARIANCE);
    boolean pairs = covariance == Covariance.FULL || covariance == Covariance.TIED;
    return pairs && before.get(ESTIMATOR) == MixingSettings.Estimator.BAYES ? NARROW : WIDE;
  }

  @Override
  public String name() {
    return "mixture";
  }

  @Override
  public Settings settings() {
    return SETTINGS;
  }

  @Override
  public RowType<DenseBlock, DenseBlock> rows(Values settings) {
    return RowType.NUMBERS;
  }

  @Override
  public Set<Option> options(Values settings) {
    return Set.of(Option.LABELS, Option.EVIDENCE);
  }

  @Override
  public boolean estimates(Values settings) {
    return settings.get(ESTIMATOR) != MixingSettings.Estimator.BAYES;
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
  public MixtureModel<DenseBlock> model(Values settings, int columns) {
    GaussianPrior prior =
        new GaussianPrior(
            settings.get(MEAN_ROWS),
            settings.get(PRIOR_ROWS),
            settings.get(PRIOR_VARIANCE),
            settings.get(PRIOR_SHAPE));
    double floor = settings.get(LEAST_VARIANCE);
    Gaussians gaussians =
        switch (settings.get(ESTIMATOR)) {
          case ML -> Gaussians.estimates(floor, 0, 1);
          case MAP -> Gaussians.estimates(floor, prior.rows(), prior.variance());
          case BAYES -> Gaussians.posterior(prior);
        };
    return new MixtureModel<>(
        MixingSettings.mixing(settings),
        new GaussianComponents(
            settings.get(COMPONENTS), columns, settings.get(COVARIANCE), gaussians));
  }

  @Override
  public void check(Values settings, DataFacts data) {
    int components = settings.get(COMPONENTS);
    double columns = data.columns();
    DataFacts.requireFits(
        settings.get(RESTARTS) * (covariances(settings, columns) + components * (columns + 1)),
        "%d components over %d columns with model.covariance = %s and model.restarts = %d"
            .formatted(
                components,
                data.columns(),
                Choices.word(settings.get(COVARIANCE)),
                settings.get(RESTARTS)));
    data.requireRows(components, COMPONENTS.key());
    data.requireVariance();
  }

  @Override
  public String headline(Values settings, DataFacts data, String rows) {
    return "a mixture of %d components on %s of %d columns"
        .formatted(settings.get(COMPONENTS), rows, data.columns());
  }

  @Override
  public Trainable<DenseBlock, DenseBlock, ?> begin(
      Trained<DenseBlock, DenseBlock, MixtureModel<DenseBlock>> untrained, DataFacts data) {
    return MixingSettings.restarted(
        untrained,
        data,
        untrained.settings().get(COVARIANCE).squares(data.columns()),
        headline(untrained.settings(), data, data.rows() + " rows"));
  }

  @Override
  public boolean sharesOutRows() {
    return true;
  }

  @Override
  public Trainable<DenseBlock, DenseBlock, ?> goOn(
      Trained<DenseBlock, DenseBlock, MixtureModel<DenseBlock>> before,
      DataFacts more,
      double memory) {
    return MixingSettings.goOn(
        before, more, memory, headline(before.settings(), more, more.rows() + " more rows"));
  }

  @Override
  public Drift drift(
      Trained<DenseBlock, DenseBlock, MixtureModel<DenseBlock>> before,
      Trained<DenseBlock, DenseBlock, MixtureModel<DenseBlock>> after,
      double memory) {
    GaussianComponents gaussians = (GaussianComponents) before.model().components();
    return MixingSettings.drift(
        "nats per row, of a component's Gaussian",
        gaussians.divergences(before.parameters(), after.parameters()),
        before.parameters(),
        after.parameters(),
        memory);
  }

  @Override
  public List<Figure> figures(
      Trained<DenseBlock, DenseBlock, MixtureModel<DenseBlock>> trained,
      Contribution sum,
      int samples) {
    List<Figure> figures = new ArrayList<>(Figure.logDensity(sum));
    if (trained.settings().get(ESTIMATOR) == MixingSettings.Estimator.ML) {
      figures.add(Figure.bic(sum, free(trained.settings(), trained.names().size())));
    }
    return figures;
  }

  /** Free parameters: weights, means and covariances. */
  private static double free(Values settings, double columns) {
    double components = settings.get(COMPONENTS);
    return components - 1 + components * columns + covariances(settings, columns);
  }

  /** Free numbers in the covariances of all components. */
  private static double covariances(Values settings, double columns) {
    double components = settings.get(COMPONENTS);
    return switch (settings.get(COVARIANCE)) {
      case FULL -> 0.5 * components * columns * (columns + 1);
      case TIED -> 0.5 * columns * (columns + 1);
      case DIAGONAL -> components * columns;
      case SPHERICAL -> components;
    };
  }

  @Override
  public Optional<Parts<?>> parts(
      Trained<DenseBlock, DenseBlock, MixtureModel<DenseBlock>> trained) {
    return Optional.of(GaussianParts.of(trained));
  }

  @Override
  public ReadOut readOut(
      Trained<DenseBlock, DenseBlock, MixtureModel<DenseBlock>> trained,
      ReadOut.Request<DenseBlock> request) {
    GaussianSummary summary = GaussianSummary.of(trained.model(), trained.parameters());
    List<String> names = trained.names().words();
    int[] telling = summary.telling(COLUMNS_SHOWN);
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("covariance", Choices.word(trained.settings().get(COVARIANCE)));
    facts.put("estimator", Choices.word(trained.settings().get(ESTIMATOR)));
    facts.put("componentsInUse", summary.inUse());
    facts.put("columns", names);
    int count = summary.components().size();
    List<String> lines = new ArrayList<>();
    lines.add(MixingSettings.used(summary.inUse(), count, "row"));
    if (telling.length < names.size()) {
      lines.add(
          "(the %d of %d columns that tell the components apart best)"
              .formatted(telling.length, names.size()));
    }
    Apartness.of(trained, request.sample().get())
        .ifPresent(
            silhouette -> {
              facts.put("silhouette", silhouette);
              lines.add(
                  String.format(
                      Locale.ROOT,
                      "mean silhouette %.3f, by the distances of at most %d rows in the columns' scales",
                      silhouette,
                      Apartness.ROWS_JUDGED));
            });
    return new ReadOut(
        "%d Gaussian components (%s covariance) over %d columns"
            .formatted(count, facts.get("covariance"), names.size()),
        lines,
        facts,
        List.of(
            Table.of("components", summary.components())
                .column("id", "component", "%9d", Component::id)
                .column("weight", "weight", "%8.4f", Component::weight)
                .data("rows", Component::rows)
                .data("inUse", Component::inUse)
                .data("means", Component::means)
                .data("standardDeviations", Component::deviations)
                .column("", "mean ± standard deviation", "%s", c -> columns(c, names, telling))
                .showing(Component::inUse, request.rows())),
        () ->
            names.size() == 2 ? Optional.of(picture(trained, summary, request)) : Optional.empty());
  }

  private static String columns(Component component, List<String> names, int[] telling) {
    double[] deviations = component.deviations();
    return Arrays.stream(telling)
        .mapToObj(
            c ->
                String.format(
                    Locale.ROOT,
                    "%s %.".concat(digits(component.means()[c], deviations[c]) + "g ± %.4g"),
                    names.get(c),
                    component.means()[c],
                    deviations[c]))
        .collect(Collectors.joining("  "));
  }

  /** Digits of a mean: as many as show it beside its deviation, as far as a double has them. */
  private static int digits(double mean, double deviation) {
    double more = Math.ceil(Math.log10(Math.abs(mean) / deviation));
    return (int) Math.max(DIGITS, Math.min(MOST_DIGITS, more + 3));
  }

  /** The components in use over some of the rows, in the colours of their components. */
  private static String picture(
      Trained<DenseBlock, DenseBlock, MixtureModel<DenseBlock>> trained,
      GaussianSummary summary,
      ReadOut.Request<DenseBlock> request) {
    List<Scatter.Ellipse> ellipses =
        summary.components().stream()
            .filter(Component::inUse)
            .map(
                c ->
                    new Scatter.Ellipse(
                        c.id(),
                        c.means()[0],
                        c.means()[1],
                        c.covariance()[0],
                        c.covariance()[1],
                        c.covariance()[3]))
            .toList();
    List<Scatter.Point> points = new ArrayList<>();
    for (DenseBlock block : request.sample().get()) {
      if (points.size() >= ROWS_DRAWN) {
        break;
      }
      List<Object[]> cells = trained.posteriors().of(block);
      for (int r = 0; r < block.rows(); r++) {
        int component = (Integer) cells.get(r)[2];
        points.add(new Scatter.Point(block.values()[2 * r], block.values()[2 * r + 1], component));
      }
    }
    return new Scatter(
            "%d of %d components in use".formatted(ellipses.size(), summary.components().size()),
            trained.names().word(0),
            trained.names().word(1),
            points,
            ellipses)
        .svg();
  }

  @Override
  public Draws draws(
      Trained<DenseBlock, DenseBlock, MixtureModel<DenseBlock>> trained, Draws.Request request) {
    MixtureModel<DenseBlock> model = trained.model();
    Bundle parameters = trained.parameters();
    return new Draws.Numbers(() -> GaussianDraws.of(model, parameters));
  }
}
