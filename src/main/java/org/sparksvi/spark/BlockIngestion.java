package org.sparksvi.spark;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.SerializableConfiguration;
import org.sparksvi.data.Block;
import org.sparksvi.format.FormatException;
import org.sparksvi.random.RowOrder;
import org.sparksvi.random.Streams;
import org.sparksvi.spark.input.IngestTally;
import org.sparksvi.spark.input.Jobs;
import org.sparksvi.spark.input.RowSource;
import org.sparksvi.spark.wire.Items;
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
 * give the same files. There are two shuffles, one into the order and one from ranks to shards;
 * each row is put together once, between them.
 */
public final class BlockIngestion {
  private final JavaSparkContext spark;
  private final IngestSettings settings;
  private final RowKind kind;
  private final SerializableConfiguration configuration;
  private final Optional<FileSystem> owned;

  public BlockIngestion(JavaSparkContext spark, IngestSettings settings, RowKind kind) {
    this(spark, settings, kind, Optional.empty());
  }

  /**
   * For directories that other processes may want.
   *
   * @param owned what the driver changes them by; refuses where they are no longer its own
   */
  public BlockIngestion(
      JavaSparkContext spark, IngestSettings settings, RowKind kind, FileSystem owned) {
    this(spark, settings, kind, Optional.of(owned));
  }

  private BlockIngestion(
      JavaSparkContext spark, IngestSettings settings, RowKind kind, Optional<FileSystem> owned) {
    this.owned = owned;
    this.spark = spark;
    this.settings = settings;
    this.kind = kind;
    this.configuration = new SerializableConfiguration(spark.hadoopConfiguration());
  }

  /** A source and what its rows are for. */
  record Input(RowSource source, Role role) {}

  /**
   * Writes training blocks, and held-out blocks for the fraction that the settings name.
   *
   * @param training directory of the training blocks
   * @param heldOut directory of the held-out blocks
   */
  public Ingested training(RowSource source, Path training, Path heldOut) {
    return write(List.of(new Input(source, Role.TRAINING)), training, heldOut);
  }

  /** Writes held-out blocks; rows of counts are split in two where their kind says so. */
  public Ingested heldOut(RowSource source, Path heldOut) {
    return write(List.of(new Input(source, Role.HELD_OUT)), heldOut, heldOut);
  }

  /** Writes held-out blocks of rows that are already split; a row in one half only is left out. */
  public Ingested heldOut(RowSource observed, RowSource scored, Path heldOut) {
    return write(halves(kind, observed, scored), heldOut, heldOut);
  }

  /**
   * What a task says of the held-out blocks of a shard, which are consecutive; sent to executors.
   *
   * @param <T> what it says
   */
  @FunctionalInterface
  public interface Reader<T> extends Serializable {
    T read(List<? extends Block> blocks);
  }

  /**
   * What was read.
   *
   * @param rows that were held out
   * @param said of every shard, in their order
   * @param tally what readers of the input met
   */
  public record Read<T>(long rows, List<T> said, IngestTally tally) {}

  /**
   * Reads held-out blocks that are stored nowhere.
   *
   * @param sources of whole rows, or of observed and scored halves
   * @param reader by the number of rows
   */
  public <T> Read<T> heldOut(List<RowSource> sources, LongFunction<Reader<T>> reader) {
    List<Input> inputs =
        sources.size() == 1
            ? List.of(new Input(sources.get(0), Role.HELD_OUT))
            : halves(kind, sources.get(0), sources.get(1));
    return inOrder(
        inputs,
        ordered -> {
          long rows = ordered.heldOut();
          Reader<T> reads = reader.apply(rows);
          ShardBlocks<?> blocks =
              blocks(inputs, ordered.cuts(), kind.heldOut(), kind.heldOutUnit());
          List<T> said =
              Items.collect(
                  ordered
                      .shards()
                      .mapPartitionsWithIndex(
                          (part, pieces) ->
                              List.of(reads.read(blocks.of(part, chunks(pieces)))).iterator(),
                          true));
          return new Read<>(rows, said, ordered.tally());
        });
  }

  /** Halves of rows of a kind that is scored by them. */
  static List<Input> halves(RowKind kind, RowSource observed, RowSource scored) {
    if (kind.split().isEmpty()) {
      throw new IllegalArgumentException("rows that are scored whole must not come in halves");
    }
    return List.of(new Input(observed, Role.OBSERVED), new Input(scored, Role.SCORED));
  }

