package org.sparksvi.spark;

import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.sparksvi.spark.resident.ResidentPlugin;

/**
 * One session of two threads for all test classes of a JVM; tests take it as a parameter.
 *
 * <p>Settings of SQL are changed on {@code spark.newSession()} only.
 */
public final class SharedSpark implements BeforeAllCallback, ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(SharedSpark.class);

  /** Stops the session when all test classes have ended. */
  private record Holder(SparkSession spark) implements AutoCloseable {
    @Override
    public void close() {
      spark.stop();
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    session(context);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == SparkSession.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return session(context);
  }

  private static SparkSession session(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(SharedSpark.class, key -> new Holder(start()), Holder.class)
        .spark();
  }

  private static SparkSession start() {
    return SparkSession.builder()
        .master("local[2,4]") // a failed task is tried again, as on a cluster
        .appName("tests")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "4")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.warehouse.dir", "target/spark-warehouse")
        // which many sessions set, and which cannot read records; other tests use Java's
        .config("spark.serializer", KryoSerializer.class.getName())
        .config("spark.plugins", ResidentPlugin.class.getName())
        .config("spark.log.level", "WARN")
        .getOrCreate();
  }
}
