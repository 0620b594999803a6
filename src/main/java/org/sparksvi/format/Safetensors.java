package org.sparksvi.format;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Named arrays on their way into one safetensors file.
 *
 * <pre>
 *   8 bytes   length of the header, little-endian
 *   header    JSON: name → {dtype, shape, data_offsets}, padded with spaces to a multiple of 8
 *   data      the arrays in the order they were added, little-endian, without gaps
 * </pre>
 *
 * <p>The same arrays give the same bytes: the header holds no time, host or path, and its metadata
 * are sorted. Arrays are kept, not copied, until the file is written; they are encoded in chunks.
 * The shape may be left out for a vector.
 */
public final class Safetensors {
  /** The longest header that is written or read, in bytes. */
  static final int HEADER_BYTES = 64 << 20;

  private final Map<String, String> metadata = new TreeMap<>();
  private final Map<String, Tensor> tensors = new LinkedHashMap<>();
  private final List<Content> contents = new ArrayList<>(); // of the tensors, in their order
  private long dataBytes;

  /** What gives a tensor's elements when the file is written. */
  public interface Content {
    /** Writes all elements, in as many pieces as it likes. */
    void writeTo(TensorOutput out) throws IOException;
  }

  /** Adds a remark for readers: both texts appear in the header. */
  public Safetensors metadata(String key, String value) {
    requireText("metadata key", key);
    requireText("metadata value", value);
    if (metadata.putIfAbsent(key, value) != null) {
      throw new IllegalArgumentException("metadata key '" + key + "' is there twice");
    }
    return this;
  }

  /** Adds an F64 tensor. */
  public Safetensors add(String name, double[] values, long... shape) {
    return add(name, Dtype.F64, values.length, shape, out -> out.write(values, 0, values.length));
  }

  /** Adds an F32 tensor. */
  public Safetensors add(String name, float[] values, long... shape) {
    return add(name, Dtype.F32, values.length, shape, out -> out.write(values, 0, values.length));
  }

  /** Adds an I64 tensor. */
  public Safetensors add(String name, long[] values, long... shape) {
    return add(name, Dtype.I64, values.length, shape, out -> out.write(values, 0, values.length));
  }

  /** Adds an I32 tensor. */
  public Safetensors add(String name, int[] values, long... shape) {
    return add(name, Dtype.I32, values.length, shape, out -> out.write(values, 0, values.length));
  }

  /** Adds a tensor whose elements are asked for only when the file is written. */
  public Safetensors add(String name, Dtype dtype, long[] shape, Content content) {
    requireText("tensor name", name);
    if (name.equals(Tensor.METADATA) || name.length() > Tensor.NAME_CHARACTERS) {
      throw new IllegalArgumentException(
          "tensor name '%s' is not allowed: it must have at most %d characters and not be '%s'"
              .formatted(Quote.cut(name), Tensor.NAME_CHARACTERS, Tensor.METADATA));
    }
    long elements = Tensor.elements(shape, dtype);
    if (elements < 0 || shape.length > Tensor.DIMENSIONS) {
      throw new IllegalArgumentException(
          "tensor '%s' has the shape %s; it must have at most %d extents, none negative, and a number of bytes below 2^63"
              .formatted(name, Arrays.toString(shape), Tensor.DIMENSIONS));
    }
    long end = Math.addExact(dataBytes, elements * dtype.bytes());
    Tensor tensor = Tensor.between(name, dtype, shape.clone(), dataBytes, end);
    if (tensors.putIfAbsent(name, tensor) != null) {
      throw new IllegalArgumentException("tensor name '" + name + "' is there twice");
    }
    contents.add(content);
    dataBytes = end;
    return this;
  }

  /** Writes the file; flushes the stream, does not close it. */
  public void writeTo(OutputStream out) throws IOException {
    byte[] header = header();
    ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    out.write(length.putLong(header.length).array());
    out.write(header);
    TensorOutput data = new TensorOutput(out);
    int i = 0;
    for (Tensor tensor : tensors.values()) {
      data.begin(tensor);
      contents.get(i++).writeTo(data);
      data.finish();
    }
    out.flush();
  }

  private Safetensors add(String name, Dtype dtype, int length, long[] shape, Content content) {
    long[] full = shape.length == 0 ? new long[] {length} : shape;
    if (Tensor.elements(full, dtype) != length) {
      throw new IllegalArgumentException(
          "tensor '%s' has %d elements, but its shape is %s"
              .formatted(name, length, Arrays.toString(full)));
    }
    return add(name, dtype, full, content);
  }

  private byte[] header() throws IOException {
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    try (JsonGenerator json = Json.generator(header)) {
      json.writeStartObject();
      if (!metadata.isEmpty()) {
        json.writeObjectFieldStart(Tensor.METADATA);
        for (Map.Entry<String, String> entry : metadata.entrySet()) {
          json.writeStringField(entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
      }
      for (Tensor tensor : tensors.values()) {
        json.writeObjectFieldStart(tensor.name());
        json.writeStringField("dtype", tensor.dtype().name());
        writeLongs(json, "shape", tensor.shape());
        writeLongs(json, "data_offsets", new long[] {tensor.begin(), tensor.end()});
        json.writeEndObject();
      }
      json.writeEndObject();
    }
    while (header.size() % Long.BYTES != 0) {
      header.write(' ');
    }
    if (header.size() > HEADER_BYTES) {
      throw new IllegalStateException(
          "header of %d tensors has %d bytes; it must have at most %d"
              .formatted(tensors.size(), header.size(), HEADER_BYTES));
    }
    return header.toByteArray();
  }

  private static void writeLongs(JsonGenerator json, String name, long[] values)
      throws IOException {
    json.writeFieldName(name);
    json.writeArray(values, 0, values.length);
  }

  private static void requireText(String what, String text) {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new IllegalArgumentException(
          what
              + " '"
              + Quote.cut(text)
              + "' holds half a surrogate pair, which UTF-8 cannot write");
    }
  }
}
