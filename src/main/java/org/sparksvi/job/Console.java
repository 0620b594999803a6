package org.sparksvi.job;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.sparksvi.format.Quote;
import org.sparksvi.report.Screen;

/**
 * Where a command speaks: results to {@code out}, progress and problems to the screen.
 *
 * @param out results only
 * @param err what picocli and messages use
 * @param screen progress, on {@code err}
 */
public record Console(PrintWriter out, PrintWriter err, Screen screen) {
  private static final int COLUMNS = 80;
  private static final int FEWEST_COLUMNS = 20;

  /** The process's own streams; the script that starts it knows whether there is a terminal. */
  static Console ofProcess() {
    PrintWriter err = writer(System.err);
    boolean terminal = Boolean.getBoolean("svi.terminal");
    int columns = Math.max(FEWEST_COLUMNS, Integer.getInteger("svi.columns", COLUMNS));
    return new Console(writer(System.out), err, new Screen(err, terminal, columns));
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8); // which sees its errors
  }

  /** Whether everything that was printed has been taken. */
  boolean isHeard() {
    return !out.checkError();
  }

  /** One line about what went wrong. */
  void error(String message) {
    screen.clear();
    err.println("svi: error: " + Quote.line(message));
    err.flush();
  }
}
