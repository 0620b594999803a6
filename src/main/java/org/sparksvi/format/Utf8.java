package org.sparksvi.format;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Text from bytes that must be UTF-8. */
final class Utf8 {
  private Utf8() {}

  /** The bytes {@code from} to {@code to} as text. */
  static String decode(byte[] bytes, int from, int to, String place) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, from, to - from))
          .toString();
    } catch (CharacterCodingException e) {
      throw new FormatException(
          place, "text must be UTF-8, but is \"" + Quote.cut(bytes, from, to) + "\"", e);
    }
  }
}
