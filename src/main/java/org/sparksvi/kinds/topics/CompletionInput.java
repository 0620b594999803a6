package org.sparksvi.kinds.topics;

import java.util.Locale;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.sparksvi.format.FormatException;
import org.sparksvi.format.Vocabulary;
import org.sparksvi.kind.EvaluateRequest;
import org.sparksvi.rows.CountInputs;
import org.sparksvi.rows.InputSettings.Format;
import org.sparksvi.spark.BlockIngestion;
import org.sparksvi.spark.CompletionSplit;
import org.sparksvi.spark.IngestSettings;
import org.sparksvi.spark.Ingested;
import org.sparksvi.spark.RowKind;
import org.sparksvi.spark.input.RowSource;

/**
 * Documents to complete: split in two by a seed, or given in two halves.
 *
 * @param vocabulary the model's words
 */
record CompletionInput(
    JavaSparkContext spark, CountInputs inputs, Format format, Vocabulary vocabulary) {
  static final long SPLIT_SEED = 1;
  private static final int BLOCK_ROWS = 256;

  /** Writes their blocks. */
  Ingested ingest(EvaluateRequest request, Path blocks) {
    request.observed().ifPresent(this::requireNames);
    BlockIngestion ingestion =
        new BlockIngestion(
            spark,
            new IngestSettings(0, BLOCK_ROWS, 0),
            RowKind.halved(new CompletionSplit(request.splitSeed().orElse(SPLIT_SEED))));
    RowSource scored = source(request, request.input());
    return request.observed().isPresent()
        ? ingestion.heldOut(source(request, request.observed().get()), scored, blocks)
        : ingestion.heldOut(scored, blocks);
  }

  private RowSource source(EvaluateRequest request, String path) {
    return inputs.counted(path, request.vocabulary(), vocabulary);
  }

  private void requireNames(String observed) {
    if (!format.namesDocuments()) {
      throw new FormatException(
          observed,
          "halves must be of documents with names that both share (docword, files), but are %s"
              .formatted(format.name().toLowerCase(Locale.ROOT)));
    }
  }
}
