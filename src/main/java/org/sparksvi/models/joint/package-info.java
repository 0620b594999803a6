/**
 * Models that users write: the log density of each row and the priors of its parameters, with a
 * Gaussian posterior of the unconstrained parameters, by automatic differentiation variational
 * inference (Kucukelbir, Tran, Ranganath, Gelman and Blei, 2017).
 */
package org.sparksvi.models.joint;
