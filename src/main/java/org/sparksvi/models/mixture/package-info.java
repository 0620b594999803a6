/** Mixtures of Gaussians, multinomials and Bernoullis, by likelihood and with posteriors. */
package org.sparksvi.models.mixture;
