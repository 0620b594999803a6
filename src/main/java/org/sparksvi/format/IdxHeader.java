package org.sparksvi.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sparksvi.data.ImageShape;

/**
 * The header of an idx file, the format of MNIST: an array of numbers of one type, whose first
 * dimension counts rows.
 *
 * <pre>
 *   0 0 type dimensions | size of each dimension, 32 bits | values, the last dimension fastest
 * </pre>
 *
 * <p>All numbers are big-endian. LeCun, Cortes and Burges (1998).
 *
 * @param dimensions sizes, at least one of them; the first may be 0
 */
public record IdxHeader(Type type, List<Integer> dimensions) implements Serializable {
  /** The most numbers of a row. */
  public static final int MOST_COLUMNS = 1 << 24;

  private static final int IMAGE_DIMENSIONS = 3; // rows, height, width

  public IdxHeader {
    dimensions = List.copyOf(dimensions);
  }

  /** What values are. */
  public enum Type {
    UBYTE(0x08, 1) {
      @Override
      double next(ByteBuffer bytes) {
        return Byte.toUnsignedInt(bytes.get());
      }
    },
    BYTE(0x09, 1) {
      @Override
      double next(ByteBuffer bytes) {
        return bytes.get();
      }
    },
    SHORT(0x0B, Short.BYTES) {
      @Override
      double next(ByteBuffer bytes) {
        return bytes.getShort();
      }
    },
    INT(0x0C, Integer.BYTES) {
      @Override
      double next(ByteBuffer bytes) {
        return bytes.getInt();
      }
    },
    FLOAT(0x0D, Float.BYTES) {
      @Override
      double next(ByteBuffer bytes) {
        return bytes.getFloat();
      }
    },
    DOUBLE(0x0E, Double.BYTES) {
      @Override
      double next(ByteBuffer bytes) {
        return bytes.getDouble();
      }
    };

    private final int code;
    private final int bytes;

    Type(int code, int bytes) {
      this.code = code;
      this.bytes = bytes;
    }

    abstract double next(ByteBuffer bytes);
  }

  /** Reads a header; refuses one that nothing could be read by. */
  public static IdxHeader read(InputStream in, String file) throws IOException {
    byte[] magic = take(in, Integer.BYTES, file);
    if (magic[0] != 0 || magic[1] != 0) {
      throw new FormatException(
          file,
          "an idx file must begin with two bytes of 0, but begins with %02x %02x"
              .formatted(magic[0], magic[1]));
    }
    Type type = type(magic[2], file);
    int count = Byte.toUnsignedInt(magic[3]);
    if (count == 0) {
      throw new FormatException(file, "an idx file must have a dimension, but has 0");
    }
    ByteBuffer sizes = ByteBuffer.wrap(take(in, count * Integer.BYTES, file));
    List<Integer> dimensions = new ArrayList<>();
    long columns = 1;
    for (int d = 0; d < count; d++) {
      int size = sizes.getInt();
      if (size < (d == 0 ? 0 : 1)) {
        throw new FormatException(
            file, "dimension %d must be at least %d, but is %d".formatted(d, d == 0 ? 0 : 1, size));
      }
      columns *= d == 0 ? 1 : size;
      if (columns > MOST_COLUMNS) {
        throw new FormatException(
            file,
            "a row must have at most %d values, but the dimensions up to %d make it %d"
                .formatted(MOST_COLUMNS, d, columns));
      }
      dimensions.add(size);
    }
    return new IdxHeader(type, dimensions);
  }

  private static byte[] take(InputStream in, int count, String file) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new FormatException(file, "the header of an idx file is cut off");
    }
    return bytes;
  }

  private static Type type(byte code, String file) {
    for (Type type : Type.values()) {
      if (type.code == code) {
        return type;
      }
    }
    throw new FormatException(
        file,
        "the type of an idx file must be 08, 09, 0b, 0c, 0d or 0e, but is %02x".formatted(code));
  }

  public int rows() {
    return dimensions.get(0);
  }

  /** Numbers of a row. */
  public int columns() {
    int columns = 1;
    for (int size : dimensions.subList(1, dimensions.size())) {
      columns *= size;
    }
    return columns;
  }

  /** Bytes of a row. */
  public int rowBytes() {
    return columns() * type.bytes;
  }

  /** Offset of a row's first byte, or of the end of the file behind the last one. */
  public long offset(long row) {
    return Integer.BYTES * (1L + dimensions.size()) + row * rowBytes();
  }

  /** The shape of the rows: height and width, and 3 colours where there is a fourth dimension. */
  public Optional<ImageShape> image() {
    int count = dimensions.size();
    boolean grey = count == IMAGE_DIMENSIONS;
    boolean colours = count == IMAGE_DIMENSIONS + 1 && dimensions.get(IMAGE_DIMENSIONS) == 3;
    return grey || colours
        ? Optional.of(new ImageShape(dimensions.get(1), dimensions.get(2), colours ? 3 : 1))
        : Optional.empty();
  }

  /** Whether rows of the other file have the same type and shape. */
  public boolean hasRowsOf(IdxHeader other) {
    return type == other.type && shape().equals(other.shape());
  }

  private List<Integer> shape() {
    return dimensions.subList(1, dimensions.size());
  }

  /** Reads the values of a row from its bytes. */
  public double[] decode(byte[] row) {
    ByteBuffer bytes = ByteBuffer.wrap(row);
    double[] values = new double[columns()];
    for (int c = 0; c < values.length; c++) {
      values[c] = type.next(bytes);
    }
    return values;
  }

  /** Such as ubyte 28 x 28. */
  public String describeRows() {
    String sizes = String.join(" x ", shape().stream().map(String::valueOf).toList());
    return type.name().toLowerCase(java.util.Locale.ROOT) + (sizes.isEmpty() ? "" : " " + sizes);
  }
}
