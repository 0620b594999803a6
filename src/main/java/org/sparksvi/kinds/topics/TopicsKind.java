package org.sparksvi.kinds.topics;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.config.Choices;
import org.sparksvi.config.Configuration;
import org.sparksvi.config.Pace;
import org.sparksvi.data.CompletionBlock;
import org.sparksvi.data.CountBlock;
import org.sparksvi.format.Json;
import org.sparksvi.format.JsonReader;
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
import org.sparksvi.models.topics.Coherence;
import org.sparksvi.models.topics.Concentration;
import org.sparksvi.models.topics.Concentration.Learning;
import org.sparksvi.models.topics.DocumentStep;
import org.sparksvi.models.topics.Kernel;
import org.sparksvi.models.topics.TopicDraws;
import org.sparksvi.models.topics.TopicsModel;
import org.sparksvi.models.topics.TopicsPosterior;
import org.sparksvi.models.topics.TopicsSettings;
import org.sparksvi.models.topics.TopicsSummary;
import org.sparksvi.models.topics.TopicsSummary.Topic;
import org.sparksvi.report.Wording;

/** Latent Dirichlet allocation. */
public final class TopicsKind implements Kind<CountBlock, CompletionBlock, TopicsModel> {
  private static final double ETA_START = 0.05;

  /** Share of a topic's even part of a document: looser means leave topics alike. */
  private static final double TOLERANCE_OF_A_TOPIC = 0.025;

  private static final Setting<Integer> TOPICS =
      Setting.whole("model.topics", 50, 1, 100_000, "K, the number of topics");
  private static final Setting<Concentration> ALPHA =
      Setting.of(
          "model.alpha",
          Concentration.symmetric(1.0 / TOPICS.usual()),
          new ConcentrationType(values -> 1.0 / values.get(TOPICS)),
          "prior of each document's topic shares: a number stays, symmetric and asymmetric are"
              + " learned from 1/K");
  private static final Setting<Concentration> ETA =
      Setting.of(
          "model.eta",
          Concentration.fixed(0.05),
          new ConcentrationType(values -> ETA_START),
          "prior of each topic's word probabilities, as alpha; learned from 0.05");
  private static final Setting<DocumentStep> STEP =
      Setting.of(
          "model.local-step",
          DocumentStep.ZERO_ORDER,
          SettingTypes.orAbsent(SettingTypes.choice(DocumentStep.class), DocumentStep.VARIATIONAL),
          "how documents are fitted: zero-order by means, which predicts better and is faster,"
              + " variational by coordinate ascent on the bound");
  private static final Setting<Integer> INNER_ITERATIONS =
      Setting.whole(
          "model.inner-iterations",
          TopicsSettings.DEFAULT_INNER_ITERATIONS,
          1,
          Integer.MAX_VALUE,
          "most iterations of the local step of one document");
  private static final Setting<Double> INNER_TOLERANCE =
      Setting.of(
          "model.inner-tolerance",
          TOLERANCE_OF_A_TOPIC / TOPICS.usual(),
          SettingTypes.realOrAuto(
              v -> v > 0 && v < 1,
              "a number in (0, 1)",
              values ->
                  values.get(STEP) == DocumentStep.ZERO_ORDER
                      ? TOLERANCE_OF_A_TOPIC / values.get(TOPICS)
                      : TopicsSettings.DEFAULT_INNER_TOLERANCE),
          "a local step ends when no expected count of a topic moves by more than this share of"
              + " the document's tokens; auto is 0.025/K, or 0.002 where it is variational");

  /** Scores need not have the bits of the training, so that it is published, but not read again. */
  private static final Setting<Kernel> KERNEL =
      Setting.of(
          "inference.kernel",
          Kernel.best(),
          SettingTypes.notRead(SettingTypes.choice("auto", Kernel.best()), Kernel.best()),
          "arithmetic of the local steps");

  private static final Settings SETTINGS =
      Settings.of(TOPICS, ALPHA, ETA, STEP, INNER_ITERATIONS, INNER_TOLERANCE, KERNEL);

  @Override
  public String name() {
    return "topics";
  }

  @Override
  public Settings settings() {
    return SETTINGS;
  }

  @Override
  public Pace pace(Values settings) {
    return Pace.TENTHS;
  }

  @Override
  public RowType<CountBlock, CompletionBlock> rows(Values settings) {
    return RowType.HALVED_COUNTS;
  }

  @Override
  public Set<Option> options(Values settings) {
    return Set.of(
        Option.WORDS,
        Option.VOCABULARY,
        Option.OBSERVED,
        Option.SPLIT_SEED,
        Option.SEED,
        Option.TOKENS,
        Option.EVIDENCE);
  }

