package org.sparksvi.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The checked header of a safetensors file: every tensor lies within the data, gaps nowhere. */
final class SafetensorsHeader {
  private final String file;
  private final long dataBytes;
  private final Map<String, Tensor> tensors = new LinkedHashMap<>();
  private final SortedMap<String, String> metadata = new TreeMap<>();

  private SafetensorsHeader(String file, long dataBytes) {
    this.file = file;
    this.dataBytes = dataBytes;
  }

  /** Reads and checks the header {@code text} of a file with {@code dataBytes} after it. */
  static SafetensorsHeader parse(String text, long dataBytes, String file) throws IOException {
    if (!text.startsWith("{")) {
      throw new FormatException(
          file, "header must begin with '{', but begins \"" + Quote.cut(text) + "\"");
    }
    SafetensorsHeader header = new SafetensorsHeader(file, dataBytes);
    try (JsonParser json = Json.parser(text)) {
      header.readEntries(json);
    } catch (JsonProcessingException e) {
      throw new FormatException(file, "header is not valid JSON: " + Json.reason(e), e);
    }
    header.requireNoGaps();
    return header;
  }

  Map<String, Tensor> tensors() {
    return Collections.unmodifiableMap(tensors);
  }

  SortedMap<String, String> metadata() {
    return Collections.unmodifiableSortedMap(metadata);
  }

  private void readEntries(JsonParser json) throws IOException {
    json.nextToken();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      if (value != JsonToken.START_OBJECT) {
        throw problem(name, "must be a JSON object, but is " + describe(json));
      }
      if (name.equals(Tensor.METADATA)) {
        readMetadata(json);
      } else {
        tensors.put(name, readTensor(name, json));
      }
    }
    if (json.nextToken() != null) {
      throw new FormatException(
          file, "header goes on after its JSON object with " + describe(json));
    }
  }

  private void readMetadata(JsonParser json) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      if (json.nextToken() != JsonToken.VALUE_STRING) {
        throw new FormatException(
            file,
            "metadata '%s' must be a text, but is %s".formatted(Quote.cut(key), describe(json)));
      }
      metadata.put(key, json.getText());
    }
  }

  private Tensor readTensor(String name, JsonParser json) throws IOException {
    Dtype dtype = null;
    long[] shape = null;
    long[] offsets = null;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      json.nextToken();
      switch (key) {
        case "dtype" -> dtype = readDtype(name, json);
        case "shape" -> shape = readLongs(name, "shape", Tensor.DIMENSIONS, json);
        case "data_offsets" -> offsets = readLongs(name, "data_offsets", 2, json);
        default -> throw problem(name, "has the unknown key '" + Quote.cut(key) + "'");
      }
    }
    if (dtype == null || shape == null || offsets == null) {
      String missing = dtype == null ? "dtype" : shape == null ? "shape" : "data_offsets";
      throw problem(name, "lacks its " + missing);
    }
    return check(name, dtype, shape, offsets);
  }

  private Tensor check(String name, Dtype dtype, long[] shape, long[] offsets) {
    long elements = Tensor.elements(shape, dtype);
    if (elements < 0) {
      throw problem(
          name,
          "has the shape %s; its number of bytes must be below 2^63"
              .formatted(Arrays.toString(shape)));
    }
    if (offsets.length != 2 || offsets[0] > offsets[1] || offsets[1] > dataBytes) {
      throw problem(
          name,
          "has the data_offsets %s; they must be a begin and an end within the %d bytes of data"
              .formatted(Arrays.toString(offsets), dataBytes));
    }
    if (offsets[1] - offsets[0] != elements * dtype.bytes()) {
      throw problem(
          name,
          "has %d bytes by its data_offsets, but %d by its dtype %s and shape %s"
              .formatted(
                  offsets[1] - offsets[0],
                  elements * dtype.bytes(),
                  dtype,
                  Arrays.toString(shape)));
    }
    return Tensor.between(name, dtype, shape, offsets[0], offsets[1]);
  }

  private Dtype readDtype(String name, JsonParser json) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_STRING) {
      String text = json.getText();
      for (Dtype dtype : Dtype.values()) {
        if (dtype.name().equals(text)) {
          return dtype;
        }
      }
    }
    throw problem(
        name,
        "has the dtype %s; it must be one of %s"
            .formatted(describe(json), Arrays.toString(Dtype.values())));
  }

  private long[] readLongs(String name, String key, int most, JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw problem(name, "has the " + key + " " + describe(json) + "; it must be an array");
    }
    long[] values = new long[Tensor.DIMENSIONS];
    int count = 0;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (count == most) {
        throw problem(name, "has more than " + most + " numbers in its " + key);
      }
      if (json.currentToken() != JsonToken.VALUE_NUMBER_INT
          || json.getNumberType() == JsonParser.NumberType.BIG_INTEGER
          || json.getLongValue() < 0) {
        throw problem(
            name,
            "has %s in its %s; it must be a whole number from 0 to 2^63 - 1"
                .formatted(describe(json), key));
      }
      values[count++] = json.getLongValue();
    }
    return Arrays.copyOf(values, count);
  }

  /** Sorted by where they lie, each tensor must begin where the one before ends. */
  private void requireNoGaps() {
    List<Tensor> sorted = new ArrayList<>(tensors.values());
    sorted.sort(Comparator.comparingLong(Tensor::begin).thenComparingLong(Tensor::end));
    long at = 0;
    for (Tensor tensor : sorted) {
      if (tensor.begin() != at) {
        throw problem(
            tensor.name(),
            "begins at byte %d of the data; it must begin at %d, where the tensor before it ends"
                .formatted(tensor.begin(), at));
      }
      at = tensor.end();
    }
    if (at != dataBytes) {
      throw new FormatException(
          file, "data have %d bytes; the tensors end at %d".formatted(dataBytes, at));
    }
  }

  private FormatException problem(String name, String problem) {
    return new FormatException(file, "tensor '" + Quote.cut(name) + "' " + problem);
  }

  private static String describe(JsonParser json) throws IOException {
    JsonToken token = json.currentToken();
    return switch (token) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "an array";
      case VALUE_STRING -> '"' + Quote.cut(json.getText()) + '"';
      default -> Quote.cut(json.getText());
    };
  }
}
