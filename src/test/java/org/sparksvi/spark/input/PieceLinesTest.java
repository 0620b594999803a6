package org.sparksvi.spark.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PieceLinesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"ab\n\ncd\nefg", "ab\r\n\r\ncd\r\n", "ab\rcd\r\r\nef\n", "\n\n", "", "\uFEFFa\nb"})
  void piecesHaveTheLinesOfTheFile(String content) throws IOException {
    List<String> whole = lines(content, new int[] {0, Integer.MAX_VALUE}, null, 100);
    assertEquals(
        content.replace("\uFEFF", "").lines().toList(), whole, "as Java tells lines apart");
    int length = content.getBytes(StandardCharsets.UTF_8).length;
    for (int one = 0; one <= length; one++) {
      for (int two = one; two <= length; two++) {
        int[] cuts = {0, one, two, length};
        assertEquals(whole, lines(content, cuts, null, 100), () -> one(cuts));
      }
    }
  }

  @Test
  void separatorsMayBeOfSeveralBytes() throws IOException {
    String content = "a\nb||c|d||||e";
    int[] whole = {0, content.length()};
    assertEquals(List.of("a\nb", "c|d", "", "e"), lines(content, whole, "||", 100));
  }

  @Test
  void separatorsOfOneByteAreFoundInPieces() throws IOException {
    String content = "a\nb;;c;";
    for (int cut = 0; cut <= content.length(); cut++) {
      int[] cuts = {0, cut, content.length()};
      assertEquals(List.of("a\nb", "", "c"), lines(content, cuts, ";", 100), () -> one(cuts));
    }
  }

  @Test
  void ofALongLineItsBeginningIsGiven() throws IOException {
    assertEquals(
        List.of("abcd", "ef", "ghij", "k"),
        lines("abcdefgh\nef\nghij\nk", new int[] {0, 5, 18}, null, 3));
  }

  private static String one(int[] cuts) {
    return "cut at " + Arrays.toString(cuts);
  }

  private static List<String> lines(String content, int[] cuts, String separator, int longest)
      throws IOException {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    byte[] ends = separator == null ? null : separator.getBytes(StandardCharsets.UTF_8);
    List<String> lines = new ArrayList<>();
    for (int piece = 1; piece < cuts.length; piece++) {
      int start = cuts[piece - 1];
      if (start == cuts[piece]) {
        continue; // no reader makes such a piece
      }
      int before = (int) PieceLines.before(start);
      ByteArrayInputStream in = new ByteArrayInputStream(bytes, before, bytes.length - before);
      try (PieceLines reader = new PieceLines(in, start, cuts[piece], ends, longest)) {
        while (reader.advance()) {
          lines.add(
              new String(
                  reader.bytes(),
                  reader.from(),
                  reader.to() - reader.from(),
                  StandardCharsets.UTF_8));
        }
      }
    }
    return lines;
  }

  /** More bytes than Hadoop's reader of lines takes for one. */
  @Tag("thorough")
  @Test
  void aLineMayBeLongerThanAnArray() throws IOException {
    long[] left = {(1L << 31) + 10};
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return left[0]-- > 0 ? 'a' : -1;
          }

          @Override
          public int read(byte[] into, int from, int length) {
            int some = (int) Math.min(length, left[0]);
            Arrays.fill(into, from, from + some, (byte) 'a');
            left[0] -= some;
            return some == 0 && length > 0 ? -1 : some;
          }
        };
    byte[] more = "\nb\n".getBytes(StandardCharsets.UTF_8);
    InputStream in = new SequenceInputStream(endless, new ByteArrayInputStream(more));
    try (PieceLines lines = new PieceLines(in, 0, Long.MAX_VALUE, null, 100)) {
      assertTrue(lines.advance());
      assertEquals(101, lines.to());
      assertTrue(lines.advance());
      assertEquals((1L << 31) + 11, lines.offset());
      assertEquals(1, lines.to());
      assertFalse(lines.advance());
    }
  }
}
