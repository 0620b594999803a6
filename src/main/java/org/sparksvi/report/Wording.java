package org.sparksvi.report;

import java.util.Locale;

/**
 * What people call the rows of a model's data, their units, and its scores.
 *
 * @param rows such as documents
 * @param unit such as token
 * @param score of held-out rows per unit, such as log probability
 * @param perplexity what the exponential of minus the score is, or empty where nobody asks for it
 */
public record Wording(String rows, String unit, String score, String perplexity) {

  /** A held-out score, by its name. */
  public String heldOut(double value) {
    String text = String.format(Locale.ROOT, "held-out %s per %s: %.4f", score, unit, value);
    return perplexity.isEmpty()
        ? text
        : text + String.format(Locale.ROOT, " (%s %.1f)", perplexity, Math.exp(-value));
  }
}
