package org.sparksvi.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A command on a small run, beside which its inputs and outputs are. */
enum Deed {
  TRAIN,
  TRAIN_ON,
  TRAIN_ANEW,
  UPDATE,
  ROLLBACK,
  EVALUATE,
  DESCRIBE,
  PICTURE,
  TRANSFORM,
  SAMPLE;

  private static final Path ROWS = Path.of("datasets/faithful/faithful.csv");
  private static final int ROWS_EACH = 40;

  /** Whether it may change the run. */
  boolean writes() {
    return ordinal() <= ROLLBACK.ordinal();
  }

  /** The arguments, of a run at a place that is named by a scheme. */
  String[] arguments(String scheme, Path world) {
    String run = scheme + ":" + world.resolve("run");
    String out = scheme + ":" + world.resolve("out");
    String day = world.resolve("day2.csv").toString();
    return switch (this) {
      case TRAIN -> training(world, run, "inference.epochs=2");
      case TRAIN_ON -> training(world, run, "inference.epochs=4");
      case TRAIN_ANEW ->
          training(world, run, "inference.epochs=2", "model.components=3", "--resume", "never");
      case UPDATE -> new String[] {"update", run, "--input", day};
      case ROLLBACK -> new String[] {"rollback", run};
      case EVALUATE -> new String[] {"evaluate", run, "--input", day, "--json"};
      case DESCRIBE -> new String[] {"describe", run, "--json"};
      case PICTURE -> new String[] {"describe", run, "--json", "--picture", out};
      case TRANSFORM ->
          new String[] {"transform", run, "--input", day, "--output", out, "--format", "json"};
      case SAMPLE -> new String[] {"sample", run, "--output", out, "--rows", "7"};
    };
  }

  private static String[] training(Path world, String run, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("train", world.resolve("job.conf").toString()));
    arguments.addAll(List.of("--run", run));
    for (String one : more) {
      if (one.contains("=")) {
        arguments.add("-s");
      }
      arguments.add(one);
    }
    return arguments.toArray(String[]::new);
  }

  /** Writes inputs, and all that the deed needs to have been done before. */
  Path begin(Path world) throws IOException {
    Files.createDirectories(world);
    List<String> lines = Files.readAllLines(ROWS);
    for (int part = 0; part < 3; part++) {
      List<String> rows = new ArrayList<>(lines.subList(0, 1));
      rows.addAll(lines.subList(1 + part * ROWS_EACH, 1 + (part + 1) * ROWS_EACH));
      Files.write(world.resolve("day%d.csv".formatted(part)), rows);
    }
    Files.writeString(
        world.resolve("job.conf"),
        """
        input { path = "%s/day0.csv", format = csv, columns = [eruptions, waiting], held-out = 0.2 }
        model { kind = mixture, components = 2, estimator = bayes }
        inference { batch-size = 12, block-size = 4, epochs = 2 }
        run { heartbeat-seconds = 3600, checkpoint-rounds = 3 }
        """
            .formatted(world));
    if (this != TRAIN) {
      CommandRun.done(TRAIN.arguments("file", world));
      String day = world.resolve("day1.csv").toString();
      CommandRun.done("update", world.resolve("run").toString(), "--input", day);
    }
    return end(world);
  }

  /** Does what the deed alone needs to have been done, in a world that another has begun. */
  Path end(Path world) {
    if (this == ROLLBACK) {
      CommandRun.done(UPDATE.arguments("file", world));
    } else if (this == TRAIN_ON) {
      CommandRun.done("rollback", world.resolve("run").toString());
    }
    return world;
  }
}
