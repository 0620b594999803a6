package org.sparksvi.models.topics;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.numeric.SpecialFunctions;

/**
 * Rows of B, exp E[log β] or E[β], in double precision.
 *
 * <p>A row is made by whichever task touches it first; two tasks that make it at once make the
 * same.
 */
final class ScalarTable implements TopicTable {
  private final Bundle parameters;
  private final TopicsSettings settings;
  private final int field;
  private final double[] logOfTotals; // topics: log Λ, or ψ(Λ)
  private final AtomicReferenceArray<WordRow> rows; // words

  ScalarTable(Bundle parameters, TopicsSettings settings) {
    this.parameters = parameters;
    this.settings = settings;
    this.field = parameters.layout().index(TopicsModel.TOPICS);
    this.logOfTotals = TopicTable.logs(parameters.values(TopicsModel.TOTALS), settings.step());
    this.rows = new AtomicReferenceArray<>(settings.words());
  }

  @Override
  public DocumentFitter fitter(double[] alpha) {
    return new ScalarFitter(this, alpha, settings);
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
    double[] logs = new double[topics];
    parameters.row(field, word, logs, 0);
    double largest = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < topics; k++) {
      logs[k] =
          settings.step() == DocumentStep.ZERO_ORDER
              ? StrictMath.log(logs[k]) - logOfTotals[k]
              : SpecialFunctions.digamma(logs[k]) - logOfTotals[k];
      largest = Math.max(largest, logs[k]);
    }
    double[] scaled = new double[topics];
    for (int k = 0; k < topics; k++) {
      scaled[k] = StrictMath.exp(logs[k] - largest);
    }
    return new WordRow(logs, scaled, largest);
  }

  /**
   * One word.
   *
   * @param logs E[log β_kw], or log E[β_kw], topics
   * @param scaled exp(logs − logScale), topics
   * @param logScale the largest of the logs
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  record WordRow(double[] logs, double[] scaled, double logScale) {}
}
