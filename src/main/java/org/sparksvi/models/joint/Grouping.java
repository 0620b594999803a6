package org.sparksvi.models.joint;

import java.util.Arrays;
import org.sparksvi.autodiff.Graph;
import org.sparksvi.autodiff.IndexLeaf;
import org.sparksvi.autodiff.Leaf;
import org.sparksvi.autodiff.Node;

/**
 * Groups of the rows of a graph.
 *
 * <pre>
 *   log p(rows of g, u_g) = Σ_{r in g} part_r      part_r = w_r log p(row r | u_g) + log p(u_g) / n_g
 * </pre>
 */
final class Grouping {
  private final Graph graph;
  private final IndexLeaf groups;
  private final Leaf weights;
  private final Leaf shares;
  private final double[] parts; // rows
  private int[] of; // rows

  Grouping(Graph graph, UnitRows.Size size) {
    this.graph = graph;
    this.groups = graph.indices(size.rows(), size.units());
    this.weights = graph.data(size.rows(), 1);
    this.shares = graph.data(size.rows(), 1);
    this.parts = new double[size.rows()];
    this.of = new int[size.rows()];
  }

  /** Numbers of groups as such of their rows. */
  Value ofRows(Value value) {
    return new Value(graph, graph.gather(value.node(), groups), true);
  }

  /** What each row adds to its group. */
  Value parts(Value logs, Value own) {
    Value weighted = logs.times(new Value(graph, weights, true));
    return own == null
        ? weighted
        : weighted.plus(ofRows(own).times(new Value(graph, shares, true)));
  }

  void set(UnitRows rows) {
    of = rows.groups();
    groups.set(of, 0);
    weights.set(rows.weights(), 0);
    shares.set(rows.shares(), 0);
  }

  /** Sums of the parts by group. */
  void read(Node node, double[] out) {
    node.read(parts);
    Arrays.fill(out, 0);
    for (int r = 0; r < parts.length; r++) {
      out[of[r]] += parts[r];
    }
  }

  /** Seeds of groups as such of their rows. */
  double[] spread(double[] seed) {
    double[] each = new double[parts.length];
    for (int r = 0; r < each.length; r++) {
      each[r] = seed[of[r]];
    }
    return each;
  }
}
