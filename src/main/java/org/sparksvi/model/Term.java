package org.sparksvi.model;

/** A named number that blocks add up beside their statistics. */
public enum Term {
  /** Rows really seen, or their weight, by which sums are scaled. */
  ROWS,
  /** Units of observation seen, such as tokens. */
  UNITS,
  /** E_q[log p(x | z)], in nats. */
  EXPECTED_LOG_LIKELIHOOD,
  /** KL(q(z | x) || p(z)) of the local variables, in nats. */
  LOCAL_KL,
  /** Inner iterations of local steps. */
  LOCAL_ITERATIONS,
  /** Units whose local variables had not come to rest where their steps ended. */
  UNSETTLED,
  /**
   * Units whose local variables are, at a draw of the parameters, not where they are summed over.
   */
  FAR,
  /** Log predictive probability of what was held out, in nats. */
  HELD_OUT_LOG_PROBABILITY,
  /** Units of observation that were held out and scored. */
  HELD_OUT_UNITS,
  /** Held-out rows, documents or groups that were scored, whatever their weight. */
  HELD_OUT_ROWS,
  /** Squares of their log predictive probabilities. */
  HELD_OUT_SQUARES,
  /** Products of their log predictive probabilities and their units. */
  HELD_OUT_PRODUCTS,
  /** Squares of their units. */
  HELD_OUT_UNIT_SQUARES,
  /** Lower bound of the log probability of what was held out, in nats. */
  HELD_OUT_BOUND,
  /** The same with every row's posterior refined by steps of its own, in nats. */
  HELD_OUT_REFINED_BOUND,
  /** Values of held-out rows that were hidden from the model, or responses, by weight. */
  HELD_OUT_CELLS,
  /** Squares of what the model missed them by. */
  HELD_OUT_SQUARED_ERROR,
  /** Squares of their distances from the model's means. */
  HELD_OUT_SQUARED_DEVIATION,
  /** Responses of held-out rows inside their 95 % intervals, or said right, by weight. */
  HELD_OUT_HITS,
  /** Responses of held-out rows inside their 90 % intervals, by weight. */
  HELD_OUT_HITS_90,
  /** Responses of held-out rows inside their 50 % intervals, by weight. */
  HELD_OUT_HITS_50
}
