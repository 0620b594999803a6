package org.sparksvi.models.topics;

/** Which weights the tokens of a document are given to topics by, with the topics frozen. */
public enum DocumentStep {
  /**
   * Means, γ_k · λ_kw / Λ_k: the zero-order approximation of collapsed variational Bayes, without
   * leaving out the token in hand. Foulds, Boyles, DuBois, Smyth and Welling (2013); why it
   * predicts better: Asuncion, Welling, Smyth and Teh (2009).
   */
  ZERO_ORDER,
  /** Geometric means, exp(ψ(γ_k) + ψ(λ_kw) − ψ(Λ_k)): coordinate ascent on the bound. */
  VARIATIONAL
}
