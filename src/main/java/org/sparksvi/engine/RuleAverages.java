package org.sparksvi.engine;

import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Field;
import org.sparksvi.bundle.Layout;
import org.sparksvi.update.Rules;

/** The parameters that a run is judged by and leaves: means of them where rules average. */
final class RuleAverages {
  private RuleAverages() {}

  /** The state's own parameters where no rule averages, else a copy. */
  static Bundle of(State state, Rules rules) {
    Layout layout = state.parameters().layout();
    if (state.round() == 0 || layout.fields().stream().noneMatch(rules::averages)) {
      return state.parameters();
    }
    Bundle out = state.parameters().copy();
    for (int f = 0; f < layout.count(); f++) {
      Field field = layout.field(f);
      if (rules.averages(field)) {
        Bundle mean = state.memory().get(rules.of(field).memories() - 1);
        out.restore(f, mean.stored(mean.layout().index(field.name())));
      }
    }
    return out;
  }
}
