package org.sparksvi.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sparksvi.data.CompletionBlock;
import org.sparksvi.data.CountBlock;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.engine.Inference;
import org.sparksvi.engine.Listener;
import org.sparksvi.engine.Plan;
import org.sparksvi.engine.State;
import org.sparksvi.engine.TraceLine;
import org.sparksvi.engine.Workload;
import org.sparksvi.models.topics.TopicsModel;
import org.sparksvi.models.topics.TopicsSettings;
import org.sparksvi.spark.JobExecution;
import org.sparksvi.spark.StoredWorkload;
import org.sparksvi.spark.StoredWorkload.Store;
import org.sparksvi.store.BlockIndex;
import org.sparksvi.store.BlockWriter;
import org.sparksvi.store.CompletionCodec;
import org.sparksvi.store.CountCodec;
import org.sparksvi.store.DocwordBlocks;
import org.sparksvi.store.HadoopFiles;
import org.sparksvi.store.Shard;
import org.sparksvi.update.RobbinsMonro;
import org.sparksvi.update.Rules;

/**
 * Time of a round at a fixed batch while the corpus grows 100-fold: the same documents once, and
 * 100 times over. The two trainings alternate in one session; the median of the later rounds
 * counts.
 */
@Tag("bench")
final class RoundTimeBenchmark {
  private static final String SHIPPED = "datasets/kjv/docword.kjv.txt.gz";
  private static final int COPIES = 100;
  private static final int BLOCK_ROWS = 128;
  private static final int BLOCKS_PER_SHARD = 128;
  private static final int BLOCKS_PER_ROUND = 8;
  private static final int ROUNDS = Integer.getInteger("bench.rounds", 300);
  private static final int RUNS = Integer.getInteger("bench.runs", 5);
  private static final int TOPICS = 50;

  @Test
  void roundsAreFlat() throws IOException {
    main();
  }

  public static void main(String... arguments) throws IOException {
    Path file = Path.of(System.getProperty("bench.train", SHIPPED));
    SparkConf conf =
        new SparkConf()
            .setMaster(System.getProperty("bench.master", "local[2]"))
            .setAppName("round time")
            .set("spark.ui.enabled", "false")
            .set("spark.log.level", "ERROR");
    try (JavaSparkContext spark = new JavaSparkContext(conf)) {
      String directory = Files.createTempDirectory("round-time").toString();
      MemoryBlocks<CountBlock> blocks = DocwordBlocks.read(file, 1, BLOCK_ROWS);
      List<CountBlock> full = blocks.blocks().subList(0, blocks.count() - 1);
      write(spark, directory + "/small", full, 1);
      write(spark, directory + "/large", full, COPIES);
      for (int run = 1; run <= RUNS; run++) {
        double small = median(spark, directory + "/small", full.get(0).columns(), run);
        double large = median(spark, directory + "/large", full.get(0).columns(), run);
        System.out.println(
            String.format(
                Locale.ROOT,
                "run %d: %d rows %.1f ms a round, %d rows %.1f ms, ratio %.3f",
                run,
                full.size() * BLOCK_ROWS,
                1e3 * small,
                COPIES * full.size() * BLOCK_ROWS,
                1e3 * large,
                large / small));
      }
    }
  }

  private static void write(
      JavaSparkContext spark, String directory, List<CountBlock> blocks, int copies)
      throws IOException {
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(directory);
    FileSystem fs = HadoopFiles.of(path, spark.hadoopConfiguration());
    List<Shard> shards = new ArrayList<>();
    List<CountBlock> pending = new ArrayList<>();
    int total = copies * blocks.size();
    for (int id = 0; id < total; id++) {
      CountBlock block = blocks.get(id % blocks.size());
      pending.add(copy(block, id));
      if (pending.size() == BLOCKS_PER_SHARD || id == total - 1) {
        shards.add(BlockWriter.write(fs, path, shards.size(), new CountCodec(), pending));
        pending.clear();
      }
    }
    int columns = blocks.get(0).columns();
    BlockIndex.commit(fs, path, new CountCodec(), columns, BLOCK_ROWS, shards, Map.of());
  }

  private static CountBlock copy(CountBlock block, int id) {
    long[] keys = new long[block.rows()];
    Arrays.setAll(keys, row -> (long) id * BLOCK_ROWS + row);
    return new CountBlock(
        id, block.columns(), keys, block.start(), block.distinct(), block.place(), block.counts());
  }

  /** Median seconds of the later half of the rounds. */
  private static double median(JavaSparkContext spark, String directory, int words, long seed) {
    TopicsModel model = new TopicsModel(TopicsSettings.of(TOPICS, words, 0.1, 0.05));
    StoredWorkload<CountBlock, CompletionBlock, TopicsModel> source =
        new StoredWorkload<>(
            new SerializableConfiguration(spark.hadoopConfiguration()),
            model,
            new Store<>(List.of(directory), new CountCodec()),
            new Store<>(List.of(), new CompletionCodec()),
            0.25);
    Workload<CountBlock, CompletionBlock> workload = source.open();
    Times times = new Times();
    try (JobExecution execution = new JobExecution(spark, "round time", source)) {
      Plan plan =
          new Plan(
              BLOCKS_PER_ROUND,
              Long.MAX_VALUE / Integer.MAX_VALUE,
              Double.POSITIVE_INFINITY,
              0,
              Integer.MAX_VALUE,
              0,
              seed);
      Rules rules = Rules.all(new RobbinsMonro(8, 0.7));
      Inference inference =
          new Inference(Workload.of(model, workload.training()), rules, plan, execution);
      inference.run(inference.start(), times, () -> System.nanoTime() / 1e9);
    }
    double[] later = times.seconds.stream().skip(ROUNDS / 2).mapToDouble(s -> s).sorted().toArray();
    return later[later.length / 2];
  }

  private static final class Times implements Listener {
    private final List<Double> seconds = new ArrayList<>();
    private double last;

    @Override
    public void onRound(TraceLine line, State state) {
      seconds.add(line.seconds() - last);
      last = line.seconds();
    }

    @Override
    public boolean wantsStop() {
      return seconds.size() >= ROUNDS;
    }
  }
}
