package org.sparksvi.kinds.joint;

import java.io.Serializable;
import java.util.List;
import java.util.function.Function;
import org.sparksvi.data.Block;
import org.sparksvi.model.Column;
import org.sparksvi.model.Round;
import org.sparksvi.model.Transforms;
import org.sparksvi.models.joint.JointModel;
import org.sparksvi.random.Streams;

/**
 * Rows with draws of the column that a class observes, each at parameters of its own.
 *
 * @param observed the column
 * @param count draws of each row
 * @param seed names them
 */
record PredictedRows(JointModel<Block> model, String observed, int count, long seed)
    implements Transforms<Block>, Serializable {

  @Override
  public List<Column> output() {
    return List.of(Column.vector("draws", count, "draws of the column " + observed));
  }

  @Override
  public RowTransforms<Block> transforms(Round round) {
    Function<Block, double[][]> predictions =
        model.predictions(round.parameters(), new Streams(seed), 0, count);
    return () ->
        (block, out) -> {
          double[][] drawn = predictions.apply(block);
          for (int r = 0; r < drawn.length; r++) {
            System.arraycopy(drawn[r], 0, out, r * count, count);
          }
        };
  }
}
