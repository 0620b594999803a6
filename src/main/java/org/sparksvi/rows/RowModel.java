package org.sparksvi.rows;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.DataRow;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.model.Model;
import org.sparksvi.model.Round;
import org.sparksvi.model.Transforms;
import org.sparksvi.random.Streams;

/**
 * A model with its parameters on an executor: what is derived of them is derived once.
 *
 * @param <M> the model
 */
public final class RowModel<M extends Model<DenseBlock> & Transforms<DenseBlock>>
    implements Serializable {
  private static final long serialVersionUID = 1L;

  private final M model;
  private final Bundle parameters;
  private transient Transforms.RowTransforms<DenseBlock> derived;
  private transient ThreadLocal<Transforms.RowTransform<DenseBlock>> transforms;

  public RowModel(M model, Bundle parameters) {
    this.model = model;
    this.parameters = parameters;
  }

  /** What the model says of each row, as columns made of its output. */
  List<Object[]> of(List<DataRow> rows, RowColumns columns) {
    int width = model.outputColumns();
    double[] out = new double[rows.size() * width];
    transform().transform(DenseBlock.of(0, rows.get(0).size(), rows), out);
    List<Object[]> all = new ArrayList<>();
    for (int r = 0; r < rows.size(); r++) {
      all.add(columns.of(out, r * width));
    }
    return all;
  }

  private synchronized Transforms.RowTransform<DenseBlock> transform() {
    if (derived == null) {
      derived = model.transforms(new Round(1, 1, parameters, new Streams(0)));
      transforms = ThreadLocal.withInitial(derived::create);
    }
    return transforms.get();
  }
}
