"""The stages on real PySpark."""

import numpy as np
import org.sparksvi.ml
import pytest
from pyspark.errors import IllegalArgumentException
from pyspark.ml import Pipeline, PipelineModel
from pyspark.ml.evaluation import BinaryClassificationEvaluator, RegressionEvaluator
from pyspark.ml.feature import CountVectorizer, Tokenizer
from pyspark.ml.linalg import Vectors
from pyspark.ml.param import Param
from pyspark.ml.tuning import CrossValidator, CrossValidatorModel, ParamGridBuilder
from sparksvi import (
    LDA,
    BayesianGLM,
    BayesianGLMM,
    BayesianLinearRegression,
    BayesianLogisticRegression,
    CountMixture,
    FactorAnalysis,
    GaussianMixture,
    GaussianMixtureModel,
    HeldOutEvaluator,
    JointPosterior,
    LDAModel,
    SviStream,
    VariationalAutoencoder,
    load,
)

WORDS = ["sun moon star sky night", "bread milk cheese butter egg"]


@pytest.fixture(scope="module")
def documents(spark):
    """Documents of two subjects, a few words each."""
    draws = np.random.default_rng(1)
    rows = []
    for d in range(60):
        words = WORDS[d % 2].split()
        rows.append((d, " ".join(draws.choice(words, 8))))
    return spark.createDataFrame(rows, ["id", "text"]).cache()


@pytest.fixture(scope="module")
def words(documents):
    return Tokenizer(inputCol="text", outputCol="words").transform(documents)


@pytest.fixture(scope="module")
def counter(words):
    return CountVectorizer(inputCol="words", outputCol="features").fit(words)


@pytest.fixture(scope="module")
def counts(words, counter):
    return counter.transform(words).cache()


@pytest.fixture(scope="module")
def points(spark):
    """Points about two centres."""
    draws = np.random.default_rng(2)
    rows = [
        (r, Vectors.dense((r % 2) * 10 + draws.normal(size=3))) for r in range(80)
    ]
    return spark.createDataFrame(rows, ["id", "features"]).cache()


def test_topics_are_found_saved_and_loaded(counter, counts, tmp_path):
    model = LDA(k=2, maxEpochs=5, seed=3, vocabulary=counter.vocabulary).fit(counts)

    assert model.getK() == 2
    assert model.vocabSize() == 10
    topics = model.describeTopics(5).collect()
    assert [row.topic for row in topics] == [0, 1]
    found = {model.words()[column] for column in topics[0].termIndices}
    assert found in [set(words.split()) for words in WORDS]
    assert model.summary.verdict == "limit reached"
    assert len(model.summary.objectiveHistory) > 0
    assert model.summary.toDF().count() == model.summary.totalIterations

    path = str(tmp_path / "lda")
    model.write().save(path)
    again = LDAModel.load(path)
    assert again.getK() == 2
    assert again.topicsMatrix() == model.topicsMatrix()
    said = [row.topicDistribution for row in model.transform(counts).orderBy("id").collect()]
    assert said == [row.topicDistribution for row in again.transform(counts).orderBy("id").collect()]

    plain = load(path)
    assert plain.kind == "topics"
    assert plain.parameters["topics"].shape == (10, 2)
    np.testing.assert_array_equal(plain.parameters["topics"], model.topicsMatrix().toArray())
    np.testing.assert_allclose(plain.topics().sum(axis=1), 1)


def test_text_is_counted(documents):
    model = LDA(k=2, maxEpochs=3, featuresCol="text", minDocuments=1).fit(documents)
    assert sorted(model.words()) == sorted(" ".join(WORDS).split())
    assert model.transform(documents).select("topicDistribution").count() == 60


def test_components_are_found(points):
    model = GaussianMixture(k=2, seed=1).fit(points)

    assert sorted(np.round(model.weights, 6)) == [0.5, 0.5]
    assert model.gaussiansDF.count() == 2
    rows = model.transform(points).collect()
    assert {row.prediction for row in rows if row.id % 2} != {
        row.prediction for row in rows if not row.id % 2
    }
    assert model.predict(rows[0].features) == rows[0].prediction
    np.testing.assert_array_equal(
        model.predictProbability(rows[0].features), rows[0].probability
    )
    assert isinstance(model, GaussianMixtureModel)


def test_every_estimator_fits(counts, points):
    assert CountMixture(k=2).fit(counts).transform(counts).count() == 60
    factors = FactorAnalysis(k=1).fit(points)
    assert factors.pc.numRows == 3
    assert 0.9 < factors.explainedVariance[0] < 1
    network = VariationalAutoencoder(
        latent=1, likelihood="gaussian", encoder=[4], decoder=[4], maxEpochs=2, batchSize=40
    )
    assert len(network.fit(points).transform(points).first().latent) == 1


@pytest.fixture(scope="module")
def responses(spark):
    """Responses 1 + 2 a - b with noise, whether they are above 1, and counts."""
    draws = np.random.default_rng(3)
    rows = []
    for r in range(200):
        a, b = draws.normal(size=2)
        y = 1 + 2 * a - b + 0.1 * draws.normal()
        rows.append((Vectors.dense(a, b), float(y), float(y > 1), int(draws.poisson(np.exp(a)))))
    return spark.createDataFrame(rows, ["features", "y", "above", "events"]).cache()


