package org.sparksvi.job;

import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;
import org.sparksvi.data.CompletionBlock;
import org.sparksvi.data.CountBlock;
import org.sparksvi.engine.Execution;
import org.sparksvi.engine.Quanta;
import org.sparksvi.format.FormatException;
import org.sparksvi.format.Vocabulary;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.Pass;
import org.sparksvi.model.Round;
import org.sparksvi.model.Term;
import org.sparksvi.models.topics.CompletionSplit;
import org.sparksvi.models.topics.TopicsModel;
import org.sparksvi.random.Streams;
import org.sparksvi.spark.BlockIngestion;
import org.sparksvi.spark.CountSource;
import org.sparksvi.spark.IngestSettings;
import org.sparksvi.spark.Ingested;
import org.sparksvi.spark.JobRounds;
import org.sparksvi.spark.StoredWorkload;
import org.sparksvi.spark.StoredWorkload.Store;
import org.sparksvi.store.BlockIndex;
import org.sparksvi.store.CompletionCodec;
import org.sparksvi.store.CountCodec;

/** Document completion of documents that a model has not seen, on Spark. */
final class Scoring {
  private static final int BLOCK_ROWS = 256;
  private static final double CACHE_SHARE = 0.1;

  private final JavaSparkContext spark;
  private final TrainedTopics trained;
  private final Scratch scratch;

  Scoring(JavaSparkContext spark, TrainedTopics trained, Scratch scratch) {
    this.spark = spark;
    this.trained = trained;
    this.scratch = scratch;
  }

  /**
   * How well a model completes documents.
   *
   * @param logProbability sum over scored tokens, in nats
   * @param tokens scored
   * @param documents scored
   * @param leftOut documents with a word, but with an empty half
   * @param emptyDocuments documents without any word of the model
   * @param unseenTokens tokens of words that the model lacks
   * @param invalidLines lines that were skipped
   */
  record Score(
      double logProbability,
      double tokens,
      long documents,
      long leftOut,
      long emptyDocuments,
      double unseenTokens,
      long invalidLines) {

    double logProbabilityPerToken() {
      return logProbability / tokens;
    }
  }

  /**
   * Documents to score.
   *
   * @param path of the documents, or of their scored halves
   * @param observed path of the observed halves, where documents come split
   * @param words file of the words of docword ids, where they are not the model's
   */
  record Documents(Inputs inputs, String path, Optional<String> observed, Optional<String> words) {

    CountSource source(String some, Vocabulary model) {
      return inputs.counted(some, words, model);
    }
  }

  /** Scores the halves of documents that a seed splits, or that come split in two. */
  Score score(Documents input, long splitSeed) {
    BlockIngestion ingestion =
        new BlockIngestion(
            spark, new IngestSettings(0, BLOCK_ROWS, 0, new CompletionSplit(splitSeed)));
    CountSource scored = input.source(input.path(), trained.vocabulary());
    Ingested ingested =
        input.observed().isPresent()
            ? ingestion.heldOut(
                input.source(input.observed().get(), trained.vocabulary()),
                scored,
                scratch.at("blocks"))
            : ingestion.heldOut(scored, scratch.at("blocks"));
    BlockIndex index = ingested.heldOut().orElseThrow();
    Contribution sum = sum(index);
    long documents = (long) sum.get(Term.ROWS);
    if (documents == 0) {
      throw new FormatException(
          input.path(),
          "a document must have words in both halves, but none of %d has"
              .formatted(index.totalRows()));
    }
    return new Score(
        sum.get(Term.HELD_OUT_LOG_PROBABILITY),
        sum.get(Term.HELD_OUT_UNITS),
        documents,
        index.totalRows() - documents,
        ingested.tally().emptyRows(),
        ingested.tally().unseenTokens(),
        ingested.tally().invalid().count());
  }

  private Contribution sum(BlockIndex index) {
    TopicsModel model = trained.model();
    StoredWorkload<CountBlock, CompletionBlock, TopicsModel> source =
        new StoredWorkload<>(
            new SerializableConfiguration(spark.hadoopConfiguration()),
            model,
            new Store<>("", new CountCodec()),
            new Store<>(scratch.at("blocks").toString(), new CompletionCodec()),
            CACHE_SHARE);
    int[] all = IntStream.range(0, index.blocks()).toArray();
    Round round = new Round(1, (double) index.totalRows(), trained.parameters(), new Streams(0));
    Quanta quanta = Quanta.first(model.layout(), (double) index.totalRows());
    try (Execution rounds = new JobRounds(spark, "svi evaluate", source)) {
      return rounds.sum(Pass.HELD_OUT, round, quanta, all).read();
    }
  }
}
