package org.sparksvi.models.regression;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.sparksvi.data.GroupedBlock;
import org.sparksvi.data.LabelledBlock;

/**
 * The rows of a block, group after group, as a mixed model works on them. Serves one task; its
 * arrays are scratch.
 */
final class MixedRows {
  private final MixedPosterior posterior;
  private final Designs designs;
  private final int p;
  private final int q;
  private double[] products = {}; // x·m, without the offset
  private double[] whitened = {}; // rows × p: L⁻¹ x, so that |L⁻¹ x|² is the variance of x·β
  private double[] effects = {}; // rows × q: Tᵀ z
  private double[] column = {}; // rows
  private final int shared;
  private int[] parts = {}; // by row: of those of its group, from 0
  private int[] counts = {}; // by group: parts
  private Design design;
  private LabelledBlock block;

  MixedRows(MixedPosterior posterior) {
    this.posterior = posterior;
    this.p = posterior.fixed().q().p();
    this.q = posterior.spread().q();
    this.shared = posterior.effects().shared();
    // rows are whitened, so that no design is asked for variances
    this.designs = new Designs(posterior.fixed().units(), p, () -> new double[0]);
  }

  /** Reads a block. */
  void load(GroupedBlock read) {
    block = read.members();
    design = designs.of(block);
    design.load(block);
    int rows = block.rows();
    if (products.length < rows) {
      products = new double[rows];
      whitened = new double[rows * p];
      effects = new double[rows * q];
      column = new double[rows];
    }
    design.predictors(posterior.fixed().q().means(), 0, products, 0);
    design.whitened(posterior.fixed().q(), whitened);
    loadEffects(rows);
    if (shared < q) {
      loadParts(read);
    }
  }

  /** Numbers the parts of each group, in the order of its rows. */
  private void loadParts(GroupedBlock read) {
    long[] subgroups = block.sides().subgroups();
    parts = new int[block.rows()];
    counts = new int[read.rows()];
    for (int g = 0; g < counts.length; g++) {
      Map<Long, Integer> met = new HashMap<>();
      for (int r = read.start(g); r < read.start(g + 1); r++) {
        long part = subgroups.length == 0 ? 0 : subgroups[r];
        Integer known = met.putIfAbsent(part, met.size());
        parts[r] = known == null ? met.size() - 1 : known;
      }
      counts[g] = met.size();
    }
  }

  private void loadEffects(int rows) {
    Arrays.fill(effects, 0, rows * q, 0);
    Units units = posterior.fixed().units();
    RandomEffects random = posterior.effects();
    for (int i = 0; i < q; i++) {
      int c = random.columns().get(i);
      if (c < 0) {
        Arrays.fill(column, 0, rows, 1);
      } else {
        design.column(c, column);
        double shift = random.centred(i) ? 0 : units.centre()[c] / units.scale()[c];
        for (int r = 0; r < rows; r++) {
          column[r] += shift;
        }
      }
      for (int j = 0; j <= i; j++) {
        double factor = posterior.spread().at(i, j);
        for (int r = 0; r < rows; r++) {
          effects[r * q + j] += factor * column[r];
        }
      }
    }
  }

  MixedPosterior posterior() {
    return posterior;
  }

  Design design() {
    return design;
  }

  int rows() {
    return block.rows();
  }

  int p() {
    return p;
  }

  /** Effects, those of parts counted once: as many may be other than 0 at a row. */
  int q() {
    return q;
  }

  /** Effects that all rows of a group share. */
  int shared() {
    return shared;
  }

  /** All effects of a group: those it shares, then one of each part. */
  int local(int group) {
    return shared < q ? shared + counts[group] : q;
  }

  /** The place of a row's effect among all of its group. */
  int place(int row, int j) {
    return j < shared ? j : j + parts[row];
  }

  /** The row's response in the model's units; NaN where there is none. */
  double response(int row) {
    return posterior.fixed().response(block.sides().responses()[row]);
  }

  /** The row's offset in the model's units. */
  double offset(int row) {
    return block.sides().offsets()[row] / posterior.fixed().units().responseScale();
  }

  double weight(int row) {
    return block.sides().weights()[row];
  }

  /** Whether the row says something of its group. */
  boolean speaks(int row) {
    return weight(row) > 0 && !Double.isNaN(response(row));
  }

  /** x·m, without the offset. */
  double product(int row) {
    return products[row];
  }

  /** L⁻¹ x. */
  double whitened(int row, int i) {
    return whitened[row * p + i];
  }

  /** Tᵀ z. */
  double effect(int row, int j) {
    return effects[row * q + j];
  }
}
