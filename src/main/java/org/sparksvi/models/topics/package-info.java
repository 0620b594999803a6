/** Latent Dirichlet allocation by stochastic or batch variational Bayes. */
package org.sparksvi.models.topics;
