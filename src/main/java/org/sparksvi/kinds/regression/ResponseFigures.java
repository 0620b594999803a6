package org.sparksvi.kinds.regression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.sparksvi.kind.Figure;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.Term;
import org.sparksvi.models.regression.BinaryCalibration;

/** What is said of rows that were evaluated. */
final class ResponseFigures {
  private ResponseFigures() {}

  static List<Figure> of(Family family, Contribution sum) {
    double weight = sum.get(Term.HELD_OUT_UNITS);
    double error = sum.get(Term.HELD_OUT_SQUARED_ERROR) / weight;
    double hits = sum.get(Term.HELD_OUT_HITS) / weight;
    List<Figure> figures = new ArrayList<>(Figure.logDensity(sum));
    if (family.binary() || family.named()) {
      double logLoss = -sum.get(Term.HELD_OUT_LOG_PROBABILITY) / weight;
      figures.add(Figure.of("logLoss", "log loss", logLoss));
      figures.add(Figure.of("brier", "Brier score", error));
      figures.add(Figure.of("accuracy", "accuracy", hits));
      if (family.binary()) {
        figures.addAll(calibration(BinaryCalibration.of(sum.statistics())));
      } else {
        double[] areas =
            IntStream.range(0, sum.statistics().layout().fields().size())
                .mapToDouble(k -> BinaryCalibration.of(sum.statistics(), k).areaUnderCurve())
                .filter(area -> !Double.isNaN(area))
                .toArray();
        if (areas.length > 0) {
          double mean = Arrays.stream(areas).average().orElseThrow();
          figures.add(
              new Figure(
                  "auc", "area under the ROC curve", mean, 4, "of each class against the others"));
        }
      }
    } else {
      figures.addAll(numbers(sum, weight, error, hits));
    }
    return figures;
  }

  /** Of rows of groups: scored together, expected by the other rows of each one's group. */
  static List<Figure> ofGroups(Family family, Contribution sum) {
    double weight = sum.get(Term.HELD_OUT_UNITS);
    double error = sum.get(Term.HELD_OUT_SQUARED_ERROR) / weight;
    double hits = sum.get(Term.HELD_OUT_HITS) / weight;
    List<Figure> figures = new ArrayList<>(Figure.logDensity(sum));
    if (family.binary()) {
      figures.add(Figure.of("brier", "Brier score", error));
      figures.add(Figure.of("accuracy", "accuracy", hits));
    } else {
      figures.addAll(numbers(sum, weight, error, hits));
    }
    return figures;
  }

  private static List<Figure> numbers(Contribution sum, double weight, double error, double hits) {
    double hits90 = sum.get(Term.HELD_OUT_HITS_90) / weight;
    double hits50 = sum.get(Term.HELD_OUT_HITS_50) / weight;
    return List.of(
        Figure.of("rmse", "root mean squared error", Math.sqrt(error)),
        Figure.of("coverage95", "responses inside their 95 % intervals", hits),
        Figure.of("coverage90", "responses inside their 90 % intervals", hits90),
        Figure.of("coverage50", "responses inside their 50 % intervals", hits50));
  }

  private static List<Figure> calibration(BinaryCalibration calibration) {
    List<Figure> figures = new ArrayList<>();
    if (!Double.isNaN(calibration.areaUnderCurve())) {
      figures.add(Figure.of("auc", "area under the ROC curve", calibration.areaUnderCurve()));
    }
    figures.add(Figure.of("calibrationError", "calibration error", calibration.error()));
    for (int g = 0; g < calibration.groups().size(); g++) {
      BinaryCalibration.Group group = calibration.groups().get(g);
      String rows = "rows %d".formatted(g + 1);
      String weight = "of weight %.6g".formatted(group.weight());
      figures.add(
          new Figure("calibrationSaid" + (g + 1), rows + ", said", group.said(), 4, weight));
      figures.add(new Figure("calibrationSeen" + (g + 1), rows + ", seen", group.seen(), 4, ""));
    }
    return figures;
  }
}
