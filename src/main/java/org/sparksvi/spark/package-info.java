/** Everything that knows Spark below the jobs: ingestion into blocks, and executions. */
package org.sparksvi.spark;
