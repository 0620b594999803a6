package org.sparksvi.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class ScatterTest {
  private static final double ROUNDING = 1e-12;

  private static Document parse(Scatter picture) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(picture.svg())));
  }

  @Test
  void everyRowAndEveryComponentIsDrawn() throws Exception {
    Scatter picture =
        new Scatter(
            "two <of> them & more",
            "x",
            "y",
            List.of(new Scatter.Point(1, 2, 0), new Scatter.Point(3, -4, 1)),
            List.of(new Scatter.Ellipse(0, 1, 2, 1, 0.5, 2)));

    Document svg = parse(picture);

    assertEquals(3, svg.getElementsByTagName("circle").getLength());
    assertTrue(svg.getDocumentElement().getTextContent().contains("two <of> them & more"));
  }

  @Test
  void pointsOfAnEllipseAreAsFarAsTheyShouldBe() {
    Scatter.Ellipse ellipse = new Scatter.Ellipse(0, 1, -2, 4, 1.5, 3);
    double determinant = 4 * 3 - 1.5 * 1.5;
    for (int i = 0; i < 12; i++) {
      double[] at = ellipse.at(i, 2);
      double dx = at[0] - 1;
      double dy = at[1] + 2;
      // squared Mahalanobis distance by the inverse of the 2 × 2 covariance
      double distance = (3 * dx * dx - 2 * 1.5 * dx * dy + 4 * dy * dy) / determinant;
      assertEquals(4, distance, ROUNDING * 10);
    }
  }

  @ParameterizedTest
  @CsvSource({"0,0", "1e-9,2e-9", "1e9,3e9", "-5,5", "7,7"})
  void axesHaveTicksWhateverTheScale(double least, double most) throws Exception {
    Scatter picture =
        new Scatter(
            "t",
            "x",
            "y",
            List.of(new Scatter.Point(least, least, 0), new Scatter.Point(most, most, 0)),
            List.of());

    int lines = parse(picture).getElementsByTagName("path").getLength();

    assertTrue(lines >= 4 && lines <= 24, lines + " ticks");
  }
}
