package org.sparksvi.spark;

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
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparksvi.format.FormatException;
import org.sparksvi.format.InvalidLine;
import org.sparksvi.format.InvalidLines;
import org.sparksvi.format.OnInvalid;
import org.sparksvi.spark.input.DocwordSource;
import org.sparksvi.spark.input.InputException;
import org.sparksvi.spark.input.RowSource;

/** What ingestion says of input that is not acceptable; it leaves nothing behind. */
@Tag("spark")
@ExtendWith(SharedSpark.class)
class DocwordRefusalTest {
  private static final long WHOLE = 1 << 20; // bytes; more than any file here
  private static final long TINY = 5; // bytes; less than a line
  private static final IngestSettings SETTINGS = new IngestSettings(7, 2, 0.5);

  private JavaSparkContext spark;
  @TempDir private Path directory;

  @BeforeEach
  void open(SparkSession session) {
    spark = new JavaSparkContext(session.sparkContext());
  }

  @AfterEach
  void nothingIsCommitted() {
    assertFalse(Files.exists(directory.resolve("refused")));
    assertFalse(Files.exists(directory.resolve("refused-held-out")));
  }

  private Ingested ingest(String name, Path file, OnInvalid onInvalid, long partBytes)
      throws IOException {
    return ingest(name, file.toString(), Optional.empty(), onInvalid, partBytes);
  }

  private Ingested ingest(
      String name, String file, Optional<String> vocabulary, OnInvalid onInvalid, long partBytes)
      throws IOException {
    return new BlockIngestion(spark, SETTINGS, RowKind.halved(new CompletionSplit(1)))
        .training(
            DocwordSource.open(spark, file, vocabulary, onInvalid, partBytes),
            new org.apache.hadoop.fs.Path(directory.resolve(name).toUri()),
            new org.apache.hadoop.fs.Path(directory.resolve(name + "-held-out").toUri()));
  }

  private String refusal(Path file, OnInvalid onInvalid, long partBytes) {
    return assertThrows(RuntimeException.class, () -> ingest("refused", file, onInvalid, partBytes))
        .getMessage();
  }

  /**
   * A file and what is said of it.
   *
   * @param lines without the last line feed
   * @param message after the name of the file
   */
  record Case(String lines, String message) {
    static Case entry(String entry, String reason) {
      return new Case(
          "3\n5\n4\n1 1 2\n2 2 1\n" + entry + "\n3 5 4\n",
          ", line 6: " + reason + ", in \"" + entry + '"');
    }

    @Override
    public String toString() {
      return message.substring(2);
    }
  }

  static Stream<Case> linesAndRefusals() {
    return Stream.of(
        Case.entry("0 1 2", "document id is 0; ids begin at 1"),
        Case.entry("1 0 2", "word id is 0; ids begin at 1"),
        Case.entry("4 1 2", "document id is 4; the header declares 3 documents"),
        Case.entry("1 6 2", "word id is 6; the header declares 5 words"),
        Case.entry("-1 1 2", "document id '-1' is not a whole number; it must be from 1 to 3"),
        Case.entry("1 1 -2", "count is -2; it must not be negative"),
        Case.entry("1 1 NaN", "count is NaN; it must be finite"),
        Case.entry("1 1 1e999", "count is 1e999; it must be finite"),
        Case.entry("1 x 2", "word id 'x' is not a whole number; it must be from 1 to 5"),
        Case.entry("1 1 two", "count 'two' is not a number"),
        Case.entry("1 1", "entry has 2 fields; it must have three: document, word and count"),
        Case.entry("1 1 2 3", "entry has 4 fields; it must have three: document, word and count"),
        new Case(
            "3\n5\n2\n1 1 2\n3 ",
            ", line 5: entry has 1 fields; it must have three: document, word and count, in \"3 \""),
        new Case(
            "3\n5\n4\n1 1 2\n2 2 1\n3 5 4\n",
            ", line 3: header declares NNZ 4, but the file has 3 entries, in \"4\""),
        new Case(
            "3\n5\n1\n1 1 2\n2 2 1\n",
            ", line 3: header declares NNZ 1, but the file has 2 entries, in \"1\""),
        new Case(
            "3\nfive\n1\n1 1 2\n",
            ", line 2: W, the number of words, must be a whole number from 1 to 2147483647,"
                + " in \"five\""),
        new Case(
            "1 1 2\n2 2 1\n3 5 4\n",
            ", line 1: D, the number of documents, must be a whole number from 0 to 2147483647,"
                + " in \"1 1 2\""),
        new Case("3\n5\n", ": file ends after 2 lines; the header has three: D, W and NNZ"),
        new Case("", ": file ends after 0 lines; the header has three: D, W and NNZ"),
        new Case("0\n5\n0\n", ": the corpus must have a document with a word, but all 0 are empty"),
        new Case(
            "3\n5\n2\n1 1 0\n3 2 0\n",
            ": the corpus must have a document with a word, but all 3 are empty"));
  }

