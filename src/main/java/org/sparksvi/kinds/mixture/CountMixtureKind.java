package org.sparksvi.kinds.mixture;

import static org.sparksvi.kinds.mixture.MixingSettings.COMPONENTS;
import static org.sparksvi.kinds.mixture.MixingSettings.CONCENTRATION;
import static org.sparksvi.kinds.mixture.MixingSettings.ESTIMATOR;
import static org.sparksvi.kinds.mixture.MixingSettings.RESTARTS;
import static org.sparksvi.kinds.mixture.MixingSettings.WEIGHTS;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.config.Choices;
import org.sparksvi.data.CountBlock;
import org.sparksvi.format.Vocabulary;
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
import org.sparksvi.kind.Settings;
import org.sparksvi.kind.Table;
import org.sparksvi.kind.Trainable;
import org.sparksvi.kind.Trained;
import org.sparksvi.kind.Values;
import org.sparksvi.kinds.mixture.MixingSettings.Estimator;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.Term;
import org.sparksvi.models.mixture.CountComponents;
import org.sparksvi.models.mixture.CountDraws;
import org.sparksvi.models.mixture.CountFamily;
import org.sparksvi.models.mixture.CountSummary;
import org.sparksvi.models.mixture.CountSummary.Component;
import org.sparksvi.models.mixture.MixtureModel;
import org.sparksvi.models.mixture.ReadOutForm;
import org.sparksvi.report.Wording;

