package org.sparksvi.kinds.mixture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.kinds.mixture.MixtureSummary.Component;
import org.sparksvi.model.Round;
import org.sparksvi.model.Transforms.RowTransform;
import org.sparksvi.random.Streams;
import org.sparksvi.report.Scatter;
import org.sparksvi.store.BlockIndex;
import org.sparksvi.store.DenseCodec;
import org.sparksvi.store.RunDirectory;
import org.sparksvi.store.StoredBlocks;

/**
 * A mixture over two columns, with some of the rows it was trained on.
 *
 * @param run that has the rows; without them components alone are drawn
 */
record MixturePicture(TrainedMixture trained, MixtureSummary summary, RunDirectory run) {
  private static final int MOST_POINTS = 2000;

  String svg() {
    List<Scatter.Ellipse> ellipses =
        summary.components().stream()
            .filter(Component::inUse)
            .map(MixturePicture::ellipse)
            .toList();
    String title =
        "%d of %d components in use".formatted(ellipses.size(), summary.components().size());
    return new Scatter(
            title, summary.columns().get(0), summary.columns().get(1), points(), ellipses)
        .svg();
  }

  private static Scatter.Ellipse ellipse(Component component) {
    return new Scatter.Ellipse(
        component.id(),
        component.means()[0],
        component.means()[1],
        component.covariance()[0],
        component.covariance()[1],
        component.covariance()[3]);
  }

  /** The first rows: blocks are in the order of a hash, so these are a sample. */
  private List<Scatter.Point> points() {
    try {
      if (!BlockIndex.exists(run.fileSystem(), run.trainingBlocks())) {
        return List.of();
      }
      StoredBlocks<DenseBlock> blocks =
          StoredBlocks.open(run.fileSystem(), run.trainingBlocks(), new DenseCodec());
      RowTransform<DenseBlock> transform =
          trained
              .model()
              .transforms(new Round(1, 1, trained.parameters(), new Streams(0)))
              .create();
      List<Scatter.Point> points = new ArrayList<>();
      for (int b = 0; b < blocks.count() && points.size() < MOST_POINTS; b++) {
        add(blocks.read(b), transform, points);
      }
      return points.subList(0, Math.min(points.size(), MOST_POINTS));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the rows of " + run.path(), e);
    }
  }

  private void add(
      DenseBlock block, RowTransform<DenseBlock> transform, List<Scatter.Point> points) {
    int width = trained.model().outputColumns();
    double[] out = new double[block.rows() * width];
    transform.transform(block, out);
    for (int r = 0; r < block.rows(); r++) {
      points.add(
          new Scatter.Point(
              block.values()[2 * r], block.values()[2 * r + 1], (int) out[r * width + width - 1]));
    }
  }
}
