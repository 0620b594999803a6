package org.sparksvi.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Field;
import org.sparksvi.bundle.Layout;
import org.sparksvi.bundle.Stored;
import org.sparksvi.engine.BestScore;
import org.sparksvi.engine.Doubtful;
import org.sparksvi.engine.Progress;
import org.sparksvi.engine.Quanta;
import org.sparksvi.engine.State;
import org.sparksvi.format.FormatException;
import org.sparksvi.format.Manifest;

final class CheckpointsTest {
  private static final Layout LAYOUT =
      Layout.of(Field.mixedRows("rows", 5, 3), Field.mixed("dense", 1, 2));
  private static final Layout MEMORY = Layout.of(Field.ascended("weights", 2, 2));
  private static final Map<String, String> IDENTITY = Map.of("configuration", "c", "data", "d");

  @TempDir Path directory;
  private FileSystem fs;
  private org.apache.hadoop.fs.Path path;
  private final List<String> messages = new ArrayList<>();

  @BeforeEach
  void open() throws IOException {
    fs = StoreFixtures.fileSystem(directory);
    path = StoreFixtures.path(directory);
  }

  private Checkpoints checkpoints(int keep) {
    return new Checkpoints(fs, path, keep, IDENTITY);
  }

  /** A state whose numbers are hard to keep: negative zero, subnormal, NaN. */
  static State state(long round) {
    Bundle parameters = Bundle.zeros(LAYOUT);
    double[] values = new double[15];
    Arrays.setAll(values, i -> Math.sin((double) round + i) * 1e-3);
    values[4] = -0.0;
    values[5] = Double.MIN_VALUE;
    parameters.restore(0, new Stored(values, 0.1 / round, new double[] {1, 2, 3, 4, 1e-300}));
    parameters.restore(1, new Stored(new double[] {(double) round, 1.0 / 3}, 1, new double[0]));
    Bundle memory = Bundle.zeros(MEMORY);
    memory.restore(0, new Stored(new double[] {1, 2, 3, 0.1 + round}, 1, new double[0]));
    return new State(
        parameters,
        List.of(memory, Bundle.zeros(MEMORY)),
        round,
        Quanta.of(-31, 12),
        new Progress(
            new double[] {-7.1, Double.NaN},
            0.3 * round,
            4,
            -1.0 / 7,
            Double.NaN,
            new BestScore(round - round % 3, -0.7 / round, round % 3),
            new Doubtful(round, 0.3 * round)),
        round / 3.0,
        (int) round % 4);
  }

  static void assertSameBits(State wanted, State state) {
    assertSameBits(wanted.parameters(), state.parameters());
    assertEquals(wanted.memory().size(), state.memory().size());
    for (int m = 0; m < wanted.memory().size(); m++) {
      assertSameBits(wanted.memory().get(m), state.memory().get(m));
    }
    assertEquals(wanted.round(), state.round());
    assertArrayEquals(wanted.quanta().exponents(), state.quanta().exponents());
    assertArrayEquals(bits(numbers(wanted.progress())), bits(numbers(state.progress())));
    assertArrayEquals(bits(wanted.progress().scores()), bits(state.progress().scores()));
    assertEquals(wanted.progress().rounds(), state.progress().rounds());
    assertEquals(wanted.progress().best(), state.progress().best());
    assertEquals(wanted.halvings(), state.halvings());
  }

  private static double[] numbers(Progress progress) {
    return new double[] {progress.boundSum(), progress.globalElbo(), progress.heldOut()};
  }

  private static void assertSameBits(Bundle wanted, Bundle bundle) {
    assertEquals(wanted.layout(), bundle.layout());
    for (int f = 0; f < wanted.layout().count(); f++) {
      Stored first = wanted.stored(f);
      Stored second = bundle.stored(f);
      assertArrayEquals(bits(first.values()), bits(second.values()));
      assertArrayEquals(bits(first.scale()), bits(second.scale()));
      assertArrayEquals(bits(first.background()), bits(second.background()));
      assertArrayEquals(bits(first.singles()), bits(second.singles()));
    }
  }

  private static int[] bits(float... values) {
    return IntStream.range(0, values.length).map(i -> Float.floatToRawIntBits(values[i])).toArray();
  }

  private static long[] bits(double... values) {
    return Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray();
  }

  @Test
  void aScaleOrBackgroundThatIsNotFiniteGivesWayToTheCheckpointBefore() throws IOException {
    checkpoints(3).save(state(4));
    State scale = state(5);
    Stored stored = scale.parameters().stored(0);
    scale.parameters().restore(0, new Stored(stored.values(), Double.NaN, stored.background()));
    checkpoints(3).save(scale);
    State background = state(6);
    double[] infinite = stored.background().clone();
    infinite[1] = Double.POSITIVE_INFINITY;
    background.parameters().restore(0, new Stored(stored.values(), 1, infinite));
    checkpoints(3).save(background);

    assertEquals(4, checkpoints(3).latest(c -> c, messages::add).orElseThrow().state().round());
    assertEquals(2, messages.size());
    assertTrue(messages.get(0).contains("/background' must be finite"), messages.get(0));
    assertTrue(messages.get(1).contains("/scale' must be at least 1e-150"), messages.get(1));
  }

