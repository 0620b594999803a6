package org.sparksvi.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigResolveOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a configuration can reach. */
class TrustTest {
  @TempDir Path directory;

  private Configuration read(String text) throws IOException {
    Path file = Files.writeString(directory.resolve("job.conf"), text);
    return Configuration.of(text, file.toString(), List.of());
  }

  private String refusal(String text) {
    return assertThrows(ConfigurationException.class, () -> read(text)).getMessage();
  }

  @Test
  void ofTheEnvironmentOnlyNamesThatAreMeantForIt() throws IOException {
    Environment environment = new Environment(Map.of("SVI_DAY", "monday", "PASSWORD", "secret"));
    ConfigResolveOptions options = ConfigResolveOptions.noSystem().appendResolver(environment);

    assertEquals(
        "day monday",
        ConfigFactory.parseString("a = \"day \"${SVI_DAY}").resolve(options).getString("a"));
    assertFalse(ConfigFactory.parseString("a = ${?PASSWORD}").resolve(options).hasPath("a"));
    assertFalse(read("input.path = ${?PATH}").has("input.path"));
    assertTrue(refusal("input.path = ${PATH}").contains("PATH"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "url(\"http://127.0.0.1:1/x\")",
        "url(\"file:/etc/hostname\")",
        "\"http://127.0.0.1:1/x\"",
        "classpath(\"reference.conf\")",
        "file(\"/etc/hostname\")",
        "\"../other.conf\"",
        "required(file(\"../other.conf\"))",
        "\"link.conf\"",
        "\"missing.conf\""
      })
  void nothingElsewhereIsIncluded(String what) throws IOException {
    Path outside = directory.resolve("../other.conf");
    Files.writeString(outside, "input.path = theirs");
    Files.createSymbolicLink(directory.resolve("link.conf"), Path.of("/etc/hostname"));
    try {
      assertTrue(refusal("include " + what).contains("include"), what);
    } finally {
      Files.delete(outside);
    }
  }

  @Test
  void filesBesideAreIncluded() throws IOException {
    Files.createDirectory(directory.resolve("parts"));
    Files.writeString(directory.resolve("parts/input.conf"), "input.path = rows");
    for (String include : List.of("\"parts/input.conf\"", "file(\"parts/input.conf\")")) {
      assertEquals("rows", read("include " + include).text("input.path"));
    }
  }

  @Test
  void whatAVariableHoldsIsUsedButNeitherKeptNorShown() throws IOException {
    String secret = "never-to-be-seen"; // which pom.xml gives the tests
    String reference = "${SVI_TEST_SECRET}";
    Configuration c =
        read(
            "input.path = \"rows/\"${SVI_TEST_SECRET}\"/x\"\ninput.columns = [${SVI_TEST_SECRET}]\n"
                + "model.components = ${SVI_TEST_SECRET}");

    assertEquals("rows/" + secret + "/x", c.text("input.path"));
    assertEquals(List.of(secret), c.texts("input.columns"));
    assertFalse(c.toJson().toString().contains(secret), c.toJson().toString());
    assertEquals("rows/" + reference + "/x", c.toJson().path("input.path").asText());
    ConfigurationException refused =
        assertThrows(ConfigurationException.class, () -> c.whole("model.components", 1, 9));
    assertTrue(refused.getMessage().contains("but was \"" + reference), refused.getMessage());
    assertFalse(refused.getMessage().contains(secret), refused.getMessage());
    String unknown = refusal("input.paths = ${SVI_TEST_SECRET}");
    assertFalse(unknown.contains(secret), unknown);
    assertFalse(new Environment(System.getenv()).hide("no file rows/" + secret).contains(secret));

    Configuration again = Configuration.recorded(c.toJson(), "run.json", List.of());
    assertEquals("rows/" + secret + "/x", again.text("input.path"));
    assertEquals(List.of(secret), again.texts("input.columns"));
    assertEquals(c.toJson(), again.toJson());
  }

  @Test
  void aRunOfOthersCannotHaveAVariableSentAway() {
    for (String path : List.of("hdfs://host/${SVI_TEST_SECRET}", "//host/${SVI_TEST_SECRET}")) {
      var recorded = org.sparksvi.format.Json.object().put("input.path", path);
      assertEquals(
          path, Configuration.recorded(recorded, "run.json", List.of()).text("input.path"));
    }
  }

  @Test
  void aPasswordIsUsedButNotKept() throws IOException {
    Configuration c = read("input.path = \"ftp://user:SECRET@host/day.csv\"");

    assertEquals("ftp://user:SECRET@host/day.csv", c.text("input.path"));
    assertEquals("ftp://host/day.csv", c.toJson().path("input.path").asText());
  }
}