  private Ingested write(List<Input> inputs, Path training, Path heldOut) {
    return inOrder(inputs, ordered -> write(inputs, ordered, training, heldOut));
  }

  private Ingested write(List<Input> inputs, Ordered ordered, Path training, Path heldOut) {
    ShardWriter<?> trained =
        writer(training, blocks(inputs, ordered.cuts(), kind.training(), kind.trainingUnit()));
    ShardWriter<?> scored =
        writer(heldOut, blocks(inputs, ordered.cuts(), kind.heldOut(), kind.heldOutUnit()));
    RowRanks ranks = ordered.ranks();
    List<Shard> shards =
        Items.collect(
            ordered
                .shards()
                .mapPartitionsWithIndex(
                    (part, pieces) -> writeShard(part, pieces, ranks, trained, scored), true));
    int split = ranks.trainingShards();
    int columns = inputs.get(0).source().columns();
    int size = ordered.cuts().blockSize();
    return new Ingested(
        commit(training, kind.training().codec(), columns, size, shards.subList(0, split)),
        commit(
            heldOut, kind.heldOut().codec(), columns, size, shards.subList(split, shards.size())),
        ordered.tally());
  }

  /**
   * Rows in their order.
   *
   * @param shards the rows of each, in pieces by their places
   */
  private record Ordered(
      JavaPairRDD<Long, byte[]> shards,
      RowRanks ranks,
      BlockCuts cuts,
      long heldOut,
      IngestTally tally) {}

  /** Brings rows into their order for an action. */
  private <T> T inOrder(List<Input> inputs, Function<Ordered, T> action) {
    requireSameColumns(inputs);
    try (JobDescription story = new JobDescription(spark)) {
      return inOrder(inputs, action, story);
    } catch (Exception e) {
      String name = inputs.get(0).source().name();
      throw JobFailure.of(Jobs.unwrapped(e, name), "reading " + name);
    }
  }

  private <T> T inOrder(List<Input> inputs, Function<Ordered, T> action, JobDescription story) {
    EnumMap<Role, RowSource> sources = new EnumMap<>(Role.class);
    inputs.forEach(input -> sources.put(input.role(), input.source()));
    RowAssembly assembly = RowAssembly.of(settings, kind, sources);
    story.tell("counting rows");
    Placed placed = placed(inputs, assembly);
    JavaRDD<byte[]> rows = placed.rows();
    try {
      List<PartCount> counts = placed.counts();
      IngestTally tally = judge(inputs, counts);
      BlockCuts cuts = cuts(settings, kind, counts, tally);
      RowRanks ranks = RowRanks.of(counts, cuts.shardSize());
      story.tell("writing blocks");
      JavaPairRDD<Long, byte[]> shards =
          rows.mapPartitionsWithIndex((part, some) -> ranks.cut(part, RowChunk.read(some)), true)
              .mapToPair(piece -> new Tuple2<>(piece._1(), piece._2().toBytes()))
              .repartitionAndSortWithinPartitions(
                  new EqualRanges(ranks.shards(), cuts.shardSize()));
      long heldOut = counts.stream().mapToLong(PartCount::heldOut).sum();
      return action.apply(new Ordered(shards, ranks, cuts, heldOut, tally));
    } finally {
      rows.unpersist();
    }
  }

  /** Rows in their order, which are kept, and what their partitions hold. */
  private record Placed(JavaRDD<byte[]> rows, List<PartCount> counts) {
    static Placed of(JavaRDD<Tuple2<Long, byte[]>> items, RowAssembly assembly) {
      // kept, so that rows are put together once although their ranks are known only afterwards
      JavaRDD<byte[]> rows =
          items
              .mapPartitions(some -> RowChunk.write(assembly.rows(some)), true)
              .persist(StorageLevel.DISK_ONLY());
      return new Placed(
          rows,
          Items.collect(
              rows.mapPartitions(
                  chunks -> List.of(PartCount.of(RowChunk.read(chunks))).iterator())));
    }
  }

  /** The rows in their order; those of the same key have places of their own. */
  private Placed placed(List<Input> inputs, RowAssembly assembly) {
    JavaRDD<Tuple2<Long, byte[]>> items = ordered(inputs);
    Placed placed = Placed.of(items, assembly);
    if (placed.counts().stream().noneMatch(PartCount::repeats)) {
      return placed;
    }
    placed.rows().unpersist();
    long seed = settings.seed();
    JavaRDD<Tuple2<Long, byte[]>> apart =
        items.mapPartitions(some -> new Occurrences(some, new RowOrder(new Streams(seed))::place));
    return Placed.of(
        CarriedItems.shuffled(spark, apart, new HashRanges(items.getNumPartitions())), assembly);
  }

