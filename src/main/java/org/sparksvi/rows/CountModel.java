package org.sparksvi.rows;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.ml.linalg.Vector;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.CountBlock;
import org.sparksvi.data.DataRow;
import org.sparksvi.model.Model;
import org.sparksvi.model.Round;
import org.sparksvi.model.Transforms;
import org.sparksvi.random.SplitMix64;
import org.sparksvi.random.Streams;

/**
 * A model with its parameters on an executor: what is derived of them is derived once.
 *
 * @param <M> the model
 */
public final class CountModel<M extends Model<CountBlock> & Transforms<CountBlock>>
    implements Serializable {
  private static final long serialVersionUID = 1L;

  private final M model;
  private final Bundle parameters;
  private transient Transforms.RowTransforms<CountBlock> derived;
  private transient ThreadLocal<Transforms.RowTransform<CountBlock>> transforms;

  public CountModel(M model, Bundle parameters) {
    this.model = model;
    this.parameters = parameters;
  }

  /** What the model says of a row, by its counts. */
  public double[] of(Vector counts) {
    CountBlock block = CountBlock.of(0, counts.size(), List.of(row(counts)));
    double[] output = new double[model.outputColumns()];
    transform().transform(block, output);
    return output;
  }

  private static DataRow row(Vector counts) {
    int entries = counts.numNonzeros();
    int[] columns = new int[entries];
    double[] values = new double[entries];
    int[] size = {0};
    counts.foreachActive(
        (column, value) -> {
          if ((double) value != 0) {
            columns[size[0]] = (int) column;
            values[size[0]++] = (double) value;
          }
          return null;
        });
    return DataRow.counts(key(columns, values), columns, values);
  }

  /** Names a row by its counts, for models that draw. */
  private static long key(int[] columns, double[] values) {
    long key = columns.length;
    for (int i = 0; i < columns.length; i++) {
      key = SplitMix64.mix(SplitMix64.mix(key, columns[i]), Double.doubleToLongBits(values[i]));
    }
    return key;
  }

  /** A transform for the calling thread. */
  private synchronized Transforms.RowTransform<CountBlock> transform() {
    if (derived == null) {
      derived = model.transforms(new Round(1, 1, parameters, new Streams(0)));
      transforms = ThreadLocal.withInitial(derived::create);
    }
    return transforms.get();
  }
}
