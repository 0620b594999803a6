package org.sparksvi.spark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/** The items of some sources on the driver, in any order. */
final class CollectedItems {
  private static final int ITEM_BYTES = 48; // of an array and a place, besides its content

  private CollectedItems() {}

  /**
   * Collects them in one job.
   *
   * @param mostBytes that they may take
   * @throws MemoryLimitException where they take more
   */
  static List<Tuple2<Long, byte[]>> of(
      JavaSparkContext spark,
      List<BlockIngestion.Input> inputs,
      RowKind.Unit unit,
      long seed,
      long mostBytes) {
    JavaRDD<Tuple2<Long, byte[]>> items = BlockIngestion.items(inputs, unit, seed);
    Gathered gathered = new Gathered(mostBytes);
    Integer[] partitions = new Integer[items.getNumPartitions()];
    Arrays.setAll(partitions, p -> p);
    spark
        .sc()
        .runJob(
            items.rdd(),
            new Task(mostBytes),
            CollectionConverters.asScala(Arrays.<Object>asList((Object[]) partitions)).toSeq(),
            gathered,
            ClassTag$.MODULE$.<Tuple2<long[], byte[][]>>apply(Tuple2.class));
    if (gathered.bytes > mostBytes) {
      throw new MemoryLimitException(inputs.get(0).source().name(), mostBytes);
    }
    return gathered.items;
  }

  /** Of memory that an item takes. */
  static long bytes(byte[] item) {
    return (long) ITEM_BYTES + item.length;
  }

  /** Places and items of a partition; of more than there may be only as many as say so. */
  private static final class Task
      extends AbstractFunction2<
          TaskContext, Iterator<Tuple2<Long, byte[]>>, Tuple2<long[], byte[][]>>
      implements java.io.Serializable {
    private static final long serialVersionUID = 1L;

    private final long mostBytes;

    Task(long mostBytes) {
      this.mostBytes = mostBytes;
    }

    @Override
    public Tuple2<long[], byte[][]> apply(
        TaskContext context, Iterator<Tuple2<Long, byte[]>> items) {
      List<Long> places = new ArrayList<>();
      List<byte[]> contents = new ArrayList<>();
      long bytes = 0;
      while (items.hasNext() && bytes <= mostBytes) {
        Tuple2<Long, byte[]> item = items.next();
        places.add(item._1());
        contents.add(item._2());
        bytes += bytes(item._2());
      }
      return new Tuple2<>(
          places.stream().mapToLong(place -> place).toArray(), contents.toArray(byte[][]::new));
    }
  }

  /** Runs on the driver, one result at a time. */
  private static final class Gathered
      extends AbstractFunction2<Object, Tuple2<long[], byte[][]>, BoxedUnit> {
    private final long mostBytes;
    private final List<Tuple2<Long, byte[]>> items = new ArrayList<>();
    private long bytes;

    Gathered(long mostBytes) {
      this.mostBytes = mostBytes;
    }

    @Override
    public synchronized BoxedUnit apply(Object partition, Tuple2<long[], byte[][]> some) {
      for (int i = 0; i < some._1().length && bytes <= mostBytes; i++) {
        items.add(new Tuple2<>(some._1()[i], some._2()[i]));
        bytes += bytes(some._2()[i]);
      }
      if (bytes > mostBytes) {
        items.clear();
      }
      return BoxedUnit.UNIT;
    }
  }
}
