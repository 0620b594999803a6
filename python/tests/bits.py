"""Fits a model of every pair and prints what must be the same on every version of Spark.

usage: bits.py JAR DIRECTORY; JSON: the checksum of each model's parameters.
"""

import hashlib
import json
import sys
from pathlib import Path

import numpy as np
import sparksvi
from pyspark.ml.linalg import Vectors
from pyspark.sql import SparkSession

jar, directory = sys.argv[1:]
spark = (
    SparkSession.builder.master("local[2]")
    .config("spark.ui.enabled", "false")
    .config("spark.driver.bindAddress", "127.0.0.1")
    .config("spark.driver.host", "127.0.0.1")
    .config("spark.driver.extraClassPath", jar)
    .config("spark.log.level", "ERROR")
    .getOrCreate()
)
draws = np.random.default_rng(6)
rows = []
for r in range(120):
    counts = draws.poisson(3, size=5) + (r % 2) * np.arange(5)
    numbers = draws.normal(size=3) + r % 2
    line = float(numbers.sum() + draws.normal())
    rows.append((Vectors.dense(counts), Vectors.dense(numbers), line, float(line > 0), int(counts[0])))
frame = spark.createDataFrame(rows, ["counts", "numbers", "line", "above", "events"]).cache()
PAIRS = {
    "LDA": dict(k=2, maxEpochs=3, featuresCol="counts"),
    "CountMixture": dict(k=2, featuresCol="counts"),
    "GaussianMixture": dict(k=2, featuresCol="numbers"),
    "FactorAnalysis": dict(k=1, featuresCol="numbers"),
    "VariationalAutoencoder": dict(
        featuresCol="numbers", likelihood="gaussian", latent=1, encoder=[4], decoder=[4],
        maxEpochs=2, batchSize=40,
    ),
    "BayesianLinearRegression": dict(featuresCol="numbers", labelCol="line"),
    "BayesianLogisticRegression": dict(featuresCol="numbers", labelCol="above"),
    "BayesianGLM": dict(featuresCol="numbers", labelCol="events", family="poisson"),
}
said = {}
for name, params in PAIRS.items():
    model = getattr(sparksvi, name)(seed=1, **params).fit(frame)
    model.transform(frame).count()
    path = Path(directory) / name
    model.write().save(str(path))
    said[name] = hashlib.sha256((path / "model/parameters.safetensors").read_bytes()).hexdigest()
print(json.dumps(said))
spark.stop()