  @Override
  public Wording wording(Values settings) {
    return new Wording("documents", "token", "log probability", "completion perplexity");
  }

  @Override
  public String arithmetic(Values settings) {
    return Choices.word(settings.get(KERNEL));
  }

  @Override
  public TopicsModel model(Values settings, int columns) {
    return new TopicsModel(
        new TopicsSettings(
            settings.get(TOPICS),
            columns,
            settings.get(ALPHA),
            settings.get(ETA),
            settings.get(INNER_ITERATIONS),
            settings.get(INNER_TOLERANCE),
            settings.get(KERNEL),
            settings.get(STEP)));
  }

  @Override
  public void check(Values settings, DataFacts data) {
    // any corpus with a word can be fitted
  }

  @Override
  public String headline(Values settings, DataFacts data, String rows) {
    return "%d topics on %s, %d words, %.0f tokens"
        .formatted(settings.get(TOPICS), rows, data.columns(), data.units());
  }

  @Override
  public boolean sharesOutRows() {
    return true;
  }

  /** The tokens of new documents begin evenly spread, so that words enter topics new to them. */
  @Override
  public Trainable<CountBlock, CompletionBlock, ?> goOn(
      Trained<CountBlock, CompletionBlock, TopicsModel> before, DataFacts more, double memory) {
    Trained<CountBlock, CompletionBlock, TopicsModel> grown = before.over(more.names());
    TopicsModel model = grown.model();
    return Kind.onSums(
        headline(before.settings(), more, "%d more documents".formatted(more.rows())),
        model,
        grown.parameters(),
        memory,
        more,
        new TopicsPosterior(model).evenly(more.units()),
        grown);
  }

  @Override
  public Bundle grown(Trained<CountBlock, CompletionBlock, TopicsModel> before, TopicsModel wider) {
    return new TopicsPosterior(wider).grown(before.model(), before.parameters());
  }

  @Override
  public Drift drift(
      Trained<CountBlock, CompletionBlock, TopicsModel> before,
      Trained<CountBlock, CompletionBlock, TopicsModel> after,
      double memory) {
    TopicsModel model = after.model();
    Bundle old = before.over(after.names()).parameters();
    TopicsPosterior posterior = new TopicsPosterior(model);
    return Drift.of(
        "nats, of the posterior of a topic's words",
        posterior.divergences(old, after.parameters()),
        posterior.tokens(old, model.faded(old, 0)),
        posterior.tokens(after.parameters(), model.faded(old, memory)));
  }

  @Override
  public List<Figure> figures(
      Trained<CountBlock, CompletionBlock, TopicsModel> trained, Contribution sum, int samples) {
    return TopicFigures.of(sum);
  }

  @Override
  public Optional<Parts<?>> parts(Trained<CountBlock, CompletionBlock, TopicsModel> trained) {
    return Optional.of(TopicParts.of(trained));
  }

  @Override
  public ReadOut readOut(
      Trained<CountBlock, CompletionBlock, TopicsModel> trained,
      ReadOut.Request<CountBlock> request) {
    TopicsSummary summary =
        TopicsSummary.of(trained.model(), trained.parameters(), trained.names(), request.words());
    Learning learning = trained.settings().get(ALPHA).learning();
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("words", summary.words());
    facts.put("alphaLearning", Choices.word(learning));
    facts.put("alphaTotal", summary.alphaTotal());
    facts.put("topicsPerDocument", summary.topicsPerDocument());
    facts.put("deadTopics", summary.dead());
    facts.put("duplicatePairs", summary.duplicates());
    facts.put("relevanceWeight", TopicsSummary.RELEVANCE_WEIGHT);
    facts.put("diversity", summary.diversity());
    List<String> lines = new ArrayList<>(List.of(alpha(summary, learning), alike(summary)));
    Table<Topic> topics =
        Table.of("topics", summary.topics())
            .column("id", "topic", "%5d", Topic::id)
            .data("size", Topic::size)
            .column("", "share", "%5.1f %%", topic -> 100 * topic.size())
            .column("alpha", "alpha", "%8.4f", Topic::alpha)
            .data("exclusivity", Topic::exclusivity)
            .column("probable", "most probable", "%s", t -> ranking("probability", t.probable()))
            .below(
                "distinctive",
                "most distinctive words",
                "%25s/ %%s".formatted(""),
                t -> ranking("relevance", t.distinctive()))
            .showing(topic -> true, request.rows());
    List<CountBlock> sample = request.words() < 2 ? List.of() : request.sample().get();
    if (!sample.isEmpty()) {
      List<int[]> words = summary.topics().stream().map(Topic::words).toList();
      Coherence coherence = new Coherence(sample, words);
      topics =
          topics
              .data("npmi", topic -> coherence.npmi(topic.words()))
              .data("cv", topic -> coherence.cv(topic.words()));
      double npmi = words.stream().mapToDouble(coherence::npmi).average().orElseThrow();
      double cv = words.stream().mapToDouble(coherence::cv).average().orElseThrow();
      facts.put("npmi", npmi);
      facts.put("cv", cv);
      lines.add(judged(summary, npmi, cv));
    }
    return new ReadOut(
        "%d topics over %d words".formatted(summary.topics().size(), summary.words()),
        lines,
        facts,
        List.of(topics),
        Optional::empty);
  }

