"""What needs matplotlib, ArviZ, tqdm or MLflow."""

import io

import numpy as np
import org.sparksvi.ml
import pytest
from conftest import ALLOWED
from pyspark.ml.linalg import Vectors
from sparksvi import LDA, BayesianLinearRegression, HeldOutEvaluator, load, progress, to_inference_data


@pytest.fixture(scope="module")
def lines(spark):
    draws = np.random.default_rng(4)
    return spark.createDataFrame(
        [(Vectors.dense(float(x)), float(1 + 2 * x + draws.normal())) for x in draws.normal(size=100)],
        ["features", "label"],
    ).cache()


def test_draws_become_inference_data(lines):
    arviz = pytest.importorskip("arviz")
    model = BayesianLinearRegression().fit(lines)
    data = to_inference_data(model, draws=4000, seed=3)
    posterior = data.posterior["coefficient"]
    assert posterior.dims == ("chain", "draw", "term")
    assert list(posterior["term"].values) == ["0", "(intercept)"]
    rows = {row["name"]: row for row in model.coefficientsDF.collect()}
    for name, row in rows.items():
        values = posterior.sel(term=name).values.ravel()
        error = 5 * row["deviation"] / np.sqrt(4000)  # of the mean of 4000 draws
        assert abs(values.mean() - row["mean"]) < error
        assert abs(values.std() / row["deviation"] - 1) < 0.1
    assert arviz.summary(data).shape[0] == 2
    with pytest.raises(ValueError, match="draws of parameters"):
        to_inference_data(object())


def test_pictures_show_what_was_learnt(spark, lines, tmp_path):
    pytest.importorskip("matplotlib").use("Agg")
    from sparksvi import plots

    path = str(tmp_path / "lda")
    counts = spark.createDataFrame(
        [(Vectors.dense(5.0, 4, 0, 0),), (Vectors.dense(0.0, 0, 3, 6),)] * 20, ["features"]
    )
    LDA(k=2, maxEpochs=3, vocabulary=["a", "b", "c", "d"]).fit(counts).write().save(path)
    model = load(path)
    assert len(model.trace) > 0
    bars = [axes for axes in plots.topics(model, words=2).axes if axes.has_data()]
    shown = {tuple(sorted(text.get_text() for text in axes.get_yticklabels())) for axes in bars}
    assert shown == {("a", "b"), ("c", "d")}
    assert len(plots.trace(model).axes[0].lines) >= 1
    table = BayesianLinearRegression().fit(lines).coefficientsDF.toPandas()
    labels = [text.get_text() for text in plots.forest(table).axes[0].get_yticklabels()]
    assert sorted(labels) == sorted(table["name"])


def test_a_bar_follows_the_rounds(lines):
    pytest.importorskip("tqdm")
    said = io.StringIO()
    estimator = BayesianLinearRegression()
    with progress(estimator, seconds=0.01, file=said):
        model = estimator.fit(lines)
    assert f"{model.summary.totalIterations} rounds" in said.getvalue()


def test_mlflow_may_log_every_model():
    listed = [line for line in ALLOWED.read_text().splitlines() if not line.startswith("#")]
    models = [name for name in org.sparksvi.ml.__all__ if name.endswith("Model")]
    assert sorted(listed) == sorted(f"org.sparksvi.ml.{name}" for name in models)


@pytest.fixture
def mlflow(tmp_path, monkeypatch):
    """MLflow with runs in files."""
    monkeypatch.setenv("MLFLOW_ALLOW_FILE_STORE", "true")
    import mlflow.pyspark.ml
    import mlflow.spark

    mlflow.set_tracking_uri((tmp_path / "runs").as_uri())
    mlflow.set_registry_uri((tmp_path / "runs").as_uri())
    return mlflow


def test_mlflow_logs_and_loads(lines, mlflow):
    model = BayesianLinearRegression().fit(lines)
    with mlflow.start_run():
        logged = mlflow.spark.log_model(model, artifact_path="model")
    again = mlflow.spark.load_model(logged.model_uri)
    expected = [row.prediction for row in model.transform(lines).collect()]
    assert [row.prediction for row in again.transform(lines).collect()] == expected


def test_mlflow_logs_a_fit_by_itself(lines, mlflow):
    mlflow.pyspark.ml.autolog()
    try:
        with mlflow.start_run() as run:
            model = BayesianLinearRegression(regParam=0.25, scoreCol="score").fit(lines)
            score = HeldOutEvaluator().evaluate(model.transform(lines))
    finally:
        mlflow.pyspark.ml.autolog(disable=True)
    logged = mlflow.get_run(run.info.run_id).data
    assert logged.params["regParam"] == "0.25"
    assert {value for name, value in logged.metrics.items() if "logProbability" in name} == {score}
    again = mlflow.spark.load_model(f"runs:/{run.info.run_id}/model").stages[-1]
    assert again.coefficients == model.coefficients
