package org.sparksvi.kinds.joint;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.sparksvi.format.JsonReader;
import org.sparksvi.models.joint.JointModel;
import org.sparksvi.models.joint.JointSummary;
import org.sparksvi.models.joint.JointSummary.Quantity;

/**
 * What a user's class has declared, and what was learnt of it, as it is published: so that nobody
 * needs the class to be told.
 *
 * @param size unconstrained numbers of all parameters
 * @param observed the column that rows are predicted in, where there is one
 * @param quantities parameters and kept quantities, with their posterior
 */
record Declared(int size, Optional<String> observed, List<Quantity> quantities) {
  private static final String SIZE = "size";
  private static final String OBSERVED = "observed";
  private static final String QUANTITIES = "quantities";

  Declared {
    quantities = List.copyOf(quantities);
  }

  static Declared of(JointModel<?> model, JointSummary summary) {
    return new Declared(model.size(), model.observed(), summary.quantities());
  }

  void write(ObjectNode json) {
    json.put(SIZE, size);
    observed.ifPresent(column -> json.put(OBSERVED, column));
    ArrayNode all = json.putArray(QUANTITIES);
    for (Quantity quantity : quantities) {
      all.addObject()
          .put("name", quantity.name())
          .put("mean", quantity.mean())
          .put("deviation", quantity.deviation())
          .put("lower", quantity.lower())
          .put("median", quantity.median())
          .put("upper", quantity.upper());
    }
  }

  /** What is not finite, such as the mean of odds, is null in JSON. */
  private static double number(JsonReader json, String key) {
    return json.optionalNumber(key).orElse(Double.NaN);
  }

  /**
   * What {@link #write} wrote, if it was written. Parameters have as many values as unconstrained
   * numbers, or more, so the size is bounded by what is there.
   */
  static Optional<Declared> read(JsonReader json) {
    if (!json.has(SIZE)) {
      return Optional.empty();
    }
    List<Quantity> quantities =
        json.objects(QUANTITIES).stream()
            .map(
                one ->
                    new Quantity(
                        one.text("name"),
                        number(one, "mean"),
                        number(one, "deviation"),
                        number(one, "lower"),
                        number(one, "median"),
                        number(one, "upper")))
            .toList();
    return Optional.of(
        new Declared(
            (int) json.integer(SIZE, 1, quantities.size()),
            json.optionalText(OBSERVED),
            quantities));
  }
}
