package org.sparksvi.models.topics;

import java.util.Arrays;
import org.sparksvi.bundle.TouchedRows;
import org.sparksvi.data.CountBlock;
import org.sparksvi.numeric.FloatKernels;
import org.sparksvi.numeric.SpecialFunctions;

/**
 * The local step in single precision on {@link FloatKernels}, with the same bits whatever their
 * implementation.
 *
 * <p>The words of the document in hand stand in two matrices, one the transpose of the other, so
 * that both sums of an iteration add up rows and none adds up lanes:
 *
 * <pre>
 *   n_· = Σ_k t_k B_k·       over rows of topics       q_w = c_w / n_w
 *   g_· = Σ_w q_w B_w·       over rows of words        γ_k = α_k + t_k g_k
 * </pre>
 */
final class FloatFitter implements DocumentFitter {
  /**
   * Keeps n_w above zero for a word whose only topic is as good as absent: every word has a topic
   * of B = 1, so n_w is at least this, and c_w / n_w is a float up to counts of 10^14.
   */
  private static final float SMALLEST_SHARE = 1e-24f;

  /**
   * α of the topics that pad a document's: no word is theirs, so their γ stays this small and they
   * have no part in the largest.
   */
  private static final float ABSENT = 1e-30f;

  /** Rows that are transposed together. */
  private static final int TILE = 8;

  private final FloatKernels kernels;
  private final FloatTable table;
  private final float[] alpha; // topics, padded
  private final int topics;
  private final int stride; // topics, padded
  private final int maxIterations;
  private final double tolerance;
  private final DocumentStep step;

  private float[] gamma; // topics, padded
  private float[] next; // topics, padded: γ of the next iteration
  private final float[] share; // t, topics, padded; largest 1 where variational
  private final float[] pull; // g, topics, padded
  private final double[] gammaOut; // topics
  private CountBlock block;
  private FloatTable.WordRow[] words = {}; // the block's distinct words
  private float[] statistics = {}; // distinct words × topics, padded: Σ t_k c_w / n_w
  private float[] byWord = {}; // B of the row's entries, entries × topics, padded
  private float[] byTopic = {}; // the same, topics × entries, padded
  private float[] counts = {}; // c_w of the row's entries
  private float[] norms = {}; // n_w of the row's entries
  private float[] ratios = {}; // c_w / n_w of the row's entries
  private float[] logNorms = {}; // log n_w of the row's entries
  private double tokens;
  private int from;
  private int entries;

  FloatFitter(FloatKernels kernels, FloatTable table, double[] alpha, TopicsSettings settings) {
    this.kernels = kernels;
    this.table = table;
    this.topics = settings.topics();
    this.stride = FloatKernels.padded(topics);
    this.maxIterations = settings.innerIterations();
    this.tolerance = settings.innerTolerance();
    this.step = settings.step();
    this.alpha = new float[stride];
    Arrays.fill(this.alpha, ABSENT);
    for (int k = 0; k < topics; k++) {
      this.alpha[k] = (float) alpha[k];
    }
    gamma = new float[stride];
    next = new float[stride];
    share = new float[stride];
    pull = new float[stride];
    gammaOut = new double[topics];
  }

  @Override
  public void open(CountBlock opened) {
    block = opened;
    int[] distinct = opened.distinct();
    words = new FloatTable.WordRow[distinct.length];
    for (int i = 0; i < distinct.length; i++) {
      words[i] = table.row(distinct[i]);
    }
    int size = Math.multiplyExact(distinct.length, stride);
    if (statistics.length < size) {
      statistics = new float[size];
    } else {
      Arrays.fill(statistics, 0, size, 0);
    }
  }

  @Override
  public int fit(int row) {
    gather(row);
    float even = (float) (tokens / topics);
    for (int k = 0; k < stride; k++) {
      gamma[k] = k < topics ? alpha[k] + even : ABSENT;
    }
    return iterate();
  }

  @Override
  public int fit(int row, double[] start) {
    gather(row);
    for (int k = 0; k < stride; k++) {
      gamma[k] = k < topics ? (float) start[k] : ABSENT;
    }
    return iterate();
  }

  private int iterate() {
    int iteration = 0;
    double moved = Double.POSITIVE_INFINITY;
    while (iteration < maxIterations && moved > tolerance * tokens) {
      updateRatios();
      moved = updateGamma();
      iteration++;
    }
    updateRatios();
    for (int k = 0; k < topics; k++) {
      gammaOut[k] = gamma[k];
    }
    return iteration;
  }

