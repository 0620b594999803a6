package org.sparksvi.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that break the format are refused with a reason, whatever is broken. */
class MalformedSafetensorsTest {
  private static final String GOOD = "{'dtype':'F64','shape':[2],'data_offsets':[0,16]}";

  /** A file of its header (with ' for ") and a number of data bytes. */
  private static byte[] file(String header, int dataBytes) {
    byte[] text = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return file(text.length, text, dataBytes);
  }

  private static byte[] file(long declared, byte[] header, int dataBytes) {
    return ByteBuffer.allocate(8 + header.length + dataBytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(declared)
        .put(header)
        .array();
  }

  private static byte[] x(String entry) {
    return file("{'x':" + entry + "}", 16);
  }

  static Stream<Arguments> broken() {
    String dtypes = "it must be one of [F64, F32, I64, I32, U16, U8]";
    String whole = "it must be a whole number from 0 to 2^63 - 1";
    String offsets = "they must be a begin and an end within the 16 bytes of data";
    return Stream.of(
        arguments(
            new byte[0],
            "file has 0 bytes; a safetensors file begins with 8 that hold its header's length"),
        arguments(
            new byte[7],
            "file has 7 bytes; a safetensors file begins with 8 that hold its header's length"),
        arguments(new byte[8], "header must begin with '{', but begins \"\""),
        arguments(
            file(3, new byte[2], 0),
            "header length is 3; it must be at most 2 in a file of 10 bytes"),
        arguments(
            file(-1, new byte[2], 0),
            "header length is 18446744073709551615; it must be at most 2 in a file of 10 bytes"),
        arguments(
            file(Long.MAX_VALUE, new byte[2], 0),
            "header length is 9223372036854775807; it must be at most 2 in a file of 10 bytes"),
        arguments(
            file((64 << 20) + 1, new byte[(64 << 20) + 1], 0),
            "header length is 67108865; it must be at most 67108864 in a file of 67108873 bytes"),
        arguments(
            file(3, new byte[] {'{', (byte) 0xff, '}'}, 0), "text must be UTF-8, but is \"{�}\""),
        arguments(file(" {}", 0), "header must begin with '{', but begins \" {}\""),
        arguments(file("[]", 0), "header must begin with '{', but begins \"[]\""),
        arguments(
            file("{'x':", 0),
            "header is not valid JSON: Unexpected end-of-input within/between Object entries (character 5)"),
        arguments(file("{}{}", 0), "header goes on after its JSON object with an object"),
        arguments(file("{'x':1}", 0), "tensor 'x' must be a JSON object, but is 1"),
        arguments(file("{'x':[[]]}", 0), "tensor 'x' must be a JSON object, but is an array"),
        arguments(file("{'x':null}", 0), "tensor 'x' must be a JSON object, but is null"),
        arguments(
            file("{'x':" + GOOD + ",'x':" + GOOD + "}", 16),
            "header is not valid JSON: Duplicate field 'x' (character 58)"),
        arguments(
            file("{'x':" + GOOD + ",'\\u0078':" + GOOD + "}", 16),
            "header is not valid JSON: Duplicate field 'x' (character 63)"),
        arguments(
            x("{'dtype':'U8','dtype':'F64','shape':[2],'data_offsets':[0,16]}"),
            "header is not valid JSON: Duplicate field 'dtype' (character 26)"),
        arguments(
            file("{'__metadata__':[]}", 0),
            "tensor '__metadata__' must be a JSON object, but is an array"),
        arguments(file("{'__metadata__':{'k':1}}", 0), "metadata 'k' must be a text, but is 1"),
        arguments(
            file("{'__metadata__':{'k':{'l':'m'}}}", 0),
            "metadata 'k' must be a text, but is an object"),
        arguments(x("{}"), "tensor 'x' lacks its dtype"),
        arguments(x("{'dtype':'F64'}"), "tensor 'x' lacks its shape"),
        arguments(x("{'dtype':'F64','shape':[2]}"), "tensor 'x' lacks its data_offsets"),
        arguments(x("{'class':'Runtime'}"), "tensor 'x' has the unknown key 'class'"),
        arguments(x("{'dtype':'BF16'}"), "tensor 'x' has the dtype \"BF16\"; " + dtypes),
        arguments(x("{'dtype':7}"), "tensor 'x' has the dtype 7; " + dtypes),
        arguments(x("{'dtype':['F64']}"), "tensor 'x' has the dtype an array; " + dtypes),
        arguments(x("{'shape':2}"), "tensor 'x' has the shape 2; it must be an array"),
        arguments(x("{'shape':[-1]}"), "tensor 'x' has -1 in its shape; " + whole),
        arguments(x("{'shape':[2.0]}"), "tensor 'x' has 2.0 in its shape; " + whole),
        arguments(x("{'shape':['2']}"), "tensor 'x' has \"2\" in its shape; " + whole),
        arguments(x("{'shape':[[2]]}"), "tensor 'x' has an array in its shape; " + whole),
        arguments(
            x("{'shape':[9223372036854775808]}"),
            "tensor 'x' has 9223372036854775808 in its shape; " + whole),
        arguments(
            x("{'shape':[" + "1,".repeat(64) + "1]}"),
            "tensor 'x' has more than 64 numbers in its shape"),
        arguments(
            x("{'dtype':'F64','shape':[4294967296,4294967296],'data_offsets':[0,0]}"),
            "tensor 'x' has the shape [4294967296, 4294967296]; its number of bytes must be below 2^63"),
        arguments(
            x("{'dtype':'F64','shape':[2305843009213693952],'data_offsets':[0,0]}"),
            "tensor 'x' has the shape [2305843009213693952]; its number of bytes must be below 2^63"),
        arguments(
            x("{'dtype':'F64','shape':[2],'data_offsets':[0]}"),
            "tensor 'x' has the data_offsets [0]; " + offsets),
        arguments(
            x("{'dtype':'F64','shape':[2],'data_offsets':[0,8,16]}"),
            "tensor 'x' has more than 2 numbers in its data_offsets"),
        arguments(
            x("{'dtype':'F64','shape':[2],'data_offsets':[16,0]}"),
            "tensor 'x' has the data_offsets [16, 0]; " + offsets),
        arguments(
            x("{'dtype':'F64','shape':[3],'data_offsets':[0,24]}"),
            "tensor 'x' has the data_offsets [0, 24]; " + offsets),
        arguments(
            x("{'dtype':'F64','shape':[2],'data_offsets':[-8,8]}"),
            "tensor 'x' has -8 in its data_offsets; " + whole),
        arguments(
            x("{'dtype':'F64','shape':[3],'data_offsets':[0,16]}"),
            "tensor 'x' has 16 bytes by its data_offsets, but 24 by its dtype F64 and shape [3]"),
        arguments(
            x("{'dtype':'F64','shape':[1],'data_offsets':[8,16]}"),
            "tensor 'x' begins at byte 8 of the data; it must begin at 0, where the tensor before it ends"),
        arguments(
            file(
                "{'x':{'dtype':'U8','shape':[4],'data_offsets':[0,4]},"
                    + "'y':{'dtype':'U8','shape':[4],'data_offsets':[3,7]}}",
                7),
            "tensor 'y' begins at byte 3 of the data; it must begin at 4, where the tensor before it ends"),
        arguments(
            file(
                "{'y':{'dtype':'U8','shape':[4],'data_offsets':[5,9]},"
                    + "'x':{'dtype':'U8','shape':[4],'data_offsets':[0,4]}}",
                9),
            "tensor 'y' begins at byte 5 of the data; it must begin at 4, where the tensor before it ends"),
        arguments(file("{'x':" + GOOD + "}", 17), "data have 17 bytes; the tensors end at 16"),
        arguments(file("{}", 1), "data have 1 bytes; the tensors end at 0"),
        arguments(
            x("{'\u0007\n':1}".replace("\u0007\n", "\\u0007\\n")),
            "tensor 'x' has the unknown key '\\u0007\\u000a'"));
  }

  @ParameterizedTest
  @MethodSource("broken")
  void theReasonIsNamed(byte[] bytes, String reason) {
    FormatException e =
        assertThrows(
            FormatException.class, () -> SafetensorsFile.open(new ArraySource(bytes, "dir/m.st")));

    assertEquals("dir/m.st: " + reason, e.getMessage());
    assertEquals("dir/m.st", e.place());
  }

  @Property(tries = 2000)
  void randomDamageIsRefusedOrHarmless(
      @ForAll @Size(min = 1, max = 6) int[] where,
      @ForAll @IntRange(max = 3) int kind,
      @ForAll byte value)
      throws IOException {
    byte[] bytes =
        SafetensorsTest.bytes(
            SafetensorsTest.unsigned(new byte[0], new char[] {1, 2, 3})
                .metadata("kind", "topics")
                .add("x", new double[] {1, 2, 3, 4}, 2, 2)
                .add("none", new int[0]));

    for (int place : where) {
      bytes = damage(bytes, Math.floorMod(place, Math.max(1, bytes.length)), kind, value);
    }

    readAll(bytes);
  }

  @Property(tries = 500)
  void randomHeadersAreRefusedOrHarmless(@ForAll String header) throws IOException {
    readAll(file("{" + header + "}", 16));
  }

  private static byte[] damage(byte[] bytes, int at, int kind, byte value) {
    return switch (kind) {
      case 0 -> Arrays.copyOf(bytes, at);
      case 1 -> {
        byte[] flipped = bytes.clone();
        if (flipped.length > 0) {
          flipped[at] ^= (byte) (value | 1);
        }
        yield flipped;
      }
      case 2 -> {
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
        System.arraycopy(bytes, at, longer, at + 1, bytes.length - at);
        longer[at] = value;
        yield longer;
      }
      default -> {
        byte[] digit = bytes.clone();
        if (digit.length > 0) {
          digit[at] = (byte) ('0' + (value & 7));
        }
        yield digit;
      }
    };
  }

  private static void readAll(byte[] bytes) throws IOException {
    try {
      SafetensorsFile file = SafetensorsFile.open(new ArraySource(bytes, "damaged"));
      for (String name : file.names()) {
        switch (file.dtype(name)) {
          case F64 -> file.doubles(name);
          case F32 -> file.floats(name);
          case I64 -> file.longs(name);
          case I32, U16, U8 -> file.ints(name);
        }
      }
    } catch (FormatException e) {
      assertEquals("damaged", e.place());
    }
  }
}
