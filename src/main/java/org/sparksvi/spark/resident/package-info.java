/**
 * Rounds without a Spark job each: tasks that stay, and exchange work and results with the driver
 * over the messages of a Spark plugin.
 */
package org.sparksvi.spark.resident;
