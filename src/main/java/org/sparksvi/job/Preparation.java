package org.sparksvi.job;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.sparksvi.format.Vocabulary;
import org.sparksvi.job.config.BatchSize;
import org.sparksvi.job.config.HeldOutSource;
import org.sparksvi.job.config.JobSettings;
import org.sparksvi.models.topics.CompletionSplit;
import org.sparksvi.spark.BlockIngestion;
import org.sparksvi.spark.CountSource;
import org.sparksvi.spark.IngestSettings;
import org.sparksvi.spark.IngestTally;
import org.sparksvi.spark.Ingested;
import org.sparksvi.spark.input.InputException;
import org.sparksvi.store.BlockIndex;
import org.sparksvi.store.Files;
import org.sparksvi.store.RunDirectory;

/** Turns the input of a training into the blocks of its run. */
final class Preparation {
  private static final String VOCABULARY = "blocks/vocabulary.txt";

  private final Session session;
  private final SparkSession spark;
  private final JobSettings settings;
  private final Inputs inputs;

  Preparation(Session session, SparkSession spark, JobSettings settings) {
    this.session = session;
    this.spark = spark;
    this.settings = settings;
    this.inputs = new Inputs(spark, settings.input());
  }

  /**
   * What a training needs.
   *
   * @param vocabulary a word for each of the model's
   * @param counts what was read and left out, by name
   */
  record Prepared(
      Vocabulary vocabulary,
      BlockIndex training,
      Optional<BlockIndex> heldOut,
      Map<String, String> counts) {}

  /** Reads the input and writes blocks. */
  Prepared ingest(RunDirectory run) throws IOException {
    session.note("reading " + settings.input().path());
    CountSource source = inputs.training();
    Vocabulary vocabulary = inputs.vocabulary(source);
    Optional<String> words = settings.input().vocabulary();
    HeldOutSource heldOut = settings.input().heldOut();
    BlockIngestion ingestion = ingestion(heldOut);
    Ingested trained = ingestion.training(source, run.trainingBlocks(), run.heldOutBlocks());
    report(settings.input().path(), trained.tally());
    Optional<BlockIndex> scored = trained.heldOut();
    if (heldOut instanceof HeldOutSource.Fraction some && scored.isEmpty()) {
      session.note(
          "input.held-out = %s holds out none of the %d documents: nothing is scored"
              .formatted(some.share(), trained.training().orElseThrow().totalRows()));
    }
    if (heldOut instanceof HeldOutSource.Documents documents) {
      CountSource counted = inputs.counted(documents.path(), words, vocabulary);
      scored = scored(documents.path(), ingestion.heldOut(counted, run.heldOutBlocks()));
    } else if (heldOut instanceof HeldOutSource.Halves halves) {
      scored =
          scored(
              halves.scored(),
              ingestion.heldOut(
                  inputs.counted(halves.observed(), words, vocabulary),
                  inputs.counted(halves.scored(), words, vocabulary),
                  run.heldOutBlocks()));
    }
    BlockIndex training = trained.training().orElseThrow();
    requireBatch(training.totalRows());
    Files.writeAtomically(run.fileSystem(), new Path(run.path(), VOCABULARY), vocabulary::write);
    return new Prepared(vocabulary, training, scored, counts(trained.tally()));
  }

  private BlockIngestion ingestion(HeldOutSource heldOut) {
    double fraction = heldOut instanceof HeldOutSource.Fraction some ? some.share() : 0;
    return new BlockIngestion(
        JavaSparkContext.fromSparkContext(spark.sparkContext()),
        new IngestSettings(
            settings.inference().seed(),
            settings.inference().batch().blockRows(),
            fraction,
            new CompletionSplit(settings.input().splitSeed())));
  }

  private Optional<BlockIndex> scored(String path, Ingested ingested) {
    report(path, ingested.tally());
    return ingested.heldOut();
  }

  private void requireBatch(long rows) {
    BatchSize batch = settings.inference().batch();
    if (!batch.all() && batch.rows() > rows) {
      throw new InputException(
          settings.input().path(),
          "inference.batch-size must be at most the %d rows to train on, but was %d; use `all` for full batches"
              .formatted(rows, batch.rows()));
    }
  }

  /** Says what was left out. */
  private void report(String path, IngestTally tally) {
    long invalid = tally.invalid().count();
    if (invalid > 0) {
      session.note(
          "%s: %d invalid lines were left out; the first %d:"
              .formatted(path, invalid, tally.invalid().first().size()));
      tally.invalid().first().forEach(line -> session.note("  " + line));
    }
    if (tally.emptyRows() > 0) {
      session.note("%s: %d empty documents were left out".formatted(path, tally.emptyRows()));
    }
    if (tally.unseenTokens() > 0) {
      session.note(
          "%s: %.0f tokens outside the vocabulary were left out"
              .formatted(path, tally.unseenTokens()));
    }
  }

  private static Map<String, String> counts(IngestTally tally) {
    Map<String, String> counts = new TreeMap<>();
    counts.put("rows", Long.toString(tally.rows()));
    counts.put("emptyRows", Long.toString(tally.emptyRows()));
    counts.put("invalidLines", Long.toString(tally.invalid().count()));
    counts.put("unseenTokens", Double.toString(tally.unseenTokens()));
    return counts;
  }

  /** The blocks that an earlier session wrote. */
  static Prepared reuse(RunDirectory run, Map<String, String> counts) throws IOException {
    FileSystem fs = run.fileSystem();
    Path words = new Path(run.path(), VOCABULARY);
    try (InputStream in = fs.open(words)) {
      return new Prepared(
          Vocabulary.read(in, words.toString()),
          BlockIndex.read(fs, run.trainingBlocks()),
          BlockIndex.exists(fs, run.heldOutBlocks())
              ? Optional.of(BlockIndex.read(fs, run.heldOutBlocks()))
              : Optional.empty(),
          counts);
    }
  }
}
