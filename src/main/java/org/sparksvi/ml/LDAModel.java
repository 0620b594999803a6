package org.sparksvi.ml;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.linalg.DenseMatrix;
import org.apache.spark.ml.linalg.Matrix;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.sparksvi.models.topics.TopicsModel;
import org.sparksvi.models.topics.TopicsSummary;

/** Topics that were learnt from documents. */
public final class LDAModel extends KindModel<LDAModel> {
  private static final long serialVersionUID = 1L;

  /** Nothing: Spark Connect finds out by it which classes there are. */
  public LDAModel() {
    this("", null);
  }

  LDAModel(String uid, Learnt learnt) {
    super(LDA.FACE, uid, learnt, LDAModel::new);
  }

  public static MLReader<LDAModel> read() {
    return new ModelReader<>(LDAModel.class, LDAModel::new);
  }

  public static LDAModel load(String path) {
    return read().load(path);
  }

  private TopicsModel topics() {
    return (TopicsModel) trained().model();
  }

  /** Number of words. */
  public int vocabSize() {
    return numFeatures();
  }

  /** The words, by their columns. */
  public List<String> words() {
    return trained().names().words();
  }

  /** The prior of a document's shares, as it was kept or learnt. */
  public Vector estimatedDocConcentration() {
    return Vectors.dense(topics().alpha(trained().parameters()));
  }

  /** The variational parameters of the topics' words, λ: words × topics. */
  public Matrix topicsMatrix() {
    int words = vocabSize();
    int count = topics().settings().topics();
    double[] byWord = trained().parameters().copyOf(TopicsModel.TOPICS);
    double[] byTopic = new double[byWord.length];
    for (int w = 0; w < words; w++) {
      for (int k = 0; k < count; k++) {
        byTopic[k * words + w] = byWord[w * count + k];
      }
    }
    return new DenseMatrix(words, count, byTopic);
  }

  /**
   * The bound of documents and of the topics, in nats (Hoffman, Blei and Bach, 2010, equation 4):
   *
   * <pre>
   *   Σ_d [ E log p(w_d | θ, z, β) − KL(q(θ_d, z_d) || p(θ, z)) ] − KL(q(β) || p(β))
   * </pre>
   *
   * @throws IllegalArgumentException where the documents have no word that the model knows
   */
  public double logLikelihood(Dataset<?> dataset) {
    return body().bound(dataset)[0];
  }

  /**
   * −{@link #logLikelihood} for each token, in nats; lower is better.
   *
   * @throws IllegalArgumentException where the documents have no word that the model knows
   */
  public double logPerplexity(Dataset<?> dataset) {
    double[] bound = body().bound(dataset);
    return -bound[0] / bound[1];
  }

  /** The ten most probable words of each topic; see {@link #describeTopics(int)}. */
  public Dataset<Row> describeTopics() {
    return describeTopics(10);
  }

  /**
   * The most probable words of each topic: topic, termIndices, termWeights (expected probabilities,
   * descending) and terms.
   */
  public Dataset<Row> describeTopics(int maxTermsPerTopic) {
    TopicsSummary summary =
        TopicsSummary.of(topics(), trained().parameters(), trained().names(), maxTermsPerTopic);
    List<Row> rows = new ArrayList<>();
    for (TopicsSummary.Topic topic : summary.topics()) {
      List<TopicsSummary.Word> words = topic.probable();
      rows.add(
          RowFactory.create(
              topic.id(),
              words.stream().map(TopicsSummary.Word::column).toArray(Integer[]::new),
              words.stream().map(TopicsSummary.Word::value).toArray(Double[]::new),
              words.stream().map(TopicsSummary.Word::word).toArray(String[]::new)));
    }
    rows.sort((one, other) -> Integer.compare(one.getInt(0), other.getInt(0)));
    StructType type =
        new StructType()
            .add("topic", DataTypes.IntegerType, false)
            .add("termIndices", DataTypes.createArrayType(DataTypes.IntegerType, false), false)
            .add("termWeights", DataTypes.createArrayType(DataTypes.DoubleType, false), false)
            .add("terms", DataTypes.createArrayType(DataTypes.StringType, false), false);
    return SparkSession.active().createDataFrame(rows, type);
  }
}
