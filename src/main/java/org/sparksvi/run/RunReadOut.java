package org.sparksvi.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.sparksvi.data.Block;
import org.sparksvi.diagnose.ParetoSmoothed;
import org.sparksvi.kind.ReadOut;
import org.sparksvi.kind.Table;
import org.sparksvi.kind.Trained;
import org.sparksvi.model.Start;
import org.sparksvi.store.BlockCodec;
import org.sparksvi.store.BlockIndex;
import org.sparksvi.store.RunDirectory;
import org.sparksvi.store.RunRecord;
import org.sparksvi.store.RunTrust;
import org.sparksvi.store.StoredBlocks;

/** What a model has learnt, told with some of the rows that its run has kept. */
public final class RunReadOut {
  private static final int MOST_MOMENTS = 50; // that are shown

  private RunReadOut() {}

  /**
   * What was learnt, and a picture where such a model can be drawn.
   *
   * @param words for each component
   */
  public static <B extends Block> ReadOut of(
      RunDirectory run, Trained<B, ?, ?> trained, int words) {
    return trained.readOut(
        new ReadOut.Request<>(
            words, Integer.MAX_VALUE, () -> sample(run, trained.rows().training())));
  }

  /**
   * The same with what the verdict of the training knows: how alike each part is in trainings of
   * other seeds, and means and deviations by importance weights beside q's own.
   */
  public static ReadOut of(
      RunDirectory run, RunRecord record, Trained<?, ?, ?> trained, int words) {
    ReadOut learnt = of(run, trained, words);
    Optional<RunTrust> trust = record.verdict().flatMap(RunRecord.Verdict::trust);
    if (trust.isEmpty()) {
      return learnt;
    }
    ReadOut stable = learnt.withStability(trust.get().similarity());
    return trust.get().evidence().flatMap(RunReadOut::corrected).map(stable::with).orElse(stable);
  }

  /** What importance weights make of q's moments, where they were compared. */
  private static Optional<ReadOut> corrected(ObjectNode evidence) {
    List<JsonNode> rows = new ArrayList<>();
    for (JsonNode value : evidence) {
      value.forEach(row -> rows.add(row)); // the one array: of coefficients or quantities
    }
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    double limit = ParetoSmoothed.limit(EndGap.DRAWS);
    String shape =
        evidence.path("khat").isNumber()
            ? String.format(
                Locale.ROOT,
                "k-hat is %.3f, up to %.3f they are relied on",
                evidence.path("khat").doubleValue(),
                limit)
            : "all are equal";
    Table<JsonNode> table =
        Table.<JsonNode>of("", rows)
            .column("", "mean of q", "%12.5g", row -> number(row.path("mean")))
            .column("", "corrected", "%12.5g", row -> number(row.path("correctedMean")))
            .column("", "deviation", "%12.5g", row -> number(row.path("deviation")))
            .column("", "corrected", "%12.5g", row -> number(row.path("correctedDeviation")));
    boolean responds = rows.get(0).has("responseDeviation");
    if (responds) {
      table = table.column("", "response", "%12.5g", row -> number(row.path("responseDeviation")));
    }
    table =
        table
            .column("", "name", "%s", row -> row.path("name").asText())
            .showing(row -> true, MOST_MOMENTS);
    List<String> lines = new ArrayList<>();
    lines.add(
        "corrected: means and standard deviations by %d importance weights (%s)"
            .formatted(EndGap.DRAWS, shape));
    if (responds) {
      lines.add("response: standard deviations by linear response, which a mean field lacks");
    }
    return Optional.of(new ReadOut("", lines, Map.of(), List.of(table), Optional::empty));
  }

  private static Double number(JsonNode value) {
    return value.isNumber() ? value.doubleValue() : null;
  }

  /** The first rows: blocks are in the order of a hash, so these are a sample. */
  private static <B extends Block> List<B> sample(RunDirectory run, Class<B> type) {
    List<B> sample = new ArrayList<>();
    try {
      if (!BlockIndex.exists(run.fileSystem(), run.trainingBlocks())) {
        return sample;
      }
      StoredBlocks<B> blocks =
          StoredBlocks.open(run.fileSystem(), run.trainingBlocks(), BlockCodec.of(type));
      long rows = 0;
      for (int b = 0; b < blocks.count() && rows < Start.SAMPLE_ROWS; b++) {
        sample.add(blocks.read(b));
        rows += blocks.rows(b);
      }
      return sample;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the rows of " + run.path(), e);
    }
  }
}
