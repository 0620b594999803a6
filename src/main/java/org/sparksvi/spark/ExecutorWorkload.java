package org.sparksvi.spark;

import java.io.Serializable;
import org.sparksvi.engine.Workload;

/** The value of a broadcast: one workload an executor, opened by the first task that asks. */
public final class ExecutorWorkload implements Serializable {
  private static final long serialVersionUID = 1L;

  private final WorkloadSource source;
  private transient Workload<?, ?> opened;

  public ExecutorWorkload(WorkloadSource source) {
    this.source = source;
  }

  public synchronized Workload<?, ?> get() {
    if (opened == null) {
      opened = source.open();
    }
    return opened;
  }
}
