package org.sparksvi.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** A random change of a file, one to three times over. */
public final class Mutation {
  private static final String[] NUMBERS = {
    "-1",
    "0",
    "2147483647",
    "2147483648",
    "9223372036854775807",
    "9223372036854775808",
    "99999999999999999999",
    "1e308",
    "1e999",
    "0.5",
    "null",
    "[]",
    "{}",
    "true",
    "\"\"",
  };
  private static final int MOST_CHANGES = 3;
  private static final int CHUNK = 64;

  private Mutation() {}

  /** A changed copy. */
  public static byte[] of(byte[] whole, Random random) {
    byte[] bytes = whole;
    int changes = 1 + random.nextInt(MOST_CHANGES);
    for (int c = 0; c < changes && bytes.length > 0; c++) {
      bytes = once(bytes, random);
    }
    return bytes;
  }

  private static byte[] once(byte[] bytes, Random random) {
    int at = random.nextInt(bytes.length);
    int length = Math.min(1 + random.nextInt(CHUNK), bytes.length - at);
    return switch (random.nextInt(8)) {
      case 0 -> Arrays.copyOf(bytes, at);
      case 1 -> set(bytes, at, (byte) (bytes[at] ^ (1 << random.nextInt(8))));
      case 2 -> set(bytes, at, (byte) ('0' + random.nextInt(10)));
      case 3 -> splice(bytes, at, length, new byte[0]);
      case 4 -> splice(bytes, at, 0, Arrays.copyOfRange(bytes, at, at + length));
      case 5 -> {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        yield splice(bytes, at, length, noise);
      }
      case 6 -> {
        byte[] same = new byte[length];
        Arrays.fill(same, (byte) (random.nextBoolean() ? 0 : 0xff));
        yield splice(bytes, at, length, same);
      }
      default -> number(bytes, at, random);
    };
  }

  /** Another number, or what is none, where the next number is. */
  private static byte[] number(byte[] bytes, int at, Random random) {
    int from = at;
    while (from < bytes.length && !isDigit(bytes[from])) {
      from++;
    }
    int to = from;
    while (to < bytes.length && isDigit(bytes[to])) {
      to++;
    }
    String other = NUMBERS[random.nextInt(NUMBERS.length)];
    return splice(bytes, from, to - from, other.getBytes(StandardCharsets.US_ASCII));
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  private static byte[] set(byte[] bytes, int at, byte value) {
    byte[] changed = bytes.clone();
    changed[at] = value;
    return changed;
  }

  private static byte[] splice(byte[] bytes, int at, int length, byte[] other) {
    byte[] changed = Arrays.copyOf(bytes, bytes.length - length + other.length);
    System.arraycopy(other, 0, changed, at, other.length);
    System.arraycopy(bytes, at + length, changed, at + other.length, bytes.length - at - length);
    return changed;
  }
}
