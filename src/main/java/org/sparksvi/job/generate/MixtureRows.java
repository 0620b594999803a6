package org.sparksvi.job.generate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;
import org.sparksvi.format.Json;
import org.sparksvi.format.Safetensors;
import org.sparksvi.spark.wire.Sent;
import org.sparksvi.store.HadoopFiles;

/**
 * Writes rows drawn from a mixture of Gaussians, with the truth.
 *
 * <pre>
 *   rows/part-00000.csv …    columns x1, x2, …; a header in every part
 *   truth.safetensors        weights (components), means (components × columns),
 *                            covariances (components × columns × columns)
 *   truth.json               the settings; written last
 * </pre>
 *
 * <p>The same settings give the same bytes, however many tasks write them. A task holds one row and
 * the mixture.
 */
public final class MixtureRows {
  private final JavaSparkContext spark;
  private final RowsSettings settings;

  public MixtureRows(JavaSparkContext spark, RowsSettings settings) {
    this.spark = spark;
    this.settings = settings;
  }

  /** Writes everything into a directory. */
  public void write(Path directory) throws IOException {
    TrueMixture mixture = TrueMixture.draw(settings);
    writeRows(mixture, directory);
    FileSystem fs = HadoopFiles.of(directory, spark.hadoopConfiguration());
    HadoopFiles.writeAtomically(
        fs, new Path(directory, "truth.safetensors"), out -> writeTruth(mixture, out));
    HadoopFiles.writeAtomically(
        fs,
        new Path(directory, "truth.json"),
        Json.page(describe()).getBytes(StandardCharsets.UTF_8));
  }

  private void writeRows(TrueMixture mixture, Path directory) {
    RowsSettings rules = settings;
    SerializableConfiguration hadoop = new SerializableConfiguration(spark.hadoopConfiguration());
    String target = new Path(directory, "rows").toString();
    List<Integer> numbers = IntStream.range(0, settings.parts()).boxed().toList();
    Sent<TrueMixture> shared = Sent.of(spark, mixture);
    try {
      spark.setJobDescription("writing rows");
      spark
          .parallelize(numbers, numbers.size())
          .foreach(p -> writePart(shared.value(), rules, p, target, hadoop.value()));
    } finally {
      spark.setJobDescription(null);
      shared.destroy();
    }
  }

  private static void writePart(
      TrueMixture mixture,
      RowsSettings settings,
      int part,
      String directory,
      Configuration hadoop) {
    PartFile.write(directory, part, "csv", hadoop, out -> writePart(mixture, settings, part, out));
  }

  private static void writePart(
      TrueMixture mixture, RowsSettings settings, int part, OutputStream out) throws IOException {
    Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.US_ASCII));
    text.write(
        IntStream.rangeClosed(1, settings.columns())
            .mapToObj(d -> "x" + d)
            .collect(Collectors.joining(",", "", "\n")));
    double[] row = new double[settings.columns()];
    for (long n = settings.first(part); n < settings.end(part); n++) {
      mixture.draw(n, row);
      for (int d = 0; d < row.length; d++) {
        text.write(Double.toString(row[d]));
        text.write(d == row.length - 1 ? '\n' : ',');
      }
    }
    text.flush();
  }

  private void writeTruth(TrueMixture mixture, OutputStream out) throws IOException {
    int components = settings.components();
    int columns = settings.columns();
    new Safetensors()
        .add("weights", mixture.weights(), components)
        .add("means", mixture.means(), components, columns)
        .add("covariances", mixture.covariances(), components, columns, columns)
        .writeTo(out);
  }

  private ObjectNode describe() {
    ObjectNode json = Json.object();
    json.put("format", "spark-svi mixture rows");
    json.put("formatVersion", 1);
    json.put("rows", settings.rows());
    json.put("columns", settings.columns());
    json.put("components", settings.components());
    json.put("separation", settings.separation());
    json.put("concentration", settings.concentration());
    json.put("seed", settings.seed());
    json.put("partRows", settings.partRows());
    return json;
  }
}
