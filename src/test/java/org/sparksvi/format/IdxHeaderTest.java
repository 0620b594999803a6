package org.sparksvi.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparksvi.data.ImageShape;

class IdxHeaderTest {

  private static IdxHeader read(String hex) throws IOException {
    byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
    return IdxHeader.read(new ByteArrayInputStream(bytes), "f");
  }

  @Test
  void theHeaderOfMnistIsUnderstood() throws IOException {
    IdxHeader header = read("00000803 0000ea60 0000001c 0000001c");

    assertEquals(60_000, header.rows());
    assertEquals(784, header.columns());
    assertEquals(784, header.rowBytes());
    assertEquals(16, header.offset(0));
    assertEquals(16 + 784L * 60_000, header.offset(60_000));
    assertEquals(Optional.of(new ImageShape(28, 28, 1)), header.image());
    assertEquals("ubyte 28 x 28", header.describeRows());
  }

  @Test
  void aFourthDimensionIsThreeColoursOrNoImage() throws IOException {
    assertEquals(
        Optional.of(new ImageShape(2, 4, 3)),
        read("00000804 00000001 00000002 00000004 00000003").image());
    assertEquals(Optional.empty(), read("00000804 00000001 00000002 00000004 00000002").image());
    assertEquals(Optional.empty(), read("00000802 00000001 00000004").image());
    assertEquals(1, read("00000801 00000005").columns());
  }

  @Test
  void everyTypeIsDecodedBigEndian() throws IOException {
    byte[] ubyte = {(byte) 0xff, 1};
    byte[] shorts = {(byte) 0xff, (byte) 0xfe, 1, 0};
    byte[] ints = ByteBuffer.allocate(8).putInt(-3).putInt(70_000).array();
    byte[] floats = ByteBuffer.allocate(8).putFloat(0.5f).putFloat(-2).array();
    byte[] doubles = ByteBuffer.allocate(16).putDouble(0.1).putDouble(-2).array();

    assertArrayEquals(new double[] {255, 1}, read("00000802 00000001 00000002").decode(ubyte));
    assertArrayEquals(new double[] {-1, 1}, read("00000902 00000001 00000002").decode(ubyte));
    assertArrayEquals(new double[] {-2, 256}, read("00000b02 00000001 00000002").decode(shorts));
    assertArrayEquals(new double[] {-3, 70_000}, read("00000c02 00000001 00000002").decode(ints));
    assertArrayEquals(new double[] {0.5, -2}, read("00000d02 00000001 00000002").decode(floats));
    assertArrayEquals(new double[] {0.1, -2}, read("00000e02 00000001 00000002").decode(doubles));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1f000803 00000001 | an idx file must begin with two bytes of 0, but begins with 1f 00
          00000a03 00000001 | the type of an idx file must be 08, 09, 0b, 0c, 0d or 0e, but is 0a
          00000800          | an idx file must have a dimension, but has 0
          000008            | the header of an idx file is cut off
          00000803 00000001 | the header of an idx file is cut off
          00000801 ffffffff | dimension 0 must be at least 0, but is -1
          00000802 00000001 00000000 | dimension 1 must be at least 1, but is 0
          00000803 00000001 00010000 00010000 | a row must have at most 16777216 values, but the dimensions up to 2 make it 4294967296
          000008ff          | the header of an idx file is cut off
          """)
  void whatIsNoHeaderIsRefused(String hex, String problem) {
    FormatException refused = assertThrows(FormatException.class, () -> read(hex));

    assertEquals("f: " + problem, refused.getMessage());
  }
}
