package org.sparksvi.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same value is the same text, and what is read is what was written, within limits. */
class JsonTest {

  @Test
  void keysKeepTheirOrder() {
    ObjectNode value = Json.object().put("round", 3L).put("elbo", -1.5).put("a", "é\"\n");
    value.putNull("heldOut");
    value.putArray("list").add(1).add(0.1);

    assertEquals(
        "{\"round\":3,\"elbo\":-1.5,\"a\":\"é\\\"\\n\",\"heldOut\":null,\"list\":[1,0.1]}",
        Json.line(value));
    assertEquals(
        """
        {
          "round" : 3,
          "elbo" : -1.5,
          "a" : "é\\"\\n",
          "heldOut" : null,
          "list" : [ 1, 0.1 ]
        }
        """,
        Json.page(value));
  }

  @Test
  void numbersThatAreNotFiniteAreNull() {
    ObjectNode value =
        Json.object()
            .put("a", Double.NaN)
            .put("b", Double.POSITIVE_INFINITY)
            .put("c", Float.NEGATIVE_INFINITY)
            .putPOJO("d", new double[] {1, Double.NaN});

    assertEquals("{\"a\":null,\"b\":null,\"c\":null,\"d\":[1.0,null]}", Json.line(value));
  }

  // Shortest decimals by repr of Python 3.11.7, in Java's notation (which has at least two digits:
  // 4.9E-324, not 5e-324). Double.toString of JDK 17.0.15 gives other texts for the second to
  // fourth, later JDKs these.
  @ParameterizedTest
  @CsvSource({
    "0x1.999999999999ap-4, 0.1",
    "0x1.0p-44, 5.684341886080802E-14",
    "0x1.52d02c7e14af6p76, 1.0E23",
    "0x1.52d02c7e14af6p77, 2.0E23",
    "-0x0.0p0, -0.0",
    "0x0.0000000000001p-1022, 4.9E-324",
    "0x1.fffffffffffffp1023, 1.7976931348623157E308",
  })
  void doublesAreTheShortestDecimal(String hexadecimal, String shortest) {
    double value = Double.parseDouble(hexadecimal);

    assertEquals("{\"x\":" + shortest + "}", Json.line(Json.object().put("x", value)));
  }

  @Property
  void doublesAndTextsSurvive(@ForAll double number, @ForAll long whole, @ForAll int character) {
    String text = "k" + (char) (character & 0x7fff);
    ObjectNode value = Json.object().put("n", number).put("w", whole).put("t", text).put(text, 1);

    ObjectNode back = Json.read(Json.line(value), "p");

    assertEquals(number, back.get("n").doubleValue());
    assertEquals(whole, back.get("w").longValue());
    assertEquals(text, back.get("t").textValue());
    assertEquals(Json.line(value), Json.line(back));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | must be a JSON object, but is \"\"",
        "[1] | must be a JSON object, but is \"[1]\"",
        "null | must be a JSON object, but is \"null\"",
        "{\"a\":1,\"a\":2} | not valid JSON: Duplicate field 'a' (character 10)",
        "{\"a\":1e999} | a number is beyond the range of a double",
        "{\"b\":[{\"a\":-1e999}]} | a number is beyond the range of a double",
      })
  void otherTextsAreRefusedWithTheirReason(String text, String reason) {
    FormatException e = assertThrows(FormatException.class, () -> Json.read(text, "run.json"));

    assertEquals("run.json: " + reason, e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{} {}",
        "{}x",
        "{'a':1}",
        "{a:1}",
        "{\"a\":NaN}",
        "{\"a\":01}",
        "{\"a\":1,}",
        "{/**/}"
      })
  void onlyPlainJsonIsRead(String text) {
    FormatException e = assertThrows(FormatException.class, () -> Json.read(text, "run.json"));

    assertTrue(e.getMessage().startsWith("run.json: not valid JSON: "), e.getMessage());
  }

  @Test
  void depthAndLengthsHaveLimits() {
    String deep = "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
    String digits = "{\"a\":" + "1".repeat(100_000) + "}";
    String name = "{\"" + "a".repeat(100_000) + "\":1}";

    for (String text : List.of(deep, digits, name)) {
      String message = assertThrows(FormatException.class, () -> Json.read(text, "p")).getMessage();
      assertTrue(message.contains("exceeds the maximum allowed"), message);
    }
  }

  @Property
  void noBytesAreWorseThanInvalid(@ForAll byte[] bytes) {
    try {
      Json.read(bytes, "p");
    } catch (FormatException e) {
      assertEquals("p", e.place());
    }
  }

  @Test
  void linesAreReadBackWithTheirNumbers() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    JsonLines.write(Json.object().put("round", 1), out);
    JsonLines.write(Json.object().put("round", 2), out);
    List<String> lines = new ArrayList<>();

    long bytes =
        JsonLines.read(
            new ByteArrayInputStream(out.toByteArray()),
            "trace.jsonl",
            (number, value) -> lines.add(number + " " + value));

    assertEquals(List.of("1 {\"round\":1}", "2 {\"round\":2}"), lines);
    assertEquals(out.size(), bytes);
  }

  @Test
  void anUnfinishedLastLineIsLeftOut() throws IOException {
    List<String> lines = new ArrayList<>();

    long bytes =
        JsonLines.read(
            new ByteArrayInputStream("{\"a\":1}\n{\"a\":2}".getBytes(UTF_8)),
            "trace.jsonl",
            (number, value) -> lines.add(value.toString()));

    assertEquals(List.of("{\"a\":1}"), lines);
    assertEquals(8, bytes);
  }

  @Test
  void brokenLinesAreNamed() {
    String good = "{\"a\":1}\n";

    assertEquals("t, line 2: must be a JSON object, but is \"\"", refusal(good + "\n" + good));
    assertEquals(
        "t, line 2: line is longer than 1048576 bytes",
        refusal(good + "{\"a\":\"" + "x".repeat(3_000_000) + "\"}\n" + good));
  }

  private static String refusal(String text) {
    return assertThrows(
            FormatException.class,
            () ->
                JsonLines.read(
                    new ByteArrayInputStream(text.getBytes(UTF_8)), "t", (number, value) -> {}))
        .getMessage();
  }
}
