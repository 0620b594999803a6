package org.sparksvi.spark;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.sparksvi.data.Block;
import org.sparksvi.model.HeldOut;
import org.sparksvi.model.Model;
import org.sparksvi.random.RowOrder;
import org.sparksvi.random.Streams;
import org.sparksvi.spark.input.IngestTally;
import org.sparksvi.spark.input.Jobs;
import org.sparksvi.spark.input.RowSource;
import org.sparksvi.store.BlockCodec;
import org.sparksvi.store.BlockIndex;
import org.sparksvi.store.BlockWriter;
import org.sparksvi.store.Shard;
import scala.Tuple2;

/**
 * Collects rows on the driver, in one job, and packs them there into the blocks that {@link
 * BlockIngestion} writes: the same rows give the same blocks. They travel to executors inside of
 * the workload.
 */
public final class MemoryIngestion implements Ingestion {
  private final JavaSparkContext spark;
  private final IngestSettings settings;
  private final RowKind kind;
  private final long mostBytes;
  private final boolean isSample;
  private double share = 1; // of all training rows that is here
  private double latest = 1;
  private PackedBlocks<?> training;
  private PackedBlocks<?> heldOut;

  /**
   * Nothing collected yet.
   *
   * @param mostBytes that the rows of one source may take
   */
  public MemoryIngestion(
      JavaSparkContext spark, IngestSettings settings, RowKind kind, long mostBytes) {
    this(spark, settings, kind, mostBytes, false);
  }

  /** The same that takes the first rows of the blocks' order where all are more than may be. */
  public static MemoryIngestion sampling(
      JavaSparkContext spark, IngestSettings settings, RowKind kind, long mostBytes) {
    return new MemoryIngestion(spark, settings, kind, mostBytes, true);
  }

  private MemoryIngestion(
      JavaSparkContext spark,
      IngestSettings settings,
      RowKind kind,
      long mostBytes,
      boolean isSample) {
    this.isSample = isSample;
    this.spark = spark;
    this.settings = settings;
    this.kind = kind;
    this.mostBytes = mostBytes;
    this.training = packed(0, settings.cuts(), kind.training(), kind.trainingUnit(), List.of());
    this.heldOut = packed(0, settings.cuts(), kind.heldOut(), kind.heldOutUnit(), List.of());
  }

  @Override
  public Ingested training(RowSource source) {
    Ingested ingested = ingest(List.of(new BlockIngestion.Input(source, Role.TRAINING)));
    share = latest;
    return ingested;
  }

  @Override
  public double trainingShare() {
    return share;
  }

  @Override
  public Ingested heldOut(RowSource source) {
    return ingest(List.of(new BlockIngestion.Input(source, Role.HELD_OUT)));
  }

  @Override
  public Ingested heldOut(RowSource observed, RowSource scored) {
    return ingest(BlockIngestion.halves(kind, observed, scored));
  }

  /** A model with the blocks that were made. */
  @SuppressWarnings("unchecked") // the kind of rows that the model is for
  public <B extends Block, H extends Block, M extends Model<B> & HeldOut<H>>
      WorkloadSource workload(M model) {
    return new MemoryWorkload<>(model, (PackedBlocks<B>) training, (PackedBlocks<H>) heldOut);
  }

  private Ingested ingest(List<BlockIngestion.Input> inputs) {
    BlockIngestion.requireSameColumns(inputs);
    String name = inputs.get(0).source().name();
    try (JobDescription story = new JobDescription(spark)) {
      story.tell("reading rows");
      return packed(inputs, collected(inputs));
    } catch (Exception e) {
      throw JobFailure.of(Jobs.unwrapped(e, name), "reading " + name);
    }
  }

  /** Bytes of the files that would hold the training blocks. */
  public long trainingFileBytes() {
    return fileBytes(training);
  }

  /** Bytes of the files that would hold the held-out blocks. */
  public long heldOutFileBytes() {
    return fileBytes(heldOut);
  }

  private static <B extends Block> long fileBytes(PackedBlocks<B> packed) {
    BlockCodec<B> codec = packed.blocks().packing().codec();
    long bytes = 0;
    for (int s = 0; s < packed.shards(); s++) {
      bytes += BlockWriter.fileBytes(codec, packed.shard(s));
    }
    return bytes;
  }

