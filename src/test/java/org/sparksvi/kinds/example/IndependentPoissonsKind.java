package org.sparksvi.kinds.example;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.CountBlock;
import org.sparksvi.kind.DataFacts;
import org.sparksvi.kind.Draws;
import org.sparksvi.kind.Drift;
import org.sparksvi.kind.Figure;
import org.sparksvi.kind.Kind;
import org.sparksvi.kind.Option;
import org.sparksvi.kind.ReadOut;
import org.sparksvi.kind.RowType;
import org.sparksvi.kind.Setting;
import org.sparksvi.kind.Settings;
import org.sparksvi.kind.Table;
import org.sparksvi.kind.Trainable;
import org.sparksvi.kind.Trained;
import org.sparksvi.kind.Values;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.Term;
import org.sparksvi.random.RandomStream;
import org.sparksvi.report.Wording;

/** The example of CONTRIBUTING.md: the smallest kind of models that commands can train. */
public final class IndependentPoissonsKind
    implements Kind<CountBlock, CountBlock, IndependentPoissons> {
  private static final Setting<Double> PSEUDO_COUNTS =
      Setting.positive("model.pseudo-counts", 0.1, "counts of every word before the first");
  private static final Settings SETTINGS = Settings.of(PSEUDO_COUNTS);

  @Override
  public String name() {
    return "independent-poissons";
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
    return Set.of(Option.WORDS, Option.VOCABULARY);
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
  public IndependentPoissons model(Values settings, int columns) {
    return new IndependentPoissons(columns, settings.get(PSEUDO_COUNTS));
  }

  @Override
  public void check(Values settings, DataFacts data) {
    DataFacts.requireFits(data.columns(), "rates of %d words".formatted(data.columns()));
  }

  @Override
  public String headline(Values settings, DataFacts data, String rows) {
    return "rates of %d words on %s".formatted(data.columns(), rows);
  }

  @Override
  public Trainable<CountBlock, CountBlock, ?> goOn(
      Trained<CountBlock, CountBlock, IndependentPoissons> before, DataFacts more, double memory) {
    var wider = before.over(more.names());
    return Kind.onSums(
        headline(before.settings(), more, more.rows() + " more documents"),
        wider.model(),
        wider.parameters(),
        memory,
        more,
        Bundle.zeros(wider.model().layout()),
        wider);
  }

  @Override
  public Drift drift(
      Trained<CountBlock, CountBlock, IndependentPoissons> before,
      Trained<CountBlock, CountBlock, IndependentPoissons> after,
      double memory) {
    Bundle old = before.over(after.names()).parameters();
    double[] moved = {after.model().divergence(after.parameters(), old)};
    double[] one = {1};
    return Drift.of("nats, of all rates", moved, one, one);
  }

  @Override
  public List<Figure> figures(
      Trained<CountBlock, CountBlock, IndependentPoissons> trained, Contribution sum, int samples) {
    double score = sum.get(Term.HELD_OUT_LOG_PROBABILITY) / sum.get(Term.HELD_OUT_UNITS);
    return List.of(
        Figure.of(
            "heldOutLogProbabilityPerDocument", "held-out log probability per document", score));
  }

  @Override
  public ReadOut readOut(
      Trained<CountBlock, CountBlock, IndependentPoissons> trained,
      ReadOut.Request<CountBlock> request) {
    double[] rates = trained.model().rates(trained.parameters());
    Comparator<Integer> byRate = Comparator.comparingDouble(w -> -rates[w]);
    List<Integer> words = IntStream.range(0, rates.length).boxed().sorted(byRate).toList();
    return new ReadOut(
        "rates of %d words".formatted(rates.length),
        List.of("%d words, the most frequent first".formatted(rates.length)),
        Map.of("words", rates.length),
        List.of(
            Table.of("rates", words)
                .column("rate", "per document", "%12.4f", w -> rates[w])
                .column("word", "word", "%s", trained.names()::word)
                .showing(w -> true, request.words())),
        Optional::empty);
  }

  @Override
  public Draws draws(
      Trained<CountBlock, CountBlock, IndependentPoissons> trained, Draws.Request request) {
    double[] rates = trained.model().rates(trained.parameters());
    return new Draws.Words(() -> stream -> draw(rates, stream));
  }

  /** The events of a Poisson process for each word in a time of 1. */
  private static int[] draw(double[] rates, RandomStream stream) {
    List<Integer> words = new ArrayList<>();
    for (int w = 0; w < rates.length; w++) {
      for (double t = stream.gamma(1); t < rates[w]; t += stream.gamma(1)) {
        words.add(w);
      }
    }
    return words.stream().mapToInt(w -> w).toArray();
  }
}
