package org.sparksvi.ml;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.sparksvi.kind.Setting.Form;
import org.sparksvi.model.Column;

/** Latent Dirichlet allocation (Blei, Ng and Jordan, 2003), over counts of words or text. */
public final class LDA extends KindEstimator<LDA, LDAModel> {
  private static final long serialVersionUID = 1L;

  static final Face FACE =
      new Face(
          "topics",
          Map.of(
              "model.topics", "k",
              "model.alpha", "docConcentration",
              "model.eta", "topicConcentration"),
          List.of(
              new Face.Output(
                  "topicDistribution",
                  Column.Type.VECTOR,
                  "topicDistributionCol",
                  "topicDistribution")),
          Map.of(),
          List.of(
              new ParamRow(
                  "maxIter",
                  "inference.epochs",
                  Form.WHOLE,
                  null,
                  "another name of maxEpochs, for MLlib's users; MLlib's iterations are minibatches.",
                  Optional.empty(),
                  ParamRow.AS_IT_IS)));

  public LDA() {
    this(Identifiable$.MODULE$.randomUID("lda"));
  }

  public LDA(String uid) {
    super(FACE, uid, LDAModel::new);
  }

  public static MLReader<LDA> read() {
    return new DefaultParamsReader<>();
  }

  public static LDA load(String path) {
    return read().load(path);
  }

  public IntParam k() {
    return (IntParam) (Object) getParam("k");
  }

  public LDA setK(int value) {
    return with("k", value);
  }

  /** Another name of {@link #setMaxEpochs}; MLlib's iterations are minibatches. */
  public LDA setMaxIter(int value) {
    return with("maxIter", value);
  }

  /** The prior of a document's shares: a number that is kept, `symmetric` or `asymmetric`. */
  public LDA setDocConcentration(String value) {
    return with("docConcentration", value);
  }

  public LDA setDocConcentration(double value) {
    return setDocConcentration(Double.toString(value));
  }

  /** The prior of a topic's words: a number that is kept, `symmetric` or `asymmetric`. */
  public LDA setTopicConcentration(String value) {
    return with("topicConcentration", value);
  }

  public LDA setTopicConcentration(double value) {
    return setTopicConcentration(Double.toString(value));
  }

  /** Most visits of every document. */
  public LDA setMaxEpochs(int value) {
    return with("maxEpochs", value);
  }

  public LDA setLearningOffset(double value) {
    return with("learningOffset", value);
  }

  public LDA setLearningDecay(double value) {
    return with("learningDecay", value);
  }

  public LDA setTopicDistributionCol(String value) {
    return with("topicDistributionCol", value);
  }
}
