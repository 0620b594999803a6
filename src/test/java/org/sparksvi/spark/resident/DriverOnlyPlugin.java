package org.sparksvi.spark.resident;

import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.SparkPlugin;

/** A plugin that executors know nothing of. */
public final class DriverOnlyPlugin implements SparkPlugin {

  /** Called by Spark. */
  public DriverOnlyPlugin() {}

  @Override
  public DriverPlugin driverPlugin() {
    return new ResidentPlugin().driverPlugin();
  }

  @Override
  public ExecutorPlugin executorPlugin() {
    return null;
  }
}
