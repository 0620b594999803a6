package org.sparksvi.kinds.autoencoder;

import static org.sparksvi.kinds.autoencoder.NetworkSettings.DENSITY_SAMPLES;
import static org.sparksvi.kinds.autoencoder.NetworkSettings.POSTERIOR;
import static org.sparksvi.kinds.autoencoder.NetworkSettings.PRECISION;
import static org.sparksvi.kinds.autoencoder.NetworkSettings.WARM_UP_ROUNDS;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Field;
import org.sparksvi.bundle.Geometry;
import org.sparksvi.config.Choices;
import org.sparksvi.config.ConfigurationException;
import org.sparksvi.data.Block;
import org.sparksvi.kind.DataFacts;
import org.sparksvi.kind.Draws;
import org.sparksvi.kind.Drift;
import org.sparksvi.kind.Figure;
import org.sparksvi.kind.Kind;
import org.sparksvi.kind.Option;
import org.sparksvi.kind.ReadOut;
import org.sparksvi.kind.RowType;
import org.sparksvi.kind.Settings;
import org.sparksvi.kind.Table;
import org.sparksvi.kind.Trainable;
import org.sparksvi.kind.Trained;
import org.sparksvi.kind.Values;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.Term;
import org.sparksvi.model.WarmStart;
import org.sparksvi.models.autoencoder.Autoencoder;
import org.sparksvi.models.autoencoder.AutoencoderSettings;
import org.sparksvi.models.autoencoder.AutoencoderSummary;
import org.sparksvi.models.autoencoder.Likelihood;
import org.sparksvi.models.autoencoder.Observations;
import org.sparksvi.models.autoencoder.Posterior;
import org.sparksvi.models.autoencoder.ScoreSettings;
import org.sparksvi.numeric.Largest;
import org.sparksvi.report.Wording;
import org.sparksvi.update.Constant;
import org.sparksvi.update.Rules;

/**
 * Variational autoencoders over one type of rows.
 *
 * @param rows numbers or counts
 * @param observations how blocks of them are read
 */
