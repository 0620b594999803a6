package org.sparksvi.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** What is written is read back, bit for bit, and the bytes are those of the public format. */
class SafetensorsTest {
  private static final int SEVERAL_CHUNKS = 100_003; // elements: more than one chunk of any type

  static byte[] bytes(Safetensors tensors) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    tensors.writeTo(out);
    return out.toByteArray();
  }

  private static SafetensorsFile reopen(Safetensors tensors) throws IOException {
    return SafetensorsFile.open(new ArraySource(bytes(tensors), "m.safetensors"));
  }

  @Test
  void bytesAreThoseOfTheFormat() throws IOException {
    String header =
        "{\"__metadata__\":{\"a\":\"1\",\"b\":\"é\"},"
            + "\"x\":{\"dtype\":\"F64\",\"shape\":[1,2],\"data_offsets\":[0,16]},"
            + "\"w\":{\"dtype\":\"U16\",\"shape\":[1],\"data_offsets\":[16,18]},"
            + "\"i\":{\"dtype\":\"I32\",\"shape\":[1],\"data_offsets\":[18,22]}}";
    int headerBytes = header.getBytes(StandardCharsets.UTF_8).length;
    int padded = (headerBytes + 7) / 8 * 8;
    String hex =
        "%02x".formatted(padded)
            + "00000000000000"
            + HexFormat.of()
                .formatHex(
                    (header + " ".repeat(padded - headerBytes)).getBytes(StandardCharsets.UTF_8))
            + "000000000000f03f" // 1.0
            + "0000000000000080" // -0.0
            + "fdff" // 65533
            + "feffffff"; // -2
    Safetensors tensors =
        new Safetensors()
            .metadata("b", "é")
            .metadata("a", "1")
            .add("x", new double[] {1, -0.0}, 1, 2)
            .add("w", Dtype.U16, new long[] {1}, out -> out.write(new char[] {65533}, 0, 1))
            .add("i", new int[] {-2});

    assertEquals(hex, HexFormat.of().formatHex(bytes(tensors)));
  }

  @Test
  void aFileWrittenByHandIsRead() throws IOException {
    // 0x50 = 80 bytes of header: 71 and nine spaces, then the floats 1.5 and -2
    String hex =
        "5000000000000000"
            + HexFormat.of()
                .formatHex(
                    "{\"topics\": {\"dtype\": \"F32\", \"shape\": [2, 1], \"data_offsets\": [0, 8] } }         "
                        .getBytes(StandardCharsets.US_ASCII))
            + "0000c03f"
            + "000000c0";
    byte[] bytes = HexFormat.of().parseHex(hex);

    SafetensorsFile file = SafetensorsFile.open(new ArraySource(bytes, "hand"));

    assertEquals(List.of("topics"), List.copyOf(file.names()));
    assertArrayEquals(new long[] {2, 1}, file.shape("topics"));
    assertEquals(Dtype.F32, file.dtype("topics"));
    assertArrayEquals(new float[] {1.5f, -2}, file.floats("topics"));
    assertArrayEquals(new double[] {1.5, -2}, file.doubles("topics"));
  }

  @Test
  void doublesKeepTheirBits() throws IOException {
    double otherNaN = Double.longBitsToDouble(0x7ff8_0000_0000_0abcL);
    double[] values = {
      0, -0.0, Double.NaN, otherNaN, Double.MIN_VALUE, -Double.MAX_VALUE, Double.NEGATIVE_INFINITY
    };

    double[] back = reopen(new Safetensors().add("x", values)).doubles("x");

    assertArrayEquals(longBits(values), longBits(back));
  }

  @Test
  void floatsKeepTheirBits() throws IOException {
    float[] values = {
      0, -0f, Float.NaN, Float.MIN_VALUE, -Float.MAX_VALUE, Float.POSITIVE_INFINITY
    };

    float[] back = reopen(new Safetensors().add("x", values)).floats("x");

    for (int i = 0; i < values.length; i++) {
      assertEquals(Float.floatToRawIntBits(values[i]), Float.floatToRawIntBits(back[i]));
    }
  }

  @Test
  void integersKeepTheirExtremes() throws IOException {
    long[] longs = {0, -1, Long.MIN_VALUE, Long.MAX_VALUE, (1L << 53) + 1};
    int[] ints = {0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE};

    SafetensorsFile file = reopen(new Safetensors().add("longs", longs).add("ints", ints));

    assertArrayEquals(longs, file.longs("longs"));
    assertArrayEquals(ints, file.ints("ints"));
  }

  /** Tensors "u8" and "u16". */
  static Safetensors unsigned(byte[] bytes, char[] chars) {
    return new Safetensors()
        .add("u8", Dtype.U8, new long[] {bytes.length}, out -> out.write(bytes, 0, bytes.length))
        .add("u16", Dtype.U16, new long[] {chars.length}, out -> out.write(chars, 0, chars.length));
  }

  private static int[] unsigned(char[] chars) {
    return IntStream.range(0, chars.length).map(i -> chars[i]).toArray();
  }

  private static int[] unsigned(byte[] bytes) {
    return IntStream.range(0, bytes.length).map(i -> bytes[i] & 0xff).toArray();
  }

  @Test
  void widerTypesHoldTheSameNumbers() throws IOException {
    SafetensorsFile file =
        reopen(
            unsigned(new byte[] {0, 127, -128, -1}, new char[] {0, 0x7fff, 0x8000, 0xffff})
                .add("i32", new int[] {Integer.MIN_VALUE, -1, Integer.MAX_VALUE})
                .add("f32", new float[] {-0f, 0.1f}));

    assertArrayEquals(new int[] {0, 127, 128, 255}, file.ints("u8"));
    assertArrayEquals(new long[] {0, 127, 128, 255}, file.longs("u8"));
    assertArrayEquals(new float[] {0, 127, 128, 255}, file.floats("u8"));
    assertArrayEquals(new double[] {0, 127, 128, 255}, file.doubles("u8"));
    assertArrayEquals(new int[] {0, 32767, 32768, 65535}, file.ints("u16"));
    assertArrayEquals(new long[] {0, 32767, 32768, 65535}, file.longs("u16"));
    assertArrayEquals(new float[] {0, 32767, 32768, 65535}, file.floats("u16"));
    assertArrayEquals(new double[] {0, 32767, 32768, 65535}, file.doubles("u16"));
    assertArrayEquals(new long[] {-2147483648L, -1, 2147483647}, file.longs("i32"));
    assertArrayEquals(new double[] {-2147483648.0, -1, 2147483647}, file.doubles("i32"));
    assertArrayEquals(longBits(new double[] {-0.0, 0.1f}), longBits(file.doubles("f32")));
  }

  @Test
  void narrowerTypesAreRefused() throws IOException {
    SafetensorsFile file =
        reopen(
            new Safetensors()
                .add("f64", new double[] {1})
                .add("f32", new float[] {1})
                .add("i64", new long[] {1})
                .add("i32", new int[] {1}));

    assertRefused(
        "tensor 'i64' is I64, which cannot be read as doubles", () -> file.doubles("i64"));
    assertRefused("tensor 'f64' is F64, which cannot be read as floats", () -> file.floats("f64"));
    assertRefused("tensor 'i32' is I32, which cannot be read as floats", () -> file.floats("i32"));
    assertRefused("tensor 'f32' is F32, which cannot be read as longs", () -> file.longs("f32"));
    assertRefused("tensor 'i64' is I64, which cannot be read as ints", () -> file.ints("i64"));
  }

  @Test
  void tensorsWithoutElementsKeepTheirShape() throws IOException {
    SafetensorsFile file =
        reopen(
            new Safetensors()
                .add("none", new double[0], 3, 0, 7)
                .add("some", new int[] {4})
                .add("nothing", new long[0]));

    assertArrayEquals(new long[] {3, 0, 7}, file.shape("none"));
    assertArrayEquals(new double[0], file.doubles("none"));
    assertArrayEquals(new int[] {4}, file.ints("some"));
    assertArrayEquals(new long[0], file.longs("nothing"));
  }

  @Test
  void aFileWithoutTensorsIsAFile() throws IOException {
    assertEquals(0, reopen(new Safetensors()).names().size());
  }

  @Test
  void aScalarHasNoExtents() throws IOException {
    SafetensorsFile file =
        reopen(
            new Safetensors()
                .add("n", Dtype.I64, new long[0], out -> out.write(new long[] {9}, 0, 1)));

    assertArrayEquals(new long[0], file.shape("n"));
    assertArrayEquals(new long[] {9}, file.longs("n"));
  }

  @Test
  void metadataAndNamesSurvive() throws IOException {
    String odd = "β \"quoted\" \\ \n \u0000 𝛽";

    SafetensorsFile file =
        reopen(new Safetensors().metadata(odd, "v").metadata("k", odd).add(odd, new double[] {1}));

    assertEquals(Map.of(odd, "v", "k", odd), file.metadata());
    assertArrayEquals(new double[] {1}, file.doubles(odd));
  }

  @Test
  void rangesAreCutsOfTheWhole(@TempDir Path folder) throws IOException {
    double[] x = IntStream.range(0, SEVERAL_CHUNKS).mapToDouble(i -> i / 3.0).toArray();
    char[] w = new char[SEVERAL_CHUNKS];
    byte[] b = new byte[SEVERAL_CHUNKS];
    for (int i = 0; i < SEVERAL_CHUNKS; i++) {
      w[i] = (char) (i * 7);
      b[i] = (byte) (i * 11);
    }
    Path path = folder.resolve("large.safetensors");
    try (OutputStream out = Files.newOutputStream(path)) {
      unsigned(b, w).add("x", x).writeTo(out);
    }

    try (ByteSource source = ByteSource.open(path)) {
      SafetensorsFile file = SafetensorsFile.open(source);

      assertArrayEquals(x, file.doubles("x"));
      assertArrayEquals(unsigned(w), file.ints("u16"));
      assertArrayEquals(unsigned(b), file.ints("u8"));
      assertArrayEquals(Arrays.copyOfRange(x, 5, 90_005), file.doubles("x", 5, 90_000));
      assertArrayEquals(new int[] {w[SEVERAL_CHUNKS - 1]}, file.ints("u16", SEVERAL_CHUNKS - 1, 1));
      assertArrayEquals(new int[0], file.ints("u8", SEVERAL_CHUNKS, 0));
    }
  }

  @Test
  void aTensorMayBeWrittenInPieces() throws IOException {
    double[] first = {1, 2, 3};
    double[] second = {4, 5};
    Safetensors pieces =
        new Safetensors()
            .add(
                "x",
                Dtype.F64,
                new long[] {4},
                out -> {
                  out.write(first, 1, 2);
                  out.write(second, 0, 2);
                });

    assertArrayEquals(bytes(new Safetensors().add("x", new double[] {2, 3, 4, 5})), bytes(pieces));
  }

  @Test
  void piecesMustBeAsManyAsDeclaredAndOfTheType() {
    long[] two = {2};
    double[] values = {1, 2, 3};
    Safetensors few = new Safetensors().add("x", Dtype.F64, two, out -> out.write(values, 0, 1));
    Safetensors many = new Safetensors().add("x", Dtype.F64, two, out -> out.write(values, 0, 3));
    Safetensors other =
        new Safetensors().add("x", Dtype.F64, two, out -> out.write(new int[2], 0, 2));

    assertWritingFails("tensor 'x' of 2 elements was given only 1", few);
    assertWritingFails("tensor 'x' of 2 elements was given at least 3", many);
    assertWritingFails("tensor 'x' is F64, but was given elements of I32", other);
  }

  @Test
  void writersAreToldOfTheirMistakes() {
    Safetensors tensors = new Safetensors().metadata("k", "v").add("x", new double[4], 2, 2);
    double[] four = new double[4];

    assertMistake("tensor name 'x' is there twice", () -> tensors.add("x", four));
    assertMistake("metadata key 'k' is there twice", () -> tensors.metadata("k", "w"));
    assertMistake(
        "tensor 'y' has 4 elements, but its shape is [2, 3]", () -> tensors.add("y", four, 2, 3));
    assertMistake(
        "tensor 'y' has 4 elements, but its shape is [-2, -2]",
        () -> tensors.add("y", four, -2, -2));
    assertMistake(
        "tensor name '__metadata__' is not allowed: it must have at most 10000 characters and not be '__metadata__'",
        () -> tensors.add("__metadata__", four));
    assertMistake(
        "tensor name 'a\\ud800' holds half a surrogate pair, which UTF-8 cannot write",
        () -> tensors.add("a\ud800", four));
    assertMistake(
        "tensor 'z' has the shape [9223372036854775807, 2]; it must have at most 64 extents, none negative, and a number of bytes below 2^63",
        () -> tensors.add("z", Dtype.U8, new long[] {Long.MAX_VALUE, 2}, out -> {}));
  }

  @Test
  void theShapeThatAReaderNeedsIsChecked() throws IOException {
    SafetensorsFile file = reopen(new Safetensors().add("x", new double[6], 2, 3));

    file.require("x", Dtype.F64, 2, 3);
    file.require("x", Dtype.F64, -1, 3);
    assertRefused(
        "tensor 'x' is F64[2, 3]; it must be F64[any, 4]",
        () -> file.require("x", Dtype.F64, -1, 4));
    assertRefused(
        "tensor 'x' is F64[2, 3]; it must be F32[2, 3]", () -> file.require("x", Dtype.F32, 2, 3));
    assertRefused(
        "tensor 'x' is F64[2, 3]; it must be F64[6]", () -> file.require("x", Dtype.F64, 6));
    assertRefused("tensor 'y' is missing; the file has [x]", () -> file.doubles("y"));
    assertRefused(
        "tensor 'x' has 6 elements; 2 from 5 on are not among them", () -> file.doubles("x", 5, 2));
    assertRefused(
        "tensor 'x' has 6 elements; 1 from -1 on are not among them",
        () -> file.doubles("x", -1, 1));
    assertRefused(
        "tensor 'x' has 6 elements; 9 from 9223372036854775807 on are not among them",
        () -> file.doubles("x", Long.MAX_VALUE, 9));
  }

  private static long[] longBits(double[] values) {
    return Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray();
  }

  private static void assertRefused(String message, Executable e) {
    assertEquals("m.safetensors: " + message, assertThrows(FormatException.class, e).getMessage());
  }

  private static void assertMistake(String message, Executable e) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, e).getMessage());
  }

  private static void assertWritingFails(String message, Safetensors tensors) {
    assertEquals(
        message, assertThrows(IllegalStateException.class, () -> bytes(tensors)).getMessage());
  }
}
