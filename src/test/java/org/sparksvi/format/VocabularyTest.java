package org.sparksvi.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Words keep their places, and files that would confuse two words are refused. */
class VocabularyTest {

  private static Vocabulary read(byte[] bytes) throws IOException {
    return Vocabulary.read(new ByteArrayInputStream(bytes), "vocab.txt");
  }

  private static Vocabulary read(String text) throws IOException {
    return read(text.getBytes(UTF_8));
  }

  @Test
  void wordsAreTheLines() throws IOException {
    Vocabulary vocabulary = read("über\nlord\r\nnew york\n\u3000q");

    assertEquals(List.of("über", "lord", "new york", "\u3000q"), vocabulary.words());
    assertEquals(4, vocabulary.size());
    assertEquals("lord", vocabulary.word(1));
    assertEquals(2, vocabulary.indexOf("new york"));
    assertEquals(-1, vocabulary.indexOf("york"));
  }

  @Test
  void writingGivesTheBytesThatWereRead() throws IOException {
    byte[] bytes = "über\nlord\n𝛽 \n".getBytes(UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    read(bytes).write(out);

    assertArrayEquals(bytes, out.toByteArray());
  }

  @Test
  void gzipIsKnownByItsFirstBytes() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write("a\nb\n".getBytes(UTF_8));
    }

    assertEquals(List.of("a", "b"), read(bytes.toByteArray()).words());
  }

  @Test
  void anEmptyFileHasNoWords() throws IOException {
    assertEquals(0, read("").size());
  }

  @Test
  void mistakesAreNamedWithTheirLines() {
    assertRefused(
        "vocab.txt, line 4: word \"a\" is on line 2 already; every word must be there once",
        () -> read("b\na\nc\na\n"));
    assertRefused(
        "vocab.txt, line 2: word is blank; every line must hold a word", () -> read("a\n\nb\n"));
    assertRefused(
        "vocab.txt, line 2: word is blank; every line must hold a word", () -> read("a\n \t\n"));
    assertRefused(
        "vocab.txt, line 2: text must be UTF-8, but is \"x�\"",
        () -> read(new byte[] {'a', '\n', 'x', (byte) 0xfc, '\n'}));
    assertRefused(
        "vocab.txt, line 1: word \"\\ufeffa\" must hold no line break and begin with no byte order mark",
        () -> read("\ufeffa\n"));
    assertRefused(
        "vocab.txt, line 1: word \"a\\u000db\" must hold no line break and begin with no byte order mark",
        () -> read("a\rb\n"));
    assertRefused(
        "vocab.txt, line 2: word \"" + "é".repeat(80) + "…\" has more than 65536 bytes",
        () -> read("a\n" + "é".repeat(200_000) + "\nb\n"));
    assertRefused(
        "made, line 2: word \"a\\u000ab\" must hold no line break and begin with no byte order mark",
        () -> Vocabulary.of(List.of("a", "a\nb"), "made"));
    assertRefused(
        "made, line 1: word \"\\ud800\" holds half a surrogate pair",
        () -> Vocabulary.of(List.of("\ud800"), "made"));
  }

  @Test
  void theSizeMustBeTheHeaders() throws IOException {
    Vocabulary vocabulary = read("a\nb\n");

    vocabulary.requireSize(2, "docword.txt");
    assertRefused(
        "vocab.txt: vocabulary has 2 words, but the header of docword.txt declares 3",
        () -> vocabulary.requireSize(3, "docword.txt"));
  }

  private static void assertRefused(String message, Executable reading) {
    assertEquals(message, assertThrows(FormatException.class, reading).getMessage());
  }
}
