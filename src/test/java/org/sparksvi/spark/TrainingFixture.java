package org.sparksvi.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.util.SerializableConfiguration;
import org.sparksvi.data.Block;
import org.sparksvi.data.CompletionBlock;
import org.sparksvi.data.CountBlock;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.engine.Execution;
import org.sparksvi.engine.Fit;
import org.sparksvi.engine.InProcess;
import org.sparksvi.engine.Inference;
import org.sparksvi.engine.Listener;
import org.sparksvi.engine.Plan;
import org.sparksvi.engine.RoundPlan;
import org.sparksvi.engine.Workload;
import org.sparksvi.laws.Bits;
import org.sparksvi.laws.Traces;
import org.sparksvi.models.topics.TopicsModel;
import org.sparksvi.models.topics.TopicsSettings;
import org.sparksvi.store.BlockCodec;
import org.sparksvi.store.BlockIndex;
import org.sparksvi.store.BlockWriter;
import org.sparksvi.store.CompletionCodec;
import org.sparksvi.store.CountCodec;
import org.sparksvi.update.RobbinsMonro;
import org.sparksvi.update.Rules;

/** Drawn documents in a store and in memory, and topic models trained on them. */
public final class TrainingFixture {
  public static final int WORDS = 80;

  /** Blocks of the training documents; the last is short. */
  public static final int BLOCKS = 19;

  /** How the documents become blocks. */
  public static final IngestSettings INGESTION = new IngestSettings(7, 10, 0.15);

  /** How held-out documents are split in two. */
  public static final CompletionSplit SPLIT = new CompletionSplit(1);

  private static final int DOCUMENTS = 260;
  private static final Rules RULES = Rules.all(new RobbinsMonro(1, 0.7));

  private final IngestionOracle blocks;
  private final Path training;
  private final Path heldOut;

  private TrainingFixture(IngestionOracle blocks, Path training, Path heldOut) {
    this.blocks = blocks;
    this.training = training;
    this.heldOut = heldOut;
  }

  /** Writes block stores below a directory, in process. */
  public static TrainingFixture write(Path directory) throws IOException {
    IngestionOracle blocks = IngestionOracle.of(documents(), INGESTION);
    assertEquals(BLOCKS, blocks.training().size());
    Path training = directory.resolve("training");
    Path heldOut = directory.resolve("held-out");
    commit(training, new CountCodec(), blocks.training());
    commit(heldOut, new CompletionCodec(), blocks.heldOut());
    return new TrainingFixture(blocks, training, heldOut);
  }

  private static DocwordCorpus documents() {
    return DocwordCorpus.drawn(DOCUMENTS, WORDS, 20, 3);
  }

  /** Writes the documents as UCI docword. */
  public Path corpus(Path file) throws IOException {
    return documents().plain(file);
  }

  private static <B extends Block> void commit(Path directory, BlockCodec<B> codec, List<B> blocks)
      throws IOException {
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(directory.toUri());
    FileSystem fs = path.getFileSystem(new Configuration());
    var shard = BlockWriter.write(fs, path, 0, codec, blocks);
    BlockIndex.commit(fs, path, codec, WORDS, INGESTION.blockSize(), List.of(shard), Map.of());
  }

  /** A small model of these documents. */
  public static TopicsSettings topics() {
    return TopicsSettings.of(6, WORDS, 0.2, 0.1);
  }

  /** What executors open. */
  public WorkloadSource source(TopicsSettings settings) {
    return new StoredWorkload<>(
        new SerializableConfiguration(new Configuration()),
        new TopicsModel(settings),
        new StoredWorkload.Store<>(List.of(training.toUri().toString()), new CountCodec()),
        new StoredWorkload.Store<>(List.of(heldOut.toUri().toString()), new CompletionCodec()),
        0.2);
  }

  /** The same in memory. */
  public Workload<CountBlock, CompletionBlock> workload(TopicsSettings settings) {
    return Workload.of(
        new TopicsModel(settings),
        new MemoryBlocks<>(blocks.training()),
        new MemoryBlocks<>(blocks.heldOut()));
  }

  /** A plan with a held-out score after every third round. */
  public static Plan plan(int blocksPerRound, long epochs) {
    return plan(blocksPerRound, epochs, RoundPlan.SYNCHRONOUS);
  }

  static Plan plan(int blocksPerRound, long epochs, RoundPlan rounds) {
    long seed = INGESTION.seed();
    return new Plan(blocksPerRound, epochs, Double.POSITIVE_INFINITY, 0, 0, 2, 3, seed, rounds);
  }

  /** Trains by an execution; the clock stands still. */
  public Fit train(TopicsSettings settings, Plan plan, Execution execution, Listener listener) {
    Inference inference = new Inference(workload(settings), RULES, plan, execution);
    return inference.run(inference.start(), listener, () -> 0);
  }

  /** Trains on one thread of this process. */
  public Fit trainInProcess(TopicsSettings settings, Plan plan) {
    try (InProcess execution = new InProcess(workload(settings), 1)) {
      return train(settings, plan, execution, Listener.NONE);
    }
  }

  /** Compares every bit of the last state, every line of the trace, and the verdict. */
  public static void assertSame(Fit expected, Fit actual) {
    assertEquals(Traces.numbers(expected), Traces.numbers(actual));
    assertArrayEquals(Bits.of(expected.state()), Bits.of(actual.state()));
    assertEquals(expected.verdict(), actual.verdict());
  }
}
