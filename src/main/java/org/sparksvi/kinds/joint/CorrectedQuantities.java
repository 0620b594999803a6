package org.sparksvi.kinds.joint;

import java.util.List;
import java.util.stream.IntStream;
import org.sparksvi.kind.Table;
import org.sparksvi.model.Gap;
import org.sparksvi.models.joint.JointSummary.Quantity;

/** Moments of q beside those by importance weights, and deviations by linear response. */
final class CorrectedQuantities {
  private CorrectedQuantities() {}

  private record Row(Quantity of, Gap.Corrected by, double response) {}

  static Table<?> table(List<Quantity> own, Gap.Globals globals, int most) {
    boolean responds = !globals.responses().isEmpty();
    List<Row> rows =
        IntStream.range(0, own.size())
            .mapToObj(
                j ->
                    new Row(
                        own.get(j),
                        globals.corrected().get(j),
                        responds ? globals.responses().get(j) : Double.NaN))
            .toList();
    Table<Row> table =
        Table.of("quantities", rows)
            .column("mean", "mean of q", "%12.5g", b -> finite(b.of().mean()))
            .column("correctedMean", "corrected", "%12.5g", b -> finite(b.by().mean()))
            .column("deviation", "deviation", "%12.5g", b -> finite(b.of().deviation()))
            .column("correctedDeviation", "corrected", "%12.5g", b -> finite(b.by().deviation()));
    if (responds) {
      table = table.column("responseDeviation", "response", "%12.5g", b -> finite(b.response()));
    }
    return table.column("name", "quantity", "%s", b -> b.of().name()).showing(b -> true, most);
  }

  /** None where a draw is infinite or no number, such as odds at a share of 1. */
  static Double finite(double number) {
    return Double.isFinite(number) ? number : null;
  }
}
