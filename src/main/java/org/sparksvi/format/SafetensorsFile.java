package org.sparksvi.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/**
 * The tensors of a safetensors file, read one by one or in ranges.
 *
 * <p>Opening reads and checks the header alone; what it declares fits the length of the file before
 * any array is made. A tensor may be read as a wider type where that is exact. Reading runs nothing
 * that the file says. As safe for many threads as its source, which it keeps and does not close.
 */
public final class SafetensorsFile {
  private static final int CHUNK = 1 << 16; // bytes, a multiple of every element's
  private static final int ARRAY = Integer.MAX_VALUE - 8; // elements of the longest array

  private final ByteSource source;
  private final long dataStart; // bytes before the data
  private final Map<String, Tensor> tensors;
  private final SortedMap<String, String> metadata;

  private SafetensorsFile(
      ByteSource source,
      long dataStart,
      Map<String, Tensor> tensors,
      SortedMap<String, String> metadata) {
    this.source = source;
    this.dataStart = dataStart;
    this.tensors = tensors;
    this.metadata = metadata;
  }

  /** Reads and checks the header. */
  public static SafetensorsFile open(ByteSource source) throws IOException {
    String file = source.name();
    long length = source.length();
    if (length < Long.BYTES) {
      throw new FormatException(
          file,
          "file has %d bytes; a safetensors file begins with 8 that hold its header's length"
              .formatted(length));
    }
    byte[] eight = new byte[Long.BYTES];
    source.readFully(0, eight, 0, eight.length);
    long declared = ByteBuffer.wrap(eight).order(ByteOrder.LITTLE_ENDIAN).getLong();
    long most = Math.min(Safetensors.HEADER_BYTES, length - Long.BYTES);
    if (declared < 0 || declared > most) {
      throw new FormatException(
          file,
          "header length is %s; it must be at most %d in a file of %d bytes"
              .formatted(Long.toUnsignedString(declared), most, length));
    }
    byte[] header = new byte[(int) declared];
    source.readFully(Long.BYTES, header, 0, header.length);
    String text = Utf8.decode(header, 0, header.length, file);
    long dataStart = Long.BYTES + declared;
    SafetensorsHeader parsed = SafetensorsHeader.parse(text, length - dataStart, file);
    return new SafetensorsFile(source, dataStart, parsed.tensors(), parsed.metadata());
  }

  /** The same file, opened again: its header is not read a second time. */
  public SafetensorsFile over(ByteSource again) {
    return new SafetensorsFile(again, dataStart, tensors, metadata);
  }

  /** The tensors' names, in the order of the header. */
  public Set<String> names() {
    return tensors.keySet();
  }

  /** The remarks in the header. */
  public SortedMap<String, String> metadata() {
    return metadata;
  }

  /** What messages call the file. */
  public String name() {
    return source.name();
  }

  /** Extents of a tensor; none for a scalar. */
  public long[] shape(String name) {
    return tensor(name).shape();
  }

  /** Type of a tensor's elements. */
  public Dtype dtype(String name) {
    return tensor(name).dtype();
  }

  /** Number of a tensor's elements. */
  public long elements(String name) {
    return tensor(name).elements();
  }

  /** Checks type and shape of a tensor; an extent of -1 stands for any. */
  public void require(String name, Dtype dtype, long... shape) {
    Tensor tensor = tensor(name);
    long[] actual = tensor.shape();
    boolean fits = tensor.dtype() == dtype && actual.length == shape.length;
    for (int i = 0; fits && i < shape.length; i++) {
      fits = shape[i] == -1 || shape[i] == actual[i];
    }
    if (!fits) {
      String wanted = dtype + Arrays.toString(shape).replace("-1", "any");
      throw problem(name, "is " + tensor.description() + "; it must be " + wanted);
    }
  }

  /** All elements of an F64, F32, I32, U16 or U8 tensor. */
  public double[] doubles(String name) throws IOException {
    return doubles(name, 0, whole(name));
  }

  /** Elements of an F64, F32, I32, U16 or U8 tensor. */
  public double[] doubles(String name, long from, int count) throws IOException {
    Tensor tensor = range(name, from, count);
    double[] out = new double[count];
    read(tensor, from, count, TensorDecoder.doubles(tensor.dtype(), out), "doubles");
    return out;
  }

  /** All elements of an F32, U16 or U8 tensor. */
  public float[] floats(String name) throws IOException {
    return floats(name, 0, whole(name));
  }

  /** Elements of an F32, U16 or U8 tensor. */
  public float[] floats(String name, long from, int count) throws IOException {
    Tensor tensor = range(name, from, count);
    float[] out = new float[count];
    read(tensor, from, count, TensorDecoder.floats(tensor.dtype(), out), "floats");
    return out;
  }

  /** All elements of an I64, I32, U16 or U8 tensor. */
  public long[] longs(String name) throws IOException {
    return longs(name, 0, whole(name));
  }

  /** Elements of an I64, I32, U16 or U8 tensor. */
  public long[] longs(String name, long from, int count) throws IOException {
    Tensor tensor = range(name, from, count);
    long[] out = new long[count];
    read(tensor, from, count, TensorDecoder.longs(tensor.dtype(), out), "longs");
    return out;
  }

  /** All elements of an I32, U16 or U8 tensor. */
  public int[] ints(String name) throws IOException {
    return ints(name, 0, whole(name));
  }

  /** Elements of an I32, U16 or U8 tensor. */
  public int[] ints(String name, long from, int count) throws IOException {
    Tensor tensor = range(name, from, count);
    int[] out = new int[count];
    read(tensor, from, count, TensorDecoder.ints(tensor.dtype(), out), "ints");
    return out;
  }

  private void read(Tensor tensor, long from, int count, TensorDecoder decoder, String as)
      throws IOException {
    if (decoder == TensorDecoder.INEXACT) {
      throw problem(tensor.name(), "is " + tensor.dtype() + ", which cannot be read as " + as);
    }
    int size = tensor.dtype().bytes();
    int most = Math.min(count, CHUNK / size);
    byte[] chunk = new byte[most * size];
    ByteBuffer buffer = ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN);
    long position = dataStart + tensor.begin() + from * size;
    for (int done = 0; done < count; ) {
      int n = Math.min(most, count - done);
      source.readFully(position + (long) done * size, chunk, 0, n * size);
      decoder.decode(buffer, done, n);
      done += n;
    }
  }

  private Tensor tensor(String name) {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new FormatException(
          source.name(),
          "tensor '%s' is missing; the file has %s"
              .formatted(name, Quote.cut(tensors.keySet().toString())));
    }
    return tensor;
  }

  private Tensor range(String name, long from, int count) {
    Tensor tensor = tensor(name);
    if (from < 0 || count < 0 || from > tensor.elements() - count) {
      throw problem(
          name,
          "has %d elements; %d from %d on are not among them"
              .formatted(tensor.elements(), count, from));
    }
    return tensor;
  }

  private int whole(String name) {
    long elements = tensor(name).elements();
    if (elements > ARRAY) {
      throw problem(name, "has %d elements; one array holds at most %d".formatted(elements, ARRAY));
    }
    return (int) elements;
  }

  private FormatException problem(String name, String problem) {
    return new FormatException(source.name(), "tensor '" + Quote.cut(name) + "' " + problem);
  }
}