  private static String alpha(TopicsSummary summary, Learning learning) {
    String how =
        switch (learning) {
          case FIXED -> "fixed";
          case SYMMETRIC -> "learned, the same for all topics";
          case ASYMMETRIC -> "learned, a number for each topic";
        };
    return String.format(
        Locale.ROOT,
        "alpha is %s; its sum is %.4g: a document is expected to draw on %.1f topics",
        how,
        summary.alphaTotal(),
        summary.topicsPerDocument());
  }

  private static String alike(TopicsSummary summary) {
    return "%d dead topics (below a hundredth of an even share), %d pairs of duplicates (cosine above 0.9)"
        .formatted(summary.dead(), summary.duplicates());
  }

  private static String judged(TopicsSummary summary, double npmi, double cv) {
    return String.format(
        Locale.ROOT,
        "coherence of the most probable words: NPMI %.3f, C_V %.3f; diversity %.3f, exclusivity %.3f",
        npmi,
        cv,
        summary.diversity(),
        summary.topics().stream().mapToDouble(Topic::exclusivity).average().orElseThrow());
  }

  private static Table.Ranking ranking(String by, List<TopicsSummary.Word> words) {
    return new Table.Ranking(
        by, words.stream().map(w -> new Table.Ranked(w.word(), w.value())).toList());
  }

  @Override
  public Draws draws(
      Trained<CountBlock, CompletionBlock, TopicsModel> trained, Draws.Request request) {
    TopicsModel model = trained.model();
    Bundle parameters = trained.parameters();
    int tokens = request.tokens();
    return new Draws.Words(
        () -> {
          TopicDraws draws = TopicDraws.of(model, parameters);
          return stream -> draws.draw(tokens, stream);
        });
  }

  /** The number of words stands behind that of topics. */
  @Override
  public void write(Values settings, int columns, ObjectNode json) {
    ObjectNode all = Json.object();
    SETTINGS.write(settings, all);
    json.set(TOPICS.name(), all.remove(TOPICS.name()));
    json.put("words", columns);
    json.setAll(all);
  }

  @Override
  public Values reconciled(Values published, Values configured) {
    return published.with(KERNEL, configured.get(KERNEL));
  }

  /** A number that stays, or a word for what is learned, from where it follows from the others. */
  private record ConcentrationType(ToDoubleFunction<Values> start)
      implements Setting.Type<Concentration> {
    private static final Map<String, Learning> WORDS = Choices.of(Learning.class);

    @Override
    public String rule() {
      return SettingTypes.MODERATE + ", `symmetric` or `asymmetric`";
    }

    @Override
    public Concentration parse(Configuration c, String key, Values before) {
      if (c.number(key).isPresent()) {
        return Concentration.fixed(c.real(key, SettingTypes::isModerate, "be " + rule()));
      }
      Learning learning = WORDS.get(c.optionalText(key).orElse(""));
      if (learning == null || learning == Learning.FIXED) {
        throw c.refuse(key, "be " + rule());
      }
      return new Concentration(start.applyAsDouble(before), learning);
    }

    @Override
    public void write(Concentration value, ObjectNode json, String name) {
      json.put(name, value.value()).put(name + "Learning", Choices.word(value.learning()));
    }

    @Override
    public Concentration read(JsonReader json, String name) {
      Learning learning = WORDS.get(json.text(name + "Learning"));
      if (learning == null) {
        throw json.problem(name + "Learning", "must be " + Choices.words(WORDS));
      }
      try {
        return new Concentration(json.number(name), learning);
      } catch (IllegalArgumentException e) {
        throw json.problem(name, "is not acceptable: " + e.getMessage());
      }
    }

    @Override
    public String show(Concentration value) {
      return value.learning() == Learning.FIXED
          ? String.valueOf(value.value())
          : Choices.word(value.learning());
    }
  }
}
