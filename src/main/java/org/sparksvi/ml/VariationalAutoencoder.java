package org.sparksvi.ml;

import java.util.List;
import java.util.Map;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.sparksvi.model.Column;

/** Variational autoencoders (Kingma and Welling, 2014), over rows of numbers or of counts. */
public final class VariationalAutoencoder
    extends KindEstimator<VariationalAutoencoder, VariationalAutoencoderModel> {
  private static final long serialVersionUID = 1L;

  static final Face FACE =
      new Face(
          "autoencoder",
          Map.of("inference.gradient.warm-up-rounds", "rateWarmUpRounds"),
          List.of(
              new Face.Output("latentMean", Column.Type.VECTOR, "latentCol", "latent"),
              new Face.Output("latentVariance", Column.Type.VECTOR, "latentVarianceCol", ""),
              new Face.Output("reconstruction", Column.Type.VECTOR, "reconstructionCol", ""),
              new Face.Output("logDensity", Column.Type.NUMBER, "logDensityCol", "")));

  public VariationalAutoencoder() {
    this(Identifiable$.MODULE$.randomUID("vae"));
  }

  public VariationalAutoencoder(String uid) {
    super(FACE, uid, VariationalAutoencoderModel::new);
  }

  public static MLReader<VariationalAutoencoder> read() {
    return new DefaultParamsReader<>();
  }

  public static VariationalAutoencoder load(String path) {
    return read().load(path);
  }
}
