/**
 * User data that is not docword, turned into keyed rows of counts.
 *
 * <p>Keys, rows and vocabulary depend on the data alone: not on cores, splits of files, partitions
 * or the order in which tasks end.
 */
package org.sparksvi.spark.input;