  @ParameterizedTest
  @MethodSource("linesAndRefusals")
  void theFirstBadLineIsNamedByItsNumber(Case bad) throws IOException {
    Path plain = DocwordCorpus.write(directory.resolve("bad.txt"), bad.lines());
    Path gzip = DocwordCorpus.gzip(directory.resolve("bad.gz"), bad.lines());
    boolean ofTheCorpus = bad.message().contains("corpus");
    String uri = ofTheCorpus ? "" : "file:";

    assertEquals(uri + plain + bad.message(), refusal(plain, OnInvalid.FAIL, WHOLE));
    assertEquals(uri + plain + bad.message(), refusal(plain, OnInvalid.FAIL, TINY));
    assertEquals(uri + gzip + bad.message(), refusal(gzip, OnInvalid.FAIL, WHOLE));
    if (ofTheCorpus) {
      assertEquals(plain + bad.message(), refusal(plain, OnInvalid.SKIP, WHOLE));
    }
  }

  @Test
  void ofManyBadLinesTheFirstIsNamed() throws IOException {
    Path parts = Files.createDirectory(directory.resolve("parts"));
    DocwordCorpus.write(parts.resolve("part-0"), "3\n5\n6\n1 1 2\n");
    DocwordCorpus.write(parts.resolve("part-1"), "2 2 1\n3 5 1\nx\n1 0 1\n");
    DocwordCorpus.write(parts.resolve("part-2"), "y\n");

    assertEquals(
        "file:"
            + parts.resolve("part-1")
            + ", line 3: entry has 1 fields; it must have three: document, word and count,"
            + " in \"x\"",
        refusal(parts, OnInvalid.FAIL, TINY));
  }

  @Test
  void compressedDataThatEndTooEarlyAreRefusedUnderEitherRule() throws IOException {
    byte[] whole = Files.readAllBytes(compressed());
    Path cut = directory.resolve("cut.gz");
    Files.write(cut, Arrays.copyOf(whole, whole.length / 2));

    for (OnInvalid onInvalid : OnInvalid.values()) {
      assertEquals(
          "file:" + cut + ": gzip data end too early (Unexpected end of ZLIB input stream)",
          refusal(cut, onInvalid, WHOLE));
    }
  }

  @Test
  void damagedCompressedDataAreRefusedUnderEitherRule() throws IOException {
    byte[] bytes = Files.readAllBytes(compressed());
    bytes[bytes.length - 5] ^= 0x40; // in the checksum at the end
    Path damaged = Files.write(directory.resolve("damaged.gz"), bytes);

    for (OnInvalid onInvalid : OnInvalid.values()) {
      assertEquals(
          "file:" + damaged + ": gzip data are damaged (Corrupt GZIP trailer)",
          refusal(damaged, onInvalid, WHOLE));
    }
  }

  /** More than any buffer on the way, so that the header can be read before the damage shows. */
  private Path compressed() throws IOException {
    return DocwordCorpus.drawn(9000, 40, 6, 3).gzip(directory.resolve("whole.gz"));
  }

  @Test
  void skippedLinesAreCountedAndTheFirstTenShown() throws IOException {
    List<String> entries = new ArrayList<>();
    for (int d = 1; d <= 30; d++) {
      entries.add(d + " 1 1");
      entries.add(d % 2 == 0 ? d + " 6 1" : d + " 2 1");
    }
    DocwordCorpus corpus = new DocwordCorpus(30, 5, entries);
    List<InvalidLine> expected =
        IntStream.rangeClosed(1, InvalidLines.KEPT)
            .mapToObj(
                i ->
                    new InvalidLine(
                        "",
                        InvalidLine.Unit.LINE,
                        3 + 4L * i, // below the header, the last of every four lines
                        2 * i + " 6 1",
                        "word id is 6; the header declares 5 words"))
            .toList();
    Path plain = corpus.plain(directory.resolve("plain.txt"));
    Path gzip = corpus.gzip(directory.resolve("plain.gz"));

    Ingested whole = ingest("whole", plain, OnInvalid.SKIP, WHOLE);
    Ingested tiny = ingest("tiny", plain, OnInvalid.SKIP, TINY);
    Ingested compressed = ingest("compressed", gzip, OnInvalid.SKIP, WHOLE);

    for (Ingested ingested : List.of(whole, tiny, compressed)) {
      assertEquals(15, ingested.tally().invalid().count());
      assertEquals(expected, withoutFile(ingested.tally().invalid().first()));
      assertEquals(60, ingested.tally().entries());
      assertEquals(30, ingested.tally().rows());
    }
    assertEquals(StoreFiles.of(directory.resolve("whole")), files("tiny"));
    assertEquals(StoreFiles.of(directory.resolve("whole")), files("compressed"));
  }

