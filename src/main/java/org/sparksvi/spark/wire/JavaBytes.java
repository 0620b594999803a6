package org.sparksvi.spark.wire;

import java.nio.ByteBuffer;
import org.apache.spark.SparkEnv;
import org.apache.spark.serializer.SerializerInstance;
import scala.reflect.ClassTag$;

/** Values as bytes of Java's serialisation, on the driver and in tasks. */
public final class JavaBytes {
  private JavaBytes() {}

  public static byte[] of(Object value) {
    ByteBuffer buffer = serializer().serialize(value, ClassTag$.MODULE$.apply(Object.class));
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  /** The value; its classes are looked for as the calling thread does. */
  public static Object read(byte[] bytes) {
    return read(ByteBuffer.wrap(bytes));
  }

  /** The value that the rest of a buffer holds. */
  public static Object read(ByteBuffer bytes) {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    return serializer().deserialize(bytes, loader, ClassTag$.MODULE$.apply(Object.class));
  }

  private static SerializerInstance serializer() {
    return SparkEnv.get().closureSerializer().newInstance();
  }
}
