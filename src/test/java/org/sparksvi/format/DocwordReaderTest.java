package org.sparksvi.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of word counts become rows, whatever the order of their lines; broken ones are refused. */
class DocwordReaderTest {
  private static final String SMALL = "4\n5\n4\n1 2 3\n1 5 0.5\n3 1 2\n4 4 0\n";

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8));
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }

  private static List<String> rows(InputStream in) throws IOException {
    List<String> rows = new ArrayList<>();
    DocwordReader.read(in, "f", OnInvalid.FAIL, into(rows));
    return rows;
  }

  private static RowSink into(List<String> rows) {
    return (document, words, counts) ->
        rows.add(document + " " + Arrays.toString(words) + Arrays.toString(counts));
  }

  private static String refusal(InputStream in) {
    List<String> rows = new ArrayList<>();
    FormatException e =
        assertThrows(
            FormatException.class,
            () -> DocwordReader.read(in, "f.txt", OnInvalid.FAIL, into(rows)));
    assertEquals(List.of(), rows);
    return e.getMessage();
  }

  @Test
  void rowsComeInOrderAndEmptyDocumentsNot() throws IOException {
    List<String> rows = new ArrayList<>();

    DocwordReader.Summary summary =
        DocwordReader.read(stream(SMALL), "f", OnInvalid.FAIL, into(rows));

    assertEquals(List.of("0 [1, 4][3.0, 0.5]", "2 [0][2.0]"), rows);
    assertEquals(new DocwordHeader(4, 5, 4, 6), summary.header());
    assertEquals(4, summary.entries());
    assertEquals(2, summary.rows());
    assertEquals(0, summary.invalid().count());
  }

  @Test
  void gzipIsKnownByItsFirstBytes() throws IOException {
    assertEquals(rows(stream(SMALL)), rows(new ByteArrayInputStream(gzip(SMALL))));
  }

  @Test
  void gzipMayHaveManyMembersAndAStreamThatNeverSaysWhatFollows() throws IOException {
    ByteArrayOutputStream members = new ByteArrayOutputStream();
    members.write(gzip(SMALL.substring(0, 9)));
    members.write(gzip(""));
    members.write(gzip(SMALL.substring(9)));
    InputStream silent =
        new FilterInputStream(new ByteArrayInputStream(members.toByteArray())) {
          @Override
          public int available() {
            return 0;
          }

          @Override
          public int read(byte[] into, int offset, int length) throws IOException {
            return super.read(into, offset, Math.min(length, 1));
          }
        };

    assertEquals(rows(stream(SMALL)), rows(silent));
  }

  @Test
  void aCutGzipIsRefusedWhereverItIsCut() throws IOException {
    byte[] whole = gzip(SMALL);
    for (int length = 2; length < whole.length; length++) {
      String message = refusal(new ByteArrayInputStream(whole, 0, length));

      assertTrue(message.startsWith("f.txt: gzip data end too early ("), message);
    }
  }

  @Test
  void aDamagedGzipIsRefused() throws IOException {
    byte[] damaged = gzip(SMALL);
    damaged[damaged.length - 8] ^= 1; // the checksum

    assertEquals(
        "f.txt: gzip data are damaged (Corrupt GZIP trailer)",
        refusal(new ByteArrayInputStream(damaged)));
  }

  @Test
  void blankLinesAndForeignLineEndsDoNoHarm() throws IOException {
    assertEquals(rows(stream(SMALL)), rows(stream(SMALL.replace("\n", "\r\n") + "\r\n\n \n")));
    assertEquals(rows(stream(SMALL)), rows(stream(SMALL.substring(0, SMALL.length() - 1))));
  }

  @Property(tries = 100)
  void theOrderOfTheLinesChangesNothing(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      double count = random.nextInt(4) == 0 ? random.nextDouble() : random.nextInt(5);
      lines.add((1 + random.nextInt(6)) + " " + (1 + random.nextInt(8)) + " " + count);
    }
    String header = "6\n8\n200\n";
    List<String> before = rows(stream(header + String.join("\n", lines)));

    Collections.shuffle(lines, random);

    assertEquals(before, rows(stream(header + String.join("\n", lines))));
  }

  @Test
  void aWordThatComesTwiceCountsTwice() throws IOException {
    assertEquals(
        List.of("0 [1, 2][6.0, 1.0]", "1 [0][4.0]"),
        rows(stream("2\n3\n6\n1 3 1\n1 2 1\n1 2 2\n2 1 4\n1 2 3\n1 2 0\n")));
  }

  @Test
  void sumsMustStayFinite() {
    RowBuilder row = new RowBuilder();
    row.add(1, 1e308);
    row.add(1, 1e308);

    assertEquals(
        "f.txt: counts of document 1, word 2 add up to infinity; the sum must be finite",
        assertThrows(FormatException.class, () -> row.row(0, "f.txt")).getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | file ends after 0 lines; the header has three: D, W and NNZ",
        "'3~4' | file ends after 2 lines; the header has three: D, W and NNZ",
        "'x~4~0~' | , line 1: D, the number of documents, must be a whole number from 0 to 2147483647, in \"x\"",
        "'-1~4~0~' | , line 1: D, the number of documents, must be a whole number from 0 to 2147483647, in \"-1\"",
        "'2147483648~4~0~' | , line 1: D, the number of documents, must be a whole number from 0 to 2147483647, in \"2147483648\"",
        "'3~0~0~' | , line 2: W, the number of words, must be a whole number from 1 to 2147483647, in \"0\"",
        "'3~4 4~0~' | , line 2: W, the number of words, must be a whole number from 1 to 2147483647, in \"4 4\"",
        "'3~4~~1 1 1' | , line 3: NNZ, the number of entries, must be a whole number from 0 to 9223372036854775807, in \"\"",
        "'3~4~9999999999999999999~' | , line 3: NNZ, the number of entries, must be a whole number from 0 to 9223372036854775807, in \"9999999999999999999\"",
        "'1 1 1~1 2 1~2 1 1~' | , line 1: D, the number of documents, must be a whole number from 0 to 2147483647, in \"1 1 1\"",
        "'3~4~2~1 1 1~' | , line 3: header declares NNZ 2, but the file has 1 entries, in \"2\"",
        "'3~4~1~1 1 1~2 1 1~2 2 2~' | , line 5: header declares NNZ 1, but this is entry 2, in \"2 1 1\"",
        "'3~4~1~~4 1 1~' | , line 5: document id is 4; the header declares 3 documents, in \"4 1 1\"",
        "'3~4~1~1 5 1' | , line 4: word id is 5; the header declares 4 words, in \"1 5 1\"",
        "'3~4~1~1 1' | , line 4: entry has 2 fields; it must have three: document, word and count, in \"1 1\"",
      })
  void brokenFilesAreRefusedWithTheirReason(String text, String message) {
    String full = message.startsWith(",") ? "f.txt" + message : "f.txt: " + message;

    assertEquals(full, refusal(stream(text.replace('~', '\n'))));
  }

  @Tag("thorough")
  @Test
  void aLineWithoutEndTakesNoMemory() {
    InputStream endless =
        new InputStream() {
          private long left = 3_000_000_000L; // far more than the tests' heap in one array

          @Override
          public int read() {
            return left-- > 0 ? '1' : -1;
          }

          @Override
          public int read(byte[] into, int offset, int length) {
            if (left <= 0) {
              return -1;
            }
            Arrays.fill(into, offset, offset + length, (byte) '1');
            left -= length;
            return length;
          }
        };
    InputStream in = new SequenceInputStream(stream("3\n4\n1\n1 1 "), endless);

    assertEquals(
        "f.txt, line 4: line is longer than 1024 bytes, in \"1 1 " + "1".repeat(76) + "…\"",
        refusal(in));
  }

  @Test
  void largeNumbersInTheHeaderTakeNoMemory() throws IOException {
    assertEquals(
        List.of("2147483646 [2147483646][1.0]"),
        rows(stream("2147483647\n2147483647\n1\n2147483647 2147483647 1\n")));
  }

  @Test
  void skippedLinesAreCountedAndTheFirstTenKept() throws IOException {
    StringBuilder text = new StringBuilder("3\n4\n30\n");
    for (int i = 0; i < 12; i++) {
      text.append("1 1 1\n0 1 ").append(i).append('\n');
    }
    text.append("1 2 ").append("\u0007".repeat(5000)).append("\n2 2 2\n2 x");
    List<String> rows = new ArrayList<>();

    DocwordReader.Summary summary =
        DocwordReader.read(stream(text.toString()), "f", OnInvalid.SKIP, into(rows));

    assertEquals(List.of("0 [0][12.0]", "1 [1][2.0]"), rows);
    assertEquals(27, summary.entries());
    InvalidLines invalid = summary.invalid();
    assertEquals(15, invalid.count()); // 12 + 2 lines, and NNZ
    assertEquals(10, invalid.first().size());
    assertEquals(
        "f, line 3: header declares NNZ 30, but the file has 27 entries, in \"30\"",
        invalid.first().get(0).toString());
    assertEquals(
        "f, line 5: document id is 0; ids begin at 1, in \"0 1 0\"",
        invalid.first().get(1).toString());
  }

  @Test
  void theHeaderIsReadAlone() throws IOException {
    DocwordHeader plain = DocwordHeader.read(stream("3\r\n4\n12\n1 1 1"), "f");

    assertEquals(new DocwordHeader(3, 4, 12, 8), plain);
    assertEquals(
        plain, DocwordHeader.read(new ByteArrayInputStream(gzip("3\r\n4\n12\n1 1 1")), "f"));
    assertFalse(plain.mismatch("f", 12).isPresent());
    assertTrue(plain.mismatch("f", 13).isPresent());
  }

  @Property(tries = 300)
  void randomDamageIsRefusedOrHarmless(@ForAll int where, @ForAll byte value, @ForAll boolean zip)
      throws IOException {
    byte[] bytes = zip ? gzip(SMALL) : SMALL.getBytes(UTF_8);
    bytes[Math.floorMod(where, bytes.length)] = value;
    for (OnInvalid policy : OnInvalid.values()) {
      try {
        DocwordReader.read(new ByteArrayInputStream(bytes), "f", policy, (d, w, c) -> {});
      } catch (FormatException e) {
        assertTrue(e.getMessage().startsWith("f"), e.getMessage());
      }
    }
  }
}
