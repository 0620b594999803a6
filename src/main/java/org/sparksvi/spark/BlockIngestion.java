package org.sparksvi.spark;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;
import org.sparksvi.data.Block;
import org.sparksvi.format.FormatException;
import org.sparksvi.random.RowOrder;
import org.sparksvi.random.Streams;
import org.sparksvi.store.BlockCodec;
import org.sparksvi.store.BlockIndex;
import org.sparksvi.store.HadoopFiles;
import org.sparksvi.store.Shard;
import scala.Tuple2;

/**
 * Orders rows by a hash of their keys, packs them into blocks at their global ranks, and writes the
 * blocks into a store.
 *
 * <p>Neither the number of partitions nor how the input was split has any influence: the same rows
 * give the same files. There are two shuffles, one into the order and one from ranks to shards.
 *
 * @param <S> what delivers the rows
 */
public final class BlockIngestion<S extends RowSource> {
  private final JavaSparkContext spark;
  private final IngestSettings settings;
  private final RowKind<S> kind;
  private final SerializableConfiguration configuration;
  private final Optional<FileSystem> owned;

  public BlockIngestion(JavaSparkContext spark, IngestSettings settings, RowKind<S> kind) {
    this(spark, settings, kind, Optional.empty());
  }

  /**
   * For directories that other processes may want.
   *
   * @param owned what the driver changes them by; refuses where they are no longer its own
   */
  public BlockIngestion(
      JavaSparkContext spark, IngestSettings settings, RowKind<S> kind, FileSystem owned) {
    this(spark, settings, kind, Optional.of(owned));
  }

  private BlockIngestion(
      JavaSparkContext spark,
      IngestSettings settings,
      RowKind<S> kind,
      Optional<FileSystem> owned) {
    this.owned = owned;
    SerializerCheck.requireReadable(spark.getConf());
    this.spark = spark;
    this.settings = settings;
    this.kind = kind;
    this.configuration = new SerializableConfiguration(spark.hadoopConfiguration());
  }

  /** A source and what its rows are for. */
  private record Input<S extends RowSource>(S source, Role role) {}

  /**
   * Writes training blocks, and held-out blocks for the fraction that the settings name.
   *
   * @param training directory of the training blocks
   * @param heldOut directory of the held-out blocks
   */
  public Ingested training(S source, Path training, Path heldOut) {
    return write(List.of(new Input<>(source, Role.TRAINING)), training, heldOut);
  }

  /** Writes held-out blocks; rows of counts are split in two where their kind says so. */
  public Ingested heldOut(S source, Path heldOut) {
    return write(List.of(new Input<>(source, Role.HELD_OUT)), heldOut, heldOut);
  }

  /** Writes held-out blocks of rows that are already split; a row in one half only is left out. */
  public Ingested heldOut(S observed, S scored, Path heldOut) {
    return write(
        List.of(new Input<>(observed, Role.OBSERVED), new Input<>(scored, Role.SCORED)),
        heldOut,
        heldOut);
  }

  private Ingested write(List<Input<S>> inputs, Path training, Path heldOut) {
    requireSameColumns(inputs);
    try (JobDescription story = new JobDescription(spark)) {
      return write(inputs, training, heldOut, story);
    } catch (Exception e) {
      throw JobFailure.of(e, "reading " + inputs.get(0).source().name());
    }
  }

  private Ingested write(List<Input<S>> inputs, Path training, Path heldOut, JobDescription story) {
    EnumMap<Role, S> sources = new EnumMap<>(Role.class);
    inputs.forEach(input -> sources.put(input.role(), input.source()));
    RowRules rules = kind.rules(sources);
    IngestSettings sizes = settings;
    JavaPairRDD<Long, CarriedRow> ordered = ordered(inputs);
    story.tell("counting rows");
    List<PartCount> counts =
        ordered
            .mapPartitions(
                items -> List.of(PartCount.of(new RowStream(items, rules, sizes))).iterator())
            .collect();
    IngestTally tally = judge(inputs, counts);
    RowRanks places = RowRanks.of(counts, settings.shardRows());
    int columns = inputs.get(0).source().columns();
    ShardWriter<?> trainingWriter = writer(training, columns, rules.training());
    ShardWriter<?> heldOutWriter = writer(heldOut, columns, rules.heldOut());
    story.tell("writing blocks");
    List<Shard> shards =
        ordered
            .mapPartitionsWithIndex(
                (part, items) -> places.name(part, new RowStream(items, rules, sizes)), true)
            .mapToPair(row -> row)
            .repartitionAndSortWithinPartitions(
                new EqualRanges(places.shards(), settings.shardRows()))
            .mapPartitionsWithIndex(
                (part, rows) -> writeShard(part, rows, places, trainingWriter, heldOutWriter), true)
            .collect();
    int split = places.trainingShards();
    return new Ingested(
        commit(training, rules.training().codec(), columns, shards.subList(0, split)),
        commit(heldOut, rules.heldOut().codec(), columns, shards.subList(split, shards.size())),
        tally);
  }

