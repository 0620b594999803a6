package org.sparksvi.models.autoencoder;

import java.util.LinkedHashMap;
import java.util.Map;
import org.sparksvi.autodiff.Graph;
import org.sparksvi.autodiff.Leaf;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Direction;
import org.sparksvi.bundle.Field;
import org.sparksvi.bundle.Geometry;
import org.sparksvi.bundle.Layout;
import org.sparksvi.model.Round;

/** The leaves of a graph that hold fields of the parameters; made when first asked for. */
final class ParameterLeaves {
  private final Graph graph;
  private final Layout layout;
  private final boolean learned;
  private final Map<String, Leaf> leaves = new LinkedHashMap<>();
  private Round loaded;

  /**
   * Leaves of a graph.
   *
   * @param learned whether derivatives are wanted
   */
  ParameterLeaves(Graph graph, Layout layout, boolean learned) {
    this.graph = graph;
    this.layout = layout;
    this.learned = learned;
  }

  Leaf of(String name) {
    return leaves.computeIfAbsent(name, this::leaf);
  }

  private Leaf leaf(String name) {
    Field field = layout.field(layout.index(name));
    return learned && field.geometry() == Geometry.ASCENDED
        ? graph.variable(field.rows(), field.columns())
        : graph.data(field.rows(), field.columns());
  }

  /** Copies a round's parameters, unless the last call did; a round is known by its identity. */
  @SuppressWarnings("ReferenceEquality") // parameters are overwritten from round to round
  void load(Round round) {
    if (loaded == round) {
      return;
    }
    Bundle parameters = round.parameters();
    leaves.forEach(
        (name, leaf) -> {
          if (layout.field(layout.index(name)).single()) {
            leaf.set(parameters.singles(name), 0);
          } else {
            leaf.set(parameters.values(name), 0);
          }
        });
    loaded = round;
  }

  void addDerivatives(Direction into) {
    leaves.forEach(
        (name, leaf) -> {
          Field field = layout.field(layout.index(name));
          if (field.geometry() != Geometry.ASCENDED) {
            return;
          }
          if (field.single()) {
            leaf.addDerivative(into.singles(name), 0);
          } else {
            leaf.addDerivative(into.values(name), 0);
          }
        });
  }
}
