package org.sparksvi.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Text as it leaves the program. */
class QuoteLinesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "svi: error: 3 rows",
        "\u00e4\u03bb\u4e2d\ud83d\ude00",
        "\u0645\u06cc\u200c\u062e",
        "a\tb",
        "abfss://container@account.dfs.core.windows.net/x",
        "hdfs://host:8020/a@b",
        "s3a://bucket/a:b@c",
        "at 12:30 a@b"
      })
  void whatHarmsNobodyStays(String text) {
    assertEquals(text, Quote.line(text));
    assertEquals(text + "\n" + text, Quote.lines(text + "\n" + text));
  }

  @Test
  void whatCommandsATerminalIsSpelt() {
    assertEquals(
        "\\u001b]0;x\\u0007\\u009b\\u202e\\u000a", Quote.line("\u001b]0;x\u0007\u009b\u202e\n"));
    assertEquals("\\ud83f\\udfff", Quote.line(Character.toString(0x1ffff)));
    assertEquals("a\n\\u000d", Quote.lines("a\n\r"));
  }

  @ParameterizedTest
  @CsvSource({
    "ftp://user:SECRET@host/day.csv, ftp://host/day.csv",
    "file://u:p@h/x and s3a://KEY:SE+CRET@bucket/y, file://h/x and s3a://bucket/y",
    "x://u:p@ss@host/a@b, x://host/a@b",
    "x://u:@host, x://host",
    "file://user@host/x, file://host/x",
    "hdfs://somebody@host:8020/a@b and wasbs://c@d/e, hdfs://host:8020/a@b and wasbs://c@d/e",
    "abfss://user:p@host/x, abfss://host/x",
    "x://:p@host, x://host"
  })
  void passwordsOfUrisAreCut(String text, String shown) {
    assertEquals(shown, Quote.line(text));
    assertEquals(shown, Quote.withoutPasswords(text));
  }
}
