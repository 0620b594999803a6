package org.sparksvi.models.topics;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.numeric.FloatKernels;

/**
 * Rows of B, exp E[log β] or E[β], in single precision, padded with topics that have no words.
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
  private final int stride; // topics, padded
  private final float[] logOfTotals; // topics, padded: log Λ, or ψ(Λ)
  private final AtomicReferenceArray<WordRow> rows; // words

  FloatTable(FloatKernels kernels, Bundle parameters, TopicsSettings settings) {
    this.kernels = kernels;
    this.parameters = parameters;
    this.settings = settings;
    this.field = parameters.layout().index(TopicsModel.TOPICS);
    this.stride = FloatKernels.padded(settings.topics());
    double[] logs = TopicTable.logs(parameters.values(TopicsModel.TOTALS), settings.step());
    this.logOfTotals = new float[stride];
    for (int k = 0; k < logs.length; k++) {
      logOfTotals[k] = (float) logs[k];
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
    double[] lambda = new double[stride];
    parameters.row(field, word, lambda, 0);
    float[] differences = new float[stride];
    for (int k = 0; k < stride; k++) {
      differences[k] = (float) Math.max(SMALLEST_LAMBDA, lambda[k]);
    }
    float[] logs = new float[stride];
    if (settings.step() == DocumentStep.ZERO_ORDER) {
      kernels.log(differences, 0, stride, logs, 0);
    } else {
      kernels.digamma(differences, 0, stride, logs, 0);
    }
    kernels.addScaled(-1, logOfTotals, 0, stride, logs, 0);
    float largest = kernels.max(logs, 0, topics);
    for (int k = 0; k < stride; k++) {
      differences[k] = logs[k] - largest;
    }
    float[] scaled = new float[stride];
    kernels.exp(differences, 0, stride, 0, scaled, 0);
    return new WordRow(logs, scaled, largest);
  }

  /**
   * One word.
   *
   * @param logs E[log β_kw], or log E[β_kw], topics, padded
   * @param scaled exp(logs − logScale), topics, padded with 0
   * @param logScale the largest of the logs
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  record WordRow(float[] logs, float[] scaled, float logScale) {}
}
