package org.sparksvi.spark;

import java.io.Serializable;
import org.sparksvi.engine.Workload;

/** Opens a model and its blocks on an executor; sent once a training. */
@FunctionalInterface
public interface WorkloadSource extends Serializable {

  /** Called once an executor; its blocks may cache. */
  Workload<?, ?> open();
}
