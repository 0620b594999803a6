package org.sparksvi.spark.input;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;
import org.sparksvi.data.RowForm;
import org.sparksvi.format.Compression;
import org.sparksvi.format.DocwordEntry;
import org.sparksvi.format.DocwordHeader;
import org.sparksvi.format.FormatException;
import org.sparksvi.format.InvalidLine;
import org.sparksvi.format.LineReader;
import org.sparksvi.format.OnInvalid;
import org.sparksvi.format.Vocabulary;
import org.sparksvi.spark.input.InputFiles.Chunk;
import org.sparksvi.spark.input.InputFiles.InputFile;
import org.sparksvi.spark.wire.Items;

/**
 * Reads UCI docword: one file, or the files of a directory or pattern, the first of which that is
 * not empty begins with the header. Others may begin with the same header. Plain files are read in
 * parts, compressed ones whole. The key of a row is its 0-based document id.
 */
public final class DocwordSource {
  /** Bytes of a plain file that one task reads. */
  public static final long PART_BYTES = 32L << 20;

  private final JavaSparkContext spark;
  private final String path;
  private final OnInvalid onInvalid;
  private final List<InputFile> files;
  private final DocwordHeader header;
  private final String firstFile;
  private final Map<String, Long> headerBytes = new HashMap<>(); // by file; of some none

  private DocwordSource(JavaSparkContext spark, String path, OnInvalid onInvalid)
      throws IOException {
    this.spark = spark;
    this.path = path;
    this.onInvalid = onInvalid;
    List<InputFile> found = InputFiles.list(spark.hadoopConfiguration(), path);
    List<InputFile> filled = found.stream().filter(file -> file.length() > 0).toList();
    files = filled.isEmpty() ? found : filled;
    firstFile = files.get(0).path();
    try (InputStream in = open(firstFile)) {
      header = DocwordHeader.read(in, firstFile);
    }
    headerBytes.put(firstFile, header.bytes());
    for (InputFile other : files.subList(1, files.size())) {
      try (InputStream in = open(other.path())) {
        Optional<DocwordHeader> again = DocwordHeader.readIfAny(in, other.path());
        again.ifPresent(same -> headerBytes.put(other.path(), same.bytes()));
        again.ifPresent(same -> requireSame(same, other.path()));
      }
    }
  }

  private void requireSame(DocwordHeader other, String file) {
    if (!header.isOfSameCorpus(other)) {
      throw new FormatException(
          file,
          "header must be that of %s, with D = %d, W = %d and NNZ = %d, but has %d, %d and %d"
              .formatted(
                  firstFile,
                  header.documents(),
                  header.words(),
                  header.entries(),
                  other.documents(),
                  other.words(),
                  other.entries()));
    }
  }

  private InputStream open(String file) throws IOException {
    return InputFiles.open(spark.hadoopConfiguration(), file);
  }

  /**
   * Opens docword files; nothing but the header is read before ingestion.
   *
   * @param vocabulary a word a line; empty for none
   * @param partBytes bytes of a plain file that one task reads
   */
  public static RowSource open(
      JavaSparkContext spark,
      String path,
      Optional<String> vocabulary,
      OnInvalid onInvalid,
      long partBytes)
      throws IOException {
    DocwordSource source = new DocwordSource(spark, path, onInvalid);
    List<String> words = List.of();
    if (vocabulary.isPresent()) {
      Vocabulary read = TextInput.vocabulary(spark.hadoopConfiguration(), vocabulary.get());
      read.requireSize(source.header.words(), source.firstFile);
      words = read.words();
    }
    return new RowSource(
        path,
        source.items(partBytes),
        ColumnMap.same(source.header.words()),
        words,
        RowForm.PLAIN,
        source.header.documents(),
        source::judge);
  }

  private JavaRDD<RowItem> items(long partBytes) throws IOException {
    List<Chunk> chunks = new ArrayList<>();
    for (InputFile file : files) {
      boolean whole =
          file.length() <= partBytes
              || InputFiles.compression(spark.hadoopConfiguration(), file.path())
                  != Compression.NONE;
      long step = whole ? file.length() : partBytes;
      for (long from = 0; from < file.length(); from += step) {
        chunks.add(new Chunk(file, from, Math.min(file.length(), from + step), whole));
      }
    }
    SerializableConfiguration hadoop = new SerializableConfiguration(spark.hadoopConfiguration());
    int documents = header.documents();
    int words = header.words();
    Map<String, Long> headers = headerBytes;
    return Items.parallelize(spark, chunks, chunks.size())
        .flatMap(
            chunk ->
                DocwordLines.open(
                    chunk,
                    headers.getOrDefault(chunk.file().path(), 0L),
                    documents,
                    words,
                    hadoop.value()));
  }

  private IngestTally judge(IngestTally met) {
    if (met.damage().isPresent()) {
      throw new FormatException(met.damage().get().file(), met.damage().get().reason());
    }
    IngestTally tally = new IngestTally();
    tally.add(met);
    tally.addEmptyRows(header.documents() - met.rows());
    Optional<InvalidLine> mismatch = header.mismatch(firstFile, met.entries());
    if (onInvalid == OnInvalid.FAIL) {
      if (met.invalid().count() > 0) {
        throw atLine(met.invalid().first().get(0)).toException();
      }
      if (mismatch.isPresent()) {
        throw mismatch.get().toException();
      }
    }
    mismatch.ifPresent(tally::addInvalid);
    if (met.rows() == 0) {
      throw new FormatException(
          path,
          "the corpus must have a document with a word, but all %d are empty"
              .formatted(header.documents()));
    }
    return tally.withPlaces(this::atLine);
  }

  /** The same line, known by its number: counts the lines before it. */
  private InvalidLine atLine(InvalidLine line) {
    if (line.unit() == InvalidLine.Unit.LINE) {
      return line;
    }
    try (InputStream in = open(line.file())) {
      LineReader lines = new LineReader(Compression.open(in, line.file()), DocwordEntry.LINE_BYTES);
      while (lines.consumed() <= line.position() && lines.next()) {
        // each turn consumes one line
      }
      return new InvalidLine(
          line.file(), InvalidLine.Unit.LINE, lines.number(), line.text(), line.reason());
    } catch (IOException e) {
      return line; // its byte offset says where it is, too
    }
  }
}
