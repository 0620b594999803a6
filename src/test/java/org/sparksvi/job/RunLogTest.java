package org.sparksvi.job;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import org.apache.logging.log4j.LogManager;
import org.junit.jupiter.api.Test;

class RunLogTest {

  @Test
  void itHoldsNoPasswordAndNothingThatCommandsATerminal() throws IOException {
    RunLog log = RunLog.start();
    String bad = "ftp://user:SECRET@host/x \u001b[2J\u202e\u009b";
    log.info(bad);
    LogManager.getLogger("org.apache.spark").warn(bad, new IOException(bad));
    String text = Files.readString(log.file());
    log.close(false);

    assertTrue(text.contains("INFO  sparksvi: ftp://host/x ?[2J??\n"), text);
    assertTrue(text.contains("java.io.IOException: ftp://host/x ?[2J??\n"), text);
    assertTrue(text.contains("\tat org.sparksvi.job.RunLogTest"), text);
    assertFalse(text.contains("SECRET"), text);
  }
}
