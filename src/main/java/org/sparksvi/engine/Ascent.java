package org.sparksvi.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Direction;
import org.sparksvi.bundle.Domain;
import org.sparksvi.bundle.Field;
import org.sparksvi.bundle.Geometry;
import org.sparksvi.bundle.Layout;
import org.sparksvi.model.NumericalException;
import org.sparksvi.update.Averaging;
import org.sparksvi.update.Rules;
import org.sparksvi.update.Slice;
import org.sparksvi.update.Stage;

/**
 * The step of all ascended fields: gradients go through their rules' stages and are added, slice by
 * slice.
 *
 * <p>All stages up to one that asks for a norm are done in one pass over a slice. Norms are
 * measured in slices too and added in the order of slices, so nothing depends on who worked on
 * which.
 *
 * <p>Where a field is of logarithms, whose steps multiply, all fields' steps are sized first, and a
 * share of them is taken.
 */
final class Ascent {
  private final int[] fields; // indices in the layout
  private final int[] lengths;
  private final List<List<List<Stage>>> passes; // by field
  private final Slices slices;
  private final boolean shared; // whether the last pass is for what comes after the sizing

  Ascent(Layout layout, Rules rules, Slices slices) {
    this.slices = slices;
    this.fields =
        IntStream.range(0, layout.count())
            .filter(f -> layout.field(f).geometry() == Geometry.ASCENDED)
            .toArray();
    this.lengths = Arrays.stream(fields).map(f -> layout.field(f).size()).toArray();
    this.shared = Arrays.stream(fields).anyMatch(f -> layout.field(f).domain() == Domain.LOGARITHM);
    List<List<List<Stage>>> all =
        Arrays.stream(fields).mapToObj(f -> passes(rules.of(layout.field(f)).stages())).toList();
    this.passes = shared ? apart(all) : all;
  }

  /** With means of parameters, which must know the share, in a last pass of all fields. */
  private static List<List<List<Stage>>> apart(List<List<List<Stage>>> all) {
    int most = all.stream().mapToInt(List::size).max().orElse(0);
    List<List<List<Stage>>> out = new ArrayList<>();
    for (List<List<Stage>> own : all) {
      List<List<Stage>> passes = new ArrayList<>();
      for (List<Stage> pass : own) {
        passes.add(pass.stream().filter(stage -> !(stage instanceof Averaging)).toList());
      }
      while (passes.size() < most) {
        passes.add(List.of());
      }
      Stream<Stage> stages = own.stream().flatMap(List::stream);
      passes.add(stages.filter(stage -> stage instanceof Averaging).toList());
      out.add(passes);
    }
    return out;
  }

  private static List<List<Stage>> passes(List<Stage> stages) {
    List<List<Stage>> passes = new ArrayList<>();
    passes.add(new ArrayList<>());
    for (Stage stage : stages) {
      List<Stage> last = passes.get(passes.size() - 1);
      if (stage.norm() != Stage.Norm.NONE && !last.isEmpty()) {
        last = new ArrayList<>();
        passes.add(last);
      }
      last.add(stage);
    }
    return passes;
  }

  /**
   * Adds a step to the parameters.
   *
   * @param state whose parameters and memory are overwritten
   * @param step its number
   * @param gradient of the bound; zero afterwards
   * @param share of a step that is taken, in (0, 1]
   */
  void move(State state, long step, Direction gradient, ToDoubleFunction<Direction> share) {
    int most = passes.stream().mapToInt(List::size).max().orElse(0);
    for (int p = 0; p < most; p++) {
      int pass = p;
      if (shared && pass == most - 1) {
        shorten(gradient, share.applyAsDouble(gradient));
      }
      int[] taking = lengths.clone();
      for (int a = 0; a < fields.length; a++) {
        taking[a] = pass < passes.get(a).size() ? lengths[a] : 0;
      }
      double[] norms = norms(pass, gradient);
      AtomicBoolean spoilt = new AtomicBoolean();
      slices.of(
          taking,
          (a, from) -> {
            Slice slice = new Slice(step, from, Slices.end(from, lengths[a]), norms[a]);
            if (pass == 0 && !Finite.finite(gradient, fields[a], slice.from(), slice.to())) {
              spoilt.set(true);
            } else {
              move(state, a, pass, slice, gradient);
            }
          });
      if (spoilt.get()) {
        throw notFinite(gradient, step);
      }
    }
  }

