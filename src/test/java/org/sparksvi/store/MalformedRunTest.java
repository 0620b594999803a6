package org.sparksvi.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparksvi.format.FormatException;
import org.sparksvi.format.Json;
import org.sparksvi.format.Manifest;
import org.sparksvi.store.StoredRun.Kind;

/**
 * Files of a run that somebody spoilt by hand and signed again with the checksum that belongs to
 * what they say now: each is refused with a reason that names the place.
 */
final class MalformedRunTest {
  @TempDir Path directory;

  static Stream<Arguments> spoilt() {
    return Stream.of(
        // what the run is
        arguments(
            Kind.RECORD,
            "\"state\" : \"running\"",
            "\"state\" : \"gone\"",
            "must be running, done"),
        arguments(Kind.RECORD, "\"state\" : \"running\"", "\"state\" : 7", "must be a text"),
        arguments(
            Kind.RECORD, "\"seed\" : -7", "\"seed\" : 9223372036854775808", "must be an integer"),
        arguments(Kind.RECORD, "\"seed\" : -7", "\"seed\" : 0.5", "must be an integer"),
        arguments(Kind.RECORD, "\"seed\" : -7,", "", "'seed' is missing"),
        arguments(Kind.RECORD, "\"exitCode\" : null", "\"exitCode\" : 256", "from 0 to 255"),
        arguments(Kind.RECORD, "\"result\" : null", "\"result\" : []", "must be an object"),
        arguments(Kind.RECORD, "\"verdict\" : null", "\"verdict\" : {}", "'outcome' is missing"),
        arguments(
            Kind.RECORD, "\"kernel\" : \"scalar\"", "\"kernel\" : null", "'kernel' is missing"),
        arguments(Kind.RECORD, "\"java\" : \"17\"", "\"java\" : 17", "must be a text"),
        arguments(
            Kind.RECORD, "spark-svi run", "spark-svi walk", "'format' must be \"spark-svi run\""),
        arguments(Kind.RECORD, "\"formatVersion\" : 1", "\"formatVersion\" : 2", "must be 1"),
        arguments(
            Kind.RECORD,
            "\"formatVersion\" : 1",
            "\"formatVersion\" : \"1\"",
            "must be an integer"),
        // the index of the blocks
        arguments(Kind.BLOCK_INDEX, "\"blocks\" : 3", "\"blocks\" : 2", "must"),
        arguments(Kind.BLOCK_INDEX, "\"blocks\" : 3", "\"blocks\" : 2147483647", "must"),
        arguments(Kind.BLOCK_INDEX, "\"blocks\" : 3", "\"blocks\" : -3", "must"),
        arguments(Kind.BLOCK_INDEX, "\"rows\" : 20", "\"rows\" : 9223372036854775807", "must"),
        arguments(Kind.BLOCK_INDEX, "\"rows\" : 20", "\"rows\" : 25", "must fit 3 blocks of 8"),
        arguments(Kind.BLOCK_INDEX, "\"blockSize\" : 8", "\"blockSize\" : 0", "must"),
        arguments(Kind.BLOCK_INDEX, "\"columns\" : 40", "\"columns\" : 41", "must"),
        arguments(Kind.BLOCK_INDEX, "\"firstBlock\" : 0", "\"firstBlock\" : 1", "must"),
        arguments(Kind.BLOCK_INDEX, "part-00000.safetensors", "../../run.json", "name of a shard"),
        arguments(
            Kind.BLOCK_INDEX,
            "part-00000.safetensors",
            "part-00009.safetensors",
            "shard is missing"),
        arguments(Kind.BLOCK_INDEX, "spark-svi blocks", "spark-svi model", "'format' must be"),
        // the model
        arguments(Kind.MODEL_MANIFEST, "\"rows\" : 6", "\"rows\" : 7", "must be"),
        arguments(
            Kind.MODEL_MANIFEST, "\"rows\" : 6", "\"rows\" : 2147483647", "must hold at most"),
        arguments(Kind.MODEL_MANIFEST, "\"rows\" : 6", "\"rows\" : 0", "must be an integer from 1"),
        arguments(Kind.MODEL_MANIFEST, "\"columns\" : 3", "\"columns\" : 2147483647", "must"),
        arguments(
            Kind.MODEL_MANIFEST, "\"name\" : \"topics\"", "\"name\" : \"alpha\"", "is no layout"),
        arguments(Kind.MODEL_MANIFEST, "\"name\" : \"topics\"", "\"name\" : \"themes\"", "themes"),
        arguments(
            Kind.MODEL_MANIFEST,
            "\"geometry\" : \"mixed\"",
            "\"geometry\" : \"round\"",
            "must be mixed, ascended or fixed"),
        arguments(
            Kind.MODEL_MANIFEST,
            "\"rowSparse\" : true",
            "\"rowSparse\" : 1",
            "must be true or false"),
        arguments(
            Kind.MODEL_MANIFEST,
            "\"kind\" : \"topics\"",
            "\"kind\" : [\"topics\"]",
            "must be a text"),
        arguments(Kind.MODEL_MANIFEST, "\"kind\" : \"topics\",", "", "'kind' is missing"),
        arguments(
            Kind.MODEL_MANIFEST,
            "\"file\" : \"parameters.safetensors\"",
            "\"file\" : \"/etc/passwd\"",
            "'file' must be \"parameters.safetensors\""),
        arguments(
            Kind.MODEL_MANIFEST,
            "\"file\" : \"vocabulary.txt\"",
            "\"file\" : \"../run.json\"",
            "'file' must be \"vocabulary.txt\""),
        arguments(Kind.MODEL_MANIFEST, "\"bytes\" : ", "\"bytes\" : 1", "its bytes differ"),
        arguments(Kind.MODEL_MANIFEST, "\"sha256\" : \"", "\"sha256\" : \"0", "its bytes differ"),
        arguments(
            Kind.MODEL_MANIFEST, "spark-svi model", "java.util.ArrayList", "'format' must be"));
  }

