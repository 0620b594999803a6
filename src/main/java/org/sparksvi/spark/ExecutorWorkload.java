package org.sparksvi.spark;

import java.io.Serializable;
import org.sparksvi.engine.Workload;

/** The value of a broadcast: one workload an executor, opened by the first task that asks. */
final class ExecutorWorkload implements Serializable {
  private static final long serialVersionUID = 1L;

  private final WorkloadSource source;
  private transient Workload<?, ?> opened;

  ExecutorWorkload(WorkloadSource source) {
    this.source = source;
  }

  synchronized Workload<?, ?> get() {
    if (opened == null) {
      opened = source.open();
    }
    return opened;
  }
}
