package org.sparksvi.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** The report of left-out lines does not depend on who found them first. */
class InvalidLinesTest {

  private static InvalidLine line(String file, long position, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return InvalidLine.atByte(file, position, bytes, 0, bytes.length, "no");
  }

  @Property
  void orderAndGroupingChangeNothing(@ForAll long seed) {
    Random random = new Random(seed);
    List<InvalidLine> lines = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      lines.add(line("part-" + random.nextInt(3), random.nextInt(30), "t" + random.nextInt(2)));
    }
    List<InvalidLine> sorted = new ArrayList<>(lines);
    Collections.sort(sorted);
    InvalidLines whole = new InvalidLines();
    InvalidLines part = new InvalidLines();

    for (InvalidLine each : lines) {
      part.add(each);
      if (random.nextInt(5) == 0) {
        whole.addAll(part);
        part = new InvalidLines();
      }
    }
    part.addAll(whole);

    assertEquals(40, part.count());
    assertEquals(sorted.subList(0, 10), part.first());
  }

  @Test
  void aReportMayBeAddedToItself() {
    InvalidLines report = new InvalidLines();
    report.add(line("f", 1, "x"));

    report.addAll(report);

    assertEquals(2, report.count());
  }

  @Test
  void textIsCutAndWhatDoesNotPrintEscaped() {
    assertEquals(
        "f, byte 7: no, in \"a\\tb\\u0000\\u202e𝛽\\ud83d" + "x".repeat(72) + "…\"",
        new InvalidLine(
                "f",
                InvalidLine.Unit.BYTE,
                7,
                Quote.cut("a\tb\0\u202e𝛽\ud83d" + "x".repeat(99)),
                "no")
            .toString());
    assertEquals("é".repeat(80) + "…", line("f", 1, "é".repeat(81)).text());
    assertEquals("𝛽".repeat(40) + "…", line("f", 1, "𝛽".repeat(5000)).text());
  }
}
