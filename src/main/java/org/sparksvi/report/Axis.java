package org.sparksvi.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The numbers along a side.
 *
 * @param least at its beginning
 * @param most at its end
 * @param step between ticks
 */
record Axis(double least, double most, double step) {

  private static final int TICKS = 6;
  private static final double MARGIN = 0.05;

  static Axis of(List<Double> values) {
    double least = values.stream().mapToDouble(v -> v).min().orElse(0);
    double most = values.stream().mapToDouble(v -> v).max().orElse(1);
    double width = most > least ? most - least : Math.max(1, Math.abs(most));
    double rough = width / TICKS;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double step = power * (rough / power >= 5 ? 10 : rough / power >= 2 ? 5 : 2);
    double margin = most > least ? MARGIN * width : 0.5 * width;
    return new Axis(least - margin, most + margin, step);
  }

  double share(double value) {
    return (value - least) / (most - least);
  }

  List<Double> ticks() {
    List<Double> ticks = new ArrayList<>();
    for (long i = (long) Math.ceil(least / step); i * step <= most; i++) {
      ticks.add(i * step);
    }
    return ticks;
  }

  String label(double tick) {
    int digits = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
    return String.format(Locale.ROOT, "%." + digits + "f", tick);
  }
}
