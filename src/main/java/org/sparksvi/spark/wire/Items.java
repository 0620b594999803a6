package org.sparksvi.spark.wire;

import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;

/** Items of any class that go to tasks and come from them. */
public final class Items {
  private Items() {}

  /** Items for tasks, which can be serialised, dealt out over at most so many partitions. */
  public static <T> JavaRDD<T> parallelize(JavaSparkContext spark, List<T> items, int partitions) {
    return spark
        .parallelize(items.stream().map(JavaBytes::of).toList(), Math.max(1, partitions))
        .map(Items::read);
  }

  /** What tasks say, in the order of their partitions. */
  public static <T> List<T> collect(JavaRDD<T> said) {
    return said.map(JavaBytes::of).collect().stream().map(Items::<T>read).toList();
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // what was written a line above
  private static <T> T read(byte[] item) {
    return (T) JavaBytes.read(item);
  }
}
