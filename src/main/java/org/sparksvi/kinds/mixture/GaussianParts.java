package org.sparksvi.kinds.mixture;

import java.util.List;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.kind.Parts;
import org.sparksvi.kind.Trained;
import org.sparksvi.models.mixture.GaussianSummary;
import org.sparksvi.models.mixture.GaussianSummary.Component;
import org.sparksvi.models.mixture.MixtureModel;

/** Gaussian components as parts that are compared: by their overlap. */
final class GaussianParts {
  private GaussianParts() {}

  /** Of a model. */
  static Parts<Component> of(Trained<DenseBlock, DenseBlock, MixtureModel<DenseBlock>> trained) {
    GaussianSummary summary = GaussianSummary.of(trained.model(), trained.parameters());
    Component[] parts = new Component[summary.components().size()];
    boolean[] used = new boolean[parts.length];
    for (Component component : summary.components()) {
      parts[component.id()] = component;
      used[component.id()] = component.inUse();
    }
    return new Parts<>("components", List.of(parts), used, Component::overlap);
  }
}
