package org.sparksvi.models.topics;

import java.util.Arrays;
import org.sparksvi.bundle.TouchedRows;
import org.sparksvi.data.CountBlock;
import org.sparksvi.numeric.SpecialFunctions;

/** The local step in plain loops and double precision: the oracle of every faster one. */
final class ScalarFitter implements DocumentFitter {
  /** Keeps Σ_k t_k B_wk above zero for a word whose only topic is as good as absent. */
  private static final double SMALLEST_SHARE = 1e-150;

  private final ScalarTable table;
  private final double[] alpha; // topics
  private final int topics;
  private final int maxIterations;
  private final double tolerance;
  private final DocumentStep step;

  private final double[] gamma; // topics
  private final double[] share; // t, topics; largest 1 where variational
  private final double[] next; // topics
  private CountBlock block;
  private ScalarTable.WordRow[] words = {}; // the block's distinct words
  private double[] statistics = {}; // distinct words × topics: Σ t_k c_w / n_w
  private double[] ratio = {}; // c_w / n_w of the row's entries
  private double logShareScale; // log of what t was divided by
  private double tokens;
  private int from;
  private int to;

  ScalarFitter(ScalarTable table, double[] alpha, TopicsSettings settings) {
    this.table = table;
    this.alpha = alpha;
    this.topics = settings.topics();
    this.maxIterations = settings.innerIterations();
    this.tolerance = settings.innerTolerance();
    this.step = settings.step();
    gamma = new double[topics];
    share = new double[topics];
    next = new double[topics];
  }

  @Override
  public void open(CountBlock next) {
    block = next;
    int[] distinct = next.distinct();
    words = new ScalarTable.WordRow[distinct.length];
    for (int i = 0; i < distinct.length; i++) {
      words[i] = table.row(distinct[i]);
    }
    int size = distinct.length * topics;
    if (statistics.length < size) {
      statistics = new double[size];
    } else {
      Arrays.fill(statistics, 0, size, 0);
    }
  }

  @Override
  public int fit(int row) {
    read(row);
    for (int k = 0; k < topics; k++) {
      gamma[k] = alpha[k] + tokens / topics;
    }
    return iterate();
  }

  @Override
  public int fit(int row, double[] start) {
    read(row);
    System.arraycopy(start, 0, gamma, 0, topics);
    return iterate();
  }

  private void read(int row) {
    from = block.start()[row];
    to = block.start()[row + 1];
    if (ratio.length < to - from) {
      ratio = new double[to - from];
    }
    tokens = 0;
    for (int i = from; i < to; i++) {
      tokens += block.counts()[i];
    }
  }

  private int iterate() {
    int iteration = 0;
    double moved = Double.POSITIVE_INFINITY;
    while (iteration < maxIterations && moved > tolerance * tokens) {
      updateShares();
      updateRatios();
      moved = updateGamma();
      iteration++;
    }
    updateShares();
    updateRatios();
    return iteration;
  }

  private void updateShares() {
    if (step == DocumentStep.ZERO_ORDER) {
      for (int k = 0; k < topics; k++) {
        share[k] = Math.max(SMALLEST_SHARE, gamma[k]);
      }
      return;
    }
    double largest = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < topics; k++) {
      share[k] = SpecialFunctions.digamma(gamma[k]);
      largest = Math.max(largest, share[k]);
    }
    for (int k = 0; k < topics; k++) {
      share[k] = Math.max(SMALLEST_SHARE, StrictMath.exp(share[k] - largest));
    }
    logShareScale = largest;
  }

  private void updateRatios() {
    for (int i = from; i < to; i++) {
      double[] scaled = words[block.place()[i]].scaled();
      double norm = 0;
      for (int k = 0; k < topics; k++) {
        norm += share[k] * scaled[k];
      }
      ratio[i - from] = block.counts()[i] / norm;
    }
  }

  private double updateGamma() {
    Arrays.fill(next, 0);
    for (int i = from; i < to; i++) {
      double[] scaled = words[block.place()[i]].scaled();
      double weight = ratio[i - from];
      for (int k = 0; k < topics; k++) {
        next[k] += weight * scaled[k];
      }
    }
    double moved = 0;
    for (int k = 0; k < topics; k++) {
      double value = alpha[k] + share[k] * next[k];
      moved = Math.max(moved, Math.abs(value - gamma[k]));
      gamma[k] = value;
    }
    return moved;
  }

  @Override
  public double tokens() {
    return tokens;
  }

  @Override
  public double[] gamma() {
    return gamma;
  }

  @Override
  public double logNormaliser() {
    double sum = 0;
    for (int i = from; i < to; i++) {
      double count = block.counts()[i];
      double logNorm = StrictMath.log(count / ratio[i - from]);
      sum += count * (logNorm + words[block.place()[i]].logScale() + logShareScale);
    }
    return sum;
  }

  @Override
  public void addStatistics() {
    for (int i = from; i < to; i++) {
      int start = block.place()[i] * topics;
      double weight = ratio[i - from];
      for (int k = 0; k < topics; k++) {
        statistics[start + k] += weight * share[k];
      }
    }
  }

  @Override
  public void close(TouchedRows into) {
    into.reserve(words.length);
    for (int i = 0; i < words.length; i++) {
      int start = into.touch(block.distinct()[i]);
      double[] out = into.values();
      double[] scaled = words[i].scaled();
      for (int k = 0; k < topics; k++) {
        out[start + k] += statistics[i * topics + k] * scaled[k];
      }
    }
  }

  @Override
  public double expectedLogLikelihood() {
    double product = 0;
    for (int i = 0; i < words.length; i++) {
      double[] scaled = words[i].scaled();
      double[] logs = words[i].logs();
      for (int k = 0; k < topics; k++) {
        double counts = statistics[i * topics + k] * scaled[k];
        product += counts > 0 ? counts * logs[k] : 0;
      }
    }
    return product;
  }
}
