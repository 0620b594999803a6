package org.sparksvi.spark;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.sparksvi.data.DataRow;
import org.sparksvi.format.RowBuilder;
import org.sparksvi.spark.input.ColumnMap;
import org.sparksvi.spark.input.IngestTally;
import org.sparksvi.spark.input.Jobs;
import org.sparksvi.spark.input.RowSource;
import org.sparksvi.spark.wire.Items;
import scala.Tuple2;

/** The documents of a source that delivers their parts, put together in the order of their ids. */
public final class DocumentRows implements Iterator<DataRow> {
  private final Iterator<Tuple2<Long, byte[]>> items;
  private final ColumnMap map;
  private final RowBuilder builder = new RowBuilder();
  private final IngestTally tally = new IngestTally();
  private DataRow part; // the first one of the next document, read ahead; null at the end

  private long next; // document
  private final long end;

  private DocumentRows(Iterator<Tuple2<Long, byte[]>> items, ColumnMap map, long first, long end) {
    this.items = items;
    this.map = map;
    this.next = first;
    this.end = end;
    this.part = advance();
  }

  /**
   * Every document, in the columns of the model, also where it has no entry or nothing in it
   * counts. The source is read once, and judged before this returns.
   */
  public static JavaRDD<DataRow> of(JavaSparkContext spark, RowSource source) {
    JavaRDD<Tuple2<Long, byte[]>> items =
        source.items().mapPartitions(some -> new CarriedItems(some, Role.TRAINING, DataRow::key));
    int parts = Math.max(spark.defaultParallelism(), items.getNumPartitions());
    long documents = source.documents();
    long length = Math.max(1, (documents + parts - 1L) / parts);
    JavaRDD<Tuple2<Long, byte[]>> ordered =
        CarriedItems.shuffled(spark, items, new EqualRanges(parts, length));
    ColumnMap map = source.map();
    JavaRDD<DocumentRows> ranges =
        ordered.mapPartitionsWithIndex(
            (index, some) -> {
              long first = Math.min(documents, index * length);
              long last = Math.min(documents, first + length);
              return List.of(new DocumentRows(some, map, first, last)).iterator();
            },
            true);
    IngestTally met = new IngestTally();
    try (JobDescription story = new JobDescription(spark)) {
      story.tell("counting documents");
      Items.collect(ranges.map(DocumentRows::tally)).forEach(met::add);
    } catch (Exception e) {
      throw JobFailure.of(Jobs.unwrapped(e, source.name()), "reading " + source.name());
    }
    source.check().judge(met);
    return ranges.mapPartitions(some -> some.next(), true);
  }

  private static IngestTally tally(DocumentRows rows) {
    while (rows.hasNext()) {
      rows.next();
    }
    return rows.tally;
  }

  /** The next part; what was met goes to the tally. */
  private DataRow advance() {
    while (items.hasNext()) {
      byte[] item = items.next()._2();
      if (!CarriedItems.isTally(item)) {
        return CarriedItems.row(item);
      }
      tally.add(CarriedItems.tally(item));
    }
    return null;
  }

  @Override
  public boolean hasNext() {
    return next < end;
  }

  @Override
  public DataRow next() {
    if (!hasNext()) {
      throw new NoSuchElementException("no more documents");
    }
    long key = next++;
    for (; part != null && part.key() == key; part = advance()) {
      for (int i = 0; i < part.size(); i++) {
        builder.add(part.column(i), part.value(i));
      }
    }
    tally.addRows(builder.isEmpty() ? 0 : 1);
    return map.rename(builder.row(key, "the input"), tally::addUnseenTokens);
  }
}
