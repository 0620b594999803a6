package org.sparksvi.models.topics;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.numeric.FloatKernels;

/**
 * Rows of exp E[log β] in single precision.
 *
 * <p>A row is made by whichever task touches it first; two tasks that make it at once make the
 * same.
 */
final class FloatTable implements TopicTable {
  /** Smaller λ count as this: the digamma of floats reaches no further. */
  private static final double SMALLEST_LAMBDA = 1e-30;

  private final FloatKernels kernels;
  private final Bundle parameters;
  private final TopicsSettings settings;
  private final int field;
  private final float[] digammaOfTotals; // topics
  private final AtomicReferenceArray<WordRow> rows; // words

  FloatTable(FloatKernels kernels, Bundle parameters, TopicsSettings settings) {
    this.kernels = kernels;
    this.parameters = parameters;
    this.settings = settings;
    this.field = parameters.layout().index(TopicsModel.TOPICS);
    double[] digammas = TopicTable.digammas(parameters.values(TopicsModel.TOTALS));
    this.digammaOfTotals = new float[digammas.length];
    for (int k = 0; k < digammas.length; k++) {
      digammaOfTotals[k] = (float) digammas[k];
    }
    this.rows = new AtomicReferenceArray<>(settings.words());
  }

  @Override
  public DocumentFitter fitter(double[] alpha) {
    return new FloatFitter(kernels, this, alpha, settings);
  }

  WordRow row(int word) {
    WordRow row = rows.get(word);
    if (row == null) {
      row = make(word);
      rows.set(word, row);
    }
    return row;
  }

  private WordRow make(int word) {
    int topics = settings.topics();
    double[] lambda = new double[topics];
    parameters.row(field, word, lambda, 0);
    int padded = FloatKernels.padded(topics);
    float[] scaled = new float[padded];
    for (int k = 0; k < topics; k++) {
      scaled[k] = (float) Math.max(SMALLEST_LAMBDA, lambda[k]);
    }
    float[] logs = new float[padded];
    kernels.digamma(scaled, 0, topics, logs, 0);
    kernels.addScaled(-1, digammaOfTotals, 0, topics, logs, 0);
    float largest = kernels.max(logs, 0, topics);
    for (int k = 0; k < topics; k++) {
      scaled[k] = logs[k] - largest;
    }
    kernels.exp(scaled.clone(), 0, topics, 0, scaled, 0);
    return new WordRow(logs, scaled, largest);
  }

  /**
   * One word.
   *
   * @param logs E[log β_kw], topics, padded
   * @param scaled exp(E[log β_kw] − logScale), topics, padded
   * @param logScale the largest of the logs
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  record WordRow(float[] logs, float[] scaled, float logScale) {}
}