def test_regressions_are_judged_by_sparks_evaluators(responses, tmp_path):
    line = BayesianLinearRegression(labelCol="y", deviationCol="deviation").fit(responses)
    np.testing.assert_allclose(line.coefficients, [2, -1], atol=0.05)
    assert abs(line.intercept - 1) < 0.05
    assert line.coefficientsDF.count() == 3
    assert line.summary.totalIterations > 0
    assert line.update(responses).numFeatures == 2
    said = line.transform(responses)
    assert RegressionEvaluator(labelCol="y").evaluate(said) < 0.12
    assert line.predict(said.first().features) == said.first().prediction
    path = str(tmp_path / "line")
    line.write().save(path)
    plain = load(path)
    assert plain.kind == "regression"
    assert plain.columns == ["0", "1"]

    classes = BayesianLogisticRegression(labelCol="above").fit(responses)
    said = classes.transform(responses)
    assert BinaryClassificationEvaluator(labelCol="above").evaluate(said) > 0.99
    assert classes.numClasses == 2
    first = said.first()
    np.testing.assert_array_equal(classes.predictProbability(first.features), first.probability)

    counts = BayesianGLM(family="poisson", labelCol="events", regParam=0.01).fit(responses)
    np.testing.assert_allclose(counts.coefficients, [1, 0], atol=0.2)


def test_a_model_goes_on_and_begins_at_another(points):
    model = GaussianMixture(k=2, seed=1, maxIter=5).fit(points)
    more = model.update(points)
    assert isinstance(more, GaussianMixtureModel)
    again = GaussianMixture(k=2, seed=2, maxIter=1, tol=0.0).setInitialModel(model).fit(points)
    np.testing.assert_allclose(again.weights, model.weights, atol=1e-3)


def test_a_stream_updates_a_run(spark, points, tmp_path):
    run = str(tmp_path / "run")
    base = GaussianMixture(k=2, seed=1, runDirectory=run).fit(points.filter("id % 2 = 0"))
    files = str(tmp_path / "files")
    batch = points.filter("id % 2 = 1")
    batch.coalesce(1).write.parquet(files)
    for _ in range(2):  # the second finds nothing new
        (
            spark.readStream.schema(points.schema)
            .parquet(files)
            .writeStream.foreachBatch(SviStream.updating(run))
            .option("checkpointLocation", str(tmp_path / "checkpoint"))
            .trigger(availableNow=True)
            .start()
            .awaitTermination()
        )
    SviStream(run)(batch, 0)  # a batch that comes again
    expected = base.update(batch)
    assert GaussianMixtureModel.load(run).weights == expected.weights
    assert load(run).kind == "mixture"


@pytest.mark.parametrize(
    "pair",
    [
        LDA,
        GaussianMixture,
        CountMixture,
        FactorAnalysis,
        VariationalAutoencoder,
        BayesianLinearRegression,
        BayesianLogisticRegression,
        BayesianGLM,
        BayesianGLMM,
        JointPosterior,
    ],
    ids=lambda pair: pair.__name__,
)
def test_no_param_hides_behind_a_method_of_the_model(pair):
    model = getattr(org.sparksvi.ml, pair.__name__ + "Model")
    for name in [name for name in dir(pair) if isinstance(getattr(pair, name), Param)]:
        assert isinstance(getattr(model, name), Param), name


def test_a_number_or_a_word_is_a_concentration(counts):
    assert LDA(docConcentration=0.5).getDocConcentration() == "0.5"
    assert LDA().setDocConcentration("asymmetric").fit(counts) is not None


def test_k_is_chosen_by_held_out_rows(documents, tmp_path):
    topics = LDA(scoreCol="score", maxEpochs=3, featuresCol="features")
    pipeline = Pipeline(
        stages=[
            Tokenizer(inputCol="text", outputCol="words"),
            CountVectorizer(inputCol="words", outputCol="features"),
            topics,
        ]
    )
    grid = ParamGridBuilder().addGrid(topics.k, [1, 2]).build()
    validator = CrossValidator(
        estimator=pipeline,
        estimatorParamMaps=grid,
        evaluator=HeldOutEvaluator(),
        numFolds=2,
        seed=1,
    )

    best = validator.fit(documents)

    assert best.avgMetrics[1] > best.avgMetrics[0]
    path = str(tmp_path / "validated")
    best.write().save(path)
    again = CrossValidatorModel.load(path)
    assert isinstance(again.bestModel, PipelineModel)
    assert again.bestModel.stages[-1].getK() == 2


def test_what_is_not_acceptable_is_refused(points):
    with pytest.raises(IllegalArgumentException, match="k must|must be a whole number from 1"):
        GaussianMixture(k=0).fit(points)
    with pytest.raises(IllegalArgumentException, match="column 'nowhere'"):
        GaussianMixture(featuresCol="nowhere").fit(points)
    with pytest.raises(TypeError):
        GaussianMixture(k="many")