  @ParameterizedTest
  @MethodSource("spoilt")
  void isRefusedWithItsReason(Kind kind, String what, String by, String reason) throws IOException {
    StoredRun run = StoredRun.write(directory.resolve("run"));
    replaceAndSign(run.path(kind), what, by);

    RuntimeException e = assertThrows(RuntimeException.class, () -> run.readOnly(kind));

    assertTrue(e instanceof FormatException || e instanceof RunDirectoryException, e.toString());
    assertTrue(e.getMessage().contains(reason), e.getMessage());
    assertTrue(e.getMessage().contains("/run"), e.getMessage());
  }

  static Stream<Arguments> spoiltCheckpoints() {
    return Stream.of(
        arguments("\"round\" : 5", "\"round\" : 4"),
        arguments("\"round\" : 5", "\"round\" : -1"),
        arguments("\"round\" : 5", "\"round\" : 1e300"),
        arguments("\"rows\" : 5", "\"rows\" : 2147483647"),
        arguments("\"rows\" : 5", "\"rows\" : -5"),
        arguments("\"columns\" : 3", "\"columns\" : 2147483647"),
        arguments("\"columns\" : 3", "\"columns\" : 400000000"), // 16 GB, which nobody has
        arguments("\"name\" : \"rows\"", "\"name\" : \"dense\""),
        arguments("\"name\" : \"rows\"", "\"name\" : \"\""),
        arguments("\"layout\" : [", "\"plan\" : ["),
        arguments("\"memory\" : [", "\"memory\" : [ 1,"),
        arguments("\"identity\" : {", "\"identity\" : { \"x\" : [],"),
        arguments("\"tensors\" : {", "\"tensors\" : { \"more\" : 1 }, \"others\" : {"),
        arguments("round-000000000005.safetensors", "round-000000000004.safetensors"),
        arguments("spark-svi checkpoint", "spark-svi run"));
  }

