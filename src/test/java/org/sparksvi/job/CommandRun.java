package org.sparksvi.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.sparksvi.format.Json;
import org.sparksvi.report.Screen;

/** What a command, run in this process, said and how it ended. */
public record CommandRun(ExitCode code, String out, String err) {

  public static CommandRun of(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    PrintWriter errWriter = new PrintWriter(err);
    Console console =
        new Console(new PrintWriter(out), errWriter, new Screen(errWriter, false, 80));
    ExitCode code = Main.run(console, arguments);
    return new CommandRun(code, out.toString(), err.toString());
  }

  /** The same of arguments that must succeed. */
  public static CommandRun done(String... arguments) {
    return of(arguments).done();
  }

  /** This, which must have succeeded. */
  public CommandRun done() {
    assertEquals(ExitCode.DONE, code, err);
    return this;
  }

  /** What was said, as JSON. */
  public ObjectNode json() {
    return Json.read(done().out, "output");
  }

  /** Asserts one line that says what was wrong, its exit code, and nothing else. */
  public void assertRefused(ExitCode expected, String message) {
    List<String> lines = err.lines().filter(l -> l.startsWith("svi: error: ")).toList();
    assertEquals(1, lines.size(), err);
    assertTrue(lines.get(0).contains(message), lines.get(0));
    assertEquals(expected, code, err);
    assertEquals("", out);
    assertFalse(err.contains("\tat "), err);
  }

  /** Trains by a configuration, with some keys of other values. */
  public static CommandRun train(String conf, String run, String... overrides) {
    List<String> arguments = new ArrayList<>(List.of("train", conf, "--run", run));
    for (String override : overrides) {
      arguments.addAll(List.of("-s", override));
    }
    return of(arguments.toArray(String[]::new));
  }
}
