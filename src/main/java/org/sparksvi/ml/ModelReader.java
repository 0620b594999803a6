package org.sparksvi.ml;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsReader$;
import org.apache.spark.ml.util.MLReader;
import org.sparksvi.kind.Kinds;
import org.sparksvi.kind.Trained;
import org.sparksvi.store.ModelFiles;

/** Loads what {@link ModelWriter} saved. */
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

  @Override
  public M load(String path) {
    DefaultParamsReader.Metadata metadata =
        DefaultParamsReader$.MODULE$.loadMetadata(path, sparkSession(), type.getName());
    Path directory = new Path(path, ModelWriter.MODEL);
    try {
      FileSystem fs = ModelWriter.fileSystem(directory, sparkSession());
      Trained<?, ?, ?> trained =
          Trained.of(ModelFiles.read(fs, directory), Kinds.installed(), directory.toString());
      SviSummary summary = SummaryFiles.read(fs, new Path(path, SummaryFiles.DIRECTORY));
      M model = maker.of(metadata.uid(), new Learnt(trained, summary));
      metadata.getAndSetParams(model, scala.Option.empty());
      return model;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot load a model from " + path, e);
    }
  }
}
