package org.sparksvi.rows;

import java.io.Serializable;
import org.sparksvi.data.DataRow;

/** What a model says of a single row in nats; sent to executors. Safe for many threads. */
public interface RowValue extends Serializable {

  /** The nats, and the row's units of observation. */
  double[] of(DataRow row);
}
