package org.sparksvi.kinds.mixture;

import java.util.List;
import java.util.Optional;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.kind.Trained;
import org.sparksvi.models.mixture.GaussianComponents;
import org.sparksvi.models.mixture.MixtureModel;
import org.sparksvi.models.mixture.Silhouette;

/** How far apart components lie in rows. */
final class Apartness {
  static final int ROWS_JUDGED = 2000; // the time grows with the square

  private Apartness() {}

  /** Mean silhouette of some of the rows, where they are of more than one component. */
  static Optional<Double> of(
      Trained<DenseBlock, DenseBlock, MixtureModel<DenseBlock>> trained, List<DenseBlock> blocks) {
    double[] scale = trained.parameters().values(GaussianComponents.SCALE);
    int rows = Math.min(ROWS_JUDGED, blocks.stream().mapToInt(DenseBlock::rows).sum());
    double[] values = new double[rows * scale.length];
    int[] labels = new int[rows];
    int at = 0;
    for (DenseBlock block : blocks) {
      if (at >= rows) {
        break;
      }
      List<Object[]> cells = trained.posteriors().of(block);
      for (int r = 0; r < block.rows() && at < rows; r++) {
        labels[at] = (Integer) cells.get(r)[2];
        for (int d = 0; d < scale.length; d++) {
          values[at * scale.length + d] = block.values()[r * scale.length + d] / scale[d];
        }
        at++;
      }
    }
    double mean =
        new Silhouette(values, labels, trained.settings().get(MixingSettings.COMPONENTS)).mean();
    return rows == 0 || Double.isNaN(mean) ? Optional.empty() : Optional.of(mean);
  }
}
