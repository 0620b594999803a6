package org.sparksvi.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * A curve over rounds, as SVG for a page whose style names its colours, with a band of one standard
 * error where there is one. Plain text of our own: the same curve is the same bytes on every
 * machine.
 *
 * @param name of what is drawn
 * @param points in the order of their rounds
 */
public record Curve(String name, List<Point> points) {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 260;
  private static final int LEFT = 84;
  private static final int DIGIT = 11; // width of a label's character on small screens
  private static final int RIGHT = 16;
  private static final int TOP = 14;
  private static final int BOTTOM = 44;

  /** More would not be told apart. */
  private static final int MOST_POINTS = 600;

  /** Shares of the values that are left out below where they leave the rest no room. */
  private static final int FIRST = 20;

  /**
   * A value after a round.
   *
   * @param error its standard error; 0 where none is drawn
   */
  public record Point(long round, double value, double error) {
    public Point(long round, double value) {
      this(round, value, 0);
    }

    private double least() {
      return value - error;
    }

    private double most() {
      return value + error;
    }
  }

  public Curve {
    points = List.copyOf(points);
  }

  /**
   * The picture. Where the first twentieth of many points spans most of the height, as bounds of a
   * start do, it is left out.
   */
  public String svg() {
    List<Point> seen = seen();
    Axis x = Axis.of(seen.stream().map(p -> (double) p.round()).toList());
    Axis y = Axis.of(seen.stream().flatMap(p -> Stream.of(p.least(), p.most())).toList());
    int longest = y.ticks().stream().mapToInt(tick -> y.label(tick).length()).max().orElse(0);
    int left = Math.max(LEFT, DIGIT * longest + 12);
    StringBuilder svg = new StringBuilder();
    svg.append(
        text(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\""
                + " class=\"curve\"><title>%s</title>",
            WIDTH, HEIGHT, Markup.escaped(name)));
    int bottom = HEIGHT - BOTTOM;
    for (double tick : x.ticks()) {
      double at = right(left, x, tick);
      svg.append(
          text(
              "<path class=\"grid\" d=\"M%.1f %dV%d\"/><text x=\"%.1f\" y=\"%d\""
                  + " text-anchor=\"middle\">%s</text>",
              at, TOP, bottom, at, bottom + 17, x.label(tick)));
    }
    for (double tick : y.ticks()) {
      double at = up(y, tick);
      svg.append(
          text(
              "<path class=\"grid\" d=\"M%d %.1fH%d\"/><text x=\"%d\" y=\"%.1f\""
                  + " text-anchor=\"end\">%s</text>",
              left, at, WIDTH - RIGHT, left - 6, at + 4, y.label(tick)));
    }
    if (seen.stream().anyMatch(point -> point.error() > 0)) {
      List<Point> back = new ArrayList<>(seen);
      Collections.reverse(back);
      String there = path(seen, p -> right(left, x, (double) p.round()), p -> up(y, p.most()));
      String here = path(back, p -> right(left, x, (double) p.round()), p -> up(y, p.least()));
      svg.append(text("<path class=\"band\" d=\"%sL%sZ\"/>", there, here.substring(1)));
    }
    String line = path(seen, p -> right(left, x, (double) p.round()), p -> up(y, p.value()));
    svg.append(text("<path class=\"line\" d=\"%s\"/>", line));
    if (seen.size() <= FIRST) {
      for (Point point : seen) {
        svg.append(
            text(
                "<circle class=\"dot\" cx=\"%.1f\" cy=\"%.1f\" r=\"3\"/>",
                right(left, x, (double) point.round()), up(y, point.value())));
      }
    }
    svg.append(
        text(
            "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">round</text>",
            (left + WIDTH - RIGHT) / 2, HEIGHT - 8));
    return svg.append("</svg>\n").toString();
  }

  private static String path(
      List<Point> points, ToDoubleFunction<Point> right, ToDoubleFunction<Point> up) {
    StringBuilder path = new StringBuilder();
    for (Point point : points) {
      path.append(
          String.format(
              Locale.ROOT,
              "%s%.1f %.1f",
              path.isEmpty() ? "M" : "L",
              right.applyAsDouble(point),
              up.applyAsDouble(point)));
    }
    return path.toString();
  }

  private List<Point> seen() {
    List<Point> late = points.subList(points.size() / FIRST, points.size());
    List<Point> wanted = height(late) < 0.5 * height(points) ? late : points;
    int step = Math.max(1, (wanted.size() + MOST_POINTS - 1) / MOST_POINTS);
    List<Point> seen = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      if (i % step == 0 || i == wanted.size() - 1) {
        seen.add(wanted.get(i));
      }
    }
    return seen;
  }

  private static double height(List<Point> some) {
    double most = some.stream().mapToDouble(Point::value).max().orElse(0);
    return most - some.stream().mapToDouble(Point::value).min().orElse(0);
  }

  private static double right(int left, Axis x, double round) {
    return left + (WIDTH - left - RIGHT) * x.share(round);
  }

  private static double up(Axis y, double value) {
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * y.share(value);
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values) + "\n";
  }
}
