package org.sparksvi.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparksvi.spark.SharedSpark;

/** Files of words as people have them: each is read as its format says, or refused by name. */
@Tag("spark")
@ExtendWith(SharedSpark.class)
class WordCasesTest {
  private static final String ENTRIES = "1 1 3\n1 2 1\n2 2 2\n3 3 4\n";
  private static final String HEADER = "3\n3\n4\n";

  @TempDir private Path directory;

  private CommandRun train(String format, Path input, String... overrides) throws IOException {
    return trainInto("run", format, input, overrides);
  }

  private CommandRun trainInto(String run, String format, Path input, String... overrides)
      throws IOException {
    Path conf =
        Files.writeString(
            directory.resolve("t.conf"),
            """
            input { path = "%s", format = %s
              text { min-documents = 1, max-documents = 1, min-token-length = 1, stop-words = none } }
            model { topics = 1, alpha = 0.1, eta = 0.05 }
            inference { batch-size = all, epochs = 1 }
            """
                .formatted(input, format));
    return CommandRun.train(conf.toString(), directory + "/" + run, overrides);
  }

  private Path file(String name, byte[] content) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, content);
  }

  private Path file(String name, String content) throws IOException {
    return file(name, content.getBytes(StandardCharsets.UTF_8));
  }

  private List<String> vocabulary() throws IOException {
    return Files.readAllLines(directory.resolve("run/model/vocabulary.txt")).stream()
        .sorted()
        .toList();
  }

  /** A text, keys of its reading, and the words that it has. */
  private record Words(String text, List<String> overrides, List<String> words) {
    static Words of(String text, List<String> words, String... overrides) {
      return new Words(text, List.of(overrides), words);
    }
  }

  private static Stream<Words> texts() {
    String english = "input.text.stop-words=english";
    return Stream.of(
        Words.of("don't it's\ndon\u2019t it\u2019s we know\n", List.of("know"), english),
        Words.of("cafe\u0301 caf\u00e9", List.of("caf\u00e9")),
        Words.of("infor\u00admation information", List.of("information")),
        Words.of(
            "\u0938\u094d\u200d\u0925\u093e\u0928",
            List.of("\u0938\u094d\u200d\u0925\u093e\u0928")),
        Words.of(
            "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
            List.of("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645")),
        Words.of("\u673a\u5668\u5b66\u4e60", List.of("\u5b66\u4e60", "\u673a\u5668")),
        Words.of("\u0130STANBUL istanbul", List.of("istanbul"), "input.text.locale=tr"),
        Words.of("b2b 42 e-mail", List.of("b2b", "e", "mail")),
        Words.of("The CAT", List.of("cat"), "input.text.stop-words=English"),
        Words.of("ab cd", List.of("ab", "cd"), "input.text.token-pattern=[a-z]+"));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void textHasTheWordsThatItsReadersSee(Words given) throws IOException {
    train("text", file("a.txt", given.text()), given.overrides().toArray(String[]::new)).done();

    assertEquals(given.words(), vocabulary());
  }

  @Test
  void givenWordsThatNoTokenCanBeAreSaid() throws IOException {
    Path words = file("v.txt", "Apple\npear\n");

    CommandRun run = train("text", file("a.txt", "apple pear\n"), "input.vocabulary=" + words);

    assertTrue(
        run.done().err().contains("1 of the 2 words of input.vocabulary can never be found"),
        run.err());
  }

  private static byte[] packed(String how, byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out =
        how.equals("zst") ? new ZstdOutputStream(bytes) : new BZip2CompressorOutputStream(bytes)) {
      out.write(content);
    }
    return bytes.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {"zst", "bz2"})
  void fileIsDecompressedByWhatItHolds(String how) throws IOException {
    train("text", file("a.txt." + how, packed(how, "cat\n".getBytes(StandardCharsets.UTF_8))))
        .done();
    assertEquals(List.of("cat"), vocabulary());

    Path docword = file("d.txt", packed(how, (HEADER + ENTRIES).getBytes(StandardCharsets.UTF_8)));
    trainInto("run2", "docword", docword).done();
    Path plain = file("plain.txt." + how, HEADER + ENTRIES);
    trainInto("run3", "docword", plain).done();
  }

  @Test
  void cutCompressedFileIsNamed() throws IOException {
    byte[] whole = packed("zst", "cat dog\n".repeat(5000).getBytes(StandardCharsets.UTF_8));

    train("text", file("a.zst", Arrays.copyOf(whole, whole.length - 5)))
        .assertRefused(ExitCode.INPUT, "a.zst: zstd data");
  }

  /** Files of one corpus, by name. */
  private static Stream<Map<String, String>> parts() {
    String first = "1 1 3\n1 2 1\n";
    String second = "2 2 2\n3 3 4\n";
    return Stream.of(
        Map.of("p0", HEADER + first, "p1", second),
        Map.of("p0", "", "p1", HEADER + first, "p2", "", "p3", second),
        Map.of("p0", HEADER + first, "p1", HEADER + second));
  }

  @ParameterizedTest
  @MethodSource("parts")
  void partsOfDocwordAreOneCorpus(Map<String, String> files) throws IOException {
    for (Map.Entry<String, String> part : new TreeMap<>(files).entrySet()) {
      file("in/" + part.getKey(), part.getValue());
    }

    CommandRun run = train("docword", directory.resolve("in"));

    assertTrue(run.done().err().contains("on 3 documents, 3 words, 10 tokens"), run.err());
  }

  @Test
  void everyDocumentIsARowOut() throws IOException {
    train("docword", file("d.txt", HEADER + ENTRIES)).done();
    Path more = file("more.txt", "5\n3\n2\n2 1 1\n4 2 0\n");
    Path out = directory.resolve("out");

    CommandRun run =
        CommandRun.done(
            "transform",
            directory + "/run",
            "--input",
            more.toString(),
            "--output",
            out.toString());

    assertEquals("5 rows: " + out, run.out().strip());
  }

  /** A format, a file of it, and what is said of it. */
  private record Refused(String format, Charset charset, String content, String message) {
    static Refused of(String format, String content, String message) {
      return new Refused(format, StandardCharsets.UTF_8, content, message);
    }
  }

  private static Stream<Refused> refused() {
    Charset utf16 = StandardCharsets.UTF_16LE;
    return Stream.of(
        new Refused("text", utf16, "\uFEFFwheel\n", "in, byte 0: text must be UTF-8, but is not"),
        Refused.of("libsvm", "0 8:1 7:3\n", "indices must ascend, but 7 comes after 8"),
        Refused.of("libsvm", "0 5:1 5:2\n", "indices must ascend, but 5 comes after 5"),
        Refused.of("libsvm", "0 5:-1\n", "value of index 5 must be finite, not negative"),
        Refused.of("libsvm", "0 0:1\n", "index must be an integer of at least 1, but is \"0\""),
        Refused.of("libsvm", "0 qid:1 5:1\n", "but is a query's id, which is not read"),
        Refused.of("libsvm", "0 2147483647:1\n", "2147483647 columns (W, or the largest index)"),
        Refused.of("docword", "2\n2147483647\n1\n1 1 3\n", "2147483647 columns (W, or the"),
        Refused.of("text", "\n\n", "no word is in at least 1 documents"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void whatIsWrongIsNamed(Refused given) throws IOException {
    train(given.format(), file("in", given.content().getBytes(given.charset())))
        .assertRefused(ExitCode.INPUT, given.message());
    assertFalse(Files.exists(directory.resolve("run/model")));
  }

  @Test
  void headersOfPartsMustAgree() throws IOException {
    file("in/p0", HEADER + "1 1 3\n1 2 1\n");
    file("in/p1", "3\n4\n4\n2 2 2\n3 3 4\n");

    train("docword", directory.resolve("in"))
        .assertRefused(ExitCode.INPUT, "p1: header must be that of");
  }
}
