package org.sparksvi.kinds.countmixture;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.sparksvi.config.Choices;
import org.sparksvi.format.Json;
import org.sparksvi.kind.Description;
import org.sparksvi.models.mixture.MixtureModel;

/**
 * What a mixture over counts has learnt.
 *
 * @param components by weight, the largest first
 * @param words of the model
 */
record CountMixtureSummary(CountMixtureSettings settings, List<Component> components, int words)
    implements Description {

  private static final double LEAST_ROWS = 1;

  CountMixtureSummary {
    components = List.copyOf(components);
  }

  /**
   * One component.
   *
   * @param id its place in the parameters, from 0
   * @param weight share of the documents
   * @param documents expected
   * @param probable its most probable words
   */
  record Component(int id, double weight, double documents, List<Word> probable) {

    /** Whether at least one document is its own. */
    boolean inUse() {
      return documents >= LEAST_ROWS;
    }
  }

  /** A word with its expected probability. */
  record Word(String word, double probability) {}

  /**
   * Of a trained mixture.
   *
   * @param shown words a component
   */
  static CountMixtureSummary of(TrainedCountMixture trained, int shown) {
    int words = trained.words().size();
    int count = trained.settings().components();
    double[] weights = trained.model().weights(trained.parameters());
    double[] documents = trained.parameters().values(MixtureModel.COUNTS);
    double[] means = trained.settings().components(words).means(trained.parameters());
    List<Component> all =
        IntStream.range(0, count)
            .mapToObj(
                k ->
                    new Component(
                        k, weights[k], documents[k], probable(trained, means, k, count, shown)))
            .sorted(
                Comparator.comparingDouble(Component::weight)
                    .reversed()
                    .thenComparingInt(Component::id))
            .toList();
    return new CountMixtureSummary(trained.settings(), all, words);
  }

  private static List<Word> probable(
      TrainedCountMixture trained, double[] means, int k, int count, int shown) {
    return IntStream.range(0, trained.words().size())
        .boxed()
        .sorted(
            Comparator.<Integer>comparingDouble(w -> -means[w * count + k]).thenComparing(w -> w))
        .limit(shown)
        .map(w -> new Word(trained.words().word(w), means[w * count + k]))
        .toList();
  }

  private long inUse() {
    return components.stream().filter(Component::inUse).count();
  }

  /** The components in use, a line each: weight and most probable words. */
  String table(int most) {
    StringBuilder text = new StringBuilder();
    text.append(line("%9s  %8s  %s", "component", "weight", "most probable words"));
    components.stream()
        .filter(Component::inUse)
        .limit(most)
        .forEach(c -> text.append(line("%9d  %8.4f  %s", c.id(), c.weight(), words(c))));
    return text.toString();
  }

  private static String words(Component component) {
    return component.probable().stream().map(Word::word).collect(Collectors.joining(" "));
  }

  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values) + "\n";
  }

  @Override
  public String headline() {
    return "%d %s components over %d words"
        .formatted(components.size(), Choices.word(settings.family()), words);
  }

  @Override
  public String text() {
    return "%d of %d components are in use: at least one document is theirs\n\n"
            .formatted(inUse(), components.size())
        + table(components.size());
  }

  @Override
  public void put(ObjectNode json) {
    json.put("family", Choices.word(settings.family()));
    json.put("estimator", Choices.word(settings.mixing().estimator()));
    json.put("componentsInUse", inUse());
    json.put("words", words);
    ArrayNode array = json.putArray("components");
    for (Component component : components) {
      ObjectNode node = Json.object();
      node.put("id", component.id());
      node.put("weight", component.weight());
      node.put("documents", component.documents());
      node.put("inUse", component.inUse());
      ArrayNode probable = node.putArray("probable");
      for (Word word : component.probable()) {
        probable.add(Json.object().put("word", word.word()).put("probability", word.probability()));
      }
      array.add(node);
    }
  }

  @Override
  public Optional<String> picture() {
    return Optional.empty();
  }
}
