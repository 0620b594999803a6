package org.sparksvi.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparksvi.format.DocwordEntry.Line;

/** Every acceptable line gives its numbers, every other one the reason. */
class DocwordEntryTest {
  private static final int DOCUMENTS = 50;
  private static final int WORDS = 2_000_000_000;

  private final DocwordEntry entry = new DocwordEntry(DOCUMENTS, WORDS);

  private Line parse(String line) {
    byte[] bytes = ("9 9 9\n" + line + "\n9 9 9").getBytes(UTF_8); // a place within a buffer
    return entry.parse(bytes, 6, bytes.length - 6);
  }

  @ParameterizedTest
  @CsvSource({
    "1 1 1, 0, 0, 1",
    "50 2000000000 7, 49, 1999999999, 7",
    "2 3 0, 1, 2, 0",
    "2 3 -0, 1, 2, 0",
    "2 3 0.5, 1, 2, 0.5",
    "2 3 1e3, 1, 2, 1000",
    "2 3 .25E+1, 1, 2, 2.5",
    "2 3 +4, 1, 2, 4",
    "002 03 007, 1, 2, 7",
    "2 3 999999999999999, 1, 2, 999999999999999",
    "2 3 9007199254740993, 1, 2, 9007199254740992",
    "2 3 1e-400, 1, 2, 0",
    "2 3 1e100, 1, 2, 1e100",
  })
  void acceptableLinesGiveTheirNumbers(String line, int document, int word, double count) {
    assertEquals(Line.ENTRY, parse(line));

    assertEquals(document, entry.document());
    assertEquals(word, entry.word());
    assertEquals(count, entry.count());
  }

  @ParameterizedTest
  @ValueSource(strings = {" 2 3 4", "2 3 4 ", "2  3\t4", "2 3 4\r", "\t2 3 4 \r\n"})
  void blanksSeparateAndSurround(String line) {
    assertEquals(Line.ENTRY, parse(line));

    assertEquals(1, entry.document());
    assertEquals(2, entry.word());
    assertEquals(4, entry.count());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t\r"})
  void blankLinesAreNoEntries(String line) {
    assertEquals(Line.BLANK, parse(line));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "5 | entry has 1 fields; it must have three: document, word and count",
        "5 6 | entry has 2 fields; it must have three: document, word and count",
        "5 6 7 8 | entry has 4 fields; it must have three: document, word and count",
        "a | entry has 1 fields; it must have three: document, word and count",
        "0 1 1 | document id is 0; ids begin at 1",
        "51 1 1 | document id is 51; the header declares 50 documents",
        "99999999999999999999 1 1 | document id is 99999999999999999999; the header declares 50 documents",
        "4294967297 1 1 | document id is 4294967297; the header declares 50 documents",
        "-1 1 1 | document id '-1' is not a whole number; it must be from 1 to 50",
        "1.0 1 1 | document id '1.0' is not a whole number; it must be from 1 to 50",
        "x 1 1 | document id 'x' is not a whole number; it must be from 1 to 50",
        "1 0 1 | word id is 0; ids begin at 1",
        "1 2000000001 1 | word id is 2000000001; the header declares 2000000000 words",
        "1 one 1 | word id 'one' is not a whole number; it must be from 1 to 2000000000",
        "1 1; 1 | word id '1;' is not a whole number; it must be from 1 to 2000000000",
        "1 1 -1 | count is -1; it must not be negative",
        "1 1 -0.5 | count is -0.5; it must not be negative",
        "1 1 NaN | count is NaN; it must be finite",
        "1 1 -inf | count is -inf; it must be finite",
        "1 1 Infinity | count is Infinity; it must be finite",
        "1 1 1e400 | count is 1e400; it must be finite",
        "1 1 1e308 | count is 1e308; it must be at most 1.0E100",
        "1 1 many | count 'many' is not a number",
        "1 1 1d | count '1d' is not a number",
        "1 1 0x1p3 | count '0x1p3' is not a number",
        "1 1 1,5 | count '1,5' is not a number",
        "1 1 . | count '.' is not a number",
        "1 1 1e | count '1e' is not a number",
        "1 1 1-2 | count '1-2' is not a number",
        "1 1 é\u0001z | count 'é\\u0001z' is not a number",
      })
  void otherLinesGiveTheirReason(String line, String reason) {
    assertEquals(Line.INVALID, parse(line));

    assertEquals(reason, entry.reason());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1 1 ", "1 1 0."})
  void longLinesAreRefused(String line) {
    assertEquals(Line.INVALID, parse(line + "1".repeat(DocwordEntry.LINE_BYTES)));

    assertEquals("line is longer than 1024 bytes", entry.reason());
  }

  @Property
  void whatIsPrintedIsParsed(
      @ForAll @IntRange(min = 1, max = DOCUMENTS) int document,
      @ForAll @IntRange(min = 1, max = WORDS) int word,
      @ForAll @DoubleRange(max = 1e100) double count) {
    assertEquals(Line.ENTRY, parse(String.format(Locale.ROOT, "%d %d %s", document, word, count)));

    assertEquals(document - 1, entry.document());
    assertEquals(word - 1, entry.word());
    assertEquals(count, entry.count());
  }

  @Property
  void noLineIsWorseThanInvalid(@ForAll byte[] line) {
    entry.parse(line, 0, line.length);
  }
}
