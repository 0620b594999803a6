package org.sparksvi.report;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

/**
 * A picture of rows of two columns and the components that were found in them, as SVG.
 *
 * <p>Plain text of our own: the same picture is the same bytes on every machine, with or without
 * fonts installed.
 *
 * @param title above the picture
 * @param xAxis name of the first column
 * @param yAxis name of the second
 * @param points rows
 * @param ellipses components
 */
public record Scatter(
    String title, String xAxis, String yAxis, List<Point> points, List<Ellipse> ellipses) {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 540;
  private static final int LEFT = 72;
  private static final int RIGHT = 24;
  private static final int TOP = 40;
  private static final int BOTTOM = 56;
  private static final int CORNERS = 96; // of an ellipse
  private static final String[] COLOURS = {
    "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#8c6d1f", "#555555"
  }; // of Okabe and Ito: apart for colour-blind people

  /** How every picture begins. */
  private static final byte[] MARK =
      (text(
                  "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\""
                      + " height=\"%d\" font-family=\"sans-serif\" font-size=\"13\">",
                  WIDTH, HEIGHT, WIDTH, HEIGHT)
              + text("<rect width=\"%d\" height=\"%d\" fill=\"white\"/>", WIDTH, HEIGHT)
              + "<clipPath id=\"inside\">")
          .getBytes(StandardCharsets.US_ASCII);

  /** Bytes that {@link #isOne} needs. */
  public static final int MARK_BYTES = MARK.length;

  /** Whether a file that begins so is a picture of this kind. */
  public static boolean isOne(byte[] beginning) {
    return Arrays.equals(beginning, MARK);
  }

  public Scatter {
    points = List.copyOf(points);
    ellipses = List.copyOf(ellipses);
  }

  /**
   * A row.
   *
   * @param component it belongs to, from 0
   */
  public record Point(double x, double y, int component) {}

  /**
   * A component: the points at one and at two standard deviations from its mean.
   *
   * @param component from 0
   * @param varianceX of the first column
   * @param covariance of the two
   * @param varianceY of the second
   */
  public record Ellipse(
      int component, double x, double y, double varianceX, double covariance, double varianceY) {

    /** The point at an angle and a number of standard deviations, by the Cholesky factor. */
    double[] at(double angle, double deviations) {
      double l11 = Math.sqrt(varianceX);
      double l21 = l11 > 0 ? covariance / l11 : 0;
      double l22 = Math.sqrt(Math.max(0, varianceY - l21 * l21));
      double u = deviations * Math.cos(angle);
      double v = deviations * Math.sin(angle);
      return new double[] {x + l11 * u, y + l21 * u + l22 * v};
    }
  }

  /** The picture. */
  public String svg() {
    List<Double> xs = new ArrayList<>();
    List<Double> ys = new ArrayList<>();
    for (Point point : points) {
      xs.add(point.x());
      ys.add(point.y());
    }
    for (Ellipse ellipse : ellipses) {
      xs.add(ellipse.x());
      ys.add(ellipse.y());
    }
    Axis x = Axis.of(xs);
    Axis y = Axis.of(ys);
    DoubleUnaryOperator right = v -> LEFT + (WIDTH - LEFT - RIGHT) * x.share(v);
    DoubleUnaryOperator up = v -> HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * y.share(v);
    StringBuilder svg = new StringBuilder();
    svg.append(new String(MARK, StandardCharsets.US_ASCII));
    svg.append(
        text(
            "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/></clipPath>",
            LEFT, TOP, WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM));
    axes(x, y, right, up, svg);
    svg.append("<g clip-path=\"url(#inside)\">\n");
    for (Point point : points) {
      svg.append(
          text(
              "<circle cx=\"%.2f\" cy=\"%.2f\" r=\"2.5\" fill=\"%s\" fill-opacity=\"0.45\"/>",
              right.applyAsDouble(point.x()),
              up.applyAsDouble(point.y()),
              colour(point.component())));
    }
    for (Ellipse ellipse : ellipses) {
      draw(ellipse, right, up, svg);
    }
    return svg.append("</g>\n</svg>\n").toString();
  }

  private void axes(
      Axis x, Axis y, DoubleUnaryOperator right, DoubleUnaryOperator up, StringBuilder svg) {
    int bottom = HEIGHT - BOTTOM;
    for (double tick : x.ticks()) {
      double at = right.applyAsDouble(tick);
      svg.append(
          text(
              "<path d=\"M%.2f %d V%d\" stroke=\"#ddd\"/><text x=\"%.2f\" y=\"%d\""
                  + " text-anchor=\"middle\">%s</text>",
              at, TOP, bottom, at, bottom + 18, x.label(tick)));
    }
    for (double tick : y.ticks()) {
      double at = up.applyAsDouble(tick);
      svg.append(
          text(
              "<path d=\"M%d %.2f H%d\" stroke=\"#ddd\"/><text x=\"%d\" y=\"%.2f\""
                  + " text-anchor=\"end\">%s</text>",
              LEFT, at, WIDTH - RIGHT, LEFT - 8, at + 4, y.label(tick)));
    }
    svg.append(
        text(
            "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"none\" stroke=\"#555\"/>",
            LEFT, TOP, WIDTH - LEFT - RIGHT, bottom - TOP));
    svg.append(label(WIDTH / 2, TOP - 16, "", title));
    svg.append(label((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 14, "", xAxis));
    int middle = (TOP + bottom) / 2;
    svg.append(label(18, middle, " transform=\"rotate(-90 18 %d)\"".formatted(middle), yAxis));
  }

  private static void draw(
      Ellipse ellipse, DoubleUnaryOperator right, DoubleUnaryOperator up, StringBuilder svg) {
    for (int deviations = 1; deviations <= 2; deviations++) {
      StringBuilder path = new StringBuilder();
      for (int i = 0; i < CORNERS; i++) {
        double[] at = ellipse.at(2 * Math.PI * i / CORNERS, deviations);
        path.append(
            String.format(
                Locale.ROOT,
                "%s%.2f %.2f",
                i == 0 ? "M" : "L",
                right.applyAsDouble(at[0]),
                up.applyAsDouble(at[1])));
      }
      svg.append(
          text(
              "<path d=\"%sZ\" fill=\"none\" stroke=\"%s\" stroke-width=\"%s\"/>",
              path, colour(ellipse.component()), deviations == 1 ? "2.5" : "1.25"));
    }
    svg.append(
        text(
            "<circle cx=\"%.2f\" cy=\"%.2f\" r=\"5\" fill=\"%s\" stroke=\"white\"/>",
            right.applyAsDouble(ellipse.x()),
            up.applyAsDouble(ellipse.y()),
            colour(ellipse.component())));
  }

  private static String colour(int component) {
    return COLOURS[component % COLOURS.length];
  }

  private static String label(int x, int y, String attributes, String words) {
    return text(
        "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\"%s>%s</text>",
        x, y, attributes, Markup.escaped(words));
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values) + "\n";
  }
}