record AutoencoderKind<B extends Block>(RowType<B, B> rows, Observations<B> observations)
    implements Kind<B, B, Autoencoder<B>> {
  private static final Set<String> OF_DOCUMENTS = Set.of("docword", "text", "files");

  @Override
  public String name() {
    return "autoencoder";
  }

  @Override
  public Settings settings() {
    return NetworkSettings.SETTINGS;
  }

  @Override
  public RowType<B, B> rows(Values settings) {
    Likelihood likelihood = LikelihoodSettings.likelihood(settings);
    return rows.where(
        value -> {
          String rule = likelihood.broken(value);
          return rule.isEmpty()
              ? ""
              : "%s where model.likelihood is %s".formatted(rule, likelihood.name());
        });
  }

  /** Documents are counts, and libsvm is what the likelihood says. */
  @Override
  public boolean takes(Values settings, String format) {
    boolean counts =
        format.equals("libsvm")
            ? LikelihoodSettings.likelihood(settings).ofCounts()
            : OF_DOCUMENTS.contains(format);
    return counts == rows.words();
  }

  @Override
  public Set<Option> options(Values settings) {
    return rows.words()
        ? Set.of(Option.VOCABULARY, Option.SAMPLES, Option.SEED, Option.EVIDENCE)
        : Set.of(Option.SAMPLES, Option.SEED, Option.EXPECTED, Option.EVIDENCE);
  }

  @Override
  public boolean estimates(Values settings) {
    return true;
  }

  @Override
  public Wording wording(Values settings) {
    return new Wording(rows.called(), rows.words() ? "document" : "row", "ELBO", "");
  }

  @Override
  public String arithmetic(Values settings) {
    return settings.get(PRECISION).arithmetic();
  }

  @Override
  public boolean ascends() {
    return true;
  }

  /** The steps of all weights, and running means over about an epoch for the moments. */
  @Override
  public Rules rules(Values settings, Rules configured, long roundsPerEpoch) {
    return configured.with(
        Autoencoder.MOMENTS, new Constant(Math.min(1, 2.0 / (1 + roundsPerEpoch))));
  }

  @Override
  public Autoencoder<B> model(Values settings, int columns) {
    return model(settings, columns, ScoreSettings.BOUND);
  }

  private Autoencoder<B> model(Values settings, int columns, ScoreSettings scores) {
    return new Autoencoder<>(NetworkSettings.of(settings, columns), observations, scores);
  }

  @Override
  public void check(Values settings, DataFacts data) {
    AutoencoderSettings networks = NetworkSettings.of(settings, data.columns());
    DataFacts.requireFits(
        networks.numbers(data.columns()),
        "the weights of an autoencoder of %d columns, %s-%d-%s"
            .formatted(data.columns(), networks.encoder(), networks.latent(), networks.decoder()));
    data.requireRows(1, "one");
    if (rows.words()) {
      return;
    }
    data.requireValues();
  }

  @Override
  public String headline(Values settings, DataFacts data, String number) {
    return "a variational autoencoder of %d latent units on %s of %d columns"
        .formatted(settings.get(NetworkSettings.LATENT), number, data.columns());
  }

  /** Trained on from the weights there are, which have had their warm-up. */
  @Override
  public Trainable<B, B, ?> goOn(
      Trained<B, B, Autoencoder<B>> before, DataFacts more, double memory) {
    Values settings = before.settings().with(WARM_UP_ROUNDS, 0L);
    Autoencoder<B> model = model(settings, more.columns());
    WarmStart<B, B, Autoencoder<B>> warm = new WarmStart<>(model, before.parameters());
    Trained<B, B, Autoencoder<B>> after = before.over(more.names());
    return new Trainable<>(
        headline(settings, more, "%d more %s".formatted(more.rows(), rows.called())),
        rows,
        warm,
        after::with);
  }

  /** Those of columns that are new are drawn where the training begins. */
  @Override
  public Bundle grown(Trained<B, B, Autoencoder<B>> before, Autoencoder<B> wider) {
    return Bundle.zeros(wider.layout());
  }

  @Override
  public void requireMemory(double memory) {
    if (memory != 1) {
      throw new ConfigurationException(
          "--forgetting must be 1 for an autoencoder, which keeps no sums over earlier rows, but was %s; the rate and the epochs of an update say how much it forgets"
              .formatted(memory));
    }
  }

  @Override
  public Drift drift(
      Trained<B, B, Autoencoder<B>> before, Trained<B, B, Autoencoder<B>> after, double memory) {
    AutoencoderSummary old = AutoencoderSummary.of(before.parameters());
    AutoencoderSummary now = AutoencoderSummary.of(after.parameters());
    double[] shifts = new double[old.mean().length];
    for (int j = 0; j < shifts.length; j++) {
      double shift = now.mean()[j] - old.mean()[j];
      shifts[j] = 0.5 * shift * shift;
    }
    List<Drift.FieldChange> changes = new ArrayList<>();
    for (Field field : before.model().layout().fields()) {
      if (field.geometry() == Geometry.ASCENDED) {
        changes.add(Drift.change(field, before.parameters(), after.parameters()));
      }
    }
    return Drift.of(
            "nats, of unit normals at a latent unit's mean; shares of the KL of all units",
            shifts,
            old.divergence(),
            now.divergence())
        .with(changes);
  }

  /** An encoder's posteriors are refined as well, to measure the amortisation gap. */
  @Override
  public Autoencoder<B> scoring(Trained<B, B, Autoencoder<B>> trained, int samples, double masked) {
    boolean refined = trained.settings().get(POSTERIOR) == Posterior.AMORTISED;
    return model(
        trained.settings(), trained.names().size(), new ScoreSettings(samples, true, refined));
  }

  @Override
  public Autoencoder<B> transforming(Trained<B, B, Autoencoder<B>> trained) {
    int samples = trained.settings().get(DENSITY_SAMPLES);
    return model(
        trained.settings(), trained.names().size(), new ScoreSettings(samples, true, false));
  }

  @Override
  public List<Figure> figures(
      Trained<B, B, Autoencoder<B>> trained, Contribution sum, int samples) {
    double weight = sum.get(Term.HELD_OUT_UNITS);
    double elbo = sum.get(Term.HELD_OUT_BOUND) / weight;
    double density = sum.get(Term.HELD_OUT_LOG_PROBABILITY) / weight;
    List<Figure> figures = new ArrayList<>();
    figures.add(new Figure("heldOutElboPerRow", "held-out ELBO per row", elbo, 4, ""));
    figures.add(
        new Figure(
            "heldOutLogDensityPerRow",
            "log density per row, importance-weighted",
            density,
            4,
            samples + " samples"));
    figures.add(
        new Figure(
            "klGapPerRow", "KL(q(z | x) || p(z | x)) per row, estimated", density - elbo, 4, ""));
    if (trained.settings().get(POSTERIOR) == Posterior.AMORTISED) {
      figures.add(
          new Figure(
              "amortisationGapPerRow",
              "of it by the encoder (amortisation gap)",
              sum.get(Term.HELD_OUT_REFINED_BOUND) / weight - elbo,
              4,
              ""));
    }
    return figures;
  }

  @Override
  public ReadOut readOut(Trained<B, B, Autoencoder<B>> trained, ReadOut.Request<B> request) {
    AutoencoderSettings networks = trained.model().settings();
    AutoencoderSummary summary = trained.model().summary(trained.parameters());
    int latent = networks.latent();
    int collapsed = latent - summary.active();
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("weights", summary.weights());
    facts.put("activeUnits", summary.active());
    facts.put("collapsedUnits", collapsed);
    facts.put("divergence", summary.divergence());
    facts.put("meanVariance", summary.meanVariance());
    double[] divergence = summary.divergence();
    List<Integer> units =
        IntStream.of(Largest.of(latent, latent, j -> divergence[j])).boxed().toList();
    return new ReadOut(
        "a variational autoencoder of %d columns and %d latent units (%s)"
            .formatted(networks.columns(), latent, networks.likelihood().name()),
        List.of(
            networks.posterior() == Posterior.AMORTISED
                ? "encoder " + path(networks.columns(), networks.encoder(), latent)
                : "no encoder: each row's posterior is fitted by itself",
            "decoder %s (%s)"
                .formatted(
                    path(latent, networks.decoder(), networks.columns()),
                    Choices.word(networks.activation())),
            "%d weights".formatted(summary.weights()),
            "%d of %d latent units are active; %d have collapsed to the prior"
                .formatted(summary.active(), latent, collapsed)),
        facts,
        List.of(
            Table.of("", units)
                .column("", "unit", "%6d", j -> j)
                .column("", "KL (nats)", "%10.4f", j -> divergence[j])
                .column("", "variance of E[z | x]", "%20.4f", j -> summary.meanVariance()[j])
                .showing(j -> true, request.rows())),
        Optional::empty);
  }

  private static String path(int from, List<Integer> hidden, int to) {
    return Stream.of(List.of(from), hidden, List.of(to))
        .flatMap(List::stream)
        .map(String::valueOf)
        .collect(Collectors.joining("-"));
  }

  @Override
  public Draws draws(Trained<B, B, Autoencoder<B>> trained, Draws.Request request) {
    Autoencoder<B> model = trained.model();
    Bundle parameters = trained.parameters();
    boolean expected = request.expected();
    return rows.words()
        ? new Draws.Counts(() -> model.draws(parameters, false))
        : new Draws.Numbers(() -> model.draws(parameters, expected));
  }
}
