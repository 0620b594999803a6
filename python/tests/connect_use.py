"""What works over Spark Connect, as a program of its own: a process has one kind of session.

usage: connect_use.py JAR DIRECTORY; prints what it saw as JSON.
"""

import json
import sys
from pathlib import Path

import numpy as np
from pyspark.ml.linalg import Vectors
from pyspark.sql import SparkSession
from sparksvi import (
    BayesianLinearRegression,
    GaussianMixture,
    GaussianMixtureModel,
    HeldOutEvaluator,
    ModelTables,
    SviStream,
    load,
)

jar, directory = sys.argv[1:]
spark = (
    SparkSession.builder.remote("local[2]")
    .config("spark.driver.extraClassPath", jar)
    .config("spark.driver.bindAddress", "127.0.0.1")
    .config("spark.driver.host", "127.0.0.1")
    .config("spark.ui.enabled", "false")
    .getOrCreate()
)
draws = np.random.default_rng(2)
points = spark.createDataFrame(
    [(r, Vectors.dense((r % 2) * 10 + draws.normal(size=3))) for r in range(80)],
    ["id", "features"],
)
model = GaussianMixture(k=2, seed=1, scoreCol="score").fit(points)
said = model.transform(points)
model.write().overwrite().save(directory)
again = GaussianMixtureModel.load(directory)
try:
    refused = str(model.weights)
except Exception as error:  # noqa: BLE001 - what Connect throws is what is looked at
    refused = str(error)
lines = spark.createDataFrame(
    [(Vectors.dense(float(r)), 2.0 * r + 0.1 * draws.normal()) for r in range(40)],
    ["features", "label"],
)
line = BayesianLinearRegression().fit(lines)
run = directory + "-run"
GaussianMixture(k=2, seed=1, estimator="bayes", runDirectory=run).fit(points)
before = load(run).parameters
for _ in range(2):
    SviStream(run, name="points")(points, 0)  # as the server's Python process calls it
after = load(run).parameters
try:
    SviStream(run)(points.drop("features"), 1)
except Exception as error:  # noqa: BLE001 - as above
    column = str(error)
print(
    json.dumps(
        {
            "rows": said.count(),
            "predictions": sorted(
                row["count"] for row in said.groupBy("prediction").count().collect()
            ),
            "score": HeldOutEvaluator().evaluate(said),
            "scoreOfLoaded": HeldOutEvaluator().evaluate(again.transform(points)),
            "tableRows": spark.read.parquet(directory + "/tables/components").count(),
            "tableRowsOfTransformer": ModelTables(path=directory, table="components")
            .transform(spark.range(1))
            .count(),
            "iterations": model.summary.totalIterations,
            "iterationsOfLoaded": again.summary.totalIterations,
            "sameHistory": again.summary.objectiveHistory == model.summary.objectiveHistory,
            "traceRows": ModelTables(path=directory).transform(spark.range(1)).count(),
            "predicted": line.predict(Vectors.dense(10.0)),
            "kind": load(directory).kind,
            "refused": refused,
            "updates": [day["input"] for day in json.loads(Path(run, "current.json").read_text())["days"]],
            "moved": [name for name in before if not np.array_equal(before[name], after[name])],
            "column": column,
        }
    )
)
spark.stop()
