package org.sparksvi.spark;

import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.Iterator;
import java.util.function.ToLongFunction;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.ShuffledRDD;
import org.apache.spark.serializer.KryoSerializer;
import org.sparksvi.data.DataRow;
import org.sparksvi.spark.input.IngestTally;
import org.sparksvi.spark.input.RowItem;
import org.sparksvi.spark.wire.JavaBytes;
import scala.Tuple2;
import scala.math.Ordering$;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * What the shuffle into the order carries: the place of an item, and its bytes. The first byte is
 * the role of its source, or the role's complement before a tally.
 */
final class CarriedItems implements Iterator<Tuple2<Long, byte[]>> {
  private static final Role[] ROLES = Role.values();

  private final Iterator<RowItem> items;
  private final Role role;
  private final ToLongFunction<DataRow> place;
  private final RowBytes bytes = new RowBytes();

  /**
   * Of one partition of a source.
   *
   * @param place of a row in the order
   */
  CarriedItems(Iterator<RowItem> items, Role role, ToLongFunction<DataRow> place) {
    this.items = items;
    this.role = role;
    this.place = place;
  }

  /**
   * The items of all partitions, sorted by place within the partitions of another division. Kryo
   * carries them, which takes a fraction of the time of Java's serialisation: these are no records.
   */
  static JavaRDD<Tuple2<Long, byte[]>> shuffled(
      JavaSparkContext spark, JavaRDD<Tuple2<Long, byte[]>> items, Partitioner division) {
    ClassTag<Long> place = ClassTag$.MODULE$.apply(Long.class);
    ClassTag<byte[]> bytes = ClassTag$.MODULE$.apply(byte[].class);
    ShuffledRDD<Long, byte[], byte[]> shuffled =
        new ShuffledRDD<>(items.rdd(), division, place, bytes, bytes);
    return shuffled
        .setKeyOrdering(Ordering$.MODULE$.comparatorToOrdering(Comparator.<Long>naturalOrder()))
        .setSerializer(new KryoSerializer(spark.getConf()))
        .toJavaRDD();
  }

  @Override
  public boolean hasNext() {
    return items.hasNext();
  }

  @Override
  public Tuple2<Long, byte[]> next() {
    RowItem item = items.next();
    if (item.met() == null) {
      bytes.put((byte) role.ordinal()).write(item.row());
      return new Tuple2<>(place.applyAsLong(item.row()), bytes.take());
    }
    byte[] tally = JavaBytes.of(item.met());
    ByteBuffer all = ByteBuffer.allocate(1 + tally.length);
    all.put((byte) ~role.ordinal()).put(tally);
    return new Tuple2<>(0L, all.array());
  }

  /** The role of the source of an item. */
  static Role role(byte[] item) {
    return ROLES[item[0] < 0 ? ~item[0] : item[0]];
  }

  static boolean isTally(byte[] item) {
    return item[0] < 0;
  }

  static IngestTally tally(byte[] item) {
    return (IngestTally) JavaBytes.read(ByteBuffer.wrap(item, 1, item.length - 1));
  }

  static DataRow row(byte[] item) {
    return RowBytes.read(ByteBuffer.wrap(item, 1, item.length - 1));
  }
}
