package org.sparksvi.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Direction;
import org.sparksvi.bundle.Domain;
import org.sparksvi.bundle.Field;
import org.sparksvi.bundle.Geometry;
import org.sparksvi.bundle.Layout;
import org.sparksvi.update.Constant;
import org.sparksvi.update.Product;
import org.sparksvi.update.Rules;
import org.sparksvi.update.UpdateRule;

/** The ascended fields of a layout as one vector, and the pairs that L-BFGS remembers of it. */
final class Ascended {
  private final Layout layout;
  private final List<Field> fields;
  private final int size;
  private final int pairs;

  /**
   * Over a layout that {@link #check} accepted.
   *
   * @param pairs to be remembered, at most
   */
  Ascended(Layout layout, int pairs) {
    this.layout = layout;
    this.fields = layout.fields().stream().filter(f -> f.geometry() == Geometry.ASCENDED).toList();
    this.size = fields.stream().mapToInt(Field::size).sum();
    this.pairs = pairs;
  }

  /** Refuses fields and rules that a search cannot take, by name. */
  static void check(Layout layout, Rules rules) {
    rules.check(layout);
    for (Field field : layout.fields()) {
      if (field.geometry() == Geometry.MIXED) {
        throw new IllegalArgumentException(
            "L-BFGS is for fields that ascend, but '%s' moves toward a target"
                .formatted(field.name()));
      }
      if (field.single()) {
        throw new IllegalArgumentException(
            "L-BFGS is for fields of double precision, but '%s' is of single precision"
                .formatted(field.name()));
      }
      if (field.geometry() == Geometry.ASCENDED && !isNumber(rules.of(field))) {
        throw new IllegalArgumentException(
            "L-BFGS sizes steps itself, so the rule of field '%s' must be a constant rate, but was %s"
                .formatted(field.name(), rules.of(field)));
      }
    }
    if (layout.fields().stream().noneMatch(f -> f.geometry() == Geometry.ASCENDED)) {
      throw new IllegalArgumentException(
          "L-BFGS is for fields that ascend, but there is none in " + layout);
    }
  }

  private static boolean isNumber(UpdateRule rule) {
    return rule instanceof Constant
        || (rule instanceof Product product
            && isNumber(product.first())
            && isNumber(product.second()));
  }

  /** Index of the first of the fields. */
  int first() {
    return layout.index(fields.get(0).name());
  }

  Flat flat(Bundle bundle) {
    double[] all = new double[size];
    int at = 0;
    for (Field field : fields) {
      System.arraycopy(bundle.values(field.name()), 0, all, at, field.size());
      at += field.size();
    }
    return new Flat(all);
  }

  /** A gradient, finite; its fields are zero afterwards. */
  Flat taken(Direction gradient, long round) {
    double[] all = new double[size];
    int at = 0;
    for (Field field : fields) {
      int f = layout.index(field.name());
      Finite.requireFinite(gradient, f, round);
      System.arraycopy(gradient.values(f), 0, all, at, field.size());
      gradient.clear(f);
      at += field.size();
    }
    return new Flat(all);
  }

  void move(Bundle bundle, double step, Flat direction) {
    int at = 0;
    for (Field field : fields) {
      double[] values = bundle.values(field.name());
      for (int i = 0; i < values.length; i++, at++) {
        values[i] += step * direction.values()[at];
      }
    }
  }

  /** The largest change of a logarithm, 0 where none of the fields holds any. */
  double largestLogarithm(Flat direction) {
    double largest = 0;
    int at = 0;
    for (Field field : fields) {
      for (int i = 0; i < field.size(); i++, at++) {
        if (field.domain() == Domain.LOGARITHM) {
          largest = Math.max(largest, Math.abs(direction.values()[at]));
        }
      }
    }
    return largest;
  }

  /** The same numbers, by fields. */
  Direction spread(Flat flat) {
    Direction direction = new Direction(layout);
    int at = 0;
    for (Field field : fields) {
      double[] values = direction.values(field.name());
      System.arraycopy(flat.values(), at, values, 0, field.size());
      at += field.size();
    }
    return direction;
  }

  /**
   * The ascent direction H g, by the recursion over pairs, of which the first is the latest.
   *
   * @param metric what H is, but for its scale, before the pairs: G⁻¹, linear
   */
  Flat direction(Flat gradient, List<Pair> known, UnaryOperator<Flat> metric) {
    Flat direction = gradient;
    double[] a = new double[known.size()];
    for (int i = 0; i < known.size(); i++) {
      Pair pair = known.get(i);
      a[i] = pair.step().dot(direction) / pair.curvature();
      direction = direction.plus(-a[i], pair.pull());
    }
    direction = metric.apply(direction);
    if (!known.isEmpty()) {
      Pair latest = known.get(0);
      Flat pull = metric.apply(latest.pull());
      direction = direction.times(latest.curvature() / latest.pull().dot(pull));
    }
    for (int i = known.size() - 1; i >= 0; i--) {
      Pair pair = known.get(i);
      double b = pair.pull().dot(direction) / pair.curvature();
      direction = direction.plus(a[i] - b, pair.step());
    }
    return direction;
  }

  /**
   * Pairs as the memory of a state: the latest first, zeros behind the last. They are differences,
   * also of fields that hold logarithms, and of gradients, so they may be any numbers.
   */
  List<Bundle> memory(List<Pair> known) {
    Layout over = Layout.of(fields.stream().map(field -> field.within(Domain.REAL)).toList());
    List<Bundle> memory = new ArrayList<>();
    for (int p = 0; p < pairs; p++) {
      Bundle step = Bundle.zeros(over);
      Bundle pull = Bundle.zeros(over);
      if (p < known.size()) {
        move(step, 1, known.get(p).step());
        move(pull, 1, known.get(p).pull());
      }
      memory.add(step);
      memory.add(pull);
    }
    return memory;
  }

  /** The pairs of {@link #memory}. */
  List<Pair> pairs(List<Bundle> memory) {
    List<Pair> known = new ArrayList<>();
    for (int p = 0; p < memory.size() / 2; p++) {
      Pair pair = new Pair(flat(memory.get(2 * p)), flat(memory.get(2 * p + 1)));
      if (pair.curvature() > 0) {
        known.add(pair);
      }
    }
    return known;
  }
}
