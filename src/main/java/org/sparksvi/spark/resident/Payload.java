package org.sparksvi.spark.resident;

/**
 * How a work reaches executors.
 *
 * @param kind {@link Answer.Kind#SHARED}, {@link Answer.Kind#WORK} or {@link Answer.Kind#BROADCAST}
 * @param content the work or its broadcast's handle, serialised; empty where it is shared
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Payload(Answer.Kind kind, byte[] content) {
  /** A work that executors find in their own process. */
  static final Payload SHARED = new Payload(Answer.Kind.SHARED, new byte[0]);
}
