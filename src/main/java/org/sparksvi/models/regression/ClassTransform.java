package org.sparksvi.models.regression;

import java.util.List;
import org.sparksvi.data.LabelledBlock;
import org.sparksvi.model.Column;
import org.sparksvi.model.Transforms;

/** What is said of rows whose responses are classes. */
final class ClassTransform implements Transforms.RowTransform<LabelledBlock> {
  private final ClassFit rows;

  ClassTransform(ClassFit rows) {
    this.rows = rows;
  }

  static List<Column> columns(int classes) {
    return List.of(
        Column.whole("prediction", "the likeliest class, from 0"),
        Column.vector("probability", classes, "probabilities of the classes"),
        Column.numberOrNone(
            "logDensity", "log probability of the response in nats, where it is there"));
  }

  @Override
  public void transform(LabelledBlock block, double[] out) {
    rows.fit(block);
    int width = Column.width(columns(rows.classes()));
    for (int r = 0; r < block.rows(); r++) {
      double[] probabilities = rows.probabilities(r);
      double y = rows.response(r);
      int at = r * width;
      out[at] = rows.likeliest();
      System.arraycopy(probabilities, 0, out, at + 1, probabilities.length);
      out[at + width - 1] = Double.isNaN(y) ? Double.NaN : StrictMath.log(probabilities[(int) y]);
    }
  }
}