  private void requireSameColumns(List<Input<S>> inputs) {
    S first = inputs.get(0).source();
    for (Input<S> input : inputs) {
      S source = input.source();
      if (source.columns() != first.columns()) {
        throw new FormatException(
            source.name(),
            "there must be %d columns, as in %s, but there are %d"
                .formatted(first.columns(), first.name(), source.columns()));
      }
    }
  }

  private <B extends Block> ShardWriter<B> writer(Path directory, int columns, Packing<B> packing) {
    return new ShardWriter<>(configuration, directory.toString(), columns, settings, packing);
  }

  /** All items, sorted by the place of their key; tallies come along. */
  private JavaPairRDD<Long, CarriedRow> ordered(List<Input<S>> inputs) {
    JavaPairRDD<Long, CarriedRow> all = null;
    int parts = spark.defaultParallelism();
    long seed = settings.seed();
    for (Input<S> input : inputs) {
      Role role = input.role();
      JavaPairRDD<Long, CarriedRow> items =
          input.source().items().mapPartitionsToPair(part -> carry(part, role, seed));
      parts = Math.max(parts, items.getNumPartitions());
      all = all == null ? items : all.union(items);
    }
    return all.repartitionAndSortWithinPartitions(new HashRanges(parts));
  }

  private static Iterator<Tuple2<Long, CarriedRow>> carry(
      Iterator<SourceItem> items, Role role, long seed) {
    RowOrder order = new RowOrder(new Streams(seed));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return items.hasNext();
      }

      @Override
      public Tuple2<Long, CarriedRow> next() {
        SourceItem item = items.next();
        if (item instanceof SourceItem.Row row) {
          bytes.reset();
          row.write(bytes);
          return new Tuple2<>(
              order.place(row.key()), new CarriedRow(role, bytes.toByteArray(), null));
        }
        return new Tuple2<>(0L, new CarriedRow(role, null, ((SourceItem.Met) item).tally()));
      }
    };
  }

  /** Adds up what was met, and lets each source judge its own. */
  private IngestTally judge(List<Input<S>> inputs, List<PartCount> counts) {
    IngestTally all = new IngestTally();
    for (Input<S> input : inputs) {
      IngestTally tally = new IngestTally();
      for (PartCount part : counts) {
        IngestTally met = part.tallies().get(input.role());
        if (met != null) {
          tally.add(met);
        }
      }
      all.add(input.source().check().judge(tally));
    }
    for (Input<S> input : inputs) {
      boolean needed = input.role() != Role.TRAINING;
      long rows =
          counts.stream().mapToLong(needed ? PartCount::heldOut : PartCount::training).sum();
      if (rows == 0) {
        throw new FormatException(
            input.source().name(),
            "there must be a row %s, but there is none".formatted(input.role().use()));
      }
    }
    return all;
  }

  private static Iterator<Shard> writeShard(
      int part,
      Iterator<Tuple2<Long, byte[]>> rows,
      RowRanks places,
      ShardWriter<?> training,
      ShardWriter<?> heldOut) {
    Iterator<byte[]> bytes =
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            return rows.hasNext();
          }

          @Override
          public byte[] next() {
            return rows.next()._2();
          }
        };
    int split = places.trainingShards();
    Shard shard = part < split ? training.write(part, bytes) : heldOut.write(part - split, bytes);
    return List.of(shard).iterator();
  }

  private Optional<BlockIndex> commit(
      Path directory, BlockCodec<?> codec, int columns, List<Shard> shards) {
    if (shards.isEmpty()) {
      return Optional.empty();
    }
    try {
      FileSystem fs =
          owned.isPresent() ? owned.get() : HadoopFiles.of(directory, spark.hadoopConfiguration());
      return Optional.of(
          BlockIndex.commit(
              fs,
              directory,
              codec,
              columns,
              settings.blockSize(),
              new ArrayList<>(shards),
              Map.of()));
    } catch (IOException e) {
      throw new UncheckedIOException("committing the blocks of " + directory, e);
    }
  }
}