  private Map<String, String> files(String store) throws IOException {
    return StoreFiles.of(directory.resolve(store));
  }

  private static List<InvalidLine> withoutFile(List<InvalidLine> lines) {
    return lines.stream()
        .map(l -> new InvalidLine("", l.unit(), l.position(), l.text(), l.reason()))
        .toList();
  }

  @Test
  void aWrongNumberOfEntriesIsAmongWhatIsSkipped() throws IOException {
    String text = "5\n5\n9\n1 1 2\n2 x 1\n2 2 1\n3 1 1\n4 1 1\n5 1 1\n";
    Path file = DocwordCorpus.write(directory.resolve("count.txt"), text);

    InvalidLines invalid = ingest("skipped", file, OnInvalid.SKIP, TINY).tally().invalid();

    assertEquals(2, invalid.count());
    assertEquals(
        "file:%s, line 3: header declares NNZ 9, but the file has 6 entries, in \"9\"\n"
                .formatted(file)
            + "file:%s, line 5: word id 'x' is not a whole number; it must be from 1 to 5, in \"2 x 1\""
                .formatted(file),
        invalid.first().stream().map(InvalidLine::toString).collect(Collectors.joining("\n")));
  }

  @Test
  void skippedLinesAloneAreNoCorpus() throws IOException {
    Path file = DocwordCorpus.write(directory.resolve("none.txt"), "2\n5\n1\n1 9 2\n");

    assertEquals(
        file + ": the corpus must have a document with a word, but all 2 are empty",
        refusal(file, OnInvalid.SKIP, WHOLE));
  }

  @Test
  void aVocabularyMustHaveAWordForEachId() throws IOException {
    Path file = DocwordCorpus.write(directory.resolve("docword.txt"), "1\n3\n1\n1 1 2\n");
    Path two = DocwordCorpus.write(directory.resolve("two.txt"), "ab\nba\n");
    Path three = DocwordCorpus.write(directory.resolve("three.txt"), "ab\nba\nbb\n");

    String message =
        assertThrows(
                FormatException.class,
                () ->
                    ingest(
                        "refused",
                        file.toString(),
                        Optional.of(two.toString()),
                        OnInvalid.FAIL,
                        WHOLE))
            .getMessage();

    assertEquals(
        "%s: vocabulary has 2 words, but the header of file:%s declares 3".formatted(two, file),
        message);
    assertEquals(
        List.of("ab", "ba", "bb"),
        DocwordSource.open(
                spark, file.toString(), Optional.of(three.toString()), OnInvalid.FAIL, WHOLE)
            .names());
  }

  @Test
  void pathsMustExist() throws IOException {
    Path file = DocwordCorpus.write(directory.resolve("docword.txt"), "1\n3\n1\n1 1 2\n");
    Path missing = directory.resolve("missing.txt");
    Path empty = Files.createDirectory(directory.resolve("empty"));

    assertEquals(
        missing + ": the path must exist, but does not", refusal(missing, OnInvalid.FAIL, WHOLE));
    assertEquals(
        empty
            + ": the directory must hold a file whose name begins with neither _ nor ., but has none",
        refusal(empty, OnInvalid.FAIL, WHOLE));
    assertEquals(
        missing + ": the vocabulary must exist, but does not",
        assertThrows(
                InputException.class,
                () ->
                    ingest(
                        "refused",
                        file.toString(),
                        Optional.of(missing.toString()),
                        OnInvalid.FAIL,
                        WHOLE))
            .getMessage());
    assertTrue(Files.exists(file));
  }

  @Test
  void aFileThatGoesAwayIsUnreadableInput() throws IOException {
    Path file = Files.writeString(directory.resolve("docword.txt"), "3\n5\n1\n1 1 2\n");
    RowSource source =
        DocwordSource.open(spark, file.toString(), Optional.empty(), OnInvalid.FAIL, WHOLE);
    Files.delete(file);

    String message =
        assertThrows(
                InputException.class,
                () ->
                    new BlockIngestion(spark, SETTINGS, RowKind.halved(new CompletionSplit(1)))
                        .training(
                            source,
                            new org.apache.hadoop.fs.Path(directory.resolve("refused").toUri()),
                            new org.apache.hadoop.fs.Path(
                                directory.resolve("refused-held-out").toUri())))
            .getMessage();

    assertTrue(message.contains("docword.txt: file cannot be read ("), message);
  }
}
