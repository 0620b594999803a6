package org.sparksvi.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code submit/svi}: options of spark-submit end where a command begins. */
class SubmitScriptTest {
  private static final Pattern COMMANDS =
      Pattern.compile("^ +(train \\|[a-z |]+)\\)", Pattern.MULTILINE);

  @Test
  void theScriptKnowsEveryCommand() throws IOException {
    Matcher matcher = COMMANDS.matcher(Files.readString(Path.of("submit/svi")));
    assertTrue(matcher.find());
    Set<String> known =
        new TreeSet<>(Arrays.asList(matcher.group(1).replace(" ", "").split("\\|", -1)));

    assertEquals(
        new TreeSet<>(CommandLines.of(Console.ofProcess()).getSubcommands().keySet()), known);
  }
}