  @ParameterizedTest
  @MethodSource("spoiltCheckpoints")
  void aSpoiltCheckpointGivesWayToTheOneBefore(String what, String by) throws IOException {
    StoredRun run = StoredRun.write(directory.resolve("run"));
    replaceAndSign(run.path(Kind.CHECKPOINT_MANIFEST), what, by);

    run.read(Kind.CHECKPOINT_MANIFEST); // which is that of round 4, with one message
  }

  static Stream<Arguments> others() {
    return Stream.of(Kind.values())
        .filter(kind -> kind != Kind.TRACE && kind != Kind.LOCK)
        .flatMap(
            kind ->
                Stream.of(
                    arguments(kind, "nothing", new byte[0]),
                    arguments(kind, "zeros", new byte[100]),
                    arguments(kind, "an archive", new byte[] {'P', 'K', 3, 4, 0, 0}),
                    arguments(
                        kind,
                        "a Java object",
                        new byte[] {(byte) 0xac, (byte) 0xed, 0, 5, 's', 'r', 0, 4}),
                    arguments(kind, "another JSON", "[1, 2]".getBytes(StandardCharsets.UTF_8)),
                    arguments(
                        kind, "deep JSON", "[".repeat(5000).getBytes(StandardCharsets.UTF_8))));
  }

  @ParameterizedTest(name = "{0} is {1}")
  @MethodSource("others")
  void aFileOfSomethingElseIsRecognised(Kind kind, String what, byte[] content) throws IOException {
    StoredRun run = StoredRun.write(directory.resolve("run"));
    Files.write(run.path(kind), content);

    assertRecognised(run, kind);
  }

  @ParameterizedTest
  @MethodSource("others")
  void aFileThatIsADirectoryOrGoneIsRecognised(Kind kind, String what, byte[] content)
      throws IOException {
    StoredRun run = StoredRun.write(directory.resolve("run"));
    Files.delete(run.path(kind));
    if (content.length > 0) {
      Files.createDirectory(run.path(kind));
    }

    boolean isNone = kind == Kind.RECORD && content.length == 0; // no run.json: no run
    boolean isNoState = kind == Kind.CHECKPOINT_MANIFEST; // as one that was never committed
    if (!isNone && !isNoState) {
      assertRecognised(run, kind);
    }
  }

  /** A checkpoint gives way to the one before; all else says what is wrong. */
  private static void assertRecognised(StoredRun run, Kind kind) throws IOException {
    if (kind == Kind.CHECKPOINT_MANIFEST || kind == Kind.CHECKPOINT_TENSORS) {
      run.read(kind);
      return;
    }
    RuntimeException e = assertThrows(RuntimeException.class, () -> run.read(kind));
    assertTrue(e instanceof FormatException || e instanceof RunDirectoryException, () -> trace(e));
    assertTrue(e.getMessage().contains("/run"), e.getMessage());
  }

  private static String trace(Throwable e) {
    return e + " at " + e.getStackTrace()[0];
  }

  @Test
  void aSpoiltLineOfATraceIsNamed() throws IOException {
    StoredRun run = StoredRun.write(directory.resolve("run"));
    Path trace = run.path(Kind.TRACE);
    String lines = Files.readString(trace);
    for (String by :
        new String[] {"\"round\":-2", "\"round\":\"2\"", "\"rounds\":2", "\"round\":2.5"}) {
      Files.writeString(trace, lines.replace("\"round\":2", by));

      FormatException e = assertThrows(FormatException.class, () -> run.read(Kind.TRACE), by);
      assertTrue(e.getMessage().contains("trace.jsonl, line 2"), e.getMessage());
    }
  }

  private static void replaceAndSign(Path file, String what, String by) throws IOException {
    String page = Files.readString(file);
    assertTrue(page.contains(what), () -> what + " is not in " + page);
    int at = page.indexOf(what);
    String changed = page.substring(0, at) + by + page.substring(at + what.length());
    var json = Json.read(changed, "changed");
    json.remove("checksum");
    Files.write(file, new Manifest("", 0, 0).bytes(json));
    assertEquals(changed.length() > 0, Files.exists(file));
  }
}