  private List<Tuple2<Long, byte[]>> collected(List<BlockIngestion.Input> inputs) {
    if (!isSample) {
      return CollectedItems.of(spark, inputs, kind.trainingUnit(), settings.seed(), mostBytes);
    }
    FirstItems first =
        FirstItems.of(spark, inputs, kind.trainingUnit(), settings.seed(), mostBytes);
    latest = first.share();
    return first.items();
  }

  private Ingested packed(List<BlockIngestion.Input> inputs, List<Tuple2<Long, byte[]>> collected) {
    EnumMap<Role, RowSource> sources = new EnumMap<>(Role.class);
    inputs.forEach(input -> sources.put(input.role(), input.source()));
    RowAssembly assembly = RowAssembly.of(settings, kind, sources);
    RowOrder order = new RowOrder(new Streams(settings.seed()));
    List<RowChunk> rows = ordered(collected.iterator(), assembly);
    PartCount count = PartCount.of(rows.iterator());
    if (count.repeats()) {
      rows = ordered(new Occurrences(byPlace(collected.iterator()), order::place), assembly);
      count = PartCount.of(rows.iterator());
    }
    IngestTally tally = BlockIngestion.judge(inputs, List.of(count));
    BlockCuts cuts = BlockIngestion.cuts(settings, kind, List.of(count), tally);
    RowRanks ranks = RowRanks.of(List.of(count), cuts.shardSize());
    List<List<byte[]>> shards = new ArrayList<>();
    for (int s = 0; s < ranks.shards(); s++) {
      shards.add(new ArrayList<>());
    }
    Iterator<Tuple2<Long, RowChunk>> pieces = ranks.cut(0, rows.iterator());
    while (pieces.hasNext()) {
      Tuple2<Long, RowChunk> piece = pieces.next();
      shards.get((int) (piece._1() / cuts.shardSize())).add(piece._2().bytes());
    }
    int split = ranks.trainingShards();
    int columns = inputs.get(0).source().columns();
    PackedBlocks<?> trained =
        packed(columns, cuts, kind.training(), kind.trainingUnit(), shards.subList(0, split));
    PackedBlocks<?> scored =
        packed(
            columns,
            cuts,
            kind.heldOut(),
            kind.heldOutUnit(),
            shards.subList(split, shards.size()));
    training = trained.shards() > 0 ? trained : training;
    heldOut = scored.shards() > 0 ? scored : heldOut;
    return new Ingested(index(trained), index(scored), tally);
  }

  private static <B extends Block> PackedBlocks<B> packed(
      int columns,
      BlockCuts cuts,
      RowKind.Packing<B> packing,
      RowKind.Unit unit,
      List<List<byte[]>> shards) {
    return PackedBlocks.of(new ShardBlocks<>(columns, cuts, packing, unit), shards);
  }

  private static Iterator<Tuple2<Long, byte[]>> byPlace(Iterator<Tuple2<Long, byte[]>> items) {
    List<Tuple2<Long, byte[]>> sorted = new ArrayList<>();
    items.forEachRemaining(sorted::add);
    sorted.sort(Comparator.comparingLong(Tuple2::_1));
    return sorted.iterator();
  }

  private static List<RowChunk> ordered(
      Iterator<Tuple2<Long, byte[]>> items, RowAssembly assembly) {
    List<RowChunk> rows = new ArrayList<>();
    assembly.rows(byPlace(items)).forEachRemaining(rows::add);
    return rows;
  }

  private <B extends Block> Optional<BlockIndex> index(PackedBlocks<B> packed) {
    if (packed.shards() == 0) {
      return Optional.empty();
    }
    BlockCodec<B> codec = packed.blocks().packing().codec();
    List<Shard> shards = new ArrayList<>();
    for (int s = 0; s < packed.shards(); s++) {
      shards.add(BlockWriter.unwritten(s, codec, packed.shard(s)));
    }
    return Optional.of(
        BlockIndex.unwritten(
            codec, packed.blocks().columns(), packed.blocks().cuts().blockSize(), shards));
  }
}
