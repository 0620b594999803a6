package org.sparksvi.ml;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.sparksvi.engine.TraceLine;
import org.sparksvi.format.Json;
import org.sparksvi.format.JsonReader;
import org.sparksvi.store.HadoopFiles;
import org.sparksvi.store.TraceFile;

/** The summary of a training in files. */
final class SummaryFiles {
  static final String DIRECTORY = "summary";

  private static final String TRACE = "trace.jsonl";
  private static final String VERDICT = "verdict.json";
  private static final int MOST_BYTES = 1 << 20;

  private SummaryFiles() {}

  static void write(FileSystem fs, Path directory, SviSummary summary) throws IOException {
    fs.mkdirs(directory);
    try (TraceFile trace = TraceFile.open(fs, new Path(directory, TRACE), 0)) {
      summary.trace().forEach(trace::append);
    }
    ObjectNode verdict = Json.object();
    verdict.put("outcome", summary.verdict()).put("reason", summary.reason());
    byte[] page = Json.page(verdict).getBytes(StandardCharsets.UTF_8);
    HadoopFiles.writeAtomically(fs, new Path(directory, VERDICT), page);
  }

  static SviSummary read(FileSystem fs, Path directory) throws IOException {
    List<TraceLine> trace = TraceFile.read(fs, new Path(directory, TRACE));
    Path place = new Path(directory, VERDICT);
    JsonReader verdict = JsonReader.of(HadoopFiles.read(fs, place, MOST_BYTES), place.toString());
    return new SviSummary(trace, verdict.text("outcome"), verdict.text("reason"));
  }
}
