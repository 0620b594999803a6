package org.sparksvi.run;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.sparksvi.config.BatchSize;
import org.sparksvi.format.Vocabulary;
import org.sparksvi.rows.HeldOutSource;
import org.sparksvi.rows.Prepared;
import org.sparksvi.rows.RowInput;
import org.sparksvi.spark.BlockIngestion;
import org.sparksvi.spark.IngestSettings;
import org.sparksvi.spark.Ingested;
import org.sparksvi.spark.Ingestion;
import org.sparksvi.spark.MemoryIngestion;
import org.sparksvi.spark.input.Columns;
import org.sparksvi.spark.input.IngestTally;
import org.sparksvi.spark.input.InputException;
import org.sparksvi.spark.input.RowSource;
import org.sparksvi.store.BlockIndex;
import org.sparksvi.store.HadoopFiles;
import org.sparksvi.store.RunDirectory;

/** Turns the input of a training into the blocks of its run. */
final class Preparation {
  private static final String NAMES = "blocks/vocabulary.txt";

  private final Host host;
  private final SparkSession spark;
  private final TrainingSettings settings;
  private final RowInput inputs;

  private Preparation(Host host, SparkSession spark, TrainingSettings settings, RowInput inputs) {
    this.host = host;
    this.spark = spark;
    this.settings = settings;
    this.inputs = inputs;
  }

  /** For the kind of rows that the settings name. */
  static Preparation of(Host host, SparkSession spark, TrainingSettings settings) {
    return new Preparation(
        host, spark, settings, settings.rows().open(spark, settings.kind().rows(settings.model())));
  }

  /**
   * Reads the input and writes blocks into a run.
   *
   * @param earlier columns that come first; without them all are found in the input
   * @param rows of earlier days that are fitted once more
   */
  Prepared ingest(RunDirectory run, Optional<Vocabulary> earlier, Optional<EarlierRows> rows)
      throws IOException {
    Prepared today = ingest(run, earlier);
    return rows.isPresent() ? today.with(rows.get().into(run, today.training())) : today;
  }

  /**
   * Reads the input and writes blocks into a run.
   *
   * @param earlier columns that come first; without them all are found in the input
   */
  Prepared ingest(RunDirectory run, Optional<Vocabulary> earlier) throws IOException {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    BlockIngestion ingestion =
        new BlockIngestion(context, ingestSettings(), inputs.kind(), run.fileSystem());
    Prepared prepared = ingest(new RunIngestion(ingestion, run), earlier);
    HadoopFiles.writeAtomically(
        run.fileSystem(), new Path(run.path(), NAMES), prepared.names()::write);
    return prepared;
  }

  /** Ingestion into memory, of at most so many bytes. */
  MemoryIngestion inMemory(long mostBytes) {
    return new MemoryIngestion(
        JavaSparkContext.fromSparkContext(spark.sparkContext()),
        ingestSettings(),
        inputs.kind(),
        mostBytes);
  }

  /** Ingestion into memory of the first rows in the blocks' order, of at most so many bytes. */
  MemoryIngestion sampling(long mostBytes) {
    return MemoryIngestion.sampling(
        JavaSparkContext.fromSparkContext(spark.sparkContext()),
        ingestSettings(),
        inputs.kind(),
        mostBytes);
  }

  /** Ingestion into the block stores of a run. */
  private record RunIngestion(BlockIngestion ingestion, RunDirectory run) implements Ingestion {

    @Override
    public Ingested training(RowSource source) {
      return ingestion.training(source, run.trainingBlocks(), run.heldOutBlocks());
    }

    @Override
    public Ingested heldOut(RowSource source) {
      return ingestion.heldOut(source, run.heldOutBlocks());
    }

    @Override
    public Ingested heldOut(RowSource observed, RowSource scored) {
      return ingestion.heldOut(observed, scored, run.heldOutBlocks());
    }
  }

