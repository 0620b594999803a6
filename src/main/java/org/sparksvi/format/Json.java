package org.sparksvi.format;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/**
 * JSON as this project writes and reads it: the same value gives the same bytes on every JVM, and
 * reading has limits.
 *
 * <p>Keys keep the order in which they were put. Doubles are the shortest decimal that reads back
 * as the same double; NaN and infinities, which JSON cannot say, are written as {@code null}.
 * Reading refuses duplicate keys, text after the value, deep nesting, numbers beyond a double's
 * range, and everything that is not plain JSON; it never makes an object of a class that a file
 * names.
 */
public final class Json {
  private static final int DEPTH = 64;
  private static final int TEXT_CHARACTERS = 16 << 20;
  private static final int NUMBER_CHARACTERS = 400;

  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(StreamWriteFeature.STRICT_DUPLICATE_DETECTION)
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEPTH)
                  .maxNameLength(Tensor.NAME_CHARACTERS)
                  .maxStringLength(TEXT_CHARACTERS)
                  .maxNumberLength(NUMBER_CHARACTERS)
                  .build())
          .build();

  private static final ObjectMapper MAPPER =
      JsonMapper.builder(FACTORY)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(SerializationFeature.FLUSH_AFTER_WRITE_VALUE)
          .build();

  private Json() {}

  /** An empty object to put keys into. */
  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** {@code value} on one line, without its end. */
  public static String line(ObjectNode value) {
    return write(value, false);
  }

  /** {@code value} on many lines for people, each ended by a line feed. */
  public static String page(ObjectNode value) {
    return write(value, true) + "\n";
  }

  /** The object that {@code text} is; {@code place} is what messages call it. */
  public static ObjectNode read(String text, String place) {
    JsonNode node;
    try {
      node = MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new FormatException(place, "not valid JSON: " + reason(e), e);
    }
    if (!(node instanceof ObjectNode object)) {
      throw new FormatException(place, "must be a JSON object, but is \"" + Quote.cut(text) + "\"");
    }
    requireFinite(object, place);
    return object;
  }

  /** The object that the UTF-8 {@code bytes} are; {@code place} is what messages call it. */
  public static ObjectNode read(byte[] bytes, String place) {
    return read(Utf8.decode(bytes, 0, bytes.length, place), place);
  }

  /** A strict parser of {@code text}. */
  static JsonParser parser(String text) throws IOException {
    return FACTORY.createParser(text);
  }

  /** A generator without white space. */
  static JsonGenerator generator(OutputStream out) throws IOException {
    return FACTORY.createGenerator(out, JsonEncoding.UTF8);
  }

  /** What {@code e} says, with the place in the text. */
  static String reason(JsonProcessingException e) {
    String where =
        e.getLocation() == null ? "" : " (character " + e.getLocation().getCharOffset() + ")";
    return Quote.escape(e.getOriginalMessage()) + where;
  }

  private static String write(ObjectNode value, boolean pretty) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new FiniteGenerator(FACTORY.createGenerator(text))) {
      if (pretty) {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        json.setPrettyPrinter(
            new DefaultPrettyPrinter()
                .withObjectIndenter(indenter)
                .withArrayIndenter(DefaultPrettyPrinter.FixedSpaceIndenter.instance));
      }
      MAPPER.writeValue(json, value);
    } catch (IOException e) {
      throw new UncheckedIOException("not a value that JSON can hold", e);
    }
    return text.toString();
  }

  /**
   * Refuses numbers that are infinite or none.
   *
   * @throws FormatException naming the place
   */
  public static void requireFinite(JsonNode node, String place) {
    if (node.isDouble() && !Double.isFinite(node.doubleValue())) {
      throw new FormatException(place, "a number is beyond the range of a double");
    }
    for (JsonNode child : node) {
      requireFinite(child, place);
    }
  }
}
