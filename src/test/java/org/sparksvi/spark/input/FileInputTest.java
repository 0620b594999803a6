package org.sparksvi.spark.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.compress.BZip2Codec;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sparksvi.format.FormatException;
import org.sparksvi.format.InvalidLine;
import org.sparksvi.format.OnInvalid;
import org.sparksvi.random.RowKeys;
import org.sparksvi.spark.SharedSpark;

@Tag("spark")
@ExtendWith(SharedSpark.class)
class FileInputTest {
  private static final TextSettings FAIL =
      new TextSettings(TextInputTest.PLAIN, TextInputTest.ALL_WORDS, OnInvalid.FAIL);
  private static final TextSettings SKIP =
      new TextSettings(TextInputTest.PLAIN, TextInputTest.ALL_WORDS, OnInvalid.SKIP);
  private static final String LINES = "red blue\r\nblue\n\nгреен red\rred red";

  @TempDir private Path dir;

  private String write(String name, String text) throws IOException {
    return write(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private String write(String name, byte[] bytes) throws IOException {
    Path file = dir.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, bytes).toString();
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static byte[] bzip2(String text) throws IOException {
    BZip2Codec codec = new BZip2Codec();
    codec.setConf(new Configuration());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = codec.createOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static ReadInput lines(SparkSession spark, String path) {
    return ReadInput.text(InputTable.lines(spark, path), InputTable.TEXT, FAIL);
  }

  @Test
  void everyLineIsADocumentKeyedByFileAndOffset(SparkSession spark) throws IOException {
    String path = write("a.txt", LINES);

    ReadInput input = lines(spark, path);

    assertEquals(List.of("blue=1", "blue=1 red=1", "red=1 греен=1", "red=2"), Rows.words(input));
    assertEquals(1, input.tally().emptyRows());
    // Offsets by hand: 10 bytes, 5, 1, 15 (Cyrillic letters take two bytes).
    List<Long> keys =
        Stream.of(0, 10, 16, 31).map(at -> RowKeys.ofLine("a.txt", at)).sorted().toList();
    assertEquals(keys, Rows.keys(input));
  }

  @Test
  void splitsChangeNeitherRowsNorKeys(SparkSession spark) throws IOException {
    write("in/a.txt", LINES);
    write("in/sub/b.txt", "\n\r\n\rred\n" + LINES + "\n");
    write("in/empty.txt", "");
    write("in/_SUCCESS", "not read");
    String path = dir.resolve("in").toString();
    List<Row> expected = InputTable.lines(spark, path).rows().collectAsList();

    assertEquals(5 + 4 + 5, expected.size());
    for (long bytes : new long[] {1, 2, 3, 5, 7, 16, 1000}) {
      List<Row> split =
          InputTable.text(spark, path, false, OptionalLong.of(bytes)).rows().collectAsList();
      assertEquals(expected, split, "splits of " + bytes + " bytes");
    }
  }

  @Test
  void smallSplitsMakeManyTasksAndLargeOnesTakeManyFiles(SparkSession spark) throws IOException {
    for (int i = 0; i < 20; i++) {
      write("many/" + i + ".txt", "red");
    }
    String path = dir.resolve("many").toString();

    assertEquals(2, InputTable.lines(spark, path).rows().javaRDD().getNumPartitions(), 2);
    assertEquals(
        20,
        InputTable.text(spark, path, false, OptionalLong.of(3))
            .rows()
            .javaRDD()
            .getNumPartitions());
  }

  @Test
  void compressedFilesGiveTheOffsetsOfTheirText(SparkSession spark) throws IOException {
    String plain = write("plain/a", LINES);
    String gzip = write("gzip/a.gz", gzip(LINES));
    String bzip2 = write("bzip2/a.bz2", bzip2(LINES));

    List<Long> offsets = offsets(spark, plain);
    assertEquals(5, offsets.size());
    assertEquals(offsets, offsets(spark, gzip));
    assertEquals(offsets, offsets(spark, bzip2));
    assertEquals(Rows.words(lines(spark, plain)), Rows.words(lines(spark, gzip)));
  }

  private static List<Long> offsets(SparkSession spark, String path) {
    return InputTable.text(spark, path, false, OptionalLong.of(2))
        .plain()
        .select("offset")
        .collectAsList()
        .stream()
        .map(row -> row.getLong(0))
        .toList();
  }

  @Test
  void keysDoNotDependOnWhereTheInputLies(SparkSession spark) throws IOException {
    write("one/in/x/a.txt", "red\nblue");
    write("two/deep/in/x/a.txt", "red\nblue");

    assertEquals(
        Rows.keys(lines(spark, dir.resolve("one/in").toString())),
        Rows.keys(lines(spark, dir.resolve("two/deep/in").toString())));
    assertEquals(
        Rows.keys(lines(spark, dir.resolve("one/in").toUri().toString())),
        Rows.keys(lines(spark, dir + "/two/deep/in/*")));
  }

  @Test
  void everyFileIsADocumentKeyedByItsName(SparkSession spark) throws IOException {
    write("docs/b, [1].txt", "red\nblue red");
    write("docs/sub/a.txt.gz", gzip("\ufeffblue"));
    write("docs/blank.txt", " \n");
    write("docs/.hidden", "green");
    String path = dir.resolve("docs").toString();

    ReadInput input = ReadInput.text(InputTable.files(spark, path), InputTable.TEXT, FAIL);

    assertEquals(List.of("blue=1", "blue=1 red=2"), Rows.words(input));
    assertEquals(1, input.tally().emptyRows());
    assertEquals(
        Stream.of("b, [1].txt", "sub/a.txt.gz").map(RowKeys::ofText).sorted().toList(),
        Rows.keys(input));
  }

  @Test
  void byteOrderMarkIsLeftOut(SparkSession spark) throws IOException {
    String path = write("bom.txt", "\ufeffred\n\ufeffred");

    List<Row> rows = InputTable.lines(spark, path).plain().collectAsList();

    assertEquals(List.of("red", "\ufeffred"), rows.stream().map(r -> r.getAs("text")).toList());
    assertEquals(List.of(0L, 7L), rows.stream().map(r -> r.getAs("offset")).toList());
  }

  @Test
  void textThatIsNotUtf8IsInvalidAtItsPlace(SparkSession spark) throws IOException {
    byte[] bytes = "red\nr\u00e9d\nblue\nbl\u00fc\n".getBytes(StandardCharsets.ISO_8859_1);
    String path = write("latin.txt", bytes);

    InputException thrown = assertThrows(InputException.class, () -> lines(spark, path));
    IngestTally tally =
        ReadInput.text(InputTable.lines(spark, path), InputTable.TEXT, SKIP).tally();

    assertEquals(
        "latin.txt, byte 4: text must be UTF-8, but is not, in \"r\ufffdd\"", thrown.getMessage());
    assertEquals(2, tally.rows());
    assertEquals(2, tally.invalid().count());
    assertEquals(0, tally.emptyRows());
    assertEquals("latin.txt, byte 13", tally.invalid().first().get(1).place());
  }

  @Test
  void firstTenInvalidLinesAreKeptInTheOrderOfTheFile(SparkSession spark) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes("fine\n".getBytes(StandardCharsets.UTF_8));
    for (int i = 0; i < 30; i++) {
      bytes.writeBytes(new byte[] {(byte) 0xff, '\n'});
    }
    String path = write("bad.txt", bytes.toByteArray());

    for (long split : new long[] {1, 9, 1000}) {
      InputTable table = InputTable.text(spark, path, false, OptionalLong.of(split));
      IngestTally tally = ReadInput.text(table, InputTable.TEXT, SKIP).tally();
      assertEquals(30, tally.invalid().count());
      assertEquals(
          Stream.iterate(5, at -> at + 2).limit(10).map(at -> "bad.txt, byte " + at).toList(),
          tally.invalid().first().stream().map(InvalidLine::place).toList());
    }
  }

  @Test
  void truncatedGzipIsRefusedByName(SparkSession spark) throws IOException {
    byte[] whole = gzip("red blue ".repeat(1000));
    write("cut/a.gz", Arrays.copyOf(whole, whole.length - 20));
    String path = dir.resolve("cut").toString();

    for (InputTable table : List.of(InputTable.lines(spark, path), InputTable.files(spark, path))) {
      FormatException thrown =
          assertThrows(FormatException.class, () -> ReadInput.text(table, InputTable.TEXT, SKIP));
      assertTrue(thrown.getMessage().startsWith("a.gz: gzip data end too early"));
    }
  }

  @Test
  void missingPathAndEmptyDirectoryAreRefused(SparkSession spark) throws IOException {
    String missing = dir.resolve("missing").toString();
    String empty = Files.createDirectory(dir.resolve("empty")).toString();

    InputException first =
        assertThrows(InputException.class, () -> InputTable.lines(spark, missing));
    InputException second =
        assertThrows(InputException.class, () -> InputTable.files(spark, empty));

    assertEquals(missing + ": the path must exist, but does not", first.getMessage());
    assertEquals(
        empty
            + ": the directory must hold a file whose name begins with neither _ nor ., but has none",
        second.getMessage());
  }

  @Test
  void stopWordsAndVocabularyAreReadFromFiles(SparkSession spark) throws IOException {
    String path = write("words.txt", "the \r\n\nund\n");

    assertEquals(List.of("the", "und"), TextInput.stopWords(spark, path));
    assertEquals(
        List.of("b", "a"),
        TextInput.vocabulary(new Configuration(), write("vocab.txt", "b\na\n")).words());
  }
}