/** Mixtures of multinomials or Bernoullis, over counts. */
public final class CountMixtureKind
    implements Kind<CountBlock, CountBlock, MixtureModel<CountBlock>> {
  /** Keeps logarithms of probabilities finite by maximum likelihood. */
  private static final double LEAST_PSEUDO = 1e-9;

  private static final Setting<CountFamily> FAMILY =
      Setting.choice("model.family", CountFamily.MULTINOMIAL, "what a document of a component is");
  private static final Setting<Double> PSEUDO_COUNTS =
      Setting.positive(
          "model.pseudo-counts",
          0.1,
          "counts that every word has in every component before the first document; with bayes,"
              + " map");
  private static final Settings SETTINGS =
      Settings.of(COMPONENTS, FAMILY, ESTIMATOR, WEIGHTS, CONCENTRATION, PSEUDO_COUNTS, RESTARTS);

  @Override
  public String name() {
    return "count-mixture";
  }

  @Override
  public Settings settings() {
    return SETTINGS;
  }

  @Override
  public RowType<CountBlock, CountBlock> rows(Values settings) {
    return RowType.COUNTS;
  }

  @Override
  public Set<Option> options(Values settings) {
    return settings.get(FAMILY) == CountFamily.MULTINOMIAL
        ? Set.of(Option.WORDS, Option.VOCABULARY, Option.LABELS, Option.TOKENS, Option.EVIDENCE)
        : Set.of(Option.WORDS, Option.VOCABULARY, Option.LABELS, Option.EVIDENCE);
  }

  @Override
  public boolean estimates(Values settings) {
    return settings.get(ESTIMATOR) != Estimator.BAYES;
  }

  @Override
  public Wording wording(Values settings) {
    return new Wording("documents", "document", "log probability", "");
  }

  @Override
  public String arithmetic(Values settings) {
    return "scalar";
  }

  @Override
  public MixtureModel<CountBlock> model(Values settings, int columns) {
    Estimator estimator = settings.get(ESTIMATOR);
    return new MixtureModel<>(
        MixingSettings.mixing(settings),
        new CountComponents(
            settings.get(COMPONENTS),
            columns,
            settings.get(FAMILY),
            estimator == Estimator.BAYES ? ReadOutForm.POSTERIOR : ReadOutForm.ESTIMATE,
            estimator == Estimator.ML ? LEAST_PSEUDO : settings.get(PSEUDO_COUNTS)));
  }

  @Override
  public void check(Values settings, DataFacts data) {
    int components = settings.get(COMPONENTS);
    DataFacts.requireFits(
        settings.get(RESTARTS) * (double) components * (data.columns() + 1.0),
        "%d components over %d words with model.restarts = %d"
            .formatted(components, data.columns(), settings.get(RESTARTS)));
    data.requireRows(components, COMPONENTS.key());
  }

  @Override
  public String headline(Values settings, DataFacts data, String rows) {
    return "a %s mixture of %d components on %s, %d words"
        .formatted(
            Choices.word(settings.get(FAMILY)), settings.get(COMPONENTS), rows, data.columns());
  }

  @Override
  public Trainable<CountBlock, CountBlock, ?> begin(
      Trained<CountBlock, CountBlock, MixtureModel<CountBlock>> untrained, DataFacts data) {
    return MixingSettings.restarted(
        untrained,
        data,
        data.units() / (double) data.rows(),
        headline(untrained.settings(), data, data.rows() + " documents"));
  }

  @Override
  public boolean sharesOutRows() {
    return true;
  }

  @Override
  public Trainable<CountBlock, CountBlock, ?> goOn(
      Trained<CountBlock, CountBlock, MixtureModel<CountBlock>> before,
      DataFacts more,
      double memory) {
    return MixingSettings.goOn(
        before.over(more.names()),
        more,
        memory,
        headline(before.settings(), more, more.rows() + " more documents"));
  }

  @Override
  public Drift drift(
      Trained<CountBlock, CountBlock, MixtureModel<CountBlock>> before,
      Trained<CountBlock, CountBlock, MixtureModel<CountBlock>> after,
      double memory) {
    Bundle old = before.over(after.names()).parameters();
    CountComponents counts = (CountComponents) after.model().components();
    return MixingSettings.drift(
        "nats, of a component's words",
        counts.divergences(old, after.parameters()),
        old,
        after.parameters(),
        memory);
  }

  @Override
  public List<Figure> figures(
      Trained<CountBlock, CountBlock, MixtureModel<CountBlock>> trained,
      Contribution sum,
      int samples) {
    double documents = sum.get(Term.HELD_OUT_UNITS);
    List<Figure> figures = new ArrayList<>();
    figures.add(
        Figure.of(
            "heldOutLogProbabilityPerDocument",
            "held-out log probability per document",
            sum.get(Term.HELD_OUT_LOG_PROBABILITY) / documents));
    if (trained.settings().get(ESTIMATOR) == Estimator.ML) {
      double components = trained.settings().get(COMPONENTS);
      double words = trained.names().size();
      double free = trained.settings().get(FAMILY) == CountFamily.MULTINOMIAL ? words - 1 : words;
      figures.add(Figure.bic(sum, components - 1 + components * free));
    }
    return figures;
  }

  /** Components by the probabilities of their words. */
  @Override
  public Optional<Parts<?>> parts(
      Trained<CountBlock, CountBlock, MixtureModel<CountBlock>> trained) {
    int words = trained.names().size();
    CountSummary summary = CountSummary.of(trained.model(), trained.parameters(), words);
    boolean[] used = new boolean[summary.components().size()];
    double[][] parts = new double[used.length][words];
    for (Component component : summary.components()) {
      used[component.id()] = component.inUse();
      for (int i = 0; i < words; i++) {
        parts[component.id()][component.probable()[i]] = component.probabilities()[i];
      }
    }
    return Optional.of(new Parts<>("components", List.of(parts), used, Parts::cosine));
  }

  @Override
  public ReadOut readOut(
      Trained<CountBlock, CountBlock, MixtureModel<CountBlock>> trained,
      ReadOut.Request<CountBlock> request) {
    CountSummary summary = CountSummary.of(trained.model(), trained.parameters(), request.words());
    int count = summary.components().size();
    String family = Choices.word(trained.settings().get(FAMILY));
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("family", family);
    facts.put("estimator", Choices.word(trained.settings().get(ESTIMATOR)));
    facts.put("componentsInUse", summary.inUse());
    facts.put("words", trained.names().size());
    return new ReadOut(
        "%d %s components over %d words".formatted(count, family, trained.names().size()),
        List.of(MixingSettings.used(summary.inUse(), count, "document")),
        facts,
        List.of(
            Table.of("components", summary.components())
                .column("id", "component", "%9d", Component::id)
                .column("weight", "weight", "%8.4f", Component::weight)
                .data("documents", Component::documents)
                .data("inUse", Component::inUse)
                .column("probable", "most probable words", "%s", c -> words(c, trained.names()))
                .showing(Component::inUse, request.rows())),
        Optional::empty);
  }

  private static Table.Ranking words(Component component, Vocabulary names) {
    List<Table.Ranked> words = new ArrayList<>();
    for (int i = 0; i < component.probable().length; i++) {
      words.add(
          new Table.Ranked(names.word(component.probable()[i]), component.probabilities()[i]));
    }
    return new Table.Ranking("probability", words);
  }

  @Override
  public Draws draws(
      Trained<CountBlock, CountBlock, MixtureModel<CountBlock>> trained, Draws.Request request) {
    MixtureModel<CountBlock> model = trained.model();
    Bundle parameters = trained.parameters();
    int tokens = request.tokens();
    return new Draws.Words(
        () -> {
          CountDraws draws = CountDraws.of(model, parameters);
          return stream -> draws.draw(tokens, stream);
        });
  }
}
