/** Mixtures as jobs. */
package org.sparksvi.kinds.mixture;
