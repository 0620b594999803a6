/** Synthetic data of known truth, any size, made in Spark tasks. */
package org.sparksvi.job.generate;
