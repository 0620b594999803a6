package org.sparksvi.models.regression;

import java.io.Serializable;
import java.util.List;
import org.sparksvi.data.LabelledBlock;
import org.sparksvi.model.Column;
import org.sparksvi.model.Round;
import org.sparksvi.model.Transforms;
import org.sparksvi.random.Purpose;
import org.sparksvi.random.RandomStream;
import org.sparksvi.random.Streams;

/**
 * Responses of new rows: of each, a draw for every draw of the coefficients, which all rows share.
 *
 * <pre>
 *   (β_s, τ_s) ~ q,   y_rs ~ p(y | x_r · β_s + offset_r, τ_s)
 * </pre>
 *
 * <p>What a row gets depends on its key and the number of the draw alone.
 *
 * @param count draws of each row
 * @param seed names them
 */
public record PredictiveDraws(Regression model, int count, long seed)
    implements Transforms<LabelledBlock>, Serializable {
  private static final long serialVersionUID = 1L;

  @Override
  public List<Column> output() {
    return List.of(Column.vector("draws", count, "draws of the response"));
  }

  @Override
  public RowTransforms<LabelledBlock> transforms(Round round) {
    Posterior posterior = model.posterior(round.parameters());
    RowFits shared = new RowFits(posterior);
    int p = posterior.q().p();
    double[][] coefficients = new double[count][p];
    double[] precisions = new double[count];
    Streams streams = new Streams(seed);
    double[] normals = new double[p];
    for (int s = 0; s < count; s++) {
      RandomStream stream = streams.stream(Purpose.DRAW, s);
      precisions[s] = posterior.q().draw(stream, normals, coefficients[s]);
    }
    return () -> new Task(posterior, shared.create(), coefficients, precisions, streams);
  }

  /** Draws for one task. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record Task(
      Posterior posterior,
      RowFit rows,
      double[][] coefficients,
      double[] precisions,
      Streams streams)
      implements RowTransform<LabelledBlock> {

    @Override
    public void transform(LabelledBlock block, double[] out) {
      rows.load(block);
      Likelihood likelihood = posterior.likelihood();
      Units units = posterior.units();
      int predictors = likelihood.predictors();
      double[] products = new double[predictors * block.rows()];
      double[] f = new double[predictors];
      int count = coefficients.length;
      for (int s = 0; s < count; s++) {
        for (int c = 0; c < predictors; c++) {
          int from = c * posterior.settings().width();
          rows.design().predictors(coefficients[s], from, products, c * block.rows());
        }
        for (int r = 0; r < block.rows(); r++) {
          for (int c = 0; c < predictors; c++) {
            f[c] = products[c * block.rows() + r] + rows.offset(r);
          }
          RandomStream stream = streams.stream(Purpose.LATENT, block.sides().keys()[r], s);
          out[r * count + s] =
              units.responseCentre()
                  + units.responseScale() * likelihood.draw(f, precisions[s], stream);
        }
      }
    }
  }
}
