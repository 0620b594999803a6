package org.sparksvi.rows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.sparksvi.kind.ReadOut;

/**
 * A score of rows, for people and for programs.
 *
 * @param text lines
 * @param page the same as JSON
 */
public record Score(String text, ObjectNode page) {

  /** The same with how far the posterior is from the exact one. */
  Score with(ReadOut evidence) {
    ObjectNode more = page.deepCopy();
    evidence.put(more.putObject("evidence"));
    return new Score(text + evidence.text(), more);
  }

  /** The same with how well components and labels agree. */
  Score with(Agreement agreement) {
    ObjectNode more = page.deepCopy();
    more.put("adjustedRand", agreement.adjustedRand());
    more.put("rowsLabelled", agreement.rows());
    return new Score(
        text
            + String.format(
                Locale.ROOT,
                "adjusted Rand index: %.6f (%d rows with a label)\n",
                agreement.adjustedRand(),
                agreement.rows()),
        more);
  }
}
