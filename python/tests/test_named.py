"""Pairs whose rows are columns by their names, on real PySpark."""

import shutil
import subprocess

import numpy as np
import pytest
from conftest import ROOT, jar
from pyspark.errors import IllegalArgumentException
from sparksvi import BayesianGLMM, BayesianGLMMModel, JointPosterior, JointPosteriorModel

EXAMPLE = ROOT / "examples" / "own-model"


@pytest.fixture(scope="module")
def pupils(spark):
    """Marks of pupils in twelve schools of different levels."""
    draws = np.random.default_rng(3)
    levels = 2 * draws.normal(size=12)
    rows = []
    for r in range(240):
        hours = float(draws.normal())
        mark = 5 + hours + levels[r % 12] + 0.5 * draws.normal()
        rows.append((r % 12, hours, float(mark)))
    return spark.createDataFrame(rows, ["school", "hours", "mark"]).cache()


def test_effects_vary_by_group(pupils, tmp_path):
    model = BayesianGLMM(formula="mark ~ hours + (1 | school)", groupCol="school").fit(pupils)

    assert model.groups == 12
    rows = {row.name: row for row in model.coefficientsDF.collect()}
    assert abs(rows["hours"]["mean"] - 1) < 4 * rows["hours"]["deviation"]
    assert model.effectDeviationsDF.count() == 1
    assert model.drawsDF(3).count() == 3
    said = model.setEffectsCol("level").transform(pupils).select("school", "level").distinct()
    assert said.count() == 12
    model.write().save(str(tmp_path / "model"))
    loaded = BayesianGLMMModel.load(str(tmp_path / "model"))
    assert loaded.transform(pupils).orderBy("mark").first() == (
        model.transform(pupils).orderBy("mark").first()
    )


@pytest.fixture(scope="module")
def schools(spark, classes):
    """The example's class, on the class path, and its rows."""
    if shutil.which("javac") is None:
        pytest.skip("no javac to compile the example's class")
    source = EXAMPLE / "src/main/java/com/example/Schools.java"
    subprocess.run(["javac", "-cp", jar(), "-d", str(classes), str(source)], check=True)
    path = str(EXAMPLE / "data" / "schools.csv")
    return spark.read.csv(path, header=True, inferSchema=True)


def test_a_class_is_a_model(schools, tmp_path):
    model = JointPosterior(modelClass="com.example.Schools", modelSettings=["schools=8"]).fit(
        schools
    )

    quantities = {row.name: row for row in model.quantitiesDF.collect()}
    assert abs(quantities["mu"]["mean"] - 4.4) < 0.5  # by quadrature: 4.397
    assert model.transform(schools).select("prediction").count() == 8
    path = str(tmp_path / "model")
    model.write().save(path)
    loaded = JointPosteriorModel.load(path)
    with pytest.raises(IllegalArgumentException, match="setModelClass"):
        loaded.transform(schools)
    again = loaded.setModelClass("com.example.Schools").transform(schools)
    assert again.collect() == model.transform(schools).collect()
    assert loaded.drawsDF(2).collect() == model.drawsDF(2).collect()


def test_a_class_that_is_not_there_is_refused(spark):
    rows = spark.createDataFrame([(1.0,)], ["y"])
    with pytest.raises(IllegalArgumentException, match="on the class path"):
        JointPosterior(modelClass="com.example.Nothing").fit(rows)
    with pytest.raises(IllegalArgumentException, match="modelClass must be set"):
        JointPosterior().fit(rows)
