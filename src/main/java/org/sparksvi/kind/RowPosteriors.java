package org.sparksvi.kind;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.Block;
import org.sparksvi.data.DataRow;
import org.sparksvi.format.FormatException;
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
  private final RowType.Maker<B> blocks;
  private final int width; // columns of the rows
  private transient ThreadLocal<Transforms.RowTransform<B>> transforms;

  /** Keeps the parameters. */
  RowPosteriors(Transforms<B> model, Bundle parameters, RowType.Maker<B> blocks, int width) {
    this.blocks = blocks;
    this.width = width;
    this.model = model;
    this.parameters = parameters;
    this.columns = List.copyOf(model.output());
  }

  /** The columns that rows receive. */
  public List<Column> columns() {
    return columns;
  }

  /**
   * The cells of each row, in the order of the columns.
   *
   * @param place of the rows, for messages
   * @throws FormatException naming the first row of which a number is not finite: its values are
   *     too far from those that the model was trained on
   */
  public List<Object[]> of(List<DataRow> rows, String place) {
    List<Object[]> all = of(blocks.of(0, width, rows));
    for (int r = 0; r < all.size(); r++) {
      for (int c = 0; c < columns.size(); c++) {
        Object cell = all.get(r)[c];
        if (cell == null) {
          continue;
        }
        double[] numbers =
            cell instanceof double[] vector ? vector : new double[] {((Number) cell).doubleValue()};
        for (double number : numbers) {
          if (!Double.isFinite(number)) {
            throw new FormatException(
                place,
                "'%s' of a row must be finite, but is %s: the values are too far from those that the model was trained on, in \"%s\""
                    .formatted(columns.get(c).name(), number, rows.get(r)));
          }
        }
      }
    }
    return all;
  }

  /** The cells of each observation of a block, in the order of the columns. */
  public List<Object[]> of(B block) {
    int numbers = Column.width(columns);
    double[] out = new double[block.observations() * numbers];
    transform().transform(block, out);
    List<Object[]> cells = new ArrayList<>();
    for (int r = 0; r < block.observations(); r++) {
      cells.add(Column.cells(columns, out, r * numbers));
    }
    return cells;
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