  @Test
  void singlePrecisionComesBackBitForBit() throws IOException {
    Layout layout = Layout.of(Field.single("weights", 2, 3), Field.ascended("offset", 1, 1));
    float[] numbers = {-0.0f, Float.MIN_VALUE, Float.MAX_VALUE, 0.1f, -1 / 3f, Float.NaN};
    Bundle parameters = Bundle.zeros(layout);
    parameters.restore(0, Stored.of(numbers));
    Bundle memory = parameters.copy();
    memory.singles(0)[3] = 7;
    State state =
        new State(parameters, List.of(memory), 4, Quanta.of(-20, 3), state(4).progress(), 1, 0);

    checkpoints(1).save(state);

    assertSameBits(state, checkpoints(1).latest(c -> c, messages::add).orElseThrow().state());
    assertEquals(List.of(), messages);
  }

  @Test
  void aStateComesBackBitForBit() throws IOException {
    State state = state(7);

    checkpoints(3).save(state);

    Checkpoints.Checkpoint latest = checkpoints(3).latest(c -> c, messages::add).orElseThrow();
    assertSameBits(state, latest.state());
    assertArrayEquals(bits(state.seconds()), bits(latest.state().seconds()));
    assertEquals(IDENTITY, latest.identity());
    assertEquals(List.of(), messages);
  }

  @Test
  void noCheckpointIsNone() throws IOException {
    Checkpoints none =
        new Checkpoints(fs, new org.apache.hadoop.fs.Path(path, "absent"), 1, IDENTITY);

    assertEquals(Optional.empty(), none.latest(c -> c, messages::add));
    assertEquals(List.of(), messages);
  }

  @Test
  void theLastAreKeptAndTheBestOfEach() throws IOException {
    Checkpoints checkpoints = checkpoints(2);
    Files.writeString(directory.resolve("round-000000000002.safetensors"), "torn");
    Files.writeString(directory.resolve(".round-000000000009.json.0.tmp"), "torn");
    for (long round : new long[] {1, 3, 5, 9}) {
      checkpoints.save(state(round));
    }

    assertEquals(List.of(9L, 5L, 3L), checkpoints.rounds()); // 3 is the best that 5 knows
    TreeSet<String> names = new TreeSet<>();
    for (var status : fs.listStatus(path)) {
      names.add(status.getPath().getName());
    }
    assertEquals(
        List.of(
            "round-000000000003.json",
            "round-000000000003.safetensors",
            "round-000000000005.json",
            "round-000000000005.safetensors",
            "round-000000000009.json",
            "round-000000000009.safetensors"),
        List.copyOf(names));
  }

  @Test
  void aStateSavedAfterGoingBackCountsAsTheNewest() throws IOException {
    Checkpoints checkpoints = checkpoints(1);
    checkpoints.save(state(8));

    checkpoints.save(state(6));

    assertEquals(List.of(6L), checkpoints.rounds());
    assertEquals(6, checkpoints.latest(c -> c, messages::add).orElseThrow().state().round());
  }

  @Test
  void aDamagedCheckpointIsSkippedWithAMessage() throws IOException {
    checkpoints(3).save(state(4));
    checkpoints(3).save(state(5));
    for (String kind : new String[] {"json", "safetensors"}) {
      Path file = directory.resolve("round-000000000005." + kind);
      byte[] whole = Files.readAllBytes(file);
      for (int i = 0; i < 60; i++) {
        int at = i * whole.length / 60;
        byte[] changed = i % 2 == 0 ? Arrays.copyOf(whole, at) : whole.clone();
        if (i % 2 == 1) {
          changed[at] ^= (byte) (1 << (i % 8));
        }
        Files.write(file, changed);
        messages.clear();

        State state = checkpoints(3).latest(c -> c, messages::add).orElseThrow().state();

        if (state.round() == 4) {
          assertSameBits(state(4), state);
          assertEquals(1, messages.size());
          assertTrue(
              messages.get(0).startsWith("checkpoint of round 5 cannot be used"), messages.get(0));
        } else {
          assertSameBits(state(5), state);
        }
      }
      Files.delete(file);
      assertEquals(4, checkpoints(3).latest(c -> c, messages::add).orElseThrow().state().round());
      Files.write(file, whole);
    }
  }

  @Test
  void tensorsThatContradictTheirManifestAreRecognised() throws IOException {
    checkpoints(3).save(state(5));
    Path json = directory.resolve("round-000000000005.json");
    String page = Files.readString(json);
    for (String[] change :
        new String[][] {
          {"\"rows\" : 5", "\"rows\" : 2147483647"},
          {"\"rows\" : 5", "\"rows\" : 4"},
          {"\"name\" : \"rows\"", "\"name\" : \"lines\""},
          {"\"geometry\" : \"mixed\"", "\"geometry\" : \"ascended\""},
          {"\"round\" : 5", "\"round\" : 6"},
          {"\"rowSparse\" : true", "\"rowSparse\" : \"yes\""},
        }) {
      assertTrue(page.contains(change[0]), change[0]);
      NamedFiles.commit(
          new Manifest("", 0, 0),
          fs,
          new org.apache.hadoop.fs.Path(path, "round-000000000005.json"),
          org.sparksvi.format.Json.read(page.replace(change[0], change[1]), "page"));
      messages.clear();

      assertFalse(checkpoints(3).latest(c -> c, messages::add).isPresent(), change[1]);
      assertEquals(1, messages.size());
    }
  }

  @Test
  void aStateIsReadByItsRound() throws IOException {
    checkpoints(3).save(state(4));

    assertSameBits(state(4), checkpoints(3).read(4).state());
    FormatException e = assertThrows(FormatException.class, () -> checkpoints(3).read(5));
    assertTrue(e.getMessage().endsWith("there is no such checkpoint"), e.getMessage());
  }

  @Test
  void keepingNoneIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> checkpoints(0));
  }
}