  static void requireSameColumns(List<Input> inputs) {
    RowSource first = inputs.get(0).source();
    for (Input input : inputs) {
      RowSource source = input.source();
      if (source.columns() != first.columns()) {
        throw new FormatException(
            source.name(),
            "there must be %d columns, as in %s, but there are %d"
                .formatted(first.columns(), first.name(), source.columns()));
      }
    }
  }

  private static <B extends Block> ShardBlocks<B> blocks(
      List<Input> inputs, BlockCuts cuts, RowKind.Packing<B> packing, RowKind.Unit unit) {
    return new ShardBlocks<>(inputs.get(0).source().columns(), cuts, packing, unit);
  }

  /** Blocks of as many rows, or of as many groups as have so many rows on average. */
  static BlockCuts cuts(
      IngestSettings settings, RowKind kind, List<PartCount> counts, IngestTally tally) {
    if (!kind.byGroup()) {
      return settings.cuts();
    }
    long groups = counts.stream().mapToLong(part -> part.training() + part.heldOut()).sum();
    return settings.cuts(tally.rows(), groups);
  }

  private <B extends Block> ShardWriter<B> writer(Path directory, ShardBlocks<B> blocks) {
    return new ShardWriter<>(configuration, directory.toString(), blocks);
  }

  /** All items, sorted by the place of their key; tallies come along. */
  private JavaRDD<Tuple2<Long, byte[]>> ordered(List<Input> inputs) {
    int parts = spark.defaultParallelism();
    for (Input input : inputs) {
      parts = Math.max(parts, input.source().items().getNumPartitions());
    }
    return CarriedItems.shuffled(
        spark, items(inputs, kind.trainingUnit(), settings.seed()), new HashRanges(parts));
  }

  /** All items with the place of their key; tallies come along. */
  static JavaRDD<Tuple2<Long, byte[]>> items(List<Input> inputs, RowKind.Unit unit, long seed) {
    JavaRDD<Tuple2<Long, byte[]>> all = null;
    for (Input input : inputs) {
      Role role = input.role();
      JavaRDD<Tuple2<Long, byte[]>> items =
          input
              .source()
              .items()
              .mapPartitions(
                  some -> {
                    RowOrder order = new RowOrder(new Streams(seed));
                    return new CarriedItems(some, role, row -> order.place(unit.name(row)));
                  });
      all = all == null ? items : all.union(items);
    }
    return all;
  }

  /** Adds up what was met, and lets each source judge its own. */
  static IngestTally judge(List<Input> inputs, List<PartCount> counts) {
    IngestTally all = new IngestTally();
    for (Input input : inputs) {
      IngestTally tally = new IngestTally();
      for (PartCount part : counts) {
        IngestTally met = part.tallies().get(input.role());
        if (met != null) {
          tally.add(met);
        }
      }
      all.add(input.source().check().judge(tally));
    }
    for (Input input : inputs) {
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
      Iterator<Tuple2<Long, byte[]>> pieces,
      RowRanks ranks,
      ShardWriter<?> training,
      ShardWriter<?> heldOut) {
    int split = ranks.trainingShards();
    Iterator<RowChunk> rows = chunks(pieces);
    Shard shard = part < split ? training.write(part, rows) : heldOut.write(part - split, rows);
    return List.of(shard).iterator();
  }

  private static Iterator<RowChunk> chunks(Iterator<Tuple2<Long, byte[]>> pieces) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return pieces.hasNext();
      }

      @Override
      public RowChunk next() {
        return RowChunk.read(pieces.next()._2());
      }
    };
  }

  private Optional<BlockIndex> commit(
      Path directory, BlockCodec<?> codec, int columns, int blockSize, List<Shard> shards) {
    if (shards.isEmpty()) {
      return Optional.empty();
    }
    try {
      FileSystem fs =
          owned.isPresent() ? owned.get() : HadoopFiles.of(directory, spark.hadoopConfiguration());
      return Optional.of(
          BlockIndex.commit(
              fs, directory, codec, columns, blockSize, new ArrayList<>(shards), Map.of()));
    } catch (IOException e) {
      throw new UncheckedIOException("committing the blocks of " + directory, e);
    }
  }
}