  /**
   * Reads the input and makes blocks.
   *
   * @param earlier columns that come first; without them all are found in the input
   */
  Prepared ingest(Ingestion ingestion, Optional<Vocabulary> earlier) {
    host.note("reading " + settings.input().path());
    RowSource source = earlier.isPresent() ? more(earlier.get()) : inputs.training(host::note);
    Columns.requireRoom(settings.input().path(), source.columns());
    Vocabulary names = inputs.names(source);
    HeldOutSource heldOut = settings.input().heldOut();
    Ingested trained = ingestion.training(source);
    report(settings.input().path(), trained.tally());
    String files = source.facts().get("files");
    host.note(
        "%s: read %d %s, %d columns%s"
            .formatted(
                settings.input().path(),
                trained.tally().rows(),
                rowsAreCalled(),
                source.columns(),
                files == null ? "" : "; files: " + files));
    Optional<BlockIndex> scored = trained.heldOut();
    if (heldOut instanceof HeldOutSource.Fraction some && scored.isEmpty()) {
      host.note(
          "input.held-out = %s holds out none of the %d %s: nothing is scored"
              .formatted(
                  some.share(), trained.training().orElseThrow().totalRows(), rowsAreCalled()));
    }
    if (heldOut instanceof HeldOutSource.Documents documents) {
      RowSource rows = inputs.rows(documents.path(), names);
      scored = scored(documents.path(), ingestion.heldOut(rows));
    } else if (heldOut instanceof HeldOutSource.Halves halves) {
      scored =
          scored(
              halves.scored(),
              ingestion.heldOut(
                  inputs.rows(halves.observed(), names), inputs.rows(halves.scored(), names)));
    }
    BlockIndex training = trained.training().orElseThrow();
    checkBatch(Math.round(training.totalRows() / ingestion.trainingShare()), earlier.isPresent());
    return new Prepared(
        names,
        training,
        scored,
        inputs.counts(source, trained.tally()),
        trained.tally().columnRanges(),
        Optional.empty(),
        ingestion.trainingShare());
  }

  /** The rows in columns that there are already, and in those that they add. */
  private RowSource more(Vocabulary earlier) {
    Vocabulary grown = inputs.grown(earlier);
    if (grown.size() > earlier.size()) {
      host.note("%d new words".formatted(grown.size() - earlier.size()));
    }
    return inputs.more(grown);
  }

  private IngestSettings ingestSettings() {
    double fraction =
        settings.input().heldOut() instanceof HeldOutSource.Fraction some ? some.share() : 0;
    return new IngestSettings(
        settings.inference().seed(), settings.inference().batch().blockRows(), fraction);
  }

  private Optional<BlockIndex> scored(String path, Ingested ingested) {
    report(path, ingested.tally());
    return ingested.heldOut();
  }

  /** A batch of more rows than there are is a mistake, but for a day of few rows. */
  private void checkBatch(long rows, boolean isUpdate) {
    BatchSize batch = settings.inference().batch();
    if (batch.all() || batch.rows() <= rows) {
      return;
    }
    if (isUpdate) {
      host.note(
          "%d %s are fewer than inference.batch-size = %d: every round takes all of them"
              .formatted(rows, rowsAreCalled(), batch.rows()));
    } else {
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
      host.note(
          "%s: %d invalid lines were left out; the first %d:"
              .formatted(path, invalid, tally.invalid().first().size()));
      tally.invalid().first().forEach(line -> host.note("  " + line));
    }
    if (tally.emptyRows() > 0) {
      host.note(
          "%s: %d empty %s were left out".formatted(path, tally.emptyRows(), rowsAreCalled()));
    }
    if (tally.unseenTokens() > 0) {
      host.note(
          "%s: %.0f tokens outside the vocabulary were left out"
              .formatted(path, tally.unseenTokens()));
    }
  }

  private String rowsAreCalled() {
    return settings.wording().rows();
  }

  /** The blocks that an earlier session wrote. */
  static Prepared reuse(RunDirectory run, Map<String, String> counts) throws IOException {
    FileSystem fs = run.fileSystem();
    Path words = new Path(run.path(), NAMES);
    try (InputStream in = HadoopFiles.open(fs, words)) {
      return new Prepared(
          Vocabulary.read(in, words.toString()),
          BlockIndex.read(fs, run.trainingBlocks()),
          stored(fs, run.heldOutBlocks()),
          counts,
          Optional.empty(),
          stored(fs, run.earlierBlocks()),
          1);
    }
  }

  private static Optional<BlockIndex> stored(FileSystem fs, Path blocks) throws IOException {
    return BlockIndex.exists(fs, blocks)
        ? Optional.of(BlockIndex.read(fs, blocks))
        : Optional.empty();
  }
}
