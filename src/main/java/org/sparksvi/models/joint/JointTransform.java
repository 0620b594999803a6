package org.sparksvi.models.joint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sparksvi.data.Block;
import org.sparksvi.model.Column;
import org.sparksvi.model.Round;
import org.sparksvi.model.Transforms;
import org.sparksvi.models.joint.Locals.Local;

/**
 * What is said of rows: their log predictive density, and where one of their columns is observed,
 * what is expected there, by draws of parameters and of the column. Where rows have numbers of
 * their own, these.
 */
final class JointTransform {
  /** Draws of parameters, and of each row's column. */
  private static final int DRAWS = 400;

  /** Draws of parameters where rows have numbers of their own, which take longer. */
  private static final int OWN_DRAWS = 100;

  /** Columns of what is predicted, before the density. */
  private static final int PREDICTED = 4;

  private static final double TAIL = 0.025;

  private JointTransform() {}

  static List<Column> columns(Scope scope) {
    List<Column> columns = new ArrayList<>();
    if (scope.observed().isPresent()) {
      columns.add(Column.numberOrNone("expected", "mean of the observed column, where it has one"));
      columns.add(Column.number("deviation", "its standard deviation"));
      columns.add(Column.number("lower", "its 2.5 % quantile"));
      columns.add(Column.number("upper", "its 97.5 % quantile"));
    }
    columns.add(
        Column.numberOrNone(
            "logDensity",
            "log predictive density of the row, or of its group, in nats, where it is there"));
    for (Local local : scope.locals().declared()) {
      String name = local.name();
      columns.add(
          own(
              name,
              local.length(),
              "mean of the row's, or the group's, own numbers, given its rows"));
      columns.add(own(name + "Deviation", local.length(), "their standard deviations"));
    }
    return columns;
  }

  private static Column own(String name, int length, String description) {
    return length == 1
        ? Column.number(name, description)
        : Column.vector(name, length, description);
  }

  static <B extends Block> Transforms.RowTransforms<B> of(JointModel<B> model, Round round) {
    boolean own = model.scopes().with(1, scope -> scope.locals().size() > 0);
    boolean observed = model.observed().isPresent();
    int response = model.response();
    Drawn draws = Drawn.apart(model, round, own ? OWN_DRAWS : DRAWS);
    int width = Column.width(model.output());
    return () ->
        (all, out) -> {
          UnitRows block = UnitRows.of(all);
          double[] logs = RowDensities.of(model, block, draws);
          double[] known = RowDensities.known(block, response);
          for (int u = 0; u < block.real(); u++) {
            logs[u] = block.grouped() && known[u] == 0 ? Double.NaN : logs[u];
          }
          for (int r = 0; r < all.observations(); r++) {
            out[r * width + (observed ? PREDICTED : 0)] = logs[block.unit(r)];
          }
          if (observed) {
            double[][] predicted = Predictions.of(model, block, draws, round.streams(), 0);
            double[] expected = Predictions.expected(model, block, draws);
            for (int r = 0; r < all.observations(); r++) {
              write(predicted[r], expected[r], out, r * width);
            }
          }
          if (own) {
            writeOwn(model, block, draws, out, all.observations());
          }
        };
  }

  /** Moments over draws of the parameters and over the rows' own numbers given these. */
  private static void writeOwn(
      JointModel<?> model, UnitRows block, Drawn draws, double[] out, int rows) {
    int width = out.length / rows;
    model
        .scopes()
        .with(
            block.size(),
            scope -> {
              int size = scope.locals().size();
              double[] logs = new double[block.units()];
              double[] first = new double[block.units() * size];
              double[] second = new double[block.units() * size];
              draws.begin(scope, block);
              for (double[] draw : draws.each()) {
                scope.setParameters(draw);
                scope.forwardRows(logs);
                scope.integral().addMoments(1.0 / draws.count(), first, second);
              }
              for (int r = 0; r < rows; r++) {
                int from = block.unit(r) * size;
                int at = r * width + 1; // behind the density
                for (Local local : scope.locals().declared()) {
                  for (int i = 0; i < local.length(); i++, from++) {
                    double mean = first[from];
                    out[at + i] = mean;
                    out[at + local.length() + i] =
                        Math.sqrt(Math.max(0, second[from] - mean * mean));
                  }
                  at += 2 * local.length();
                }
              }
              return scope;
            });
  }

  private static void write(double[] drawn, double expected, double[] out, int at) {
    double square = 0;
    double mean = Arrays.stream(drawn).average().orElseThrow();
    for (double value : drawn) {
      square += (value - mean) * (value - mean);
    }
    double[] sorted = drawn.clone();
    Arrays.sort(sorted);
    out[at] = expected;
    out[at + 1] = Math.sqrt(square / drawn.length);
    out[at + 2] = quantile(TAIL, sorted);
    out[at + 3] = quantile(1 - TAIL, sorted);
  }

  /** Between neighbours. */
  private static double quantile(double share, double[] sorted) {
    double place = share * (sorted.length - 1);
    int below = (int) place;
    double part = place - below;
    int above = Math.min(below + 1, sorted.length - 1);
    return part == 0 ? sorted[below] : (1 - part) * sorted[below] + part * sorted[above];
  }
}
