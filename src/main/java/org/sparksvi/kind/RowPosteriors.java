package org.sparksvi.kind;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.Block;
import org.sparksvi.data.DataRow;
import org.sparksvi.model.Column;
import org.sparksvi.model.Round;
import org.sparksvi.model.Transforms;
import org.sparksvi.random.SplitMix64;
import org.sparksvi.random.Streams;

/**
 * What a model with its parameters says of rows. What is derived of the parameters is derived once,
 * in the first thread that asks; safe for many threads.
 *
 * @param <B> blocks of rows
 */
public final class RowPosteriors<B extends Block> implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Transforms<B> model;
  private final Bundle parameters;
  private final List<Column> columns;
  private transient ThreadLocal<Transforms.RowTransform<B>> transforms;

  /** Keeps the parameters. */
  RowPosteriors(Transforms<B> model, Bundle parameters) {
    this.model = model;
    this.parameters = parameters;
    this.columns = List.copyOf(model.output());
  }

  /** The columns that rows receive. */
  public List<Column> columns() {
    return columns;
  }

  /** The cells of each row of a block, in the order of the columns. */
  public List<Object[]> of(B block) {
    int width = Column.width(columns);
    double[] out = new double[block.rows() * width];
    transform().transform(block, out);
    List<Object[]> rows = new ArrayList<>();
    for (int r = 0; r < block.rows(); r++) {
      rows.add(Column.cells(columns, out, r * width));
    }
    return rows;
  }

  private synchronized Transforms.RowTransform<B> transform() {
    if (transforms == null) {
      Transforms.RowTransforms<B> derived =
          model.transforms(new Round(1, 1, parameters, new Streams(0)));
      transforms = ThreadLocal.withInitial(derived::create);
    }
    return transforms.get();
  }

  /**
   * A row of counts to be asked about; its key, for models that draw, is a hash of its content.
   *
   * @param columns ascending
   * @param counts positive, one for each column
   */
  public static DataRow counts(int[] columns, double[] counts) {
    long key = columns.length;
    for (int i = 0; i < columns.length; i++) {
      key = SplitMix64.mix(SplitMix64.mix(key, columns[i]), Double.doubleToLongBits(counts[i]));
    }
    return DataRow.counts(key, columns, counts);
  }
}
