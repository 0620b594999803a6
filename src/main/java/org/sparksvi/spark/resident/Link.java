package org.sparksvi.spark.resident;

/** How a task speaks to the driver. */
interface Link {
  /** Sends a message and waits for the answer. */
  Object ask(Object message) throws Exception;

  /** Sends a message and goes on. */
  void send(Object message) throws Exception;
}
