package org.sparksvi.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.sparksvi.report.Screen;

class MainTest {

  @Test
  void versionNamesProjectSparkAndJava() {
    CommandRun run = CommandRun.of("--version");

    assertEquals(ExitCode.DONE, run.code());
    assertTrue(run.out().matches("(?s)spark-svi \\d.*Spark 4.*Java 1?[0-9].*"), run.out());
  }

  @Test
  void everyCommandHasHelp() {
    for (String command : new String[] {"", "generate", "generate topics", "generate mixture"}) {
      CommandRun run = CommandRun.of((command + " --help").strip().split(" "));

      assertEquals(ExitCode.DONE, run.code());
      assertTrue(run.out().startsWith("Usage: svi"), run.out());
    }
  }

  @Test
  void aMistakeOnTheCommandLineIsOneLineAndExitCode2() {
    assertEquals(
        new CommandRun(
            ExitCode.CONFIGURATION,
            "",
            "svi: error: Missing required option: '--output=PATH'; see svi generate topics --help\n"),
        CommandRun.of("generate", "topics"));
    assertEquals(
        new CommandRun(
            ExitCode.CONFIGURATION, "", "svi: error: a command must be given; see svi --help\n"),
        CommandRun.of());
    assertEquals(ExitCode.CONFIGURATION, CommandRun.of("learn").code());
  }

  @Test
  void aValueThatCannotBeIsRefusedBeforeSparkStarts() {
    assertEquals(
        new CommandRun(
            ExitCode.CONFIGURATION, "", "svi: error: --topics must be at least 1, but was 0\n"),
        CommandRun.of("generate", "topics", "--output", "target/never", "--topics", "0"));
  }

  @Test
  void aResultThatNobodyCouldTakeIsAFailure() {
    StringWriter err = new StringWriter();
    PrintWriter errors = new PrintWriter(err);
    PrintStream full =
        new PrintStream(
            new OutputStream() {
              @Override
              public void write(int value) throws IOException {
                throw new IOException("No space left on device");
              }
            },
            true,
            StandardCharsets.UTF_8);
    Console console =
        new Console(
            new PrintWriter(full, true, StandardCharsets.UTF_8),
            errors,
            new Screen(errors, false, 80));

    assertEquals(ExitCode.UNEXPECTED, Main.run(console, "--version"));
    assertEquals(
        "svi: error: the result could not be written to the standard output\n", err.toString());
  }
}
