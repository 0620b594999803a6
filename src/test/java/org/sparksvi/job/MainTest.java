package org.sparksvi.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

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
}