  private void gather(int row) {
    from = block.start()[row];
    entries = block.start()[row + 1] - from;
    int width = FloatKernels.padded(entries);
    reserve(width);
    tokens = 0;
    for (int i = 0; i < entries; i++) {
      double count = block.counts()[from + i];
      tokens += count;
      counts[i] = (float) count;
      System.arraycopy(scaled(i), 0, byWord, i * stride, stride);
    }
    for (int i = 0; i < entries; i += TILE) {
      transpose(i, width);
    }
  }

  /** B of an entry's word; of the last entry where there are no more. */
  private float[] scaled(int entry) {
    return words[block.place()[from + Math.min(entry, entries - 1)]].scaled();
  }

  private void transpose(int first, int width) {
    float[] a = scaled(first);
    float[] b = scaled(first + 1);
    float[] c = scaled(first + 2);
    float[] d = scaled(first + 3);
    float[] e = scaled(first + 4);
    float[] f = scaled(first + 5);
    float[] g = scaled(first + 6);
    float[] h = scaled(first + 7);
    float[] out = byTopic;
    for (int k = 0; k < topics; k++) {
      int at = k * width + first;
      out[at] = a[k];
      out[at + 1] = b[k];
      out[at + 2] = c[k];
      out[at + 3] = d[k];
      out[at + 4] = e[k];
      out[at + 5] = f[k];
      out[at + 6] = g[k];
      out[at + 7] = h[k];
    }
  }

  private void reserve(int width) {
    if (counts.length < width) {
      counts = new float[width];
      norms = new float[width];
      ratios = new float[width];
      logNorms = new float[width];
      int size = Math.multiplyExact(width, stride);
      byWord = new float[size];
      byTopic = new float[size];
    }
  }

  private void updateRatios() {
    if (step == DocumentStep.ZERO_ORDER) {
      for (int k = 0; k < stride; k++) {
        share[k] = Math.max(SMALLEST_SHARE, gamma[k]);
      }
    } else {
      kernels.expDigammaShifted(gamma, stride, SMALLEST_SHARE, share);
    }
    kernels.weightedRows(share, topics, byTopic, FloatKernels.padded(entries), entries, norms);
    kernels.divide(counts, norms, entries, ratios);
  }

  private double updateGamma() {
    kernels.weightedRows(ratios, entries, byWord, stride, stride, pull);
    for (int k = 0; k < stride; k++) {
      next[k] = alpha[k] + share[k] * pull[k];
    }
    double moved = kernels.maxAbsDifference(next, gamma, stride);
    float[] swapped = gamma;
    gamma = next;
    next = swapped;
    return moved;
  }

  @Override
  public double tokens() {
    return tokens;
  }

  @Override
  public double[] gamma() {
    return gammaOut;
  }

  @Override
  public double logNormaliser() {
    double logShareScale =
        step == DocumentStep.ZERO_ORDER
            ? 0
            : SpecialFunctions.digamma(kernels.max(gamma, 0, stride));
    kernels.log(norms, 0, entries, logNorms, 0);
    double sum = 0;
    for (int i = 0; i < entries; i++) {
      double logScale = words[block.place()[from + i]].logScale();
      sum += block.counts()[from + i] * (logNorms[i] + logScale + logShareScale);
    }
    return sum;
  }

  @Override
  public void addStatistics() {
    for (int i = 0; i < entries; i++) {
      int start = block.place()[from + i] * stride;
      kernels.addScaled(ratios[i], share, 0, stride, statistics, start);
    }
  }

  @Override
  public void close(TouchedRows into) {
    into.reserve(words.length);
    for (int i = 0; i < words.length; i++) {
      int start = into.touch(block.distinct()[i]);
      double[] out = into.values();
      float[] scaled = words[i].scaled();
      for (int k = 0; k < topics; k++) {
        out[start + k] += statistics[i * stride + k] * scaled[k];
      }
    }
  }

  @Override
  public double expectedLogLikelihood() {
    double[] products = new double[topics];
    for (int i = 0; i < words.length; i++) {
      float[] scaled = words[i].scaled();
      float[] logs = words[i].logs();
      for (int k = 0; k < topics; k++) {
        double expected = statistics[i * stride + k] * scaled[k];
        products[k] += expected * logs[k];
      }
    }
    double product = 0;
    for (int k = 0; k < topics; k++) {
      product += products[k];
    }
    return product;
  }
}
