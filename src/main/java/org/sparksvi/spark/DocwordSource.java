package org.sparksvi.spark;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;
import org.sparksvi.format.DocwordEntry;
import org.sparksvi.format.DocwordHeader;
import org.sparksvi.format.FormatException;
import org.sparksvi.format.Gzip;
import org.sparksvi.format.InvalidLine;
import org.sparksvi.format.LineReader;
import org.sparksvi.format.OnInvalid;
import org.sparksvi.format.Vocabulary;
import org.sparksvi.store.HadoopFiles;

/**
 * Reads UCI docword: one file, or the files of a directory or pattern, the first of which begins
 * with the header. Plain files are read in parts, compressed ones whole. The key of a row is its
 * 0-based document id.
 */
public final class DocwordSource {
  /** Bytes of a plain file that one task reads. */
  public static final long PART_BYTES = 32L << 20;

  private final JavaSparkContext spark;
  private final String path;
  private final OnInvalid onInvalid;
  private final List<FileStatus> files;
  private final DocwordHeader header;
  private final String firstFile;

  private DocwordSource(JavaSparkContext spark, String path, OnInvalid onInvalid)
      throws IOException {
    this.spark = spark;
    this.path = path;
    this.onInvalid = onInvalid;
    files = FileRange.files(new Path(path), spark.hadoopConfiguration());
    Path first = files.get(0).getPath();
    firstFile = first.toString();
    try (InputStream in = HadoopFiles.of(first, spark.hadoopConfiguration()).open(first)) {
      header = DocwordHeader.read(in, firstFile);
    }
  }

  /**
   * Opens docword files; nothing but the header is read before ingestion.
   *
   * @param vocabulary a word a line; empty for none
   * @param partBytes bytes of a plain file that one task reads
   */
  public static CountSource open(
      JavaSparkContext spark,
      String path,
      Optional<String> vocabulary,
      OnInvalid onInvalid,
      long partBytes)
      throws IOException {
    DocwordSource source = new DocwordSource(spark, path, onInvalid);
    List<String> words = List.of();
    if (vocabulary.isPresent()) {
      Vocabulary read = vocabulary(spark.hadoopConfiguration(), vocabulary.get());
      read.requireSize(source.header.words(), source.firstFile);
      words = read.words();
    }
    return new CountSource(
        path,
        source.items(partBytes),
        ColumnMap.same(source.header.words()),
        words,
        true,
        source::judge);
  }

  /** Reads a vocabulary file. */
  public static Vocabulary vocabulary(Configuration configuration, String file) throws IOException {
    Path path = new Path(file);
    FileSystem fs = HadoopFiles.of(path, configuration);
    if (!fs.exists(path)) {
      throw new FormatException(file, "the vocabulary must exist, but does not");
    }
    try (InputStream in = fs.open(path)) {
      return Vocabulary.read(in, file);
    }
  }

  private JavaRDD<SourceItem> items(long partBytes) throws IOException {
    List<FileRange> ranges = FileRange.cut(files, partBytes, spark.hadoopConfiguration());
    SerializableConfiguration hadoop = new SerializableConfiguration(spark.hadoopConfiguration());
    int documents = header.documents();
    int words = header.words();
    long headerBytes = header.bytes();
    String first = firstFile;
    return spark
        .parallelize(ranges, ranges.size())
        .flatMap(
            range ->
                DocwordLines.open(
                    range,
                    range.file().equals(first) ? headerBytes : 0,
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
    Path file = new Path(line.file());
    try (InputStream in = HadoopFiles.of(file, spark.hadoopConfiguration()).open(file)) {
      LineReader lines = new LineReader(Gzip.open(in, line.file()), DocwordEntry.LINE_BYTES);
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
