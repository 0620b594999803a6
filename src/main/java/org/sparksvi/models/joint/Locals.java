package org.sparksvi.models.joint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.sparksvi.autodiff.Graph;
import org.sparksvi.autodiff.Leaf;
import org.sparksvi.autodiff.Node;

/** The numbers that each unit, a row or a group, has of its own in a {@link Scope}. */
final class Locals {
  private final Graph graph;
  private final int units;
  private final Grouping grouping; // null where rows are the units
  private final List<Local> declared = new ArrayList<>();
  private boolean stale = true; // whether more than they changed since the last evaluation

  /** Numbers of one name, units × length. */
  record Local(String name, int length, Leaf leaf) {}

  Locals(Graph graph, int units, Grouping grouping) {
    this.graph = graph;
    this.units = units;
    this.grouping = grouping;
  }

  /** The last evaluation by unit. */
  void read(Node logs, double[] out) {
    if (grouping == null) {
      logs.read(out);
    } else {
      grouping.read(logs, out);
    }
  }

  /** A backward pass of Σ seed · log by unit. */
  void backward(Node logs, double[] seed) {
    graph.backward(logs, spread(seed));
  }

  private double[] spread(double[] seed) {
    return grouping == null ? seed : grouping.spread(seed);
  }

  /** Says that rows or parameters are others from now on. */
  void change() {
    stale = true;
  }

  List<Local> declared() {
    return declared;
  }

  boolean has(String name) {
    return declared.stream().anyMatch(local -> local.name().equals(name));
  }

  /** Numbers of a row. */
  int size() {
    return declared.stream().mapToInt(Local::length).sum();
  }

  /** Declares; units × length. */
  Value declare(String name, int length) {
    if (length < 1 || size() + length > LocalIntegral.MOST) {
      throw new IllegalArgumentException(
          "a %s may have 1 to %d numbers of its own, but has %d with '%s'"
              .formatted(
                  grouping == null ? "row" : "group", LocalIntegral.MOST, size() + length, name));
    }
    Leaf leaf = graph.variable(units, length);
    declared.add(new Local(name, length, leaf));
    return new Value(graph, leaf, true);
  }

  /** Sets them, units × size. */
  void set(double[] values) {
    int width = size();
    int from = 0;
    for (Local local : declared) {
      double[] own = new double[units * local.length()];
      for (int r = 0; r < units; r++) {
        System.arraycopy(values, r * width + from, own, r * local.length(), local.length());
      }
      local.leaf().set(own, 0);
      from += local.length();
    }
  }

  /** Their derivatives, units × size. */
  void readDerivatives(double[] out) {
    int width = size();
    int from = 0;
    for (Local local : declared) {
      double[] own = new double[units * local.length()];
      local.leaf().readDerivative(own);
      for (int r = 0; r < units; r++) {
        System.arraycopy(own, r * local.length(), out, r * width + from, local.length());
      }
      from += local.length();
    }
  }

  /**
   * The integral over them.
   *
   * @param logs log p of a row and its own numbers, rows × 1
   * @param parameters adds the derivatives by parameters of the graph's last backward pass
   */
  LocalIntegral integral(Node logs, Consumer<double[]> parameters) {
    double[] ones = new double[units];
    Arrays.fill(ones, 1);
    Graph.Dependents own =
        graph.dependents(declared.stream().map(Local::leaf).toArray(Leaf[]::new));
    return new LocalIntegral(
        new LocalIntegral.Integrand() {
          @Override
          public void evaluate(double[] locals, double[] out) {
            set(locals);
            if (stale) {
              graph.forwardVariables(logs);
              stale = false;
            } else {
              graph.forward(logs, own);
            }
            read(logs, out);
          }

          @Override
          public void slopes(double[] out) {
            graph.backward(logs, spread(ones), own);
            readDerivatives(out);
          }

          @Override
          public void backward(double[] seed, double[] into) {
            Locals.this.backward(logs, seed);
            parameters.accept(into);
          }
        },
        units,
        size());
  }
}
