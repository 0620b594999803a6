/** Mixtures of multinomials and of Bernoullis as jobs. */
package org.sparksvi.kinds.countmixture;
