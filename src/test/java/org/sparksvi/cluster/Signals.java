package org.sparksvi.cluster;

import java.io.IOException;

/** Signals to processes of this machine. */
public final class Signals {
  private Signals() {}

  /** Sends a signal, such as STOP. */
  public static void send(String name, long pid) throws IOException, InterruptedException {
    int exitCode = new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
    if (exitCode != 0) {
      throw new IllegalStateException(
          "kill -%s %d must end with 0, but did with %d".formatted(name, pid, exitCode));
    }
  }
}
