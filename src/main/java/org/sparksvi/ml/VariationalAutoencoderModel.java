package org.sparksvi.ml;

import org.apache.spark.ml.util.MLReader;

/** An autoencoder that was learnt from rows. */
public final class VariationalAutoencoderModel extends KindModel<VariationalAutoencoderModel> {
  private static final long serialVersionUID = 1L;

  /** Nothing: Spark Connect finds out by it which classes there are. */
  public VariationalAutoencoderModel() {
    this("", null);
  }

  VariationalAutoencoderModel(String uid, Learnt learnt) {
    super(VariationalAutoencoder.FACE, uid, learnt, VariationalAutoencoderModel::new);
  }

  public static MLReader<VariationalAutoencoderModel> read() {
    return new ModelReader<>(VariationalAutoencoderModel.class, VariationalAutoencoderModel::new);
  }

  public static VariationalAutoencoderModel load(String path) {
    return read().load(path);
  }
}
