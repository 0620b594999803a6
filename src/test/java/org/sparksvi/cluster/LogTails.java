package org.sparksvi.cluster;

import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Adds the last lines of a cluster's logs to what a failed test says.
 *
 * @param cluster asked when a test has failed
 */
public record LogTails(Supplier<SparkCluster> cluster) implements TestExecutionExceptionHandler {

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure) {
    throw new AssertionError(failure.getMessage() + "\n" + cluster.get().tails(), failure);
  }
}
