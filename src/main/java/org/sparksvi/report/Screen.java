package org.sparksvi.report;

import java.io.PrintWriter;
import org.sparksvi.format.Quote;

/**
 * Where people watch a run: on a terminal a line that is written over and over, elsewhere plain
 * lines.
 */
public final class Screen {
  private static final String PREFIX = "svi: ";

  private final PrintWriter out;
  private final boolean terminal;
  private final int columns;
  private int shown; // characters of the live line

  /**
   * A screen.
   *
   * @param out flushed after every line
   * @param terminal whether a carriage return goes back to the start of the line
   * @param columns characters of a line
   */
  public Screen(PrintWriter out, boolean terminal, int columns) {
    this.out = out;
    this.terminal = terminal;
    this.columns = columns;
  }

  public boolean terminal() {
    return terminal;
  }

  public int columns() {
    return columns;
  }

  /** Writes over the live line; nothing where there is no terminal. */
  public synchronized void live(String text) {
    if (terminal) {
      String line = Quote.line(text);
      out.print('\r' + line + " ".repeat(Math.max(0, shown - line.length())));
      out.flush();
      shown = line.length();
    }
  }

  /** Adds a line that stays. */
  public synchronized void note(String line) {
    clear();
    out.println(PREFIX + Quote.line(line));
    out.flush();
  }

  /** Takes the live line away. */
  public synchronized void clear() {
    if (shown > 0) {
      out.print('\r' + " ".repeat(shown) + '\r');
      out.flush();
      shown = 0;
    }
  }
}
