package org.sparksvi.spark.input;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.codegen.UnsafeRowWriter;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.sql.execution.datasources.text.TextFileFormat;
import org.apache.spark.sql.execution.datasources.text.TextOptions;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;
import scala.Function1;
import scala.collection.AbstractIterator;
import scala.collection.Iterator;
import scala.collection.immutable.Map;
import scala.collection.immutable.Seq;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction1;

/**
 * Spark's format of lines where a line has a bound: of a longer one, {@link #LONGEST} + 1 bytes are
 * given. Spark's own has none but memory, or leaves out longer ones without a word.
 */
public final class BoundedLines extends TextFileFormat {
  private static final long serialVersionUID = 1L;

  /** Most bytes of a line. */
  static final int LONGEST = 1 << 26;

  /** What is wrong with a longer one. */
  static final String TOO_LONG = "a line must have at most " + LONGEST + " bytes, but has more";

  @Override
  public String toString() {
    return "lines";
  }

  @Override
  public boolean isSplitable(SparkSession spark, Map<String, String> options, Path path) {
    byte[] separator = separator(options);
    Configuration configuration = spark.sparkContext().hadoopConfiguration();
    return (separator == null || separator.length == 1) // ;; cannot be told from ;;; in the middle
        && new CompressionCodecFactory(configuration).getCodec(path) == null;
  }

  private static byte[] separator(Map<String, String> options) {
    TextOptions text = new TextOptions(options);
    return text.lineSeparatorInRead().isEmpty() ? null : text.lineSeparatorInRead().get();
  }

  @Override
  public Function1<PartitionedFile, Iterator<InternalRow>> buildReader(
      SparkSession spark,
      StructType columns,
      StructType directories,
      StructType required,
      Seq<Filter> filters,
      Map<String, String> options,
      Configuration configuration) {
    return new Opening(
        spark
            .sparkContext()
            .broadcast(
                new SerializableConfiguration(configuration),
                ClassTag$.MODULE$.apply(SerializableConfiguration.class)),
        separator(options),
        !required.isEmpty());
  }

  private static final class Opening
      extends AbstractFunction1<PartitionedFile, Iterator<InternalRow>> implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Broadcast<SerializableConfiguration> configuration;
    private final byte[] separator;
    private final boolean reads;

    Opening(Broadcast<SerializableConfiguration> configuration, byte[] separator, boolean reads) {
      this.configuration = configuration;
      this.separator = separator;
      this.reads = reads;
    }

    @Override
    public Iterator<InternalRow> apply(PartitionedFile piece) {
      try {
        return new Rows(lines(piece), reads);
      } catch (IOException e) {
        throw new UncheckedIOException("reading " + piece.urlEncodedPath(), e);
      }
    }

    private PieceLines lines(PartitionedFile piece) throws IOException {
      Configuration hadoop = configuration.value().value();
      if (new CompressionCodecFactory(hadoop).getCodec(piece.toPath()) != null) {
        InputStream in = FileColumns.open(piece.toPath(), hadoop);
        return new PieceLines(in, 0, Long.MAX_VALUE, separator, LONGEST);
      }
      FSDataInputStream in = piece.toPath().getFileSystem(hadoop).open(piece.toPath());
      in.seek(PieceLines.before(piece.start()));
      return new PieceLines(in, piece.start(), piece.start() + piece.length(), separator, LONGEST);
    }
  }

  private static final class Rows extends AbstractIterator<InternalRow> {
    private final PieceLines lines;
    private final boolean reads;
    private final UnsafeRowWriter writer;
    private boolean ready;
    private boolean ended;

    Rows(PieceLines lines, boolean reads) {
      this.lines = lines;
      this.reads = reads;
      this.writer = new UnsafeRowWriter(reads ? 1 : 0);
      TaskContext task = TaskContext.get();
      if (task != null) {
        task.addTaskCompletionListener((TaskCompletionListener) context -> close());
      }
    }

    @Override
    public boolean hasNext() {
      if (!ready && !ended) {
        try {
          ready = lines.advance();
        } catch (IOException e) {
          throw new UncheckedIOException("reading lines", e);
        }
        if (!ready) {
          ended = true;
          close();
        }
      }
      return ready;
    }

    @Override
    public InternalRow next() {
      if (!hasNext()) {
        throw new NoSuchElementException("after the last line");
      }
      ready = false;
      writer.reset();
      if (reads) {
        writer.write(0, lines.bytes(), lines.from(), lines.to() - lines.from());
      }
      return writer.getRow();
    }

    private void close() {
      try {
        lines.close();
      } catch (IOException e) {
        throw new UncheckedIOException("closing a file of lines", e);
      }
    }
  }
}
