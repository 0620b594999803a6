package org.sparksvi.spark.resident;

import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.SparkPlugin;

/**
 * What {@code spark.plugins} must name for rounds without a Spark job each.
 *
 * <pre>
 *   --conf spark.plugins=org.sparksvi.spark.resident.ResidentPlugin
 * </pre>
 */
public final class ResidentPlugin implements SparkPlugin {

  /** Called by Spark. */
  public ResidentPlugin() {}

  @Override
  public DriverPlugin driverPlugin() {
    return new DriverEndpoint("");
  }

  @Override
  public ExecutorPlugin executorPlugin() {
    return new ExecutorHalf();
  }
}
