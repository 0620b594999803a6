package org.sparksvi.models.regression;

import java.io.Serializable;
import java.util.List;
import org.sparksvi.data.GroupedBlock;
import org.sparksvi.model.Column;
import org.sparksvi.model.Round;
import org.sparksvi.model.Transforms;
import org.sparksvi.random.Purpose;
import org.sparksvi.random.RandomStream;
import org.sparksvi.random.Streams;

/**
 * Responses of the rows of groups: of each, a draw for every draw of the coefficients, which all
 * rows share, and of the group's effects, which its rows share.
 *
 * <pre>
 *   (β_s, τ_s) ~ q     v_gs ~ N(v̄ − S E (β_s − m), S / τ_s)     y_rs ~ p(y | x·β_s + z̃·v_gs + offset, τ_s)
 * </pre>
 *
 * <p>Effects are those that the rows of the group with responses tell. What a row gets depends on
 * its key, its group and the number of the draw alone.
 *
 * @param count draws of each row
 * @param seed names them
 */
public record MixedDraws(MixedRegression model, int count, long seed)
    implements Transforms<GroupedBlock>, Serializable {
  private static final long serialVersionUID = 1L;

  @Override
  public List<Column> output() {
    return List.of(Column.vector("draws", count, "draws of the response"));
  }

  @Override
  public RowTransforms<GroupedBlock> transforms(Round round) {
    MixedPosterior posterior = model.posterior(round.parameters());
    Coefficients q = posterior.fixed().q();
    double[][] whitened = new double[count][q.p()]; // Lᵀ (β_s − m)
    double[] precisions = new double[count];
    double[] beta = new double[q.p()];
    Streams streams = new Streams(seed);
    for (int s = 0; s < count; s++) {
      precisions[s] = q.draw(streams.stream(Purpose.DRAW, s), whitened[s], beta);
      for (int c = 0; c < q.p(); c++) {
        whitened[s][c] /= Math.sqrt(precisions[s]);
      }
    }
    return () -> new Task(new MixedRows(posterior), whitened, precisions, streams);
  }

  /** Draws for one task; its arrays are scratch. */
  private static final class Task implements RowTransform<GroupedBlock> {
    private final MixedRows rows;
    private final GroupFit fit;
    private final double[][] whitened;
    private final double[] precisions;
    private final Streams streams;

    Task(MixedRows rows, double[][] whitened, double[] precisions, Streams streams) {
      this.rows = rows;
      this.fit = new GroupFit(rows);
      this.whitened = whitened;
      this.precisions = precisions;
      this.streams = streams;
    }

    @Override
    public void transform(GroupedBlock block, double[] out) {
      rows.load(block);
      for (int g = 0; g < block.rows(); g++) {
        int effects = rows.local(g);
        fit.fit(block.start(g), block.start(g + 1), effects);
        for (int s = 0; s < whitened.length; s++) {
          double[] v = effects(effects, s, streams.stream(Purpose.LATENT, block.group(g), s));
          for (int r = block.start(g); r < block.start(g + 1); r++) {
            long key = block.members().sides().keys()[r];
            RandomStream stream = streams.stream(Purpose.DRAW, key, s);
            out[r * whitened.length + s] = response(r, s, v, stream);
          }
        }
      }
    }

    /** v: its mean given the coefficients, and L⁻ᵀ z / √τ where L Lᵀ = S⁻¹. */
    private double[] effects(int effects, int s, RandomStream stream) {
      double[] v = new double[effects];
      for (int i = 0; i < effects; i++) {
        v[i] = stream.normal();
      }
      double[] l = fit.factor().factor();
      for (int i = effects - 1; i >= 0; i--) {
        for (int k = i + 1; k < effects; k++) {
          v[i] -= l[k * effects + i] * v[k];
        }
        v[i] /= l[i * effects + i];
      }
      for (int i = 0; i < effects; i++) {
        v[i] = fit.mean(i) + v[i] / Math.sqrt(precisions[s]);
        for (int c = 0; c < rows.p(); c++) {
          v[i] += fit.slope(i, c) * whitened[s][c];
        }
      }
      return v;
    }

    private double response(int r, int s, double[] v, RandomStream stream) {
      double f = rows.product(r) + rows.offset(r);
      for (int c = 0; c < rows.p(); c++) {
        f += rows.whitened(r, c) * whitened[s][c];
      }
      for (int j = 0; j < rows.q(); j++) {
        f += rows.effect(r, j) * v[rows.place(r, j)];
      }
      Posterior fixed = rows.posterior().fixed();
      double drawn = fixed.likelihood().draw(new double[] {f}, precisions[s], stream);
      return fixed.units().responseCentre() + fixed.units().responseScale() * drawn;
    }
  }
}
