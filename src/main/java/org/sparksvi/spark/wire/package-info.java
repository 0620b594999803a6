/**
 * What the driver and tasks send each other: bytes, whichever serializer a session has chosen and
 * whichever class loader its jars came by.
 *
 * <p>Spark writes task results, shuffled and kept rows and broadcasts with {@code
 * spark.serializer}; Kryo, which many sessions set, cannot read records. It reads task results with
 * the class loader of the application, which knows no jar that came to a living session. Bytes pass
 * everywhere; they are made and read by the serializer of closures, which is always Java's, with
 * the class loader of whoever asks.
 */
package org.sparksvi.spark.wire;