  private void shorten(Direction step, double share) {
    for (int f : fields) {
      double[] values = step.values(f);
      for (int i = 0; i < values.length && share < 1; i++) {
        values[i] *= share;
      }
    }
  }

  /** By field; NaN where the pass begins with no stage that asks for one. */
  private double[] norms(int pass, Direction gradient) {
    Stage.Norm[] asked = new Stage.Norm[fields.length];
    int[] taking = new int[fields.length];
    double[][] squares = new double[fields.length][];
    for (int a = 0; a < fields.length; a++) {
      List<List<Stage>> own = passes.get(a);
      boolean begins = pass < own.size() && !own.get(pass).isEmpty();
      asked[a] = begins ? own.get(pass).get(0).norm() : Stage.Norm.NONE;
      taking[a] = asked[a] == Stage.Norm.NONE ? 0 : lengths[a];
      squares[a] = new double[Slices.count(taking[a])];
    }
    slices.of(
        taking,
        (a, from) ->
            squares[a][from / Slices.SIZE] =
                Finite.squares(gradient, fields[a], from, Slices.end(from, lengths[a])));
    double[] sums = Arrays.stream(squares).mapToDouble(Ascent::sum).toArray();
    double all = 0;
    for (int a = 0; a < fields.length; a++) {
      all += asked[a] == Stage.Norm.ALL_FIELDS ? sums[a] : 0;
    }
    double[] norms = new double[fields.length];
    for (int a = 0; a < fields.length; a++) {
      norms[a] =
          switch (asked[a]) {
            case NONE -> Double.NaN;
            case FIELD -> Math.sqrt(sums[a]);
            case ALL_FIELDS -> Math.sqrt(all);
          };
    }
    return norms;
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }

  private void move(State state, int a, int pass, Slice slice, Direction direction) {
    List<List<Stage>> own = passes.get(a);
    int memory = own.subList(0, pass).stream().mapToInt(Ascent::memories).sum();
    for (Stage stage : own.get(pass)) {
      apply(stage, slice, state, memory, fields[a], direction);
      memory += stage.memories();
    }
    if (pass == own.size() - 1) {
      state.parameters().ascend(fields[a], direction, slice.from(), slice.to());
      direction.clear(fields[a], slice.from(), slice.to());
    }
  }

  private static int memories(List<Stage> stages) {
    return stages.stream().mapToInt(Stage::memories).sum();
  }

  private static void apply(
      Stage stage, Slice slice, State state, int firstMemory, int f, Direction direction) {
    Bundle parameters = state.parameters();
    Field field = parameters.layout().field(f);
    List<Bundle> memory = state.memory().subList(firstMemory, firstMemory + stage.memories());
    if (field.single()) {
      float[][] singles =
          memory.stream().map(bundle -> bundle.singles(field.name())).toArray(float[][]::new);
      stage.apply(slice, singles, parameters.singles(f), direction.singles(f));
    } else {
      double[][] values =
          memory.stream().map(bundle -> bundle.values(field.name())).toArray(double[][]::new);
      stage.apply(slice, values, parameters.values(f), direction.values(f));
    }
  }

  private NumericalException notFinite(Direction gradient, long step) {
    for (int f : fields) {
      if (gradient.firstNonFinite(f) >= 0) {
        return Finite.notFinite(gradient, f, step);
      }
    }
    throw new IllegalStateException("a gradient that is not finite is nowhere to be found");
  }
}
