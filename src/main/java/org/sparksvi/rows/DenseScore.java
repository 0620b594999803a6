package org.sparksvi.rows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.sparksvi.format.Json;
import org.sparksvi.format.Vocabulary;
import org.sparksvi.kind.EvaluateRequest;
import org.sparksvi.kind.Score;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.Term;
import org.sparksvi.spark.BlockIngestion;
import org.sparksvi.spark.IngestSettings;
import org.sparksvi.spark.Ingested;
import org.sparksvi.spark.input.InputException;

/** The mean log density of rows of numbers. */
public final class DenseScore {
  private static final int BLOCK_ROWS = 1024;

  private DenseScore() {}

  /** Writes the blocks of the rows to score. */
  public static Ingested ingest(
      JavaSparkContext spark,
      DenseInputs inputs,
      Vocabulary names,
      EvaluateRequest request,
      Path blocks) {
    return new BlockIngestion(spark, new IngestSettings(0, BLOCK_ROWS, 0), inputs.kind())
        .heldOut(inputs.rows(request.input(), names), blocks);
  }

  /** Says what the sum means. */
  public static Score of(EvaluateRequest request, Ingested rows, Contribution sum) {
    long count = rows.heldOut().orElseThrow().totalRows();
    double weight = sum.get(Term.HELD_OUT_UNITS);
    if (!(weight > 0)) {
      throw new InputException(
          request.input(),
          "a row must have a positive weight, but all %d have the weight 0".formatted(count));
    }
    double perRow = sum.get(Term.HELD_OUT_LOG_PROBABILITY) / weight;
    long invalid = rows.tally().invalid().count();
    ObjectNode page = Json.object();
    page.put("heldOutLogDensityPerRow", perRow);
    page.put("rowsScored", count);
    page.put("weightScored", weight);
    page.put("invalidRows", invalid);
    return new Score(
        String.format(Locale.ROOT, "held-out log density a row: %.6f\n", perRow)
            + String.format(
                Locale.ROOT, "scored: %d rows of the weight %s\n", count, weight(weight))
            + "left out: %d invalid rows\n".formatted(invalid),
        page);
  }

  /** Whole numbers as such. */
  private static String weight(double weight) {
    return weight == Math.rint(weight)
        ? String.format(Locale.ROOT, "%.0f", weight)
        : String.format(Locale.ROOT, "%.6g", weight);
  }
}
