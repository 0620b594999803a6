package org.sparksvi.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.clustering.LDA;
import org.apache.spark.ml.clustering.LDAModel;
import org.apache.spark.ml.linalg.Matrix;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.Blocks;
import org.sparksvi.data.CompletionBlock;
import org.sparksvi.data.CountBlock;
import org.sparksvi.engine.Execution;
import org.sparksvi.engine.Fit;
import org.sparksvi.engine.InProcess;
import org.sparksvi.engine.Inference;
import org.sparksvi.engine.Listener;
import org.sparksvi.engine.Plan;
import org.sparksvi.engine.Quanta;
import org.sparksvi.engine.Workload;
import org.sparksvi.format.OnInvalid;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.Pass;
import org.sparksvi.model.Round;
import org.sparksvi.model.Term;
import org.sparksvi.models.topics.TopicsModel;
import org.sparksvi.models.topics.TopicsSettings;
import org.sparksvi.random.Streams;
import org.sparksvi.spark.BlockIngestion;
import org.sparksvi.spark.CompletionSplit;
import org.sparksvi.spark.IngestSettings;
import org.sparksvi.spark.JobExecution;
import org.sparksvi.spark.RowKind;
import org.sparksvi.spark.StoredWorkload;
import org.sparksvi.spark.StoredWorkload.Store;
import org.sparksvi.spark.input.DocwordSource;
import org.sparksvi.spark.input.RowSource;
import org.sparksvi.store.CompletionCodec;
import org.sparksvi.store.CountCodec;
import org.sparksvi.update.RobbinsMonro;
import org.sparksvi.update.Rules;

/**
 * The topic job beside Spark MLlib's online LDA: the same documents, topics, batch, passes, priors,
 * schedule and cores, in one JVM, each after two warm-up rounds on another model.
 *
 * <p>Both sets of topics are scored by the same code: document completion of the test documents.
 * Files are named by the properties {@code bench.train} and {@code bench.test} (docword); without
 * them the shipped chapters of the King James Bible serve as both. {@code bench.only} runs one
 * alone, {@code ours} or {@code mllib}, for cold whole-process times.
 */
@Tag("bench")
final class TopicsBenchmark {
  private static final String SHIPPED = "datasets/kjv/docword.kjv.txt.gz";
  private static final int TOPICS = Integer.getInteger("bench.topics", 50);
  private static final int BATCH = Integer.getInteger("bench.batch", 1024);
  private static final int PASSES = Integer.getInteger("bench.passes", 5);
  private static final int RUNS = Integer.getInteger("bench.runs", 3);
  private static final double ALPHA = 0.1;
  private static final double ETA = 0.05;
  private static final double DELAY = 8;
  private static final double FORGETTING = 0.7;

  private final SparkSession session;
  private final JavaSparkContext spark;
  private final String directory;
  private final String trainingFile = System.getProperty("bench.train", SHIPPED);
  private final String testFile = System.getProperty("bench.test", SHIPPED);

  TopicsBenchmark() throws IOException {
    this.session =
        SparkSession.builder()
            .master(System.getProperty("bench.master", "local[2]"))
            .config("spark.ui.enabled", "false")
            .config("spark.log.level", "ERROR")
            .getOrCreate();
    this.spark = JavaSparkContext.fromSparkContext(session.sparkContext());
    this.directory = Files.createTempDirectory("topics-benchmark").toString();
  }

  @Test
  void oursAndMllib() throws IOException {
    String only = System.getProperty("bench.only", "");
    try {
      int words = ingest();
      for (int run = 1; run <= RUNS; run++) {
        double ours = only.equals("mllib") ? Double.NaN : ours(words, run);
        double mllib = only.equals("ours") ? Double.NaN : mllib(words, run);
        print("run %d: MLlib / ours = %.2f", run, mllib / ours);
      }
    } finally {
      session.stop();
    }
  }

  public static void main(String... arguments) throws IOException {
    new TopicsBenchmark().oursAndMllib();
  }

