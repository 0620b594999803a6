package org.sparksvi.job.generate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;
import org.sparksvi.format.Dtype;
import org.sparksvi.format.Json;
import org.sparksvi.format.Safetensors;
import org.sparksvi.format.Vocabulary;
import org.sparksvi.spark.wire.Sent;
import org.sparksvi.store.HadoopFiles;

/**
 * Writes a corpus drawn from latent Dirichlet allocation, with its truth.
 *
 * <pre>
 *   docword/part-00000.txt …   UCI docword in the order of documents, the header in the first part
 *   vocabulary.txt             a word a line
 *   truth.safetensors          topics (words × topics), alpha, eta
 *   truth.json                 the settings; written last
 * </pre>
 *
 * <p>The same settings give the same bytes, however many tasks write them. A task holds one
 * document and the topics.
 */
public final class TopicsCorpus {
  private final JavaSparkContext spark;
  private final CorpusSettings settings;

  public TopicsCorpus(JavaSparkContext spark, CorpusSettings settings) {
    this.spark = spark;
    this.settings = settings;
  }

  /**
   * What was written.
   *
   * @param entries lines of the docword files below the header
   */
  public record Written(int parts, long entries) {}

  /** Writes everything into a directory. */
  public Written write(Path directory) throws IOException {
    TrueTopics topics = TrueTopics.draw(settings);
    Sent<TrueTopics> shared = Sent.of(spark, topics);
    try {
      long entries = writeDocuments(shared, directory);
      FileSystem fs = HadoopFiles.of(directory, spark.hadoopConfiguration());
      HadoopFiles.writeAtomically(fs, new Path(directory, "vocabulary.txt"), vocabulary()::write);
      HadoopFiles.writeAtomically(
          fs, new Path(directory, "truth.safetensors"), out -> writeTruth(topics, out));
      HadoopFiles.writeAtomically(
          fs,
          new Path(directory, "truth.json"),
          Json.page(describe(entries)).getBytes(StandardCharsets.UTF_8));
      return new Written(settings.parts(), entries);
    } finally {
      shared.destroy();
    }
  }

  /** Twice over all documents: the header says how many entries there are. */
  private long writeDocuments(Sent<TrueTopics> topics, Path directory) {
    CorpusSettings rules = settings;
    SerializableConfiguration hadoop = new SerializableConfiguration(spark.hadoopConfiguration());
    String target = new Path(directory, "docword").toString();
    List<Integer> numbers = IntStream.range(0, settings.parts()).boxed().toList();
    JavaRDD<Integer> parts = spark.parallelize(numbers, numbers.size());
    try {
      spark.setJobDescription("counting entries");
      long entries = 0;
      for (long count :
          parts.map(p -> new PartWriter(topics.value(), rules).entries(p)).collect()) {
        entries += count;
      }
      long all = entries;
      spark.setJobDescription("writing documents");
      parts.foreach(
          p -> new PartWriter(topics.value(), rules).write(p, all, target, hadoop.value()));
      return entries;
    } finally {
      spark.setJobDescription(null);
    }
  }

  private Vocabulary vocabulary() {
    int digits = Integer.toString(settings.words()).length();
    String format = "w%0" + digits + "d";
    List<String> words =
        IntStream.rangeClosed(1, settings.words())
            .mapToObj(w -> String.format(Locale.ROOT, format, w))
            .toList();
    return Vocabulary.of(words, "vocabulary.txt");
  }

  private void writeTruth(TrueTopics topics, OutputStream out) throws IOException {
    double[] alpha = new double[settings.topics()];
    Arrays.fill(alpha, settings.alpha());
    new Safetensors()
        .add(
            "topics",
            Dtype.F64,
            new long[] {settings.words(), settings.topics()},
            tensor -> {
              double[] row = new double[settings.topics()];
              for (int w = 0; w < settings.words(); w++) {
                for (int k = 0; k < row.length; k++) {
                  row[k] = topics.probability(k, w);
                }
                tensor.write(row, 0, row.length);
              }
            })
        .add("alpha", alpha, settings.topics())
        .add("eta", TrueTopics.prior(settings), settings.words())
        .writeTo(out);
  }

  private ObjectNode describe(long entries) {
    ObjectNode json = Json.object();
    json.put("format", "spark-svi topics corpus");
    json.put("formatVersion", 1);
    json.put("documents", settings.documents());
    json.put("words", settings.words());
    json.put("entries", entries);
    json.put("topics", settings.topics());
    json.put("meanLength", settings.meanLength());
    json.put("alpha", settings.alpha());
    json.put("eta", settings.eta());
    json.put("exponent", settings.exponent());
    json.put("seed", settings.seed());
    json.put("partDocuments", settings.partDocuments());
    return json;
  }

  /** One task's work on a part. */
  private record PartWriter(TrueTopics topics, CorpusSettings settings) {

    long entries(int part) {
      DocumentDraws draws = new DocumentDraws(topics, settings);
      long entries = 0;
      for (int d = settings.first(part); d < settings.end(part); d++) {
        entries += draws.draw(d);
      }
      return entries;
    }

    void write(
        int part, long entries, String directory, org.apache.hadoop.conf.Configuration hadoop) {
      PartFile.write(directory, part, "txt", hadoop, out -> write(part, entries, out));
    }

    private void write(int part, long entries, OutputStream out) throws IOException {
      Digits digits = new Digits(out);
      if (part == 0) {
        digits.line(settings.documents());
        digits.line(settings.words());
        digits.line(entries);
      }
      DocumentDraws draws = new DocumentDraws(topics, settings);
      for (int d = settings.first(part); d < settings.end(part); d++) {
        draws.draw(d);
        int document = d + 1;
        draws.counts((word, count) -> digits.line(document, word + 1L, count));
      }
      digits.flush();
    }
  }
}
