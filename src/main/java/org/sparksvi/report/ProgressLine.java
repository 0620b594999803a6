package org.sparksvi.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * How far a run is, on one line.
 *
 * @param round rounds done
 * @param rounds rounds at most
 * @param epoch the current one, from 1
 * @param epochs at most
 * @param elboPerUnit latest bound per unit
 * @param heldOut latest held-out score
 * @param rate of the latest step
 * @param rowsPerSecond in this session; 0 where unknown
 * @param secondsLeft until a limit is reached, at this speed; not finite where unknown
 * @param wording what rows and units are called
 */
public record ProgressLine(
    long round,
    long rounds,
    long epoch,
    long epochs,
    OptionalDouble elboPerUnit,
    OptionalDouble heldOut,
    OptionalDouble rate,
    double rowsPerSecond,
    double secondsLeft,
    Wording wording) {

  private static final int WIDEST_BAR = 24;
  private static final int NARROWEST_BAR = 8;
  private static final String BETWEEN = "  ";

  /** A bar and as many of the numbers, from the most important on, as so many columns hold. */
  public String live(int columns) {
    List<String> parts = parts();
    int most = columns - 1; // the last column would wrap
    StringBuilder numbers = new StringBuilder();
    for (String part : parts) {
      if (NARROWEST_BAR + 2 + numbers.length() + BETWEEN.length() + part.length() > most) {
        break;
      }
      numbers.append(BETWEEN).append(part);
    }
    int bar = Math.max(0, Math.min(WIDEST_BAR, most - 2 - numbers.length()));
    int full = (int) Math.min(bar, rounds == 0 ? bar : bar * round / rounds);
    return "[" + "#".repeat(full) + "-".repeat(bar - full) + "]" + numbers;
  }

  /** All numbers, for a log. */
  public String plain() {
    return String.join(", ", parts());
  }

  private List<String> parts() {
    List<String> parts = new ArrayList<>();
    parts.add("epoch %d/%d".formatted(epoch, epochs));
    elboPerUnit.ifPresent(v -> parts.add("ELBO/" + wording.unit() + number(" %.4f", v)));
    heldOut.ifPresent(v -> parts.add(number("held-out %.4f", v)));
    if (round < rounds && Double.isFinite(secondsLeft)) {
      parts.add(duration(secondsLeft) + " left");
    }
    parts.add("round %d/%d".formatted(round, rounds));
    if (rowsPerSecond > 0) {
      parts.add(number("%.0f ", rowsPerSecond) + wording.rows() + "/s");
    }
    rate.ifPresent(v -> parts.add(number("rate %.4f", v)));
    return parts;
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  /** Seconds as people say them: 42 s, 3 min 05 s, 2 h 07 min. */
  public static String duration(double seconds) {
    if (!Double.isFinite(seconds)) {
      return "unknown time";
    }
    long whole = Math.round(seconds);
    if (whole < 60) {
      return whole + " s";
    }
    return whole < 3600
        ? "%d min %02d s".formatted(whole / 60, whole % 60)
        : "%d h %02d min".formatted(whole / 3600, whole / 60 % 60);
  }
}
