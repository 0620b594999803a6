package org.sparksvi.models.joint;

import org.sparksvi.format.FormatException;
import org.sparksvi.random.Purpose;
import org.sparksvi.random.Streams;

/** The observed column of new rows, by draws of the parameters. */
final class Predictions {
  private Predictions() {}

  /**
   * A draw of the column for each draw of the parameters, rows × draws. What a row gets depends on
   * its key and the draw alone.
   *
   * @param first number of the first draw
   */
  static double[][] of(
      JointModel<?> model, UnitRows block, Drawn draws, Streams streams, long first) {
    double[][] out = new double[block.keys().length][draws.count()];
    each(
        model,
        block,
        draws,
        (density, r, s) ->
            out[r][s] =
                density.draw(r, streams.stream(Purpose.LATENT, block.keys()[r], first + s)));
    return out;
  }

  /** The mean of the column over the draws, by row. */
  static double[] expected(JointModel<?> model, UnitRows block, Drawn draws) {
    double[] out = new double[block.keys().length];
    each(model, block, draws, (density, r, s) -> out[r] += density.mean(r) / draws.count());
    return out;
  }

  @FunctionalInterface
  private interface Cell {
    void visit(Density density, int row, int draw);
  }

  /** What a row makes of a density's parameters, such as a negative number of trials, is told. */
  private static void visit(Cell cell, Density density, UnitRows block, int row, int draw) {
    try {
      cell.visit(density, row, draw);
    } catch (IllegalArgumentException e) {
      throw new FormatException(
          "row of key " + block.keys()[row], "cannot be predicted: " + e.getMessage(), e);
    }
  }

  private static void each(JointModel<?> model, UnitRows block, Drawn draws, Cell cell) {
    model
        .scopes()
        .with(
            block.size(),
            scope -> {
              draws.begin(scope, block);
              Density density =
                  scope
                      .observed()
                      .orElseThrow(
                          () ->
                              new IllegalArgumentException(
                                  "the log joint must observe a column for rows to be predicted"))
                      .density();
              double[] logs = new double[block.units()];
              for (int s = 0; s < draws.count(); s++) {
                scope.setParameters(draws.each()[s]);
                scope.forwardRows(logs);
                for (int r = 0; r < block.keys().length; r++) {
                  visit(cell, density, block, r, s);
                }
              }
              return scope;
            });
  }
}
