package org.sparksvi.models.topics;

import java.io.PrintStream;
import java.util.Arrays;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.TouchedRows;
import org.sparksvi.data.CountBlock;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.Term;
import org.sparksvi.numeric.FloatKernels;

/** Prints a checksum of the bits that a block contributes; run in JVMs of other settings. */
public final class FloatFitterChecksum {
  private static final TopicsSettings SETTINGS =
      TopicsSettings.of(19, 60, 0.1, 0.05).withInner(5, 1e-3);
  private static final Bundle PARAMETERS = TopicBlocks.parameters(SETTINGS, 0.05, 3, 1);
  private static final CountBlock BLOCK = TopicBlocks.block(60, new int[] {17, 0, 30}, 20, 2);

  private FloatFitterChecksum() {}

  /** Prints the checksum of the first call and that of the last of {@code args[1]} calls. */
  public static void main(String[] args) {
    FloatKernels kernels = FloatKernels.byName(args[0]);
    int calls = Integer.parseInt(args[1]);
    long first = checksum(kernels);
    long last = first;
    for (int i = 1; i < calls; i++) {
      last = checksum(kernels);
    }
    PrintStream out = System.out;
    out.println(kernels.name() + " " + first + " " + last);
  }

  /** Of a table, a fitter and a contribution made anew. */
  static long checksum(FloatKernels kernels) {
    double[] alpha = new double[19];
    Arrays.setAll(alpha, k -> 0.05 + 0.01 * k);
    DocumentFitter bounds = new FloatTable(kernels, PARAMETERS, SETTINGS).fitter(alpha);
    DocumentFitter means =
        new FloatTable(kernels, PARAMETERS, SETTINGS.withStep(DocumentStep.ZERO_ORDER))
            .fitter(alpha);
    return 31 * checksum(bounds, bounds, alpha) + checksum(means, bounds, alpha);
  }

  private static long checksum(DocumentFitter fitter, DocumentFitter bounds, double[] alpha) {
    Contribution contribution = new Contribution(PARAMETERS.layout());
    new TopicsStep(fitter, bounds, alpha, false).accumulate(BLOCK, contribution);
    long sum = Arrays.hashCode(fitter.gamma());
    for (Term term : Term.values()) {
      sum = 31 * sum + Double.hashCode(contribution.get(term));
    }
    TouchedRows rows = contribution.statistics().rows(TopicsModel.TOPICS);
    return 31 * sum + Arrays.hashCode(Arrays.copyOf(rows.values(), rows.count() * 19));
  }
}
