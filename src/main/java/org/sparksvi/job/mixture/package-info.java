/** Mixtures as jobs. */
package org.sparksvi.job.mixture;
