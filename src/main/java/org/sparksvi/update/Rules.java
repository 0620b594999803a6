package org.sparksvi.update;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sparksvi.bundle.Field;
import org.sparksvi.bundle.Geometry;
import org.sparksvi.bundle.Layout;

/**
 * Which rule each field takes: one for all, with exceptions by name.
 *
 * @param common the rule of every field that is not named
 * @param exceptions rules by field name
 */
public record Rules(UpdateRule common, Map<String, UpdateRule> exceptions) implements Serializable {

  public Rules {
    exceptions = Map.copyOf(exceptions);
  }

  /** One rule for every field. */
  public static Rules all(UpdateRule rule) {
    return new Rules(rule, Map.of());
  }

  /** The same rules, with another one for a field. */
  public Rules with(String field, UpdateRule rule) {
    Map<String, UpdateRule> more = new HashMap<>(exceptions);
    more.put(field, rule);
    return new Rules(common, more);
  }

  /**
   * The same rules, with all steps smaller.
   *
   * @param factor in (0, 1]; 1 changes nothing
   */
  public Rules scaled(double factor) {
    if (!(factor > 0 && factor <= 1)) {
      throw new IllegalArgumentException("steps must be scaled by (0, 1], but were by " + factor);
    }
    if (factor == 1) {
      return this;
    }
    Map<String, UpdateRule> smaller = new HashMap<>();
    exceptions.forEach((field, rule) -> smaller.put(field, scaled(rule, factor)));
    return new Rules(scaled(common, factor), smaller);
  }

  private static UpdateRule scaled(UpdateRule rule, double factor) {
    if (rule instanceof Schedule schedule) {
      return schedule.times(new Constant(factor));
    }
    List<Stage> stages = rule.stages();
    int sizing = stages.size() - (endsAveraging(stages) ? 1 : 0);
    List<UpdateRule> smaller = new ArrayList<>(stages);
    smaller.add(sizing, new Constant(factor));
    return smaller.stream().reduce(UpdateRule::then).orElseThrow();
  }

  private static boolean endsAveraging(List<Stage> stages) {
    return stages.get(stages.size() - 1) instanceof Averaging;
  }

  /** The rule of a field. */
  public UpdateRule of(Field field) {
    return exceptions.getOrDefault(field.name(), common);
  }

  /** The schedule of a mixed field. */
  public Schedule schedule(Field field) {
    return (Schedule) of(field);
  }

  /** Whether a field's rule remembers a mean of its parameters, in the last of its memories. */
  public boolean averages(Field field) {
    return field.geometry() == Geometry.ASCENDED && endsAveraging(of(field).stages());
  }

  /** Refuses rules that a layout's fields cannot take, as far as their first rate tells. */
  public void check(Layout layout) {
    exceptions.keySet().forEach(layout::index);
    for (Field field : layout.fields()) {
      List<Stage> stages = of(field).stages();
      if (stages.stream().limit(stages.size() - 1L).anyMatch(Averaging.class::isInstance)) {
        throw new IllegalArgumentException(
            "the rule of field '%s' must average after all else, but is %s"
                .formatted(field.name(), of(field)));
      }
      if (field.geometry() == Geometry.MIXED && !(of(field) instanceof Schedule)) {
        throw new IllegalArgumentException(
            "field '%s' moves toward a target, so its rule must be a rate, but was %s"
                .formatted(field.name(), of(field)));
      }
      if (field.geometry() == Geometry.MIXED && !(schedule(field).rate(1) <= 1)) {
        throw new IllegalArgumentException(
            "field '%s' moves toward a target, so its rate must be at most 1, but that of %s is %s"
                .formatted(field.name(), of(field), schedule(field).rate(1)));
      }
    }
  }
}
