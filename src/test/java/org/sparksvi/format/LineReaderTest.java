package org.sparksvi.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Lines are those of the text, however the stream hands out its bytes. */
class LineReaderTest {

  /** A stream that gives at most {@code most} bytes at a time. */
  private static final class Dripping extends ByteArrayInputStream {
    private final int most;

    Dripping(byte[] bytes, int most) {
      super(bytes);
      this.most = most;
    }

    @Override
    public synchronized int read(byte[] into, int offset, int length) {
      return super.read(into, offset, Math.min(length, most));
    }
  }

  @Property(tries = 300)
  void linesAreThoseOfTheText(
      @ForAll @Size(max = 30) List<@IntRange(max = 12) Integer> lengths,
      @ForAll @IntRange(min = 1, max = 9) int most,
      @ForAll @IntRange(min = 1, max = 12) int longest,
      @ForAll boolean large,
      @ForAll boolean ended)
      throws IOException {
    int scale = large ? 20_000 : 1; // beyond the reader's first buffer, and within
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < lengths.size(); i++) {
      lines.add(String.valueOf((char) ('a' + i % 26)).repeat(lengths.get(i) * scale));
    }
    String text = String.join("\n", lines) + (ended ? "\n" : "");
    List<String> expected = new ArrayList<>(List.of(text.split("\n", -1)));
    if (expected.get(expected.size() - 1).isEmpty()) {
      expected.remove(expected.size() - 1); // nothing after the last line feed is no line
    }
    int limit = longest * scale;

    LineReader reader =
        new LineReader(new Dripping(text.getBytes(ISO_8859_1), most * scale), limit);
    List<String> found = new ArrayList<>();
    long consumed = 0;
    while (reader.next()) {
      String line = expected.get(found.size());
      consumed += line.length() + (reader.finished() ? 1 : 0);
      assertEquals(consumed, reader.consumed());
      assertEquals(found.size() + 1, reader.number());
      found.add(new String(reader.bytes(), reader.from(), reader.to() - reader.from(), ISO_8859_1));
    }

    assertEquals(
        expected.stream().map(l -> l.substring(0, Math.min(l.length(), limit + 1))).toList(),
        found);
    assertEquals(text.length(), consumed);
  }
}