  private static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }

  /** Writes the blocks; returns the number of words. */
  private int ingest() throws IOException {
    long start = System.nanoTime();
    BlockIngestion ingestion =
        new BlockIngestion(
            spark,
            new IngestSettings(1, Math.max(64, BATCH / 8), 0),
            RowKind.halved(new CompletionSplit(1)));
    RowSource training = docword(trainingFile);
    ingestion.training(training, path("training"), path("held-out"));
    ingestion.heldOut(docword(testFile), path("held-out"));
    print("ingestion of both files: %.2f s", seconds(start));
    return training.columns();
  }

  private RowSource docword(String file) throws IOException {
    return DocwordSource.open(
        spark, file, Optional.empty(), OnInvalid.FAIL, DocwordSource.PART_BYTES);
  }

  private org.apache.hadoop.fs.Path path(String part) {
    return new org.apache.hadoop.fs.Path(directory, part);
  }

  private StoredWorkload<CountBlock, CompletionBlock, TopicsModel> workload(TopicsModel model) {
    return new StoredWorkload<>(
        new SerializableConfiguration(spark.hadoopConfiguration()),
        model,
        new Store<>(List.of(directory + "/training"), new CountCodec()),
        new Store<>(List.of(directory + "/held-out"), new CompletionCodec()),
        0.25);
  }

  private static TopicsModel model(int topics, int words) {
    return new TopicsModel(TopicsSettings.of(topics, words, ALPHA, ETA));
  }

  private double ours(int words, int seed) {
    train(model(TOPICS + 1, words), 1000 + seed, 1, 2);
    TopicsModel model = model(TOPICS, words);
    long start = System.nanoTime();
    Fit fit = train(model, seed, PASSES, Long.MAX_VALUE);
    double seconds = seconds(start);
    print(
        "ours   seed %d: %.2f s, held-out %.4f (%s)",
        seed, seconds, score(model, fit.parameters()), model.settings().kernel());
    return seconds;
  }

  private Fit train(TopicsModel model, long seed, int passes, long rounds) {
    Workload<CountBlock, CompletionBlock> workload = workload(model).open();
    Workload<?, ?> unscored = Workload.of(model, workload.training());
    Plan plan = Plan.of(8, passes, seed);
    try (JobExecution execution = new JobExecution(spark, "ours", workload(model))) {
      Inference inference =
          new Inference(unscored, Rules.all(new RobbinsMonro(DELAY, FORGETTING)), plan, execution);
      return inference.run(inference.start(), new StopAfter(rounds), () -> System.nanoTime() / 1e9);
    }
  }

  private double mllib(int words, int seed) {
    Dataset<Row> rows = vectors(words).cache();
    long n = rows.count();
    lda(TOPICS + 1, n, 1000 + seed, 2).fit(rows);
    LDA lda = lda(TOPICS, n, seed, PASSES * (int) Math.ceil((double) n / BATCH));
    long start = System.nanoTime();
    LDAModel fitted = lda.fit(rows);
    double seconds = seconds(start);
    TopicsModel model = model(TOPICS, words);
    print(
        "MLlib  seed %d: %.2f s, held-out %.4f",
        seed, seconds, score(model, parameters(model, fitted.topicsMatrix())));
    rows.unpersist();
    return seconds;
  }

  private static LDA lda(int topics, long rows, long seed, int rounds) {
    double[] alpha = new double[topics];
    Arrays.fill(alpha, ALPHA);
    return new LDA()
        .setK(topics)
        .setMaxIter(rounds)
        .setOptimizer("online")
        .setSubsamplingRate(Math.min(1, (double) BATCH / rows))
        .setLearningOffset(DELAY)
        .setLearningDecay(FORGETTING)
        .setDocConcentration(alpha)
        .setTopicConcentration(ETA)
        .setOptimizeDocConcentration(false)
        .setSeed(seed);
  }

  /** The training documents as MLlib reads them, from our own blocks. */
  private Dataset<Row> vectors(int words) {
    Blocks<CountBlock> blocks = workload(model(1, words)).open().training();
    List<Row> rows = new ArrayList<>();
    for (int b = 0; b < blocks.count(); b++) {
      rows.addAll(rows(blocks.read(b)));
    }
    StructType schema = new StructType().add("features", SQLDataTypes.VectorType());
    return session.createDataFrame(rows, schema).repartition(spark.defaultParallelism());
  }

  private static List<Row> rows(CountBlock block) {
    Row[] rows = new Row[block.rows()];
    for (int r = 0; r < rows.length; r++) {
      int from = block.start()[r];
      int to = block.start()[r + 1];
      int[] columns = new int[to - from];
      for (int i = from; i < to; i++) {
        columns[i - from] = block.distinct()[block.place()[i]];
      }
      double[] counts = Arrays.copyOfRange(block.counts(), from, to);
      rows[r] = RowFactory.create(Vectors.sparse(block.columns(), columns, counts));
    }
    return List.of(rows);
  }

  private static Bundle parameters(TopicsModel model, Matrix topics) {
    Bundle parameters = Bundle.zeros(model.layout());
    double[] lambda = new double[topics.numRows() * topics.numCols()];
    double[] totals = parameters.values(TopicsModel.TOTALS);
    for (int w = 0; w < topics.numRows(); w++) {
      for (int k = 0; k < topics.numCols(); k++) {
        lambda[w * topics.numCols() + k] = topics.apply(w, k);
        totals[k] += topics.apply(w, k);
      }
    }
    parameters.set(TopicsModel.TOPICS, lambda);
    return parameters;
  }

  private double score(TopicsModel model, Bundle parameters) {
    Workload<CountBlock, CompletionBlock> workload = workload(model).open();
    int[] all = new int[workload.heldOut().count()];
    Arrays.setAll(all, i -> i);
    Round round = new Round(1, 1, parameters, new Streams(1));
    try (Execution execution = new InProcess(workload, 2)) {
      Quanta quanta = Quanta.first(model.layout(), 1);
      Contribution sum = execution.sum(Pass.HELD_OUT, round, quanta, all).read();
      return sum.get(Term.HELD_OUT_LOG_PROBABILITY) / sum.get(Term.HELD_OUT_UNITS);
    }
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  /** Ends a run after so many rounds. */
  private static final class StopAfter implements Listener {
    private final long rounds;
    private long done;

    StopAfter(long rounds) {
      this.rounds = rounds;
    }

    @Override
    public void onRound(org.sparksvi.engine.TraceLine line, org.sparksvi.engine.State state) {
      done++;
    }

    @Override
    public boolean wantsStop() {
      return done >= rounds;
    }
  }
}
