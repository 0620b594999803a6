package org.sparksvi.kinds.autoencoder;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.sparksvi.format.Json;
import org.sparksvi.kind.EvaluateRequest;
import org.sparksvi.kind.Score;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.Term;
import org.sparksvi.models.autoencoder.Posterior;
import org.sparksvi.spark.input.InputException;

/** Bounds of log p(x) of rows, and what lies between them. */
final class AutoencoderScore {
  private AutoencoderScore() {}

  /**
   * Says what a sum means.
   *
   * @param posterior whose bound it is
   * @param leftOut a line for people
   * @param counts of rows, for programs
   */
  static Score of(
      EvaluateRequest request,
      Contribution sum,
      Posterior posterior,
      String leftOut,
      ObjectNode counts) {
    int samples = request.draws().count();
    double weight = sum.get(Term.HELD_OUT_UNITS);
    if (!(weight > 0)) {
      throw new InputException(request.input(), "a row must have a positive weight, but none has");
    }
    double elbo = sum.get(Term.HELD_OUT_BOUND) / weight;
    double density = sum.get(Term.HELD_OUT_LOG_PROBABILITY) / weight;
    ObjectNode page = Json.object();
    page.put("heldOutElboPerRow", elbo);
    page.put("heldOutLogDensityPerRow", density);
    page.put("klGapPerRow", density - elbo);
    page.put("samples", samples);
    StringBuilder text = new StringBuilder();
    text.append(line("held-out ELBO a row: %.4f", elbo));
    text.append(
        line("log density a row, importance-weighted: %.4f (%d samples)", density, samples));
    text.append(line("KL(q(z | x) || p(z | x)) a row, estimated: %.4f", density - elbo));
    if (posterior == Posterior.AMORTISED) {
      double gap = sum.get(Term.HELD_OUT_REFINED_BOUND) / weight - elbo;
      page.put("amortisationGapPerRow", gap);
      text.append(line("of it by the encoder (amortisation gap): %.4f", gap));
    }
    text.append(line("scored: rows of the weight %.6g", weight)).append(leftOut);
    page.put("weightScored", weight);
    page.setAll(counts);
    return new Score(text.toString(), page);
  }

  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values) + "\n";
  }
}
