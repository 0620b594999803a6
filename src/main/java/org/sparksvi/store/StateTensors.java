package org.sparksvi.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Domain;
import org.sparksvi.bundle.Field;
import org.sparksvi.bundle.Layout;
import org.sparksvi.bundle.Stored;
import org.sparksvi.engine.BestScore;
import org.sparksvi.engine.Doubtful;
import org.sparksvi.engine.Progress;
import org.sparksvi.engine.Quanta;
import org.sparksvi.engine.State;
import org.sparksvi.format.Dtype;
import org.sparksvi.format.FormatException;
import org.sparksvi.format.Safetensors;
import org.sparksvi.format.SafetensorsFile;

/**
 * A state as tensors, bit for bit: the representation of every bundle, not only its values.
 *
 * <pre>
 *   parameters/NAME/values      F64 [rows, columns]   value = scale · values + background of the row
 *   parameters/NAME/scale       F64 [1]
 *   parameters/NAME/background  F64 [rows], empty for a dense field
 *   parameters/NAME/values      F32 [rows, columns]   and nothing else, for a field of single precision
 *   memory/M/NAME/...           likewise, of the rules' memory M
 *   quanta                      I32 [quanta of the layout]
 *   progress/scores             F64 [finished epochs]
 *   progress/numbers            F64 [5]   boundSum, globalElbo, heldOut, seconds, best held-out score
 *   progress/rounds             I64 [5]   rounds of the current epoch, rounds of the run, round of the
 *                                         best score, scores since, halvings of the steps
 *   progress/doubtful           F64 [2]   rows or groups of the last round that had not settled, that
 *                                         were far; files of before lack it, and had none
 * </pre>
 */
final class StateTensors {
  private static final String DOUBTFUL = "progress/doubtful";
  private static final int MOST_HALVINGS = 1000; // a step of 2^-1000 is none

  private StateTensors() {}

  static Safetensors write(State state) {
    Safetensors file = new Safetensors();
    add(file, "parameters", state.parameters());
    for (int m = 0; m < state.memory().size(); m++) {
      add(file, "memory/" + m, state.memory().get(m));
    }
    Progress progress = state.progress();
    file.add("quanta", state.quanta().exponents());
    file.add("progress/scores", progress.scores());
    file.add(
        "progress/numbers",
        new double[] {
          progress.boundSum(),
          progress.globalElbo(),
          progress.heldOut(),
          state.seconds(),
          progress.best().score()
        });
    Doubtful doubtful = progress.doubtful();
    file.add(DOUBTFUL, new double[] {doubtful.unsettled(), doubtful.far()});
    file.add(
        "progress/rounds",
        new long[] {
          progress.rounds(),
          state.round(),
          progress.best().round(),
          progress.best().since(),
          state.halvings()
        });
    return file;
  }

  private static void add(Safetensors file, String prefix, Bundle bundle) {
    Layout layout = bundle.layout();
    for (int f = 0; f < layout.count(); f++) {
      Field field = layout.field(f);
      String name = prefix + "/" + field.name();
      Stored stored = bundle.stored(f);
      if (field.single()) {
        file.add(name + "/values", stored.singles(), field.rows(), field.columns());
        continue;
      }
      file.add(name + "/values", stored.values(), field.rows(), field.columns());
      file.add(name + "/scale", new double[] {stored.scale()});
      file.add(name + "/background", stored.background());
    }
  }

  private static Doubtful doubtful(SafetensorsFile file) throws IOException {
    if (!file.names().contains(DOUBTFUL)) {
      return Doubtful.NONE;
    }
    file.require(DOUBTFUL, Dtype.F64, 2);
    double[] units = file.doubles(DOUBTFUL);
    if (!Arrays.stream(units).allMatch(n -> n >= 0 && n < Double.POSITIVE_INFINITY)) {
      throw new FormatException(
          file.name(),
          "'%s' must be finite and not negative, but holds %s"
              .formatted(DOUBTFUL, Arrays.toString(units)));
    }
    return new Doubtful(units[0], units[1]);
  }

  /**
   * Reads a state.
   *
   * @param layout of the parameters
   * @param memories layouts of the rules' memories
   */
  static State read(SafetensorsFile file, Layout layout, List<Layout> memories) throws IOException {
    file.require("quanta", Dtype.I32, -1);
    file.require("progress/scores", Dtype.F64, -1);
    file.require("progress/numbers", Dtype.F64, 5);
    file.require("progress/rounds", Dtype.I64, 5);
    double[] numbers = file.doubles("progress/numbers");
    long[] rounds = file.longs("progress/rounds");
    if (Arrays.stream(rounds).anyMatch(n -> n < 0) || rounds[4] > MOST_HALVINGS) {
      throw new FormatException(
          file.name(),
          "'progress/rounds' must hold counts, the last at most %d, but holds %s"
              .formatted(MOST_HALVINGS, Arrays.toString(rounds)));
    }
    Bundle parameters = bundle(file, "parameters", layout);
    List<Bundle> memory = new ArrayList<>();
    for (Layout of : memories) {
      memory.add(bundle(file, "memory/" + memory.size(), of));
    }
    return new State(
        parameters,
        memory,
        rounds[1],
        Quanta.of(file.ints("quanta")),
        new Progress(
            file.doubles("progress/scores"),
            numbers[0],
            rounds[0],
            numbers[1],
            numbers[2],
            new BestScore(rounds[2], numbers[4], rounds[3]),
            doubtful(file)),
        numbers[3],
        (int) rounds[4]);
  }

  /** Compares a layout with the header of the file, before memory is taken for it. */
  private static Bundle bundle(SafetensorsFile file, String prefix, Layout layout)
      throws IOException {
    for (Field field : layout.fields()) {
      String name = prefix + "/" + field.name();
      Dtype type = field.single() ? Dtype.F32 : Dtype.F64;
      file.require(name + "/values", type, field.rows(), field.columns());
      if (!field.single()) {
        file.require(name + "/scale", Dtype.F64, 1);
        file.require(name + "/background", Dtype.F64, field.rowSparse() ? field.rows() : 0);
      }
    }
    Bundle bundle = Bundle.zeros(layout);
    for (int f = 0; f < layout.count(); f++) {
      bundle.restore(f, stored(file, prefix + "/" + layout.field(f).name(), layout.field(f)));
    }
    return bundle;
  }

  private static Stored stored(SafetensorsFile file, String name, Field field) throws IOException {
    if (field.single()) {
      return Stored.of(file.floats(name + "/values"));
    }
    double[] background = within(Domain.REAL, file, name + "/background");
    double scale = within(Domain.POSITIVE, file, name + "/scale")[0];
    return new Stored(file.doubles(name + "/values"), scale, background);
  }

  private static double[] within(Domain domain, SafetensorsFile file, String name)
      throws IOException {
    double[] values = file.doubles(name);
    if (!Arrays.stream(values).allMatch(domain::holds)) {
      throw new FormatException(
          file.name(), "'%s' must be %s, but is not".formatted(name, domain.rule()));
    }
    return values;
  }
}
