package org.sparksvi.models.mixture;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.CountBlock;
import org.sparksvi.numeric.Largest;

/**
 * What a mixture over counts has learnt.
 *
 * @param components by weight, the largest first
 */
public record CountSummary(List<Component> components) {
  public CountSummary {
    components = List.copyOf(components);
  }

  /**
   * One component.
   *
   * @param id its place in the parameters, from 0
   * @param weight share of the documents
   * @param documents expected
   * @param probable columns of its most probable words, the most probable first
   * @param probabilities of these words
   * @param inUse whether documents are its own, as {@link MixtureModel#inUse} says
   */
  @SuppressWarnings("ArrayRecordComponent") // for display, compared by nobody
  public record Component(
      int id,
      double weight,
      double documents,
      int[] probable,
      double[] probabilities,
      boolean inUse) {}

  /**
   * Of a mixture at some parameters.
   *
   * @param shown words for each component
   */
  public static CountSummary of(MixtureModel<CountBlock> model, Bundle parameters, int shown) {
    CountComponents counts = (CountComponents) model.components();
    int count = counts.count();
    double[] weights = model.weights(parameters);
    boolean[] used = MixtureModel.inUse(parameters);
    double[] documents = parameters.values(MixtureModel.COUNTS);
    double[] means = counts.means(parameters); // columns × components
    return new CountSummary(
        IntStream.range(0, count)
            .mapToObj(
                k -> {
                  int[] probable = Largest.of(counts.columns(), shown, w -> means[w * count + k]);
                  double[] probabilities =
                      IntStream.of(probable).mapToDouble(w -> means[w * count + k]).toArray();
                  return new Component(
                      k, weights[k], documents[k], probable, probabilities, used[k]);
                })
            .sorted(
                Comparator.comparingDouble(Component::weight)
                    .reversed()
                    .thenComparingInt(Component::id))
            .toList());
  }

  public long inUse() {
    return components.stream().filter(Component::inUse).count();
  }
}
