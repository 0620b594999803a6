package org.sparksvi.kinds.regression;

import java.util.List;
import org.sparksvi.data.ValueRule;

/**
 * Responses that are classes with names.
 *
 * @param names of the classes 0, 1 and so on
 */
record ClassNames(List<String> names) implements ValueRule {
  private static final long serialVersionUID = 1L;

  ClassNames {
    names = List.copyOf(names);
  }

  @Override
  public String broken(double value) {
    return value >= 0 && value < names.size() ? "" : "one of " + String.join(", ", names);
  }
}
