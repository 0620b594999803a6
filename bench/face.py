#!/usr/bin/env python3
"""What `fit` costs beside the inference itself, beside MLlib, and for the neighbours of a session.

usage: bench/face.py JAR [local[2]]; needs pyspark, and python/src on PYTHONPATH. Prints JSON lines.

* overhead: seconds of a warm `fit` less those of its rounds, as its trace has them
* mllib: seconds and held-out score of MLlib's LDA and GaussianMixture on the same DataFrame, in turn.
  Topics are scored by completion: shares of a chapter by variational inference from every other
  word of it, log probability of the rest; mixtures by the mean log density.
* neighbour: longest wait of a job of two tasks while CrossValidator works with parallelism 4
"""
import gzip
import json
import sys
import threading
import time
from pathlib import Path

import numpy as np
from pyspark.ml import clustering
from pyspark.ml.linalg import Vectors
from pyspark.ml.tuning import CrossValidator, ParamGridBuilder
from pyspark.sql import SparkSession
from scipy.special import digamma
from sparksvi import LDA, GaussianMixture, HeldOutEvaluator

KJV = Path(__file__).resolve().parent.parent / "datasets" / "kjv"
TOPICS = 20
EPOCHS = 20
ALPHA = 0.1


def counts():
    """Counts of each chapter: arrays of words and of their counts."""
    chapters = {}
    with gzip.open(KJV / "docword.kjv.txt.gz", "rt") as lines:
        for line in list(lines)[3:]:
            document, word, count = map(int, line.split())
            chapters.setdefault(document, []).append((word - 1, count))
    return [np.array(pairs).T for pairs in chapters.values()]


def completion(topics, chapters):
    """Mean log probability of the words of one half of chapters, given the other."""
    words = topics / topics.sum(axis=0)
    total, units = 0.0, 0
    for columns, values in chapters:
        seen, hidden = values[::2], values[1::2]
        beta = words[columns[::2]]
        gamma = np.ones(words.shape[1])
        for _ in range(100):
            shares = np.exp(digamma(gamma) - digamma(gamma.sum()))
            mixed = beta * shares
            gamma = ALPHA + (mixed * (seen / mixed.sum(axis=1))[:, None]).sum(axis=0)
        total += hidden @ np.log(words[columns[1::2]] @ (gamma / gamma.sum()))
        units += hidden.sum()
    return total / units


def density(weights, gaussians, rows):
    """Mean log density of rows under a mixture."""
    logs = []
    for weight, (mean, cov) in zip(weights, gaussians):
        root = np.linalg.cholesky(cov)
        z = np.linalg.solve(root, (rows - mean).T)
        logs.append(
            np.log(weight)
            - 0.5 * (z * z).sum(axis=0)
            - np.log(np.diag(root)).sum()
            - 0.5 * len(mean) * np.log(2 * np.pi)
        )
    return float(np.logaddexp.reduce(logs, axis=0).mean())


def timed(fit):
    began = time.perf_counter()
    return fit(), time.perf_counter() - began


def say(**figures):
    print(json.dumps(figures), flush=True)


def overhead(name, estimator, rows):
    for run in range(4):  # the first ones are cold
        model, seconds = timed(lambda: estimator.fit(rows))
        rounds = model.summary.toDF().agg({"seconds": "max"}).first()[0]
    say(what="overhead", model=name, fit=seconds, rounds=rounds, over=seconds - rounds)


def mixture_parts(model):
    frame = model.gaussiansDF.collect()
    return model.weights, [(row["mean"].toArray(), row["cov"].toArray()) for row in frame]


def neighbour(spark, rows):
    estimator = LDA(maxEpochs=3, batchSize=256, scoreCol="score", seed=1)
    validator = CrossValidator(
        estimator=estimator,
        estimatorParamMaps=ParamGridBuilder().addGrid(estimator.k, [2, 5, 10, 20]).build(),
        evaluator=HeldOutEvaluator(),
        numFolds=2,
        parallelism=4,
    )
    work = threading.Thread(target=lambda: validator.fit(rows))
    waits = []
    work.start()
    while work.is_alive():
        waits.append(timed(lambda: spark.sparkContext.parallelize(range(2), 2).count())[1])
        time.sleep(0.1)
    alone = min(timed(lambda: spark.sparkContext.parallelize(range(2), 2).count())[1] for _ in range(5))
    say(what="neighbour", jobs=len(waits), longest=max(waits), median=float(np.median(waits)), alone=alone)


def main(jar, master="local[2]"):
    spark = (
        SparkSession.builder.master(master)
        .config("spark.driver.extraClassPath", jar)
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.driver.memory", "4g")
        .config("spark.log.level", "ERROR")
        .getOrCreate()
    )
    chapters = counts()
    size = 1 + max(columns.max() for columns, _ in chapters)
    vectors = [(Vectors.sparse(int(size), c.tolist(), v.tolist()),) for c, v in chapters]
    train = spark.createDataFrame(vectors[::2], ["features"]).repartition(2).cache()
    held = chapters[1::2]
    draws = np.random.default_rng(1)
    points = np.concatenate([draws.normal(size=(4000, 4)) + 3 * k for k in range(4)])
    draws.shuffle(points)
    plain = spark.createDataFrame(
        [(Vectors.dense(p),) for p in points[:8000]], ["features"]
    ).repartition(2).cache()
    say(what="rows", chapters=train.count(), points=plain.count())

    ours = LDA(k=TOPICS, maxEpochs=EPOCHS, batchSize=128, seed=1)
    overhead("LDA", ours, train)
    overhead("GaussianMixture", GaussianMixture(k=4, seed=1), plain)

    theirs = clustering.LDA(k=TOPICS, maxIter=EPOCHS * 5, subsamplingRate=0.2, seed=1)
    for name, estimator in [("ours", ours), ("MLlib", theirs)]:
        estimator.fit(train)
        model, seconds = timed(lambda e=estimator: e.fit(train))
        score = completion(model.topicsMatrix().toArray(), held)
        say(what="LDA", who=name, seconds=seconds, heldOut=float(score))
    for name, estimator in [
        ("ours", GaussianMixture(k=4, seed=1)),
        ("MLlib", clustering.GaussianMixture(k=4, seed=1)),
    ]:
        estimator.fit(plain)
        model, seconds = timed(lambda e=estimator: e.fit(plain))
        say(what="GaussianMixture", who=name, seconds=seconds,
            heldOut=density(*mixture_parts(model), points[8000:]))
    neighbour(spark, train)
    spark.stop()


main(*sys.argv[1:])
