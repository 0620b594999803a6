/**
 * Bayesian regression: generalised linear models with Gaussian posteriors of their coefficients.
 */
package org.sparksvi.models.regression;
