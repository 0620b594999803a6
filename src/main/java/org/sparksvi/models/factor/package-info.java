/** Probabilistic principal components, factor analysis, and Bayesian principal components. */
package org.sparksvi.models.factor;
