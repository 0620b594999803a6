package org.sparksvi.ml;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.spark.ml.util.DefaultParamsWriter$;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.ml.util.ReadWriteUtils;
import org.apache.spark.sql.SparkSession;
import org.sparksvi.store.HadoopFiles;
import org.sparksvi.store.ModelFiles;

/**
 * Saves a model: Params as Spark does, the model as a run publishes it, and the training's summary.
 *
 * <pre>
 *   metadata/     Params
 *   model/        model.json, parameters.safetensors, vocabulary.txt: a model's directory of a run
 *   summary/      trace.jsonl and verdict.json
 *   tables/       what was learnt, a Parquet table for each of the tables that `svi describe` shows
 * </pre>
 */
final class ModelWriter extends MLWriter {
  static final String MODEL = "model";

  private final SviModel<?> model;

  ModelWriter(SviModel<?> model) {
    this.model = model;
  }

  @Override
  public void saveImpl(String path) {
    DefaultParamsWriter$.MODULE$.saveMetadata(model, path, sparkSession());
    Path directory = new Path(path, MODEL);
    try {
      FileSystem fs = fileSystem(directory, sparkSession());
      ModelFiles.write(fs, directory, model.trained().published());
      SummaryFiles.write(fs, new Path(path, SummaryFiles.DIRECTORY), model.summary());
      if (!isLocal()) {
        LearntTables.write(
            sparkSession(), new Path(path, LearntTables.DIRECTORY), model.body().learnt());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot save %s to %s".formatted(model.uid(), path), e);
    }
  }

  /** Whether Spark Connect puts a model aside on this machine. */
  private static boolean isLocal() {
    return (boolean) ReadWriteUtils.localSavingModeState().get();
  }

  /** The file system of a path; that of this machine where Spark Connect keeps models. */
  static FileSystem fileSystem(Path path, SparkSession spark) throws IOException {
    if (!isLocal()) {
      return HadoopFiles.of(path, spark.sparkContext().hadoopConfiguration());
    }
    Configuration configuration = new Configuration(false);
    RawLocalFileSystem local = new RawLocalFileSystem();
    local.initialize(URI.create("file:///"), configuration);
    return local;
  }
}
