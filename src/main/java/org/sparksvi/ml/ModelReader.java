package org.sparksvi.ml;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsReader$;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.SparkSession;
import org.sparksvi.kind.Kinds;
import org.sparksvi.kind.Trained;
import org.sparksvi.run.RecordedRun;
import org.sparksvi.store.ModelFiles;
import org.sparksvi.store.RunDirectory;
import org.sparksvi.store.RunRecord;
import org.sparksvi.store.TraceFile;

/** Loads what {@link ModelWriter} saved, or the model of a run. */
final class ModelReader<M extends SviModel<M>> extends MLReader<M> {
  private final Class<M> type;
  private final ModelMaker<M> maker;

  /**
   * Of a class of models.
   *
   * @param maker of one, by its uid
   */
  ModelReader(Class<M> type, ModelMaker<M> maker) {
    this.type = type;
    this.maker = maker;
  }

  /** A saved model, or what a run has published. */
  @Override
  public M load(String path) {
    try {
      if (isRun(path, sparkSession())) {
        return ofRun(path);
      }
      DefaultParamsReader.Metadata metadata =
          DefaultParamsReader$.MODULE$.loadMetadata(path, sparkSession(), type.getName());
      M model = maker.of(metadata.uid(), saved(path, sparkSession()));
      metadata.getAndSetParams(model, scala.Option.empty());
      if (model.hasParam(JointPosterior.CLASS)) {
        model.clear(model.getParam(JointPosterior.CLASS)); // no file names code to run
      }
      return model;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot load a model from " + path, e);
    }
  }

  private M ofRun(String path) throws IOException {
    RecordedRun run = recorded(path, sparkSession());
    M model = maker.of(Identifiable$.MODULE$.randomUID("run"), published(run));
    String kind = model.trained().kind().name();
    if (!kind.equals(model.body().kind())) {
      throw new IllegalArgumentException(
          "%s must be a run of the kind %s, but is of the kind %s"
              .formatted(path, model.body().kind(), kind));
    }
    model.body().recorded(run.record().configuration());
    return model;
  }

  /** What a saved model, or a run, has learnt, whatever its kind. */
  static Learnt learnt(String path, SparkSession spark) {
    try {
      return isRun(path, spark) ? published(recorded(path, spark)) : saved(path, spark);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot load a model from " + path, e);
    }
  }

  private static boolean isRun(String path, SparkSession spark) throws IOException {
    Path run = new Path(path, RunDirectory.RUN_FILE);
    return ModelWriter.fileSystem(run, spark).exists(run);
  }

  private static RecordedRun recorded(String path, SparkSession spark) {
    return RecordedRun.read(path, spark.sparkContext().hadoopConfiguration(), Kinds.installed());
  }

  private static Learnt published(RecordedRun run) throws IOException {
    RunDirectory directory = run.directory();
    Optional<RunRecord.Verdict> verdict = run.latest().verdict();
    SviSummary summary =
        new SviSummary(
            TraceFile.read(directory.fileSystem(), directory.trace()),
            verdict.map(RunRecord.Verdict::outcome).orElse(""),
            verdict.map(RunRecord.Verdict::reason).orElse(""));
    return new Learnt(run.model(run.settings(List.of())), summary);
  }

  private static Learnt saved(String path, SparkSession spark) throws IOException {
    Path directory = new Path(path, ModelWriter.MODEL);
    FileSystem fs = ModelWriter.fileSystem(directory, spark);
    Trained<?, ?, ?> trained =
        Trained.of(ModelFiles.read(fs, directory), Kinds.installed(), directory.toString());
    return new Learnt(trained, SummaryFiles.read(fs, new Path(path, SummaryFiles.DIRECTORY)));
  }
}
