"""Bayesian models by stochastic variational inference, as Spark ML estimators.

The classes mirror ``org.sparksvi.ml`` in the JVM. This file is written by
``PythonSourceTest`` from the tables of settings: change these, not the file.
"""

from typing import Any, Dict, List, Optional, TypeVar, Union

from pyspark import keyword_only
from pyspark.ml.param import Param, Params
from pyspark.ml.util import JavaMLReadable, JavaMLWritable
from pyspark.ml.wrapper import JavaEstimator

from sparksvi._params import flag, real, text, texts, whole, wholes
from sparksvi._stages import (
    _BayesianGLMMModel,
    _BayesianGLMModel,
    _BayesianLinearRegressionModel,
    _BayesianLogisticRegressionModel,
    _CountMixtureModel,
    _FactorAnalysisModel,
    _GaussianMixtureModel,
    _JointPosteriorModel,
    _LDAModel,
    _VariationalAutoencoderModel,
    _HeldOutEvaluator,
    _SviEstimator,
    ModelTables,
    SviStream,
)

__all__ = [
    "LDA",
    "LDAModel",
    "GaussianMixture",
    "GaussianMixtureModel",
    "CountMixture",
    "CountMixtureModel",
    "FactorAnalysis",
    "FactorAnalysisModel",
    "VariationalAutoencoder",
    "VariationalAutoencoderModel",
    "BayesianLinearRegression",
    "BayesianLinearRegressionModel",
    "BayesianLogisticRegression",
    "BayesianLogisticRegressionModel",
    "BayesianGLM",
    "BayesianGLMModel",
    "BayesianGLMM",
    "BayesianGLMMModel",
    "JointPosterior",
    "JointPosteriorModel",
    "HeldOutEvaluator",
    "ModelTables",
    "SviStream",
]

S = TypeVar("S", bound=Params)


class _SviParams(Params):
    """Params that every pair has."""

    batchSize: "Param[int]" = Param(
        Params._dummy(),
        "batchSize",
        "Rows per minibatch, or `all`: every round uses all rows. auto: for topics a tenth of the "
        "rows, at most 16384; for regression all rows; for mixtures and factor all rows where "
        "there are at most 131072, else as for topics; for networks a hundredth, from 128 to "
        "1024. Here 0 stands for `all`, and unset for `auto`.",
        typeConverter=whole,
    )

    blockSize: "Param[int]" = Param(
        Params._dummy(),
        "blockSize",
        "Documents per block, the unit of work. It must divide the batch. `auto`: the largest "
        "number that divides the batch into at most eight blocks of at least 64 documents; 1024 "
        "where the batch is `all`, 128 where it is `auto`. Another number rounds differently, so "
        "results depend on it. Here unset stands for `auto`.",
        typeConverter=whole,
    )

    boundEvery: "Param[int]" = Param(
        Params._dummy(),
        "boundEvery",
        "Rounds between exact evaluations of the bound. Its global part needs a pass over all "
        "parameters. At least 1.",
        typeConverter=whole,
    )

    checkpointInterval: "Param[int]" = Param(
        Params._dummy(),
        "checkpointInterval",
        "Rounds between checkpoints. 0: none by rounds.",
        typeConverter=whole,
    )

    checkpointSeconds: "Param[float]" = Param(
        Params._dummy(),
        "checkpointSeconds",
        "Seconds between checkpoints. 0: none by time. The last state is always kept.",
        typeConverter=real,
    )

    checkpoints: "Param[int]" = Param(
        Params._dummy(),
        "checkpoints",
        "Number of latest checkpoints that are kept, in case the newest is damaged. The one with "
        "the best held-out score is kept as well. From 1 to 1000.",
        typeConverter=whole,
    )

    execution: "Param[str]" = Param(
        Params._dummy(),
        "execution",
        "How rounds are computed. The result is the same, bit for bit. auto resident, but in a "
        "shared session where other trainings have half of its slots resident tasks that stay for "
        "a shift and exchange rounds by messages, see docs/operations.md job one Spark job per "
        "round; docs/benchmarks.md has what a round costs either way",
        typeConverter=text,
    )

    heldOut: "Param[float]" = Param(
        Params._dummy(),
        "heldOut",
        "Documents that are held out of training to score the run: a fraction in [0, 1) of the "
        "documents of `path`, chosen by a hash of each document's key, or the path of a separate "
        "file in the same format. 0: none.",
        typeConverter=real,
    )

    heldOutEvery: "Param[int]" = Param(
        Params._dummy(),
        "heldOutEvery",
        "Rounds between held-out scores. 0: at the end of every epoch only.",
        typeConverter=whole,
    )

    joinSeconds: "Param[float]" = Param(
        Params._dummy(),
        "joinSeconds",
        "Longest wait, in seconds, of resident rounds while no task takes part. Positive.",
        typeConverter=real,
    )

    maxSeconds: "Param[float]" = Param(
        Params._dummy(),
        "maxSeconds",
        "Maximum training time in seconds, over all sessions of a run. null: no limit.",
        typeConverter=real,
    )

    patience: "Param[int]" = Param(
        Params._dummy(),
        "patience",
        "Early stopping: the run has converged after this many consecutive held-out scores that "
        "were not above the highest before. See run.held-out-every and run.publish. 0: never. "
        "auto: scores of 1000 rounds for networks, of 100 for topics, else 0. Here unset stands "
        "for `auto`.",
        typeConverter=whole,
    )

    patienceSeconds: "Param[float]" = Param(
        Params._dummy(),
        "patienceSeconds",
        "Shortest time, in seconds, before the blocks of an executor that does not answer are "
        "given to others as well; never less than twenty ordinary rounds. Positive.",
        typeConverter=real,
    )

    publish: "Param[str]" = Param(
        Params._dummy(),
        "publish",
        "Which parameters become the model: those after the `last` round, or the `best` by "
        "held-out score. auto: the best of networks and topics where rows are held out, else the "
        "last.",
        typeConverter=text,
    )

    retries: "Param[int]" = Param(
        Params._dummy(),
        "retries",
        "How often a run with numbers that are not finite returns to an earlier checkpoint and "
        "continues with half the step size. 0: it stops, with exit code 4. Up to 100.",
        typeConverter=whole,
    )

    runDirectory: "Param[str]" = Param(
        Params._dummy(),
        "runDirectory",
        "directory of a run: fit is `svi train` there, goes on with a run that it finds, and "
        "leaves trace, checkpoints and model. Unset: nothing is left.",
        typeConverter=text,
    )

    seed: "Param[int]" = Param(
        Params._dummy(),
        "seed",
        "Random seed of the run. The same seed and configuration give the same model, bit for "
        "bit, on any number of machines. A whole number.",
        typeConverter=whole,
    )

    shardSteps: "Param[int]" = Param(
        Params._dummy(),
        "shardSteps",
        "Small steps per shard between two exchanges. 0: no sharded rounds. Up to 1000000.",
        typeConverter=whole,
    )

    shards: "Param[int]" = Param(
        Params._dummy(),
        "shards",
        "Shards per round. Results depend on it, so it does not follow the size of the cluster. "
        "The steps of one shard are one task. From 1 to 10000.",
        typeConverter=whole,
    )

    shiftSeconds: "Param[float]" = Param(
        Params._dummy(),
        "shiftSeconds",
        "Shortest time, in seconds, that a resident task stays before another takes its place. "
        "Spark's UI shows the work of a task when it ends. Positive.",
        typeConverter=real,
    )

    slots: "Param[int]" = Param(
        Params._dummy(),
        "slots",
        "Slots used by resident tasks, or `auto`: all in an application of its own, half of them "
        "in a shared session. Here unset stands for `auto`.",
        typeConverter=whole,
    )

    storage: "Param[str]" = Param(
        Params._dummy(),
        "storage",
        "where rows are kept while fit works: memory, of driver and executors; disk, below "
        "workDir; auto, in memory while they are few",
        typeConverter=text,
    )

    tol: "Param[float]" = Param(
        Params._dummy(),
        "tol",
        "The run has converged when the later half of its epochs raised the held-out score by "
        "less than this, and ten times as many epochs should not raise it by more. The score is "
        "the log probability per token, or the log density per row; without held-out documents or "
        "rows it is the smoothed bound per document or row. 0: never. auto: 1e-4 where rounds of "
        "mixtures, factor and regression have all rows and rate 1, else 0. Here unset stands for "
        "`auto`.",
        typeConverter=real,
    )

    validationIndicatorCol: "Param[str]" = Param(
        Params._dummy(),
        "validationIndicatorCol",
        "column of flags: rows where it is true are held out of training and score it",
        typeConverter=text,
    )

    workDir: "Param[str]" = Param(
        Params._dummy(),
        "workDir",
        "directory that driver and executors share, for rows on disk; they are removed when fit "
        "ends. Unset: the checkpoint directory of the SparkContext, or in local mode Spark's own.",
        typeConverter=text,
    )

    def getBatchSize(self) -> int:
        """The value of ``batchSize``, or its default."""
        return self.getOrDefault(self.batchSize)

    def getBlockSize(self) -> int:
        """The value of ``blockSize``, or its default."""
        return self.getOrDefault(self.blockSize)

    def getBoundEvery(self) -> int:
        """The value of ``boundEvery``, or its default."""
        return self.getOrDefault(self.boundEvery)

    def getCheckpointInterval(self) -> int:
        """The value of ``checkpointInterval``, or its default."""
        return self.getOrDefault(self.checkpointInterval)

    def getCheckpointSeconds(self) -> float:
        """The value of ``checkpointSeconds``, or its default."""
        return self.getOrDefault(self.checkpointSeconds)

    def getCheckpoints(self) -> int:
        """The value of ``checkpoints``, or its default."""
        return self.getOrDefault(self.checkpoints)

    def getExecution(self) -> str:
        """The value of ``execution``, or its default."""
        return self.getOrDefault(self.execution)

    def getHeldOut(self) -> float:
        """The value of ``heldOut``, or its default."""
        return self.getOrDefault(self.heldOut)

    def getHeldOutEvery(self) -> int:
        """The value of ``heldOutEvery``, or its default."""
        return self.getOrDefault(self.heldOutEvery)

    def getJoinSeconds(self) -> float:
        """The value of ``joinSeconds``, or its default."""
        return self.getOrDefault(self.joinSeconds)

    def getMaxSeconds(self) -> float:
        """The value of ``maxSeconds``, or its default."""
        return self.getOrDefault(self.maxSeconds)

    def getPatience(self) -> int:
        """The value of ``patience``, or its default."""
        return self.getOrDefault(self.patience)

    def getPatienceSeconds(self) -> float:
        """The value of ``patienceSeconds``, or its default."""
        return self.getOrDefault(self.patienceSeconds)

    def getPublish(self) -> str:
        """The value of ``publish``, or its default."""
        return self.getOrDefault(self.publish)

    def getRetries(self) -> int:
        """The value of ``retries``, or its default."""
        return self.getOrDefault(self.retries)

    def getRunDirectory(self) -> str:
        """The value of ``runDirectory``, or its default."""
        return self.getOrDefault(self.runDirectory)

    def getSeed(self) -> int:
        """The value of ``seed``, or its default."""
        return self.getOrDefault(self.seed)

    def getShardSteps(self) -> int:
        """The value of ``shardSteps``, or its default."""
        return self.getOrDefault(self.shardSteps)

    def getShards(self) -> int:
        """The value of ``shards``, or its default."""
        return self.getOrDefault(self.shards)

    def getShiftSeconds(self) -> float:
        """The value of ``shiftSeconds``, or its default."""
        return self.getOrDefault(self.shiftSeconds)

    def getSlots(self) -> int:
        """The value of ``slots``, or its default."""
        return self.getOrDefault(self.slots)

    def getStorage(self) -> str:
        """The value of ``storage``, or its default."""
        return self.getOrDefault(self.storage)

    def getTol(self) -> float:
        """The value of ``tol``, or its default."""
        return self.getOrDefault(self.tol)

    def getValidationIndicatorCol(self) -> str:
        """The value of ``validationIndicatorCol``, or its default."""
        return self.getOrDefault(self.validationIndicatorCol)

    def getWorkDir(self) -> str:
        """The value of ``workDir``, or its default."""
        return self.getOrDefault(self.workDir)


class _SviSetters(_SviParams):
    """Setters of what every estimator has."""

    def setBatchSize(self: S, value: int) -> S:
        """Sets ``batchSize``."""
        return self._set(batchSize=value)  # type: ignore[return-value]

    def setBlockSize(self: S, value: int) -> S:
        """Sets ``blockSize``."""
        return self._set(blockSize=value)  # type: ignore[return-value]

    def setBoundEvery(self: S, value: int) -> S:
        """Sets ``boundEvery``."""
        return self._set(boundEvery=value)  # type: ignore[return-value]

    def setCheckpointInterval(self: S, value: int) -> S:
        """Sets ``checkpointInterval``."""
        return self._set(checkpointInterval=value)  # type: ignore[return-value]

    def setCheckpointSeconds(self: S, value: float) -> S:
        """Sets ``checkpointSeconds``."""
        return self._set(checkpointSeconds=value)  # type: ignore[return-value]

    def setCheckpoints(self: S, value: int) -> S:
        """Sets ``checkpoints``."""
        return self._set(checkpoints=value)  # type: ignore[return-value]

    def setExecution(self: S, value: Union[str, float]) -> S:
        """Sets ``execution``."""
        return self._set(execution=value)  # type: ignore[return-value]

    def setHeldOut(self: S, value: float) -> S:
        """Sets ``heldOut``."""
        return self._set(heldOut=value)  # type: ignore[return-value]

    def setHeldOutEvery(self: S, value: int) -> S:
        """Sets ``heldOutEvery``."""
        return self._set(heldOutEvery=value)  # type: ignore[return-value]

    def setJoinSeconds(self: S, value: float) -> S:
        """Sets ``joinSeconds``."""
        return self._set(joinSeconds=value)  # type: ignore[return-value]

    def setMaxSeconds(self: S, value: float) -> S:
        """Sets ``maxSeconds``."""
        return self._set(maxSeconds=value)  # type: ignore[return-value]

    def setPatience(self: S, value: int) -> S:
        """Sets ``patience``."""
        return self._set(patience=value)  # type: ignore[return-value]

    def setPatienceSeconds(self: S, value: float) -> S:
        """Sets ``patienceSeconds``."""
        return self._set(patienceSeconds=value)  # type: ignore[return-value]

    def setPublish(self: S, value: Union[str, float]) -> S:
        """Sets ``publish``."""
        return self._set(publish=value)  # type: ignore[return-value]

    def setRetries(self: S, value: int) -> S:
        """Sets ``retries``."""
        return self._set(retries=value)  # type: ignore[return-value]

    def setRunDirectory(self: S, value: Union[str, float]) -> S:
        """Sets ``runDirectory``."""
        return self._set(runDirectory=value)  # type: ignore[return-value]

    def setSeed(self: S, value: int) -> S:
        """Sets ``seed``."""
        return self._set(seed=value)  # type: ignore[return-value]

    def setShardSteps(self: S, value: int) -> S:
        """Sets ``shardSteps``."""
        return self._set(shardSteps=value)  # type: ignore[return-value]

    def setShards(self: S, value: int) -> S:
        """Sets ``shards``."""
        return self._set(shards=value)  # type: ignore[return-value]

    def setShiftSeconds(self: S, value: float) -> S:
        """Sets ``shiftSeconds``."""
        return self._set(shiftSeconds=value)  # type: ignore[return-value]

    def setSlots(self: S, value: int) -> S:
        """Sets ``slots``."""
        return self._set(slots=value)  # type: ignore[return-value]

    def setStorage(self: S, value: Union[str, float]) -> S:
        """Sets ``storage``."""
        return self._set(storage=value)  # type: ignore[return-value]

    def setTol(self: S, value: float) -> S:
        """Sets ``tol``."""
        return self._set(tol=value)  # type: ignore[return-value]

    def setValidationIndicatorCol(self: S, value: Union[str, float]) -> S:
        """Sets ``validationIndicatorCol``."""
        return self._set(validationIndicatorCol=value)  # type: ignore[return-value]

    def setWorkDir(self: S, value: Union[str, float]) -> S:
        """Sets ``workDir``."""
        return self._set(workDir=value)  # type: ignore[return-value]


class _LDAParams(_SviParams):
    """Params of LDA and its model."""

    docConcentration: "Param[str]" = Param(
        Params._dummy(),
        "docConcentration",
        "prior of each document's topic shares: a number stays, symmetric and asymmetric are "
        "learned from 1/K; a number from 1e-12 to 1e9, `symmetric` or `asymmetric`.",
        typeConverter=text,
    )

    featuresCol: "Param[str]" = Param(
        Params._dummy(),
        "featuresCol",
        "column of the rows: vectors or arrays of numbers, or documents of text",
        typeConverter=text,
    )

    handleInvalid: "Param[str]" = Param(
        Params._dummy(),
        "handleInvalid",
        "what becomes of invalid rows, such as those with null or an infinite value: error; skip "
        "leaves them out; keep leaves them out of fit, and in transform gives them null outputs",
        typeConverter=text,
    )

    innerIterations: "Param[int]" = Param(
        Params._dummy(),
        "innerIterations",
        "most iterations of the local step of one document; a whole number from 1 to 2147483647.",
        typeConverter=whole,
    )

    innerTolerance: "Param[float]" = Param(
        Params._dummy(),
        "innerTolerance",
        "a local step ends when no expected count of a topic moves by more than this share of the "
        "document's tokens; auto is 0.025/K, or 0.002 where it is variational; a number in (0, "
        "1), or `auto`. Here unset stands for `auto` or null.",
        typeConverter=real,
    )

    k: "Param[int]" = Param(
        Params._dummy(),
        "k",
        "K, the number of topics; a whole number from 1 to 100000.",
        typeConverter=whole,
    )

    kernel: "Param[str]" = Param(
        Params._dummy(),
        "kernel",
        "arithmetic of the local steps; auto, scalar or vector.",
        typeConverter=text,
    )

    learningDecay: "Param[float]" = Param(
        Params._dummy(),
        "learningDecay",
        "How fast old rounds are forgotten; for robbins-monro. In (0.5, 1]. auto: 0.75 where "
        "`batch-size` is auto, else 0.7. Here unset stands for `auto`.",
        typeConverter=real,
    )

    learningOffset: "Param[float]" = Param(
        Params._dummy(),
        "learningOffset",
        "Gives early rounds less weight; for robbins-monro. Rounds, at least 0. auto: 1 where "
        "`batch-size` is auto, else 8. Here unset stands for `auto`.",
        typeConverter=real,
    )

    learningRate: "Param[float]" = Param(
        Params._dummy(),
        "learningRate",
        "The rate of the rule constant. In (0, 1].",
        typeConverter=real,
    )

    learningRule: "Param[str]" = Param(
        Params._dummy(),
        "learningRule",
        "Step size as a function of the number t of the round. robbins-monro (rate.delay + t) ^ "
        "-rate.forgetting constant rate.value batch 1, for `batch-size = all`: batch variational "
        "Bayes; for regression halved where the bound would fall auto batch where a round has all "
        "rows, else robbins-monro",
        typeConverter=text,
    )

    localStep: "Param[str]" = Param(
        Params._dummy(),
        "localStep",
        "how documents are fitted: zero-order by means, which predicts better and is faster, "
        "variational by coordinate ascent on the bound; zero-order or variational.",
        typeConverter=text,
    )

    locale: "Param[str]" = Param(
        Params._dummy(),
        "locale",
        "Language of lower case and word boundaries, such as `tr` for Turkish, or `root` for "
        "none.",
        typeConverter=text,
    )

    lowerCase: "Param[bool]" = Param(
        Params._dummy(),
        "lowerCase",
        "Whether text is converted to lower case first.",
        typeConverter=flag,
    )

    maxDocuments: "Param[float]" = Param(
        Params._dummy(),
        "maxDocuments",
        "Words in more documents than this are left out. A number of documents above 1, or a "
        "fraction of them up to 1.",
        typeConverter=real,
    )

    maxEpochs: "Param[int]" = Param(
        Params._dummy(),
        "maxEpochs",
        "Maximum number of visits of every row. At least 1. auto: as many as make 100 rounds, and "
        "at least 10 where `batch-size` is given; 1000 where rounds of mixtures, factor and "
        "regression have all rows, which end when they have converged; for networks as many as "
        "make 3000 rounds, and at least 10. Here unset stands for `auto`.",
        typeConverter=whole,
    )

    maxIter: "Param[int]" = Param(
        Params._dummy(),
        "maxIter",
        "another name of maxEpochs, for MLlib's users; MLlib's iterations are minibatches.",
        typeConverter=whole,
    )

    minDocuments: "Param[float]" = Param(
        Params._dummy(),
        "minDocuments",
        "Words in fewer documents than this are left out. A number of documents, at least 1, or a "
        "fraction of them below 1.",
        typeConverter=real,
    )

    minTokenLength: "Param[int]" = Param(
        Params._dummy(),
        "minTokenLength",
        "Fewest characters of a token. At least 1.",
        typeConverter=whole,
    )

    scoreCol: "Param[str]" = Param(
        Params._dummy(),
        "scoreCol",
        "column of held-out scores: a struct of logProbability, in nats, and units; of documents "
        "the completion of one half by the other. Unset: not computed.",
        typeConverter=text,
    )

    splitSeed: "Param[int]" = Param(
        Params._dummy(),
        "splitSeed",
        "Topics: random seed of the split of held-out documents into an observed half and a "
        "scored half. A whole number.",
        typeConverter=whole,
    )

    stopWords: "Param[str]" = Param(
        Params._dummy(),
        "stopWords",
        "Words left out: `none`, a language of Spark's StopWordsRemover such as `english`, or the "
        "path of a file with one word per line, such as `./english`.",
        typeConverter=text,
    )

    tokenPattern: "Param[str]" = Param(
        Params._dummy(),
        "tokenPattern",
        "`words`: a token is a word with a letter, between the word boundaries of Unicode "
        "Standard Annex #29; Chinese, Japanese, Thai and others by dictionary. Or a regular "
        "expression: a token is what it matches. Either way text is first composed (NFC) and rid "
        "of soft hyphens and the like.",
        typeConverter=text,
    )

    topicConcentration: "Param[str]" = Param(
        Params._dummy(),
        "topicConcentration",
        "prior of each topic's word probabilities, as alpha; learned from 0.05; a number from "
        "1e-12 to 1e9, `symmetric` or `asymmetric`.",
        typeConverter=text,
    )

    topicDistributionCol: "Param[str]" = Param(
        Params._dummy(),
        "topicDistributionCol",
        "column of the model's 'topicDistribution'; empty: not computed",
        typeConverter=text,
    )

    vocabulary: "Param[List[str]]" = Param(
        Params._dummy(),
        "vocabulary",
        "the words that columns of vectors stand for, such as a CountVectorizerModel's "
        "vocabulary; of text, those to count. Unset: vectors' columns are called by their "
        "numbers, and text is read for its words.",
        typeConverter=texts,
    )

    vocabularySize: "Param[int]" = Param(
        Params._dummy(),
        "vocabularySize",
        "Largest size of the vocabulary; the most frequent words are kept.",
        typeConverter=whole,
    )

    def getDocConcentration(self) -> str:
        """The value of ``docConcentration``, or its default."""
        return self.getOrDefault(self.docConcentration)

    def getFeaturesCol(self) -> str:
        """The value of ``featuresCol``, or its default."""
        return self.getOrDefault(self.featuresCol)

    def getHandleInvalid(self) -> str:
        """The value of ``handleInvalid``, or its default."""
        return self.getOrDefault(self.handleInvalid)

    def getInnerIterations(self) -> int:
        """The value of ``innerIterations``, or its default."""
        return self.getOrDefault(self.innerIterations)

    def getInnerTolerance(self) -> float:
        """The value of ``innerTolerance``, or its default."""
        return self.getOrDefault(self.innerTolerance)

    def getK(self) -> int:
        """The value of ``k``, or its default."""
        return self.getOrDefault(self.k)

    def getKernel(self) -> str:
        """The value of ``kernel``, or its default."""
        return self.getOrDefault(self.kernel)

    def getLearningDecay(self) -> float:
        """The value of ``learningDecay``, or its default."""
        return self.getOrDefault(self.learningDecay)

    def getLearningOffset(self) -> float:
        """The value of ``learningOffset``, or its default."""
        return self.getOrDefault(self.learningOffset)

    def getLearningRate(self) -> float:
        """The value of ``learningRate``, or its default."""
        return self.getOrDefault(self.learningRate)

    def getLearningRule(self) -> str:
        """The value of ``learningRule``, or its default."""
        return self.getOrDefault(self.learningRule)

    def getLocalStep(self) -> str:
        """The value of ``localStep``, or its default."""
        return self.getOrDefault(self.localStep)

    def getLocale(self) -> str:
        """The value of ``locale``, or its default."""
        return self.getOrDefault(self.locale)

    def getLowerCase(self) -> bool:
        """The value of ``lowerCase``, or its default."""
        return self.getOrDefault(self.lowerCase)

    def getMaxDocuments(self) -> float:
        """The value of ``maxDocuments``, or its default."""
        return self.getOrDefault(self.maxDocuments)

    def getMaxEpochs(self) -> int:
        """The value of ``maxEpochs``, or its default."""
        return self.getOrDefault(self.maxEpochs)

    def getMaxIter(self) -> int:
        """The value of ``maxIter``, or its default."""
        return self.getOrDefault(self.maxIter)

    def getMinDocuments(self) -> float:
        """The value of ``minDocuments``, or its default."""
        return self.getOrDefault(self.minDocuments)

    def getMinTokenLength(self) -> int:
        """The value of ``minTokenLength``, or its default."""
        return self.getOrDefault(self.minTokenLength)

    def getScoreCol(self) -> str:
        """The value of ``scoreCol``, or its default."""
        return self.getOrDefault(self.scoreCol)

    def getSplitSeed(self) -> int:
        """The value of ``splitSeed``, or its default."""
        return self.getOrDefault(self.splitSeed)

    def getStopWords(self) -> str:
        """The value of ``stopWords``, or its default."""
        return self.getOrDefault(self.stopWords)

    def getTokenPattern(self) -> str:
        """The value of ``tokenPattern``, or its default."""
        return self.getOrDefault(self.tokenPattern)

    def getTopicConcentration(self) -> str:
        """The value of ``topicConcentration``, or its default."""
        return self.getOrDefault(self.topicConcentration)

    def getTopicDistributionCol(self) -> str:
        """The value of ``topicDistributionCol``, or its default."""
        return self.getOrDefault(self.topicDistributionCol)

    def getVocabulary(self) -> List[str]:
        """The value of ``vocabulary``, or its default."""
        return self.getOrDefault(self.vocabulary)

    def getVocabularySize(self) -> int:
        """The value of ``vocabularySize``, or its default."""
        return self.getOrDefault(self.vocabularySize)


class LDA(
    _SviEstimator,
    JavaEstimator["LDAModel"],
    _LDAParams,
    _SviSetters,
    JavaMLWritable,
    JavaMLReadable["LDA"],
):
    """Latent Dirichlet allocation, over counts of words or documents of text.

    Params that every estimator has are described at their names, such as
    ``LDA.seed.doc``, and by ``explainParams()``.

    Parameters
    ----------
    docConcentration : str, default "symmetric"
        prior of each document's topic shares: a number stays, symmetric and asymmetric are learned
        from 1/K; a number from 1e-12 to 1e9, `symmetric` or `asymmetric`.
    featuresCol : str, default "features"
        column of the rows: vectors or arrays of numbers, or documents of text
    handleInvalid : str, default "error"
        what becomes of invalid rows, such as those with null or an infinite value: error; skip
        leaves them out; keep leaves them out of fit, and in transform gives them null outputs
    innerIterations : int, default 100
        most iterations of the local step of one document; a whole number from 1 to 2147483647.
    innerTolerance : float, optional
        a local step ends when no expected count of a topic moves by more than this share of the
        document's tokens; auto is 0.025/K, or 0.002 where it is variational; a number in (0, 1), or
        `auto`. Here unset stands for `auto` or null.
    k : int, default 50
        K, the number of topics; a whole number from 1 to 100000.
    kernel : str, default "auto"
        arithmetic of the local steps; auto, scalar or vector.
    learningDecay : float, optional
        How fast old rounds are forgotten; for robbins-monro. In (0.5, 1]. auto: 0.75 where
        `batch-size` is auto, else 0.7. Here unset stands for `auto`.
    learningOffset : float, optional
        Gives early rounds less weight; for robbins-monro. Rounds, at least 0. auto: 1 where
        `batch-size` is auto, else 8. Here unset stands for `auto`.
    learningRate : float, default 0.05
        The rate of the rule constant. In (0, 1].
    learningRule : str, default "auto"
        Step size as a function of the number t of the round. robbins-monro (rate.delay + t) ^
        -rate.forgetting constant rate.value batch 1, for `batch-size = all`: batch variational
        Bayes; for regression halved where the bound would fall auto batch where a round has all
        rows, else robbins-monro
    localStep : str, default "zero-order"
        how documents are fitted: zero-order by means, which predicts better and is faster,
        variational by coordinate ascent on the bound; zero-order or variational.
    locale : str, default "root"
        Language of lower case and word boundaries, such as `tr` for Turkish, or `root` for none.
    lowerCase : bool, default True
        Whether text is converted to lower case first.
    maxDocuments : float, default 0.5
        Words in more documents than this are left out. A number of documents above 1, or a fraction
        of them up to 1.
    maxEpochs : int, optional
        Maximum number of visits of every row. At least 1. auto: as many as make 100 rounds, and at
        least 10 where `batch-size` is given; 1000 where rounds of mixtures, factor and regression
        have all rows, which end when they have converged; for networks as many as make 3000 rounds,
        and at least 10. Here unset stands for `auto`.
    maxIter : int, optional
        another name of maxEpochs, for MLlib's users; MLlib's iterations are minibatches.
    minDocuments : float, default 5.0
        Words in fewer documents than this are left out. A number of documents, at least 1, or a
        fraction of them below 1.
    minTokenLength : int, default 2
        Fewest characters of a token. At least 1.
    scoreCol : str, optional
        column of held-out scores: a struct of logProbability, in nats, and units; of documents the
        completion of one half by the other. Unset: not computed.
    splitSeed : int, default 1
        Topics: random seed of the split of held-out documents into an observed half and a scored
        half. A whole number.
    stopWords : str, default "english"
        Words left out: `none`, a language of Spark's StopWordsRemover such as `english`, or the
        path of a file with one word per line, such as `./english`.
    tokenPattern : str, default "words"
        `words`: a token is a word with a letter, between the word boundaries of Unicode Standard
        Annex #29; Chinese, Japanese, Thai and others by dictionary. Or a regular expression: a
        token is what it matches. Either way text is first composed (NFC) and rid of soft hyphens
        and the like.
    topicConcentration : str, default "0.05"
        prior of each topic's word probabilities, as alpha; learned from 0.05; a number from 1e-12
        to 1e9, `symmetric` or `asymmetric`.
    topicDistributionCol : str, default "topicDistribution"
        column of the model's 'topicDistribution'; empty: not computed
    vocabulary : List[str], optional
        the words that columns of vectors stand for, such as a CountVectorizerModel's vocabulary; of
        text, those to count. Unset: vectors' columns are called by their numbers, and text is read
        for its words.
    vocabularySize : int, default 50000
        Largest size of the vocabulary; the most frequent words are kept.
    """

    _input_kwargs: Dict[str, Any]

    @keyword_only
    def __init__(
        self,
        *,
        batchSize: Optional[int] = None,
        blockSize: Optional[int] = None,
        boundEvery: int = 10,
        checkpointInterval: int = 0,
        checkpointSeconds: float = 60.0,
        checkpoints: int = 2,
        docConcentration: Union[str, float] = "symmetric",
        execution: Union[str, float] = "auto",
        featuresCol: Union[str, float] = "features",
        handleInvalid: Union[str, float] = "error",
        heldOut: float = 0.0,
        heldOutEvery: int = 0,
        innerIterations: int = 100,
        innerTolerance: Optional[float] = None,
        joinSeconds: float = 120.0,
        k: int = 50,
        kernel: Union[str, float] = "auto",
        learningDecay: Optional[float] = None,
        learningOffset: Optional[float] = None,
        learningRate: float = 0.05,
        learningRule: Union[str, float] = "auto",
        localStep: Union[str, float] = "zero-order",
        locale: Union[str, float] = "root",
        lowerCase: bool = True,
        maxDocuments: float = 0.5,
        maxEpochs: Optional[int] = None,
        maxIter: Optional[int] = None,
        maxSeconds: Optional[float] = None,
        minDocuments: float = 5.0,
        minTokenLength: int = 2,
        patience: Optional[int] = None,
        patienceSeconds: float = 10.0,
        publish: Union[str, float] = "auto",
        retries: int = 0,
        runDirectory: Optional[Union[str, float]] = None,
        scoreCol: Optional[Union[str, float]] = None,
        seed: int = 1,
        shardSteps: int = 0,
        shards: int = 8,
        shiftSeconds: float = 300.0,
        slots: Optional[int] = None,
        splitSeed: int = 1,
        stopWords: Union[str, float] = "english",
        storage: Union[str, float] = "auto",
        tokenPattern: Union[str, float] = "words",
        tol: Optional[float] = None,
        topicConcentration: Union[str, float] = "0.05",
        topicDistributionCol: Union[str, float] = "topicDistribution",
        validationIndicatorCol: Optional[Union[str, float]] = None,
        vocabulary: Optional[List[str]] = None,
        vocabularySize: int = 50000,
        workDir: Optional[Union[str, float]] = None,
    ) -> None:
        super().__init__()
        self._java_obj = self._new_java_obj("org.sparksvi.ml.LDA", self.uid)
        self._setDefault(
            boundEvery=10,
            checkpointInterval=0,
            checkpointSeconds=60.0,
            checkpoints=2,
            docConcentration="symmetric",
            execution="auto",
            featuresCol="features",
            handleInvalid="error",
            heldOut=0.0,
            heldOutEvery=0,
            innerIterations=100,
            joinSeconds=120.0,
            k=50,
            kernel="auto",
            learningRate=0.05,
            learningRule="auto",
            localStep="zero-order",
            locale="root",
            lowerCase=True,
            maxDocuments=0.5,
            minDocuments=5.0,
            minTokenLength=2,
            patienceSeconds=10.0,
            publish="auto",
            retries=0,
            seed=1,
            shardSteps=0,
            shards=8,
            shiftSeconds=300.0,
            splitSeed=1,
            stopWords="english",
            storage="auto",
            tokenPattern="words",
            topicConcentration="0.05",
            topicDistributionCol="topicDistribution",
            vocabularySize=50000,
        )
        self._set(**self._input_kwargs)

    @keyword_only
    def setParams(
        self,
        *,
        batchSize: Optional[int] = None,
        blockSize: Optional[int] = None,
        boundEvery: int = 10,
        checkpointInterval: int = 0,
        checkpointSeconds: float = 60.0,
        checkpoints: int = 2,
        docConcentration: Union[str, float] = "symmetric",
        execution: Union[str, float] = "auto",
        featuresCol: Union[str, float] = "features",
        handleInvalid: Union[str, float] = "error",
        heldOut: float = 0.0,
        heldOutEvery: int = 0,
        innerIterations: int = 100,
        innerTolerance: Optional[float] = None,
        joinSeconds: float = 120.0,
        k: int = 50,
        kernel: Union[str, float] = "auto",
        learningDecay: Optional[float] = None,
        learningOffset: Optional[float] = None,
        learningRate: float = 0.05,
        learningRule: Union[str, float] = "auto",
        localStep: Union[str, float] = "zero-order",
        locale: Union[str, float] = "root",
        lowerCase: bool = True,
        maxDocuments: float = 0.5,
        maxEpochs: Optional[int] = None,
        maxIter: Optional[int] = None,
        maxSeconds: Optional[float] = None,
        minDocuments: float = 5.0,
        minTokenLength: int = 2,
        patience: Optional[int] = None,
        patienceSeconds: float = 10.0,
        publish: Union[str, float] = "auto",
        retries: int = 0,
        runDirectory: Optional[Union[str, float]] = None,
        scoreCol: Optional[Union[str, float]] = None,
        seed: int = 1,
        shardSteps: int = 0,
        shards: int = 8,
        shiftSeconds: float = 300.0,
        slots: Optional[int] = None,
        splitSeed: int = 1,
        stopWords: Union[str, float] = "english",
        storage: Union[str, float] = "auto",
        tokenPattern: Union[str, float] = "words",
        tol: Optional[float] = None,
        topicConcentration: Union[str, float] = "0.05",
        topicDistributionCol: Union[str, float] = "topicDistribution",
        validationIndicatorCol: Optional[Union[str, float]] = None,
        vocabulary: Optional[List[str]] = None,
        vocabularySize: int = 50000,
        workDir: Optional[Union[str, float]] = None,
    ) -> "LDA":
        """Sets several Params at once."""
        return self._set(**self._input_kwargs)

    def _create_model(self, java_model: Any) -> "LDAModel":
        return LDAModel(java_model)

    def setDocConcentration(self: S, value: Union[str, float]) -> S:
        """Sets ``docConcentration``."""
        return self._set(docConcentration=value)  # type: ignore[return-value]

    def setFeaturesCol(self: S, value: Union[str, float]) -> S:
        """Sets ``featuresCol``."""
        return self._set(featuresCol=value)  # type: ignore[return-value]

    def setHandleInvalid(self: S, value: Union[str, float]) -> S:
        """Sets ``handleInvalid``."""
        return self._set(handleInvalid=value)  # type: ignore[return-value]

    def setInnerIterations(self: S, value: int) -> S:
        """Sets ``innerIterations``."""
        return self._set(innerIterations=value)  # type: ignore[return-value]

    def setInnerTolerance(self: S, value: float) -> S:
        """Sets ``innerTolerance``."""
        return self._set(innerTolerance=value)  # type: ignore[return-value]

    def setK(self: S, value: int) -> S:
        """Sets ``k``."""
        return self._set(k=value)  # type: ignore[return-value]

    def setKernel(self: S, value: Union[str, float]) -> S:
        """Sets ``kernel``."""
        return self._set(kernel=value)  # type: ignore[return-value]

    def setLearningDecay(self: S, value: float) -> S:
        """Sets ``learningDecay``."""
        return self._set(learningDecay=value)  # type: ignore[return-value]

    def setLearningOffset(self: S, value: float) -> S:
        """Sets ``learningOffset``."""
        return self._set(learningOffset=value)  # type: ignore[return-value]

    def setLearningRate(self: S, value: float) -> S:
        """Sets ``learningRate``."""
        return self._set(learningRate=value)  # type: ignore[return-value]

    def setLearningRule(self: S, value: Union[str, float]) -> S:
        """Sets ``learningRule``."""
        return self._set(learningRule=value)  # type: ignore[return-value]

    def setLocalStep(self: S, value: Union[str, float]) -> S:
        """Sets ``localStep``."""
        return self._set(localStep=value)  # type: ignore[return-value]

    def setLocale(self: S, value: Union[str, float]) -> S:
        """Sets ``locale``."""
        return self._set(locale=value)  # type: ignore[return-value]

    def setLowerCase(self: S, value: bool) -> S:
        """Sets ``lowerCase``."""
        return self._set(lowerCase=value)  # type: ignore[return-value]

    def setMaxDocuments(self: S, value: float) -> S:
        """Sets ``maxDocuments``."""
        return self._set(maxDocuments=value)  # type: ignore[return-value]

    def setMaxEpochs(self: S, value: int) -> S:
        """Sets ``maxEpochs``."""
        return self._set(maxEpochs=value)  # type: ignore[return-value]

    def setMaxIter(self: S, value: int) -> S:
        """Sets ``maxIter``."""
        return self._set(maxIter=value)  # type: ignore[return-value]

    def setMinDocuments(self: S, value: float) -> S:
        """Sets ``minDocuments``."""
        return self._set(minDocuments=value)  # type: ignore[return-value]

    def setMinTokenLength(self: S, value: int) -> S:
        """Sets ``minTokenLength``."""
        return self._set(minTokenLength=value)  # type: ignore[return-value]

    def setScoreCol(self: S, value: Union[str, float]) -> S:
        """Sets ``scoreCol``."""
        return self._set(scoreCol=value)  # type: ignore[return-value]

    def setSplitSeed(self: S, value: int) -> S:
        """Sets ``splitSeed``."""
        return self._set(splitSeed=value)  # type: ignore[return-value]

    def setStopWords(self: S, value: Union[str, float]) -> S:
        """Sets ``stopWords``."""
        return self._set(stopWords=value)  # type: ignore[return-value]

    def setTokenPattern(self: S, value: Union[str, float]) -> S:
        """Sets ``tokenPattern``."""
        return self._set(tokenPattern=value)  # type: ignore[return-value]

    def setTopicConcentration(self: S, value: Union[str, float]) -> S:
        """Sets ``topicConcentration``."""
        return self._set(topicConcentration=value)  # type: ignore[return-value]

    def setTopicDistributionCol(self: S, value: Union[str, float]) -> S:
        """Sets ``topicDistributionCol``."""
        return self._set(topicDistributionCol=value)  # type: ignore[return-value]

    def setVocabulary(self: S, value: List[str]) -> S:
        """Sets ``vocabulary``."""
        return self._set(vocabulary=value)  # type: ignore[return-value]

    def setVocabularySize(self: S, value: int) -> S:
        """Sets ``vocabularySize``."""
        return self._set(vocabularySize=value)  # type: ignore[return-value]


class LDAModel(_LDAModel, _LDAParams, JavaMLWritable, JavaMLReadable["LDAModel"]):
    __doc__ = _LDAModel.__doc__

    def setFeaturesCol(self: S, value: Union[str, float]) -> S:
        """Sets ``featuresCol``."""
        return self._set(featuresCol=value)  # type: ignore[return-value]

    def setHandleInvalid(self: S, value: Union[str, float]) -> S:
        """Sets ``handleInvalid``."""
        return self._set(handleInvalid=value)  # type: ignore[return-value]

    def setScoreCol(self: S, value: Union[str, float]) -> S:
        """Sets ``scoreCol``."""
        return self._set(scoreCol=value)  # type: ignore[return-value]

    def setTopicDistributionCol(self: S, value: Union[str, float]) -> S:
        """Sets ``topicDistributionCol``."""
        return self._set(topicDistributionCol=value)  # type: ignore[return-value]

    def setVocabulary(self: S, value: List[str]) -> S:
        """Sets ``vocabulary``."""
        return self._set(vocabulary=value)  # type: ignore[return-value]


class _GaussianMixtureParams(_SviParams):
    """Params of GaussianMixture and its model."""

    concentration: "Param[float]" = Param(
        Params._dummy(),
        "concentration",
        "concentration of that prior; auto is 1/K for dirichlet, 1 for dirichlet-process; a "
        "number from 1e-12 to 1e9, or `auto`. Here unset stands for `auto` or null.",
        typeConverter=real,
    )

    covariance: "Param[str]" = Param(
        Params._dummy(),
        "covariance",
        "what is free in the components' covariances; full, diagonal, spherical or tied.",
        typeConverter=text,
    )

    estimator: "Param[str]" = Param(
        Params._dummy(),
        "estimator",
        "ml: maximum likelihood; map: maximum a posteriori; bayes: variational Bayes; ml, map or "
        "bayes.",
        typeConverter=text,
    )

    featuresCol: "Param[str]" = Param(
        Params._dummy(),
        "featuresCol",
        "column of the rows: vectors or arrays of numbers",
        typeConverter=text,
    )

    handleInvalid: "Param[str]" = Param(
        Params._dummy(),
        "handleInvalid",
        "what becomes of invalid rows, such as those with null or an infinite value: error; skip "
        "leaves them out; keep leaves them out of fit, and in transform gives them null outputs",
        typeConverter=text,
    )

    k: "Param[int]" = Param(
        Params._dummy(),
        "k",
        "K, the number of components; a whole number from 1 to 100000.",
        typeConverter=whole,
    )

    learningDecay: "Param[float]" = Param(
        Params._dummy(),
        "learningDecay",
        "How fast old rounds are forgotten; for robbins-monro. In (0.5, 1]. auto: 0.75 where "
        "`batch-size` is auto, else 0.7. Here unset stands for `auto`.",
        typeConverter=real,
    )

    learningOffset: "Param[float]" = Param(
        Params._dummy(),
        "learningOffset",
        "Gives early rounds less weight; for robbins-monro. Rounds, at least 0. auto: 1 where "
        "`batch-size` is auto, else 8. Here unset stands for `auto`.",
        typeConverter=real,
    )

    learningRate: "Param[float]" = Param(
        Params._dummy(),
        "learningRate",
        "The rate of the rule constant. In (0, 1].",
        typeConverter=real,
    )

    learningRule: "Param[str]" = Param(
        Params._dummy(),
        "learningRule",
        "Step size as a function of the number t of the round. robbins-monro (rate.delay + t) ^ "
        "-rate.forgetting constant rate.value batch 1, for `batch-size = all`: batch variational "
        "Bayes; for regression halved where the bound would fall auto batch where a round has all "
        "rows, else robbins-monro",
        typeConverter=text,
    )

    leastVariance: "Param[float]" = Param(
        Params._dummy(),
        "leastVariance",
        "least variance of a component, as a share of the columns' own; with ml, map; a number "
        "from 1e-12 to 1e9.",
        typeConverter=real,
    )

    logDensityCol: "Param[str]" = Param(
        Params._dummy(),
        "logDensityCol",
        "column of the model's 'logDensity'; empty: not computed",
        typeConverter=text,
    )

    maxIter: "Param[int]" = Param(
        Params._dummy(),
        "maxIter",
        "Maximum number of visits of every row. At least 1. auto: as many as make 100 rounds, and "
        "at least 10 where `batch-size` is given; 1000 where rounds of mixtures, factor and "
        "regression have all rows, which end when they have converged; for networks as many as "
        "make 3000 rounds, and at least 10. Here unset stands for `auto`.",
        typeConverter=whole,
    )

    missing: "Param[List[str]]" = Param(
        Params._dummy(),
        "missing",
        "For rows of numbers: what stands for a missing value, texts or numbers, such as [NA, "
        "\"?\", -999]. null, empty cells and NaN always do.",
        typeConverter=texts,
    )

    predictionCol: "Param[str]" = Param(
        Params._dummy(),
        "predictionCol",
        "column of the model's 'component'; empty: not computed",
        typeConverter=text,
    )

    priorMeanRows: "Param[float]" = Param(
        Params._dummy(),
        "priorMeanRows",
        "rows that the prior of a mean counts for; with bayes; a number from 1e-12 to 1e9.",
        typeConverter=real,
    )

    priorRows: "Param[float]" = Param(
        Params._dummy(),
        "priorRows",
        "rows that the prior of a covariance counts for; with bayes, map; a number from 1e-12 to "
        "1e9.",
        typeConverter=real,
    )

    priorShape: "Param[str]" = Param(
        Params._dummy(),
        "priorShape",
        "of full and tied covariances that the prior expects, with bayes: data, as columns go "
        "together in all of the data; columns, as if they did not; columns or data.",
        typeConverter=text,
    )

    priorVariance: "Param[float]" = Param(
        Params._dummy(),
        "priorVariance",
        "the variance that these rows have, in the columns' own; auto is 0.05 for full and tied "
        "covariances with bayes, else 0.3; a number from 1e-12 to 1e9, or `auto`. Here unset "
        "stands for `auto` or null.",
        typeConverter=real,
    )

    probabilityCol: "Param[str]" = Param(
        Params._dummy(),
        "probabilityCol",
        "column of the model's 'responsibilities'; empty: not computed",
        typeConverter=text,
    )

    restarts: "Param[int]" = Param(
        Params._dummy(),
        "restarts",
        "starts that are trained side by side; the one with the highest bound is kept; a whole "
        "number from 1 to 1000.",
        typeConverter=whole,
    )

    scale: "Param[float]" = Param(
        Params._dummy(),
        "scale",
        "For rows of numbers: what all values are divided by, a positive number; 16 brings 0 .. "
        "16 to [0, 1]. The model keeps it, so that new rows are read like the training rows. "
        "auto: 255 for images and for idx files of bytes whose rows are images, else 1. Here "
        "unset stands for `auto`.",
        typeConverter=real,
    )

    scoreCol: "Param[str]" = Param(
        Params._dummy(),
        "scoreCol",
        "column of held-out scores: a struct of logProbability, in nats, and units; of documents "
        "the completion of one half by the other. Unset: not computed.",
        typeConverter=text,
    )

    weightCol: "Param[str]" = Param(
        Params._dummy(),
        "weightCol",
        "column of weights, not negative; a row of weight 2 counts as two equal rows. Unset: "
        "every row has weight 1.",
        typeConverter=text,
    )

    weightPrior: "Param[str]" = Param(
        Params._dummy(),
        "weightPrior",
        "prior of the weights, with estimator = bayes: dirichlet, or dirichlet-process truncated "
        "at the number of components; dirichlet or dirichlet-process.",
        typeConverter=text,
    )

    def getConcentration(self) -> float:
        """The value of ``concentration``, or its default."""
        return self.getOrDefault(self.concentration)

    def getCovariance(self) -> str:
        """The value of ``covariance``, or its default."""
        return self.getOrDefault(self.covariance)

    def getEstimator(self) -> str:
        """The value of ``estimator``, or its default."""
        return self.getOrDefault(self.estimator)

    def getFeaturesCol(self) -> str:
        """The value of ``featuresCol``, or its default."""
        return self.getOrDefault(self.featuresCol)

    def getHandleInvalid(self) -> str:
        """The value of ``handleInvalid``, or its default."""
        return self.getOrDefault(self.handleInvalid)

    def getK(self) -> int:
        """The value of ``k``, or its default."""
        return self.getOrDefault(self.k)

    def getLearningDecay(self) -> float:
        """The value of ``learningDecay``, or its default."""
        return self.getOrDefault(self.learningDecay)

    def getLearningOffset(self) -> float:
        """The value of ``learningOffset``, or its default."""
        return self.getOrDefault(self.learningOffset)

    def getLearningRate(self) -> float:
        """The value of ``learningRate``, or its default."""
        return self.getOrDefault(self.learningRate)

    def getLearningRule(self) -> str:
        """The value of ``learningRule``, or its default."""
        return self.getOrDefault(self.learningRule)

    def getLeastVariance(self) -> float:
        """The value of ``leastVariance``, or its default."""
        return self.getOrDefault(self.leastVariance)

    def getLogDensityCol(self) -> str:
        """The value of ``logDensityCol``, or its default."""
        return self.getOrDefault(self.logDensityCol)

    def getMaxIter(self) -> int:
        """The value of ``maxIter``, or its default."""
        return self.getOrDefault(self.maxIter)

    def getMissing(self) -> List[str]:
        """The value of ``missing``, or its default."""
        return self.getOrDefault(self.missing)

    def getPredictionCol(self) -> str:
        """The value of ``predictionCol``, or its default."""
        return self.getOrDefault(self.predictionCol)

    def getPriorMeanRows(self) -> float:
        """The value of ``priorMeanRows``, or its default."""
        return self.getOrDefault(self.priorMeanRows)

    def getPriorRows(self) -> float:
        """The value of ``priorRows``, or its default."""
        return self.getOrDefault(self.priorRows)

    def getPriorShape(self) -> str:
        """The value of ``priorShape``, or its default."""
        return self.getOrDefault(self.priorShape)

    def getPriorVariance(self) -> float:
        """The value of ``priorVariance``, or its default."""
        return self.getOrDefault(self.priorVariance)

    def getProbabilityCol(self) -> str:
        """The value of ``probabilityCol``, or its default."""
        return self.getOrDefault(self.probabilityCol)

    def getRestarts(self) -> int:
        """The value of ``restarts``, or its default."""
        return self.getOrDefault(self.restarts)

    def getScale(self) -> float:
        """The value of ``scale``, or its default."""
        return self.getOrDefault(self.scale)

    def getScoreCol(self) -> str:
        """The value of ``scoreCol``, or its default."""
        return self.getOrDefault(self.scoreCol)

    def getWeightCol(self) -> str:
        """The value of ``weightCol``, or its default."""
        return self.getOrDefault(self.weightCol)

    def getWeightPrior(self) -> str:
        """The value of ``weightPrior``, or its default."""
        return self.getOrDefault(self.weightPrior)


class GaussianMixture(
    _SviEstimator,
    JavaEstimator["GaussianMixtureModel"],
    _GaussianMixtureParams,
    _SviSetters,
    JavaMLWritable,
    JavaMLReadable["GaussianMixture"],
):
    """Mixtures of Gaussian components, over rows of numbers.

    Params that every estimator has are described at their names, such as
    ``GaussianMixture.seed.doc``, and by ``explainParams()``.

    Parameters
    ----------
    concentration : float, optional
        concentration of that prior; auto is 1/K for dirichlet, 1 for dirichlet-process; a number
        from 1e-12 to 1e9, or `auto`. Here unset stands for `auto` or null.
    covariance : str, default "full"
        what is free in the components' covariances; full, diagonal, spherical or tied.
    estimator : str, default "ml"
        ml: maximum likelihood; map: maximum a posteriori; bayes: variational Bayes; ml, map or
        bayes.
    featuresCol : str, default "features"
        column of the rows: vectors or arrays of numbers
    handleInvalid : str, default "error"
        what becomes of invalid rows, such as those with null or an infinite value: error; skip
        leaves them out; keep leaves them out of fit, and in transform gives them null outputs
    k : int, default 8
        K, the number of components; a whole number from 1 to 100000.
    learningDecay : float, optional
        How fast old rounds are forgotten; for robbins-monro. In (0.5, 1]. auto: 0.75 where
        `batch-size` is auto, else 0.7. Here unset stands for `auto`.
    learningOffset : float, optional
        Gives early rounds less weight; for robbins-monro. Rounds, at least 0. auto: 1 where
        `batch-size` is auto, else 8. Here unset stands for `auto`.
    learningRate : float, default 0.05
        The rate of the rule constant. In (0, 1].
    learningRule : str, default "auto"
        Step size as a function of the number t of the round. robbins-monro (rate.delay + t) ^
        -rate.forgetting constant rate.value batch 1, for `batch-size = all`: batch variational
        Bayes; for regression halved where the bound would fall auto batch where a round has all
        rows, else robbins-monro
    leastVariance : float, default 1.0E-6
        least variance of a component, as a share of the columns' own; with ml, map; a number from
        1e-12 to 1e9.
    logDensityCol : str, default ""
        column of the model's 'logDensity'; empty: not computed
    maxIter : int, optional
        Maximum number of visits of every row. At least 1. auto: as many as make 100 rounds, and at
        least 10 where `batch-size` is given; 1000 where rounds of mixtures, factor and regression
        have all rows, which end when they have converged; for networks as many as make 3000 rounds,
        and at least 10. Here unset stands for `auto`.
    missing : List[str], default ["NA"]
        For rows of numbers: what stands for a missing value, texts or numbers, such as [NA, "?",
        -999]. null, empty cells and NaN always do.
    predictionCol : str, default "prediction"
        column of the model's 'component'; empty: not computed
    priorMeanRows : float, default 1.0
        rows that the prior of a mean counts for; with bayes; a number from 1e-12 to 1e9.
    priorRows : float, default 1.0
        rows that the prior of a covariance counts for; with bayes, map; a number from 1e-12 to 1e9.
    priorShape : str, default "data"
        of full and tied covariances that the prior expects, with bayes: data, as columns go
        together in all of the data; columns, as if they did not; columns or data.
    priorVariance : float, optional
        the variance that these rows have, in the columns' own; auto is 0.05 for full and tied
        covariances with bayes, else 0.3; a number from 1e-12 to 1e9, or `auto`. Here unset stands
        for `auto` or null.
    probabilityCol : str, default "probability"
        column of the model's 'responsibilities'; empty: not computed
    restarts : int, default 4
        starts that are trained side by side; the one with the highest bound is kept; a whole number
        from 1 to 1000.
    scale : float, optional
        For rows of numbers: what all values are divided by, a positive number; 16 brings 0 .. 16 to
        [0, 1]. The model keeps it, so that new rows are read like the training rows. auto: 255 for
        images and for idx files of bytes whose rows are images, else 1. Here unset stands for
        `auto`.
    scoreCol : str, optional
        column of held-out scores: a struct of logProbability, in nats, and units; of documents the
        completion of one half by the other. Unset: not computed.
    weightCol : str, optional
        column of weights, not negative; a row of weight 2 counts as two equal rows. Unset: every
        row has weight 1.
    weightPrior : str, default "dirichlet"
        prior of the weights, with estimator = bayes: dirichlet, or dirichlet-process truncated at
        the number of components; dirichlet or dirichlet-process.
    """

    _input_kwargs: Dict[str, Any]

    @keyword_only
    def __init__(
        self,
        *,
        batchSize: Optional[int] = None,
        blockSize: Optional[int] = None,
        boundEvery: int = 10,
        checkpointInterval: int = 0,
        checkpointSeconds: float = 60.0,
        checkpoints: int = 2,
        concentration: Optional[float] = None,
        covariance: Union[str, float] = "full",
        estimator: Union[str, float] = "ml",
        execution: Union[str, float] = "auto",
        featuresCol: Union[str, float] = "features",
        handleInvalid: Union[str, float] = "error",
        heldOut: float = 0.0,
        heldOutEvery: int = 0,
        joinSeconds: float = 120.0,
        k: int = 8,
        learningDecay: Optional[float] = None,
        learningOffset: Optional[float] = None,
        learningRate: float = 0.05,
        learningRule: Union[str, float] = "auto",
        leastVariance: float = 1.0E-6,
        logDensityCol: Union[str, float] = "",
        maxIter: Optional[int] = None,
        maxSeconds: Optional[float] = None,
        missing: List[str] = ["NA"],
        patience: Optional[int] = None,
        patienceSeconds: float = 10.0,
        predictionCol: Union[str, float] = "prediction",
        priorMeanRows: float = 1.0,
        priorRows: float = 1.0,
        priorShape: Union[str, float] = "data",
        priorVariance: Optional[float] = None,
        probabilityCol: Union[str, float] = "probability",
        publish: Union[str, float] = "auto",
        restarts: int = 4,
        retries: int = 0,
        runDirectory: Optional[Union[str, float]] = None,
        scale: Optional[float] = None,
        scoreCol: Optional[Union[str, float]] = None,
        seed: int = 1,
        shardSteps: int = 0,
        shards: int = 8,
        shiftSeconds: float = 300.0,
        slots: Optional[int] = None,
        storage: Union[str, float] = "auto",
        tol: Optional[float] = None,
        validationIndicatorCol: Optional[Union[str, float]] = None,
        weightCol: Optional[Union[str, float]] = None,
        weightPrior: Union[str, float] = "dirichlet",
        workDir: Optional[Union[str, float]] = None,
    ) -> None:
        super().__init__()
        self._java_obj = self._new_java_obj("org.sparksvi.ml.GaussianMixture", self.uid)
        self._setDefault(
            boundEvery=10,
            checkpointInterval=0,
            checkpointSeconds=60.0,
            checkpoints=2,
            covariance="full",
            estimator="ml",
            execution="auto",
            featuresCol="features",
            handleInvalid="error",
            heldOut=0.0,
            heldOutEvery=0,
            joinSeconds=120.0,
            k=8,
            learningRate=0.05,
            learningRule="auto",
            leastVariance=1.0E-6,
            logDensityCol="",
            missing=["NA"],
            patienceSeconds=10.0,
            predictionCol="prediction",
            priorMeanRows=1.0,
            priorRows=1.0,
            priorShape="data",
            probabilityCol="probability",
            publish="auto",
            restarts=4,
            retries=0,
            seed=1,
            shardSteps=0,
            shards=8,
            shiftSeconds=300.0,
            storage="auto",
            weightPrior="dirichlet",
        )
        self._set(**self._input_kwargs)

    @keyword_only
    def setParams(
        self,
        *,
        batchSize: Optional[int] = None,
        blockSize: Optional[int] = None,
        boundEvery: int = 10,
        checkpointInterval: int = 0,
        checkpointSeconds: float = 60.0,
        checkpoints: int = 2,
        concentration: Optional[float] = None,
        covariance: Union[str, float] = "full",
        estimator: Union[str, float] = "ml",
        execution: Union[str, float] = "auto",
        featuresCol: Union[str, float] = "features",
        handleInvalid: Union[str, float] = "error",
        heldOut: float = 0.0,
        heldOutEvery: int = 0,
        joinSeconds: float = 120.0,
        k: int = 8,
        learningDecay: Optional[float] = None,
        learningOffset: Optional[float] = None,
        learningRate: float = 0.05,
        learningRule: Union[str, float] = "auto",
        leastVariance: float = 1.0E-6,
        logDensityCol: Union[str, float] = "",
        maxIter: Optional[int] = None,
        maxSeconds: Optional[float] = None,
        missing: List[str] = ["NA"],
        patience: Optional[int] = None,
        patienceSeconds: float = 10.0,
        predictionCol: Union[str, float] = "prediction",
        priorMeanRows: float = 1.0,
        priorRows: float = 1.0,
        priorShape: Union[str, float] = "data",
        priorVariance: Optional[float] = None,
        probabilityCol: Union[str, float] = "probability",
        publish: Union[str, float] = "auto",
        restarts: int = 4,
        retries: int = 0,
        runDirectory: Optional[Union[str, float]] = None,
        scale: Optional[float] = None,
        scoreCol: Optional[Union[str, float]] = None,
        seed: int = 1,
        shardSteps: int = 0,
        shards: int = 8,
        shiftSeconds: float = 300.0,
        slots: Optional[int] = None,
        storage: Union[str, float] = "auto",
        tol: Optional[float] = None,
        validationIndicatorCol: Optional[Union[str, float]] = None,
        weightCol: Optional[Union[str, float]] = None,
        weightPrior: Union[str, float] = "dirichlet",
        workDir: Optional[Union[str, float]] = None,
    ) -> "GaussianMixture":
        """Sets several Params at once."""
        return self._set(**self._input_kwargs)

    def _create_model(self, java_model: Any) -> "GaussianMixtureModel":
        return GaussianMixtureModel(java_model)

    def setConcentration(self: S, value: float) -> S:
        """Sets ``concentration``."""
        return self._set(concentration=value)  # type: ignore[return-value]

    def setCovariance(self: S, value: Union[str, float]) -> S:
        """Sets ``covariance``."""
        return self._set(covariance=value)  # type: ignore[return-value]

    def setEstimator(self: S, value: Union[str, float]) -> S:
        """Sets ``estimator``."""
        return self._set(estimator=value)  # type: ignore[return-value]

    def setFeaturesCol(self: S, value: Union[str, float]) -> S:
        """Sets ``featuresCol``."""
        return self._set(featuresCol=value)  # type: ignore[return-value]

    def setHandleInvalid(self: S, value: Union[str, float]) -> S:
        """Sets ``handleInvalid``."""
        return self._set(handleInvalid=value)  # type: ignore[return-value]

    def setK(self: S, value: int) -> S:
        """Sets ``k``."""
        return self._set(k=value)  # type: ignore[return-value]

    def setLearningDecay(self: S, value: float) -> S:
        """Sets ``learningDecay``."""
        return self._set(learningDecay=value)  # type: ignore[return-value]

    def setLearningOffset(self: S, value: float) -> S:
        """Sets ``learningOffset``."""
        return self._set(learningOffset=value)  # type: ignore[return-value]

    def setLearningRate(self: S, value: float) -> S:
        """Sets ``learningRate``."""
        return self._set(learningRate=value)  # type: ignore[return-value]

    def setLearningRule(self: S, value: Union[str, float]) -> S:
        """Sets ``learningRule``."""
        return self._set(learningRule=value)  # type: ignore[return-value]

    def setLeastVariance(self: S, value: float) -> S:
        """Sets ``leastVariance``."""
        return self._set(leastVariance=value)  # type: ignore[return-value]

    def setLogDensityCol(self: S, value: Union[str, float]) -> S:
        """Sets ``logDensityCol``."""
        return self._set(logDensityCol=value)  # type: ignore[return-value]

    def setMaxIter(self: S, value: int) -> S:
        """Sets ``maxIter``."""
        return self._set(maxIter=value)  # type: ignore[return-value]

    def setMissing(self: S, value: List[str]) -> S:
        """Sets ``missing``."""
        return self._set(missing=value)  # type: ignore[return-value]

    def setPredictionCol(self: S, value: Union[str, float]) -> S:
        """Sets ``predictionCol``."""
        return self._set(predictionCol=value)  # type: ignore[return-value]

    def setPriorMeanRows(self: S, value: float) -> S:
        """Sets ``priorMeanRows``."""
        return self._set(priorMeanRows=value)  # type: ignore[return-value]

    def setPriorRows(self: S, value: float) -> S:
        """Sets ``priorRows``."""
        return self._set(priorRows=value)  # type: ignore[return-value]

    def setPriorShape(self: S, value: Union[str, float]) -> S:
        """Sets ``priorShape``."""
        return self._set(priorShape=value)  # type: ignore[return-value]

    def setPriorVariance(self: S, value: float) -> S:
        """Sets ``priorVariance``."""
        return self._set(priorVariance=value)  # type: ignore[return-value]

    def setProbabilityCol(self: S, value: Union[str, float]) -> S:
        """Sets ``probabilityCol``."""
        return self._set(probabilityCol=value)  # type: ignore[return-value]

    def setRestarts(self: S, value: int) -> S:
        """Sets ``restarts``."""
        return self._set(restarts=value)  # type: ignore[return-value]

    def setScale(self: S, value: float) -> S:
        """Sets ``scale``."""
        return self._set(scale=value)  # type: ignore[return-value]

    def setScoreCol(self: S, value: Union[str, float]) -> S:
        """Sets ``scoreCol``."""
        return self._set(scoreCol=value)  # type: ignore[return-value]

    def setWeightCol(self: S, value: Union[str, float]) -> S:
        """Sets ``weightCol``."""
        return self._set(weightCol=value)  # type: ignore[return-value]

    def setWeightPrior(self: S, value: Union[str, float]) -> S:
        """Sets ``weightPrior``."""
        return self._set(weightPrior=value)  # type: ignore[return-value]


class GaussianMixtureModel(_GaussianMixtureModel, _GaussianMixtureParams, JavaMLWritable, JavaMLReadable["GaussianMixtureModel"]):
    __doc__ = _GaussianMixtureModel.__doc__

    def setFeaturesCol(self: S, value: Union[str, float]) -> S:
        """Sets ``featuresCol``."""
        return self._set(featuresCol=value)  # type: ignore[return-value]

    def setHandleInvalid(self: S, value: Union[str, float]) -> S:
        """Sets ``handleInvalid``."""
        return self._set(handleInvalid=value)  # type: ignore[return-value]

    def setLogDensityCol(self: S, value: Union[str, float]) -> S:
        """Sets ``logDensityCol``."""
        return self._set(logDensityCol=value)  # type: ignore[return-value]

    def setPredictionCol(self: S, value: Union[str, float]) -> S:
        """Sets ``predictionCol``."""
        return self._set(predictionCol=value)  # type: ignore[return-value]

    def setProbabilityCol(self: S, value: Union[str, float]) -> S:
        """Sets ``probabilityCol``."""
        return self._set(probabilityCol=value)  # type: ignore[return-value]

    def setScoreCol(self: S, value: Union[str, float]) -> S:
        """Sets ``scoreCol``."""
        return self._set(scoreCol=value)  # type: ignore[return-value]


class _CountMixtureParams(_SviParams):
    """Params of CountMixture and its model."""

    concentration: "Param[float]" = Param(
        Params._dummy(),
        "concentration",
        "concentration of that prior; auto is 1/K for dirichlet, 1 for dirichlet-process; a "
        "number from 1e-12 to 1e9, or `auto`. Here unset stands for `auto` or null.",
        typeConverter=real,
    )

    estimator: "Param[str]" = Param(
        Params._dummy(),
        "estimator",
        "ml: maximum likelihood; map: maximum a posteriori; bayes: variational Bayes; ml, map or "
        "bayes.",
        typeConverter=text,
    )

    family: "Param[str]" = Param(
        Params._dummy(),
        "family",
        "what a document of a component is; multinomial or bernoulli.",
        typeConverter=text,
    )

    featuresCol: "Param[str]" = Param(
        Params._dummy(),
        "featuresCol",
        "column of the rows: vectors or arrays of numbers, or documents of text",
        typeConverter=text,
    )

    handleInvalid: "Param[str]" = Param(
        Params._dummy(),
        "handleInvalid",
        "what becomes of invalid rows, such as those with null or an infinite value: error; skip "
        "leaves them out; keep leaves them out of fit, and in transform gives them null outputs",
        typeConverter=text,
    )

    k: "Param[int]" = Param(
        Params._dummy(),
        "k",
        "K, the number of components; a whole number from 1 to 100000.",
        typeConverter=whole,
    )

    learningDecay: "Param[float]" = Param(
        Params._dummy(),
        "learningDecay",
        "How fast old rounds are forgotten; for robbins-monro. In (0.5, 1]. auto: 0.75 where "
        "`batch-size` is auto, else 0.7. Here unset stands for `auto`.",
        typeConverter=real,
    )

    learningOffset: "Param[float]" = Param(
        Params._dummy(),
        "learningOffset",
        "Gives early rounds less weight; for robbins-monro. Rounds, at least 0. auto: 1 where "
        "`batch-size` is auto, else 8. Here unset stands for `auto`.",
        typeConverter=real,
    )

    learningRate: "Param[float]" = Param(
        Params._dummy(),
        "learningRate",
        "The rate of the rule constant. In (0, 1].",
        typeConverter=real,
    )

    learningRule: "Param[str]" = Param(
        Params._dummy(),
        "learningRule",
        "Step size as a function of the number t of the round. robbins-monro (rate.delay + t) ^ "
        "-rate.forgetting constant rate.value batch 1, for `batch-size = all`: batch variational "
        "Bayes; for regression halved where the bound would fall auto batch where a round has all "
        "rows, else robbins-monro",
        typeConverter=text,
    )

    locale: "Param[str]" = Param(
        Params._dummy(),
        "locale",
        "Language of lower case and word boundaries, such as `tr` for Turkish, or `root` for "
        "none.",
        typeConverter=text,
    )

    logProbabilityCol: "Param[str]" = Param(
        Params._dummy(),
        "logProbabilityCol",
        "column of the model's 'logProbability'; empty: not computed",
        typeConverter=text,
    )

    lowerCase: "Param[bool]" = Param(
        Params._dummy(),
        "lowerCase",
        "Whether text is converted to lower case first.",
        typeConverter=flag,
    )

    maxDocuments: "Param[float]" = Param(
        Params._dummy(),
        "maxDocuments",
        "Words in more documents than this are left out. A number of documents above 1, or a "
        "fraction of them up to 1.",
        typeConverter=real,
    )

    maxIter: "Param[int]" = Param(
        Params._dummy(),
        "maxIter",
        "Maximum number of visits of every row. At least 1. auto: as many as make 100 rounds, and "
        "at least 10 where `batch-size` is given; 1000 where rounds of mixtures, factor and "
        "regression have all rows, which end when they have converged; for networks as many as "
        "make 3000 rounds, and at least 10. Here unset stands for `auto`.",
        typeConverter=whole,
    )

    minDocuments: "Param[float]" = Param(
        Params._dummy(),
        "minDocuments",
        "Words in fewer documents than this are left out. A number of documents, at least 1, or a "
        "fraction of them below 1.",
        typeConverter=real,
    )

    minTokenLength: "Param[int]" = Param(
        Params._dummy(),
        "minTokenLength",
        "Fewest characters of a token. At least 1.",
        typeConverter=whole,
    )

    predictionCol: "Param[str]" = Param(
        Params._dummy(),
        "predictionCol",
        "column of the model's 'component'; empty: not computed",
        typeConverter=text,
    )

    probabilityCol: "Param[str]" = Param(
        Params._dummy(),
        "probabilityCol",
        "column of the model's 'responsibilities'; empty: not computed",
        typeConverter=text,
    )

    pseudoCounts: "Param[float]" = Param(
        Params._dummy(),
        "pseudoCounts",
        "counts that every word has in every component before the first document; with bayes, "
        "map; a number from 1e-12 to 1e9.",
        typeConverter=real,
    )

    restarts: "Param[int]" = Param(
        Params._dummy(),
        "restarts",
        "starts that are trained side by side; the one with the highest bound is kept; a whole "
        "number from 1 to 1000.",
        typeConverter=whole,
    )

    scoreCol: "Param[str]" = Param(
        Params._dummy(),
        "scoreCol",
        "column of held-out scores: a struct of logProbability, in nats, and units; of documents "
        "the completion of one half by the other. Unset: not computed.",
        typeConverter=text,
    )

    stopWords: "Param[str]" = Param(
        Params._dummy(),
        "stopWords",
        "Words left out: `none`, a language of Spark's StopWordsRemover such as `english`, or the "
        "path of a file with one word per line, such as `./english`.",
        typeConverter=text,
    )

    tokenPattern: "Param[str]" = Param(
        Params._dummy(),
        "tokenPattern",
        "`words`: a token is a word with a letter, between the word boundaries of Unicode "
        "Standard Annex #29; Chinese, Japanese, Thai and others by dictionary. Or a regular "
        "expression: a token is what it matches. Either way text is first composed (NFC) and rid "
        "of soft hyphens and the like.",
        typeConverter=text,
    )

    vocabulary: "Param[List[str]]" = Param(
        Params._dummy(),
        "vocabulary",
        "the words that columns of vectors stand for, such as a CountVectorizerModel's "
        "vocabulary; of text, those to count. Unset: vectors' columns are called by their "
        "numbers, and text is read for its words.",
        typeConverter=texts,
    )

    vocabularySize: "Param[int]" = Param(
        Params._dummy(),
        "vocabularySize",
        "Largest size of the vocabulary; the most frequent words are kept.",
        typeConverter=whole,
    )

    weightPrior: "Param[str]" = Param(
        Params._dummy(),
        "weightPrior",
        "prior of the weights, with estimator = bayes: dirichlet, or dirichlet-process truncated "
        "at the number of components; dirichlet or dirichlet-process.",
        typeConverter=text,
    )

    def getConcentration(self) -> float:
        """The value of ``concentration``, or its default."""
        return self.getOrDefault(self.concentration)

    def getEstimator(self) -> str:
        """The value of ``estimator``, or its default."""
        return self.getOrDefault(self.estimator)

    def getFamily(self) -> str:
        """The value of ``family``, or its default."""
        return self.getOrDefault(self.family)

    def getFeaturesCol(self) -> str:
        """The value of ``featuresCol``, or its default."""
        return self.getOrDefault(self.featuresCol)

    def getHandleInvalid(self) -> str:
        """The value of ``handleInvalid``, or its default."""
        return self.getOrDefault(self.handleInvalid)

    def getK(self) -> int:
        """The value of ``k``, or its default."""
        return self.getOrDefault(self.k)

    def getLearningDecay(self) -> float:
        """The value of ``learningDecay``, or its default."""
        return self.getOrDefault(self.learningDecay)

    def getLearningOffset(self) -> float:
        """The value of ``learningOffset``, or its default."""
        return self.getOrDefault(self.learningOffset)

    def getLearningRate(self) -> float:
        """The value of ``learningRate``, or its default."""
        return self.getOrDefault(self.learningRate)

    def getLearningRule(self) -> str:
        """The value of ``learningRule``, or its default."""
        return self.getOrDefault(self.learningRule)

    def getLocale(self) -> str:
        """The value of ``locale``, or its default."""
        return self.getOrDefault(self.locale)

    def getLogProbabilityCol(self) -> str:
        """The value of ``logProbabilityCol``, or its default."""
        return self.getOrDefault(self.logProbabilityCol)

    def getLowerCase(self) -> bool:
        """The value of ``lowerCase``, or its default."""
        return self.getOrDefault(self.lowerCase)

    def getMaxDocuments(self) -> float:
        """The value of ``maxDocuments``, or its default."""
        return self.getOrDefault(self.maxDocuments)

    def getMaxIter(self) -> int:
        """The value of ``maxIter``, or its default."""
        return self.getOrDefault(self.maxIter)

    def getMinDocuments(self) -> float:
        """The value of ``minDocuments``, or its default."""
        return self.getOrDefault(self.minDocuments)

    def getMinTokenLength(self) -> int:
        """The value of ``minTokenLength``, or its default."""
        return self.getOrDefault(self.minTokenLength)

    def getPredictionCol(self) -> str:
        """The value of ``predictionCol``, or its default."""
        return self.getOrDefault(self.predictionCol)

    def getProbabilityCol(self) -> str:
        """The value of ``probabilityCol``, or its default."""
        return self.getOrDefault(self.probabilityCol)

    def getPseudoCounts(self) -> float:
        """The value of ``pseudoCounts``, or its default."""
        return self.getOrDefault(self.pseudoCounts)

    def getRestarts(self) -> int:
        """The value of ``restarts``, or its default."""
        return self.getOrDefault(self.restarts)

    def getScoreCol(self) -> str:
        """The value of ``scoreCol``, or its default."""
        return self.getOrDefault(self.scoreCol)

    def getStopWords(self) -> str:
        """The value of ``stopWords``, or its default."""
        return self.getOrDefault(self.stopWords)

    def getTokenPattern(self) -> str:
        """The value of ``tokenPattern``, or its default."""
        return self.getOrDefault(self.tokenPattern)

    def getVocabulary(self) -> List[str]:
        """The value of ``vocabulary``, or its default."""
        return self.getOrDefault(self.vocabulary)

    def getVocabularySize(self) -> int:
        """The value of ``vocabularySize``, or its default."""
        return self.getOrDefault(self.vocabularySize)

    def getWeightPrior(self) -> str:
        """The value of ``weightPrior``, or its default."""
        return self.getOrDefault(self.weightPrior)


class CountMixture(
    _SviEstimator,
    JavaEstimator["CountMixtureModel"],
    _CountMixtureParams,
    _SviSetters,
    JavaMLWritable,
    JavaMLReadable["CountMixture"],
):
    """Mixtures of multinomials or Bernoullis, over counts.

    Params that every estimator has are described at their names, such as
    ``CountMixture.seed.doc``, and by ``explainParams()``.

    Parameters
    ----------
    concentration : float, optional
        concentration of that prior; auto is 1/K for dirichlet, 1 for dirichlet-process; a number
        from 1e-12 to 1e9, or `auto`. Here unset stands for `auto` or null.
    estimator : str, default "ml"
        ml: maximum likelihood; map: maximum a posteriori; bayes: variational Bayes; ml, map or
        bayes.
    family : str, default "multinomial"
        what a document of a component is; multinomial or bernoulli.
    featuresCol : str, default "features"
        column of the rows: vectors or arrays of numbers, or documents of text
    handleInvalid : str, default "error"
        what becomes of invalid rows, such as those with null or an infinite value: error; skip
        leaves them out; keep leaves them out of fit, and in transform gives them null outputs
    k : int, default 8
        K, the number of components; a whole number from 1 to 100000.
    learningDecay : float, optional
        How fast old rounds are forgotten; for robbins-monro. In (0.5, 1]. auto: 0.75 where
        `batch-size` is auto, else 0.7. Here unset stands for `auto`.
    learningOffset : float, optional
        Gives early rounds less weight; for robbins-monro. Rounds, at least 0. auto: 1 where
        `batch-size` is auto, else 8. Here unset stands for `auto`.
    learningRate : float, default 0.05
        The rate of the rule constant. In (0, 1].
    learningRule : str, default "auto"
        Step size as a function of the number t of the round. robbins-monro (rate.delay + t) ^
        -rate.forgetting constant rate.value batch 1, for `batch-size = all`: batch variational
        Bayes; for regression halved where the bound would fall auto batch where a round has all
        rows, else robbins-monro
    locale : str, default "root"
        Language of lower case and word boundaries, such as `tr` for Turkish, or `root` for none.
    logProbabilityCol : str, default ""
        column of the model's 'logProbability'; empty: not computed
    lowerCase : bool, default True
        Whether text is converted to lower case first.
    maxDocuments : float, default 0.5
        Words in more documents than this are left out. A number of documents above 1, or a fraction
        of them up to 1.
    maxIter : int, optional
        Maximum number of visits of every row. At least 1. auto: as many as make 100 rounds, and at
        least 10 where `batch-size` is given; 1000 where rounds of mixtures, factor and regression
        have all rows, which end when they have converged; for networks as many as make 3000 rounds,
        and at least 10. Here unset stands for `auto`.
    minDocuments : float, default 5.0
        Words in fewer documents than this are left out. A number of documents, at least 1, or a
        fraction of them below 1.
    minTokenLength : int, default 2
        Fewest characters of a token. At least 1.
    predictionCol : str, default "prediction"
        column of the model's 'component'; empty: not computed
    probabilityCol : str, default "probability"
        column of the model's 'responsibilities'; empty: not computed
    pseudoCounts : float, default 0.1
        counts that every word has in every component before the first document; with bayes, map; a
        number from 1e-12 to 1e9.
    restarts : int, default 4
        starts that are trained side by side; the one with the highest bound is kept; a whole number
        from 1 to 1000.
    scoreCol : str, optional
        column of held-out scores: a struct of logProbability, in nats, and units; of documents the
        completion of one half by the other. Unset: not computed.
    stopWords : str, default "english"
        Words left out: `none`, a language of Spark's StopWordsRemover such as `english`, or the
        path of a file with one word per line, such as `./english`.
    tokenPattern : str, default "words"
        `words`: a token is a word with a letter, between the word boundaries of Unicode Standard
        Annex #29; Chinese, Japanese, Thai and others by dictionary. Or a regular expression: a
        token is what it matches. Either way text is first composed (NFC) and rid of soft hyphens
        and the like.
    vocabulary : List[str], optional
        the words that columns of vectors stand for, such as a CountVectorizerModel's vocabulary; of
        text, those to count. Unset: vectors' columns are called by their numbers, and text is read
        for its words.
    vocabularySize : int, default 50000
        Largest size of the vocabulary; the most frequent words are kept.
    weightPrior : str, default "dirichlet"
        prior of the weights, with estimator = bayes: dirichlet, or dirichlet-process truncated at
        the number of components; dirichlet or dirichlet-process.
    """

    _input_kwargs: Dict[str, Any]

    @keyword_only
    def __init__(
        self,
        *,
        batchSize: Optional[int] = None,
        blockSize: Optional[int] = None,
        boundEvery: int = 10,
        checkpointInterval: int = 0,
        checkpointSeconds: float = 60.0,
        checkpoints: int = 2,
        concentration: Optional[float] = None,
        estimator: Union[str, float] = "ml",
        execution: Union[str, float] = "auto",
        family: Union[str, float] = "multinomial",
        featuresCol: Union[str, float] = "features",
        handleInvalid: Union[str, float] = "error",
        heldOut: float = 0.0,
        heldOutEvery: int = 0,
        joinSeconds: float = 120.0,
        k: int = 8,
        learningDecay: Optional[float] = None,
        learningOffset: Optional[float] = None,
        learningRate: float = 0.05,
        learningRule: Union[str, float] = "auto",
        locale: Union[str, float] = "root",
        logProbabilityCol: Union[str, float] = "",
        lowerCase: bool = True,
        maxDocuments: float = 0.5,
        maxIter: Optional[int] = None,
        maxSeconds: Optional[float] = None,
        minDocuments: float = 5.0,
        minTokenLength: int = 2,
        patience: Optional[int] = None,
        patienceSeconds: float = 10.0,
        predictionCol: Union[str, float] = "prediction",
        probabilityCol: Union[str, float] = "probability",
        pseudoCounts: float = 0.1,
        publish: Union[str, float] = "auto",
        restarts: int = 4,
        retries: int = 0,
        runDirectory: Optional[Union[str, float]] = None,
        scoreCol: Optional[Union[str, float]] = None,
        seed: int = 1,
        shardSteps: int = 0,
        shards: int = 8,
        shiftSeconds: float = 300.0,
        slots: Optional[int] = None,
        stopWords: Union[str, float] = "english",
        storage: Union[str, float] = "auto",
        tokenPattern: Union[str, float] = "words",
        tol: Optional[float] = None,
        validationIndicatorCol: Optional[Union[str, float]] = None,
        vocabulary: Optional[List[str]] = None,
        vocabularySize: int = 50000,
        weightPrior: Union[str, float] = "dirichlet",
        workDir: Optional[Union[str, float]] = None,
    ) -> None:
        super().__init__()
        self._java_obj = self._new_java_obj("org.sparksvi.ml.CountMixture", self.uid)
        self._setDefault(
            boundEvery=10,
            checkpointInterval=0,
            checkpointSeconds=60.0,
            checkpoints=2,
            estimator="ml",
            execution="auto",
            family="multinomial",
            featuresCol="features",
            handleInvalid="error",
            heldOut=0.0,
            heldOutEvery=0,
            joinSeconds=120.0,
            k=8,
            learningRate=0.05,
            learningRule="auto",
            locale="root",
            logProbabilityCol="",
            lowerCase=True,
            maxDocuments=0.5,
            minDocuments=5.0,
            minTokenLength=2,
            patienceSeconds=10.0,
            predictionCol="prediction",
            probabilityCol="probability",
            pseudoCounts=0.1,
            publish="auto",
            restarts=4,
            retries=0,
            seed=1,
            shardSteps=0,
            shards=8,
            shiftSeconds=300.0,
            stopWords="english",
            storage="auto",
            tokenPattern="words",
            vocabularySize=50000,
            weightPrior="dirichlet",
        )
        self._set(**self._input_kwargs)

    @keyword_only
    def setParams(
        self,
        *,
        batchSize: Optional[int] = None,
        blockSize: Optional[int] = None,
        boundEvery: int = 10,
        checkpointInterval: int = 0,
        checkpointSeconds: float = 60.0,
        checkpoints: int = 2,
        concentration: Optional[float] = None,
        estimator: Union[str, float] = "ml",
        execution: Union[str, float] = "auto",
        family: Union[str, float] = "multinomial",
        featuresCol: Union[str, float] = "features",
        handleInvalid: Union[str, float] = "error",
        heldOut: float = 0.0,
        heldOutEvery: int = 0,
        joinSeconds: float = 120.0,
        k: int = 8,
        learningDecay: Optional[float] = None,
        learningOffset: Optional[float] = None,
        learningRate: float = 0.05,
        learningRule: Union[str, float] = "auto",
        locale: Union[str, float] = "root",
        logProbabilityCol: Union[str, float] = "",
        lowerCase: bool = True,
        maxDocuments: float = 0.5,
        maxIter: Optional[int] = None,
        maxSeconds: Optional[float] = None,
        minDocuments: float = 5.0,
        minTokenLength: int = 2,
        patience: Optional[int] = None,
        patienceSeconds: float = 10.0,
        predictionCol: Union[str, float] = "prediction",
        probabilityCol: Union[str, float] = "probability",
        pseudoCounts: float = 0.1,
        publish: Union[str, float] = "auto",
        restarts: int = 4,
        retries: int = 0,
        runDirectory: Optional[Union[str, float]] = None,
        scoreCol: Optional[Union[str, float]] = None,
        seed: int = 1,
        shardSteps: int = 0,
        shards: int = 8,
        shiftSeconds: float = 300.0,
        slots: Optional[int] = None,
        stopWords: Union[str, float] = "english",
        storage: Union[str, float] = "auto",
        tokenPattern: Union[str, float] = "words",
        tol: Optional[float] = None,
        validationIndicatorCol: Optional[Union[str, float]] = None,
        vocabulary: Optional[List[str]] = None,
        vocabularySize: int = 50000,
        weightPrior: Union[str, float] = "dirichlet",
        workDir: Optional[Union[str, float]] = None,
    ) -> "CountMixture":
        """Sets several Params at once."""
        return self._set(**self._input_kwargs)

    def _create_model(self, java_model: Any) -> "CountMixtureModel":
        return CountMixtureModel(java_model)

    def setConcentration(self: S, value: float) -> S:
        """Sets ``concentration``."""
        return self._set(concentration=value)  # type: ignore[return-value]

    def setEstimator(self: S, value: Union[str, float]) -> S:
        """Sets ``estimator``."""
        return self._set(estimator=value)  # type: ignore[return-value]

    def setFamily(self: S, value: Union[str, float]) -> S:
        """Sets ``family``."""
        return self._set(family=value)  # type: ignore[return-value]

    def setFeaturesCol(self: S, value: Union[str, float]) -> S:
        """Sets ``featuresCol``."""
        return self._set(featuresCol=value)  # type: ignore[return-value]

    def setHandleInvalid(self: S, value: Union[str, float]) -> S:
        """Sets ``handleInvalid``."""
        return self._set(handleInvalid=value)  # type: ignore[return-value]

    def setK(self: S, value: int) -> S:
        """Sets ``k``."""
        return self._set(k=value)  # type: ignore[return-value]

    def setLearningDecay(self: S, value: float) -> S:
        """Sets ``learningDecay``."""
        return self._set(learningDecay=value)  # type: ignore[return-value]

    def setLearningOffset(self: S, value: float) -> S:
        """Sets ``learningOffset``."""
        return self._set(learningOffset=value)  # type: ignore[return-value]

    def setLearningRate(self: S, value: float) -> S:
        """Sets ``learningRate``."""
        return self._set(learningRate=value)  # type: ignore[return-value]

    def setLearningRule(self: S, value: Union[str, float]) -> S:
        """Sets ``learningRule``."""
        return self._set(learningRule=value)  # type: ignore[return-value]

    def setLocale(self: S, value: Union[str, float]) -> S:
        """Sets ``locale``."""
        return self._set(locale=value)  # type: ignore[return-value]

    def setLogProbabilityCol(self: S, value: Union[str, float]) -> S:
        """Sets ``logProbabilityCol``."""
        return self._set(logProbabilityCol=value)  # type: ignore[return-value]

    def setLowerCase(self: S, value: bool) -> S:
        """Sets ``lowerCase``."""
        return self._set(lowerCase=value)  # type: ignore[return-value]

    def setMaxDocuments(self: S, value: float) -> S:
        """Sets ``maxDocuments``."""
        return self._set(maxDocuments=value)  # type: ignore[return-value]

    def setMaxIter(self: S, value: int) -> S:
        """Sets ``maxIter``."""
        return self._set(maxIter=value)  # type: ignore[return-value]

    def setMinDocuments(self: S, value: float) -> S:
        """Sets ``minDocuments``."""
        return self._set(minDocuments=value)  # type: ignore[return-value]

    def setMinTokenLength(self: S, value: int) -> S:
        """Sets ``minTokenLength``."""
        return self._set(minTokenLength=value)  # type: ignore[return-value]

    def setPredictionCol(self: S, value: Union[str, float]) -> S:
        """Sets ``predictionCol``."""
        return self._set(predictionCol=value)  # type: ignore[return-value]

    def setProbabilityCol(self: S, value: Union[str, float]) -> S:
        """Sets ``probabilityCol``."""
        return self._set(probabilityCol=value)  # type: ignore[return-value]

    def setPseudoCounts(self: S, value: float) -> S:
        """Sets ``pseudoCounts``."""
        return self._set(pseudoCounts=value)  # type: ignore[return-value]

    def setRestarts(self: S, value: int) -> S:
        """Sets ``restarts``."""
        return self._set(restarts=value)  # type: ignore[return-value]

    def setScoreCol(self: S, value: Union[str, float]) -> S:
        """Sets ``scoreCol``."""
        return self._set(scoreCol=value)  # type: ignore[return-value]

    def setStopWords(self: S, value: Union[str, float]) -> S:
        """Sets ``stopWords``."""
        return self._set(stopWords=value)  # type: ignore[return-value]

    def setTokenPattern(self: S, value: Union[str, float]) -> S:
        """Sets ``tokenPattern``."""
        return self._set(tokenPattern=value)  # type: ignore[return-value]

    def setVocabulary(self: S, value: List[str]) -> S:
        """Sets ``vocabulary``."""
        return self._set(vocabulary=value)  # type: ignore[return-value]

    def setVocabularySize(self: S, value: int) -> S:
        """Sets ``vocabularySize``."""
        return self._set(vocabularySize=value)  # type: ignore[return-value]

    def setWeightPrior(self: S, value: Union[str, float]) -> S:
        """Sets ``weightPrior``."""
        return self._set(weightPrior=value)  # type: ignore[return-value]


class CountMixtureModel(_CountMixtureModel, _CountMixtureParams, JavaMLWritable, JavaMLReadable["CountMixtureModel"]):
    __doc__ = _CountMixtureModel.__doc__

    def setFeaturesCol(self: S, value: Union[str, float]) -> S:
        """Sets ``featuresCol``."""
        return self._set(featuresCol=value)  # type: ignore[return-value]

    def setHandleInvalid(self: S, value: Union[str, float]) -> S:
        """Sets ``handleInvalid``."""
        return self._set(handleInvalid=value)  # type: ignore[return-value]

    def setLogProbabilityCol(self: S, value: Union[str, float]) -> S:
        """Sets ``logProbabilityCol``."""
        return self._set(logProbabilityCol=value)  # type: ignore[return-value]

    def setPredictionCol(self: S, value: Union[str, float]) -> S:
        """Sets ``predictionCol``."""
        return self._set(predictionCol=value)  # type: ignore[return-value]

    def setProbabilityCol(self: S, value: Union[str, float]) -> S:
        """Sets ``probabilityCol``."""
        return self._set(probabilityCol=value)  # type: ignore[return-value]

    def setScoreCol(self: S, value: Union[str, float]) -> S:
        """Sets ``scoreCol``."""
        return self._set(scoreCol=value)  # type: ignore[return-value]

    def setVocabulary(self: S, value: List[str]) -> S:
        """Sets ``vocabulary``."""
        return self._set(vocabulary=value)  # type: ignore[return-value]


class _FactorAnalysisParams(_SviParams):
    """Params of FactorAnalysis and its model."""

    estimator: "Param[str]" = Param(
        Params._dummy(),
        "estimator",
        "how loadings and noise are found; ml or bayes.",
        typeConverter=text,
    )

    featuresCol: "Param[str]" = Param(
        Params._dummy(),
        "featuresCol",
        "column of the rows: vectors or arrays of numbers",
        typeConverter=text,
    )

    handleInvalid: "Param[str]" = Param(
        Params._dummy(),
        "handleInvalid",
        "what becomes of invalid rows, such as those with null or an infinite value: error; skip "
        "leaves them out; keep leaves them out of fit, and in transform gives them null outputs",
        typeConverter=text,
    )

    imputedCol: "Param[str]" = Param(
        Params._dummy(),
        "imputedCol",
        "column of the model's 'imputed'; empty: not computed",
        typeConverter=text,
    )

    k: "Param[int]" = Param(
        Params._dummy(),
        "k",
        "q, the number of factors, below the columns; a whole number from 1 to 10000.",
        typeConverter=whole,
    )

    latentCol: "Param[str]" = Param(
        Params._dummy(),
        "latentCol",
        "column of the model's 'latentMean'; empty: not computed",
        typeConverter=text,
    )

    latentCovarianceCol: "Param[str]" = Param(
        Params._dummy(),
        "latentCovarianceCol",
        "column of the model's 'latentCovariance'; empty: not computed",
        typeConverter=text,
    )

    learningDecay: "Param[float]" = Param(
        Params._dummy(),
        "learningDecay",
        "How fast old rounds are forgotten; for robbins-monro. In (0.5, 1]. auto: 0.75 where "
        "`batch-size` is auto, else 0.7. Here unset stands for `auto`.",
        typeConverter=real,
    )

    learningOffset: "Param[float]" = Param(
        Params._dummy(),
        "learningOffset",
        "Gives early rounds less weight; for robbins-monro. Rounds, at least 0. auto: 1 where "
        "`batch-size` is auto, else 8. Here unset stands for `auto`.",
        typeConverter=real,
    )

    learningRate: "Param[float]" = Param(
        Params._dummy(),
        "learningRate",
        "The rate of the rule constant. In (0, 1].",
        typeConverter=real,
    )

    learningRule: "Param[str]" = Param(
        Params._dummy(),
        "learningRule",
        "Step size as a function of the number t of the round. robbins-monro (rate.delay + t) ^ "
        "-rate.forgetting constant rate.value batch 1, for `batch-size = all`: batch variational "
        "Bayes; for regression halved where the bound would fall auto batch where a round has all "
        "rows, else robbins-monro",
        typeConverter=text,
    )

    logDensityCol: "Param[str]" = Param(
        Params._dummy(),
        "logDensityCol",
        "column of the model's 'logDensity'; empty: not computed",
        typeConverter=text,
    )

    maxIter: "Param[int]" = Param(
        Params._dummy(),
        "maxIter",
        "Maximum number of visits of every row. At least 1. auto: as many as make 100 rounds, and "
        "at least 10 where `batch-size` is given; 1000 where rounds of mixtures, factor and "
        "regression have all rows, which end when they have converged; for networks as many as "
        "make 3000 rounds, and at least 10. Here unset stands for `auto`.",
        typeConverter=whole,
    )

    missing: "Param[List[str]]" = Param(
        Params._dummy(),
        "missing",
        "For rows of numbers: what stands for a missing value, texts or numbers, such as [NA, "
        "\"?\", -999]. null, empty cells and NaN always do.",
        typeConverter=texts,
    )

    missingValues: "Param[bool]" = Param(
        Params._dummy(),
        "missingValues",
        "whether values may be missing; they are integrated out, and imputed by transform; true "
        "or false.",
        typeConverter=flag,
    )

    noise: "Param[str]" = Param(
        Params._dummy(),
        "noise",
        "noise that factors do not explain: isotropic has one variance, diagonal one per column; "
        "isotropic or diagonal.",
        typeConverter=text,
    )

    scale: "Param[float]" = Param(
        Params._dummy(),
        "scale",
        "For rows of numbers: what all values are divided by, a positive number; 16 brings 0 .. "
        "16 to [0, 1]. The model keeps it, so that new rows are read like the training rows. "
        "auto: 255 for images and for idx files of bytes whose rows are images, else 1. Here "
        "unset stands for `auto`.",
        typeConverter=real,
    )

    scoreCol: "Param[str]" = Param(
        Params._dummy(),
        "scoreCol",
        "column of held-out scores: a struct of logProbability, in nats, and units; of documents "
        "the completion of one half by the other. Unset: not computed.",
        typeConverter=text,
    )

    weightCol: "Param[str]" = Param(
        Params._dummy(),
        "weightCol",
        "column of weights, not negative; a row of weight 2 counts as two equal rows. Unset: "
        "every row has weight 1.",
        typeConverter=text,
    )

    def getEstimator(self) -> str:
        """The value of ``estimator``, or its default."""
        return self.getOrDefault(self.estimator)

    def getFeaturesCol(self) -> str:
        """The value of ``featuresCol``, or its default."""
        return self.getOrDefault(self.featuresCol)

    def getHandleInvalid(self) -> str:
        """The value of ``handleInvalid``, or its default."""
        return self.getOrDefault(self.handleInvalid)

    def getImputedCol(self) -> str:
        """The value of ``imputedCol``, or its default."""
        return self.getOrDefault(self.imputedCol)

    def getK(self) -> int:
        """The value of ``k``, or its default."""
        return self.getOrDefault(self.k)

    def getLatentCol(self) -> str:
        """The value of ``latentCol``, or its default."""
        return self.getOrDefault(self.latentCol)

    def getLatentCovarianceCol(self) -> str:
        """The value of ``latentCovarianceCol``, or its default."""
        return self.getOrDefault(self.latentCovarianceCol)

    def getLearningDecay(self) -> float:
        """The value of ``learningDecay``, or its default."""
        return self.getOrDefault(self.learningDecay)

    def getLearningOffset(self) -> float:
        """The value of ``learningOffset``, or its default."""
        return self.getOrDefault(self.learningOffset)

    def getLearningRate(self) -> float:
        """The value of ``learningRate``, or its default."""
        return self.getOrDefault(self.learningRate)

    def getLearningRule(self) -> str:
        """The value of ``learningRule``, or its default."""
        return self.getOrDefault(self.learningRule)

    def getLogDensityCol(self) -> str:
        """The value of ``logDensityCol``, or its default."""
        return self.getOrDefault(self.logDensityCol)

    def getMaxIter(self) -> int:
        """The value of ``maxIter``, or its default."""
        return self.getOrDefault(self.maxIter)

    def getMissing(self) -> List[str]:
        """The value of ``missing``, or its default."""
        return self.getOrDefault(self.missing)

    def getMissingValues(self) -> bool:
        """The value of ``missingValues``, or its default."""
        return self.getOrDefault(self.missingValues)

    def getNoise(self) -> str:
        """The value of ``noise``, or its default."""
        return self.getOrDefault(self.noise)

    def getScale(self) -> float:
        """The value of ``scale``, or its default."""
        return self.getOrDefault(self.scale)

    def getScoreCol(self) -> str:
        """The value of ``scoreCol``, or its default."""
        return self.getOrDefault(self.scoreCol)

    def getWeightCol(self) -> str:
        """The value of ``weightCol``, or its default."""
        return self.getOrDefault(self.weightCol)


class FactorAnalysis(
    _SviEstimator,
    JavaEstimator["FactorAnalysisModel"],
    _FactorAnalysisParams,
    _SviSetters,
    JavaMLWritable,
    JavaMLReadable["FactorAnalysis"],
):
    """Factor analysis, probabilistic and Bayesian principal components.

    Params that every estimator has are described at their names, such as
    ``FactorAnalysis.seed.doc``, and by ``explainParams()``.

    Parameters
    ----------
    estimator : str, default "ml"
        how loadings and noise are found; ml or bayes.
    featuresCol : str, default "features"
        column of the rows: vectors or arrays of numbers
    handleInvalid : str, default "error"
        what becomes of invalid rows, such as those with null or an infinite value: error; skip
        leaves them out; keep leaves them out of fit, and in transform gives them null outputs
    imputedCol : str, default ""
        column of the model's 'imputed'; empty: not computed
    k : int, default 2
        q, the number of factors, below the columns; a whole number from 1 to 10000.
    latentCol : str, default "latent"
        column of the model's 'latentMean'; empty: not computed
    latentCovarianceCol : str, default ""
        column of the model's 'latentCovariance'; empty: not computed
    learningDecay : float, optional
        How fast old rounds are forgotten; for robbins-monro. In (0.5, 1]. auto: 0.75 where
        `batch-size` is auto, else 0.7. Here unset stands for `auto`.
    learningOffset : float, optional
        Gives early rounds less weight; for robbins-monro. Rounds, at least 0. auto: 1 where
        `batch-size` is auto, else 8. Here unset stands for `auto`.
    learningRate : float, default 0.05
        The rate of the rule constant. In (0, 1].
    learningRule : str, default "auto"
        Step size as a function of the number t of the round. robbins-monro (rate.delay + t) ^
        -rate.forgetting constant rate.value batch 1, for `batch-size = all`: batch variational
        Bayes; for regression halved where the bound would fall auto batch where a round has all
        rows, else robbins-monro
    logDensityCol : str, default ""
        column of the model's 'logDensity'; empty: not computed
    maxIter : int, optional
        Maximum number of visits of every row. At least 1. auto: as many as make 100 rounds, and at
        least 10 where `batch-size` is given; 1000 where rounds of mixtures, factor and regression
        have all rows, which end when they have converged; for networks as many as make 3000 rounds,
        and at least 10. Here unset stands for `auto`.
    missing : List[str], default ["NA"]
        For rows of numbers: what stands for a missing value, texts or numbers, such as [NA, "?",
        -999]. null, empty cells and NaN always do.
    missingValues : bool, default False
        whether values may be missing; they are integrated out, and imputed by transform; true or
        false.
    noise : str, default "isotropic"
        noise that factors do not explain: isotropic has one variance, diagonal one per column;
        isotropic or diagonal.
    scale : float, optional
        For rows of numbers: what all values are divided by, a positive number; 16 brings 0 .. 16 to
        [0, 1]. The model keeps it, so that new rows are read like the training rows. auto: 255 for
        images and for idx files of bytes whose rows are images, else 1. Here unset stands for
        `auto`.
    scoreCol : str, optional
        column of held-out scores: a struct of logProbability, in nats, and units; of documents the
        completion of one half by the other. Unset: not computed.
    weightCol : str, optional
        column of weights, not negative; a row of weight 2 counts as two equal rows. Unset: every
        row has weight 1.
    """

    _input_kwargs: Dict[str, Any]

    @keyword_only
    def __init__(
        self,
        *,
        batchSize: Optional[int] = None,
        blockSize: Optional[int] = None,
        boundEvery: int = 10,
        checkpointInterval: int = 0,
        checkpointSeconds: float = 60.0,
        checkpoints: int = 2,
        estimator: Union[str, float] = "ml",
        execution: Union[str, float] = "auto",
        featuresCol: Union[str, float] = "features",
        handleInvalid: Union[str, float] = "error",
        heldOut: float = 0.0,
        heldOutEvery: int = 0,
        imputedCol: Union[str, float] = "",
        joinSeconds: float = 120.0,
        k: int = 2,
        latentCol: Union[str, float] = "latent",
        latentCovarianceCol: Union[str, float] = "",
        learningDecay: Optional[float] = None,
        learningOffset: Optional[float] = None,
        learningRate: float = 0.05,
        learningRule: Union[str, float] = "auto",
        logDensityCol: Union[str, float] = "",
        maxIter: Optional[int] = None,
        maxSeconds: Optional[float] = None,
        missing: List[str] = ["NA"],
        missingValues: bool = False,
        noise: Union[str, float] = "isotropic",
        patience: Optional[int] = None,
        patienceSeconds: float = 10.0,
        publish: Union[str, float] = "auto",
        retries: int = 0,
        runDirectory: Optional[Union[str, float]] = None,
        scale: Optional[float] = None,
        scoreCol: Optional[Union[str, float]] = None,
        seed: int = 1,
        shardSteps: int = 0,
        shards: int = 8,
        shiftSeconds: float = 300.0,
        slots: Optional[int] = None,
        storage: Union[str, float] = "auto",
        tol: Optional[float] = None,
        validationIndicatorCol: Optional[Union[str, float]] = None,
        weightCol: Optional[Union[str, float]] = None,
        workDir: Optional[Union[str, float]] = None,
    ) -> None:
        super().__init__()
        self._java_obj = self._new_java_obj("org.sparksvi.ml.FactorAnalysis", self.uid)
        self._setDefault(
            boundEvery=10,
            checkpointInterval=0,
            checkpointSeconds=60.0,
            checkpoints=2,
            estimator="ml",
            execution="auto",
            featuresCol="features",
            handleInvalid="error",
            heldOut=0.0,
            heldOutEvery=0,
            imputedCol="",
            joinSeconds=120.0,
            k=2,
            latentCol="latent",
            latentCovarianceCol="",
            learningRate=0.05,
            learningRule="auto",
            logDensityCol="",
            missing=["NA"],
            missingValues=False,
            noise="isotropic",
            patienceSeconds=10.0,
            publish="auto",
            retries=0,
            seed=1,
            shardSteps=0,
            shards=8,
            shiftSeconds=300.0,
            storage="auto",
        )
        self._set(**self._input_kwargs)

    @keyword_only
    def setParams(
        self,
        *,
        batchSize: Optional[int] = None,
        blockSize: Optional[int] = None,
        boundEvery: int = 10,
        checkpointInterval: int = 0,
        checkpointSeconds: float = 60.0,
        checkpoints: int = 2,
        estimator: Union[str, float] = "ml",
        execution: Union[str, float] = "auto",
        featuresCol: Union[str, float] = "features",
        handleInvalid: Union[str, float] = "error",
        heldOut: float = 0.0,
        heldOutEvery: int = 0,
        imputedCol: Union[str, float] = "",
        joinSeconds: float = 120.0,
        k: int = 2,
        latentCol: Union[str, float] = "latent",
        latentCovarianceCol: Union[str, float] = "",
        learningDecay: Optional[float] = None,
        learningOffset: Optional[float] = None,
        learningRate: float = 0.05,
        learningRule: Union[str, float] = "auto",
        logDensityCol: Union[str, float] = "",
        maxIter: Optional[int] = None,
        maxSeconds: Optional[float] = None,
        missing: List[str] = ["NA"],
        missingValues: bool = False,
        noise: Union[str, float] = "isotropic",
        patience: Optional[int] = None,
        patienceSeconds: float = 10.0,
        publish: Union[str, float] = "auto",
        retries: int = 0,
        runDirectory: Optional[Union[str, float]] = None,
        scale: Optional[float] = None,
        scoreCol: Optional[Union[str, float]] = None,
        seed: int = 1,
        shardSteps: int = 0,
        shards: int = 8,
        shiftSeconds: float = 300.0,
        slots: Optional[int] = None,
        storage: Union[str, float] = "auto",
        tol: Optional[float] = None,
        validationIndicatorCol: Optional[Union[str, float]] = None,
        weightCol: Optional[Union[str, float]] = None,
        workDir: Optional[Union[str, float]] = None,
    ) -> "FactorAnalysis":
        """Sets several Params at once."""
        return self._set(**self._input_kwargs)

    def _create_model(self, java_model: Any) -> "FactorAnalysisModel":
        return FactorAnalysisModel(java_model)

    def setEstimator(self: S, value: Union[str, float]) -> S:
        """Sets ``estimator``."""
        return self._set(estimator=value)  # type: ignore[return-value]

    def setFeaturesCol(self: S, value: Union[str, float]) -> S:
        """Sets ``featuresCol``."""
        return self._set(featuresCol=value)  # type: ignore[return-value]

    def setHandleInvalid(self: S, value: Union[str, float]) -> S:
        """Sets ``handleInvalid``."""
        return self._set(handleInvalid=value)  # type: ignore[return-value]

    def setImputedCol(self: S, value: Union[str, float]) -> S:
        """Sets ``imputedCol``."""
        return self._set(imputedCol=value)  # type: ignore[return-value]

    def setK(self: S, value: int) -> S:
        """Sets ``k``."""
        return self._set(k=value)  # type: ignore[return-value]

    def setLatentCol(self: S, value: Union[str, float]) -> S:
        """Sets ``latentCol``."""
        return self._set(latentCol=value)  # type: ignore[return-value]

    def setLatentCovarianceCol(self: S, value: Union[str, float]) -> S:
        """Sets ``latentCovarianceCol``."""
        return self._set(latentCovarianceCol=value)  # type: ignore[return-value]

    def setLearningDecay(self: S, value: float) -> S:
        """Sets ``learningDecay``."""
        return self._set(learningDecay=value)  # type: ignore[return-value]

    def setLearningOffset(self: S, value: float) -> S:
        """Sets ``learningOffset``."""
        return self._set(learningOffset=value)  # type: ignore[return-value]

    def setLearningRate(self: S, value: float) -> S:
        """Sets ``learningRate``."""
        return self._set(learningRate=value)  # type: ignore[return-value]

    def setLearningRule(self: S, value: Union[str, float]) -> S:
        """Sets ``learningRule``."""
        return self._set(learningRule=value)  # type: ignore[return-value]

    def setLogDensityCol(self: S, value: Union[str, float]) -> S:
        """Sets ``logDensityCol``."""
        return self._set(logDensityCol=value)  # type: ignore[return-value]

    def setMaxIter(self: S, value: int) -> S:
        """Sets ``maxIter``."""
        return self._set(maxIter=value)  # type: ignore[return-value]

    def setMissing(self: S, value: List[str]) -> S:
        """Sets ``missing``."""
        return self._set(missing=value)  # type: ignore[return-value]

    def setMissingValues(self: S, value: bool) -> S:
        """Sets ``missingValues``."""
        return self._set(missingValues=value)  # type: ignore[return-value]

    def setNoise(self: S, value: Union[str, float]) -> S:
        """Sets ``noise``."""
        return self._set(noise=value)  # type: ignore[return-value]

    def setScale(self: S, value: float) -> S:
        """Sets ``scale``."""
        return self._set(scale=value)  # type: ignore[return-value]

    def setScoreCol(self: S, value: Union[str, float]) -> S:
        """Sets ``scoreCol``."""
        return self._set(scoreCol=value)  # type: ignore[return-value]

    def setWeightCol(self: S, value: Union[str, float]) -> S:
        """Sets ``weightCol``."""
        return self._set(weightCol=value)  # type: ignore[return-value]


class FactorAnalysisModel(_FactorAnalysisModel, _FactorAnalysisParams, JavaMLWritable, JavaMLReadable["FactorAnalysisModel"]):
    __doc__ = _FactorAnalysisModel.__doc__

    def setFeaturesCol(self: S, value: Union[str, float]) -> S:
        """Sets ``featuresCol``."""
        return self._set(featuresCol=value)  # type: ignore[return-value]

    def setHandleInvalid(self: S, value: Union[str, float]) -> S:
        """Sets ``handleInvalid``."""
        return self._set(handleInvalid=value)  # type: ignore[return-value]

    def setImputedCol(self: S, value: Union[str, float]) -> S:
        """Sets ``imputedCol``."""
        return self._set(imputedCol=value)  # type: ignore[return-value]

    def setLatentCol(self: S, value: Union[str, float]) -> S:
        """Sets ``latentCol``."""
        return self._set(latentCol=value)  # type: ignore[return-value]

    def setLatentCovarianceCol(self: S, value: Union[str, float]) -> S:
        """Sets ``latentCovarianceCol``."""
        return self._set(latentCovarianceCol=value)  # type: ignore[return-value]

    def setLogDensityCol(self: S, value: Union[str, float]) -> S:
        """Sets ``logDensityCol``."""
        return self._set(logDensityCol=value)  # type: ignore[return-value]

    def setScoreCol(self: S, value: Union[str, float]) -> S:
        """Sets ``scoreCol``."""
        return self._set(scoreCol=value)  # type: ignore[return-value]


class _VariationalAutoencoderParams(_SviParams):
    """Params of VariationalAutoencoder and its model."""

    activation: "Param[str]" = Param(
        Params._dummy(),
        "activation",
        "activation of the hidden units; tanh, relu, elu or softplus.",
        typeConverter=text,
    )

    averaging: "Param[str]" = Param(
        Params._dummy(),
        "averaging",
        "Which mean of the parameters is scored on held-out rows and published instead of them. "
        "none the parameters themselves moving a mean with weights that fall by averaging-decay "
        "from round to round polyak the plain mean from round averaging-first on",
        typeConverter=text,
    )

    averagingDecay: "Param[float]" = Param(
        Params._dummy(),
        "averagingDecay",
        "See averaging. In [0, 1).",
        typeConverter=real,
    )

    averagingFirst: "Param[int]" = Param(
        Params._dummy(),
        "averagingFirst",
        "See averaging. At least 1.",
        typeConverter=whole,
    )

    beta: "Param[float]" = Param(
        Params._dummy(),
        "beta",
        "weight of the KL divergence; only 1 makes a bound of log p(x); a number of at least 0.",
        typeConverter=real,
    )

    binarise: "Param[str]" = Param(
        Params._dummy(),
        "binarise",
        "whether intensities are probabilities of a 1; none, stochastic or fixed.",
        typeConverter=text,
    )

    clip: "Param[float]" = Param(
        Params._dummy(),
        "clip",
        "Largest Euclidean norm of a gradient; larger gradients are scaled down. Positive. null: "
        "no limit.",
        typeConverter=real,
    )

    clipAllFields: "Param[bool]" = Param(
        Params._dummy(),
        "clipAllFields",
        "Whether the limit applies to all fields together, or to each field.",
        typeConverter=flag,
    )

    decay: "Param[str]" = Param(
        Params._dummy(),
        "decay",
        "How the rate falls, counted from the first round; multiplies warm-up. none it is "
        "constant cosine to decay-factor in decay-rounds, along half a cosine, then constant "
        "exponential by decay-factor per decay-rounds, smoothly staircase by decay-factor after "
        "every decay-rounds, in one step inverse-root as the inverse square root of the round, "
        "after decay-rounds",
        typeConverter=text,
    )

    decayFactor: "Param[float]" = Param(
        Params._dummy(),
        "decayFactor",
        "See decay. In (0, 1].",
        typeConverter=real,
    )

    decayRounds: "Param[int]" = Param(
        Params._dummy(),
        "decayRounds",
        "See decay. At least 1.",
        typeConverter=whole,
    )

    decoder: "Param[List[int]]" = Param(
        Params._dummy(),
        "decoder",
        "units of each hidden layer of the decoder, from z on; a list of whole numbers of units "
        "from 1 to 1000000.",
        typeConverter=wholes,
    )

    densitySamples: "Param[int]" = Param(
        Params._dummy(),
        "densitySamples",
        "draws of z for each row's log density in transform; a whole number from 1 to 1000000.",
        typeConverter=whole,
    )

    dropout: "Param[float]" = Param(
        Params._dummy(),
        "dropout",
        "share of the encoder's inputs that training leaves out; a number in [0, 1).",
        typeConverter=real,
    )

    encoder: "Param[List[int]]" = Param(
        Params._dummy(),
        "encoder",
        "units of each hidden layer of the encoder, from the columns on; a list of whole numbers "
        "of units from 1 to 1000000.",
        typeConverter=wholes,
    )

    epsilon: "Param[float]" = Param(
        Params._dummy(),
        "epsilon",
        "Added to denominators; for adam and adamw. Positive.",
        typeConverter=real,
    )

    featuresCol: "Param[str]" = Param(
        Params._dummy(),
        "featuresCol",
        "column of the rows: vectors or arrays of numbers, or documents of text",
        typeConverter=text,
    )

    firstDecay: "Param[float]" = Param(
        Params._dummy(),
        "firstDecay",
        "Weight of the past in the mean of gradients; for adam and adamw. In [0, 1).",
        typeConverter=real,
    )

    handleInvalid: "Param[str]" = Param(
        Params._dummy(),
        "handleInvalid",
        "what becomes of invalid rows, such as those with null or an infinite value: error; skip "
        "leaves them out; keep leaves them out of fit, and in transform gives them null outputs",
        typeConverter=text,
    )

    latent: "Param[int]" = Param(
        Params._dummy(),
        "latent",
        "J, the dimensions of z; a whole number from 1 to 1000000.",
        typeConverter=whole,
    )

    latentCol: "Param[str]" = Param(
        Params._dummy(),
        "latentCol",
        "column of the model's 'latentMean'; empty: not computed",
        typeConverter=text,
    )

    latentVarianceCol: "Param[str]" = Param(
        Params._dummy(),
        "latentVarianceCol",
        "column of the model's 'latentVariance'; empty: not computed",
        typeConverter=text,
    )

    learningRate: "Param[float]" = Param(
        Params._dummy(),
        "learningRate",
        "The rate before warm-up and decay. Much smaller for sgd: its steps grow with the number "
        "of rows. Positive.",
        typeConverter=real,
    )

    librarySize: "Param[bool]" = Param(
        Params._dummy(),
        "librarySize",
        "whether rates of poisson and negative-binomial are shares of a row's total; true or "
        "false.",
        typeConverter=flag,
    )

    likelihood: "Param[str]" = Param(
        Params._dummy(),
        "likelihood",
        "p(x | z); auto, bernoulli, gaussian, multinomial, poisson or negative-binomial.",
        typeConverter=text,
    )

    localRate: "Param[float]" = Param(
        Params._dummy(),
        "localRate",
        "the rate of the first of them; it falls to 0; a number from 1e-12 to 1e9.",
        typeConverter=real,
    )

    localSamples: "Param[int]" = Param(
        Params._dummy(),
        "localSamples",
        "draws of z for each of them; a whole number from 1 to 1000000.",
        typeConverter=whole,
    )

    localSteps: "Param[int]" = Param(
        Params._dummy(),
        "localSteps",
        "Adam's steps on the posterior of one row; a whole number from 1 to 1000000.",
        typeConverter=whole,
    )

    locale: "Param[str]" = Param(
        Params._dummy(),
        "locale",
        "Language of lower case and word boundaries, such as `tr` for Turkish, or `root` for "
        "none.",
        typeConverter=text,
    )

    logDensityCol: "Param[str]" = Param(
        Params._dummy(),
        "logDensityCol",
        "column of the model's 'logDensity'; empty: not computed",
        typeConverter=text,
    )

    lowerCase: "Param[bool]" = Param(
        Params._dummy(),
        "lowerCase",
        "Whether text is converted to lower case first.",
        typeConverter=flag,
    )

    maxDocuments: "Param[float]" = Param(
        Params._dummy(),
        "maxDocuments",
        "Words in more documents than this are left out. A number of documents above 1, or a "
        "fraction of them up to 1.",
        typeConverter=real,
    )

    maxEpochs: "Param[int]" = Param(
        Params._dummy(),
        "maxEpochs",
        "Maximum number of visits of every row. At least 1. auto: as many as make 100 rounds, and "
        "at least 10 where `batch-size` is given; 1000 where rounds of mixtures, factor and "
        "regression have all rows, which end when they have converged; for networks as many as "
        "make 3000 rounds, and at least 10. Here unset stands for `auto`.",
        typeConverter=whole,
    )

    minDocuments: "Param[float]" = Param(
        Params._dummy(),
        "minDocuments",
        "Words in fewer documents than this are left out. A number of documents, at least 1, or a "
        "fraction of them below 1.",
        typeConverter=real,
    )

    minTokenLength: "Param[int]" = Param(
        Params._dummy(),
        "minTokenLength",
        "Fewest characters of a token. At least 1.",
        typeConverter=whole,
    )

    missing: "Param[List[str]]" = Param(
        Params._dummy(),
        "missing",
        "For rows of numbers: what stands for a missing value, texts or numbers, such as [NA, "
        "\"?\", -999]. null, empty cells and NaN always do.",
        typeConverter=texts,
    )

    momentum: "Param[float]" = Param(
        Params._dummy(),
        "momentum",
        "Weight of the past in the sum of gradients; for sgd. In [0, 1).",
        typeConverter=real,
    )

    nesterov: "Param[bool]" = Param(
        Params._dummy(),
        "nesterov",
        "Whether momentum looks ahead; for sgd.",
        typeConverter=flag,
    )

    noise: "Param[str]" = Param(
        Params._dummy(),
        "noise",
        "noise of a gaussian: isotropic, diagonal, or fixed at noise-variance; isotropic, "
        "diagonal or fixed.",
        typeConverter=text,
    )

    noiseVariance: "Param[float]" = Param(
        Params._dummy(),
        "noiseVariance",
        "variance of each column, in its own units, with noise = fixed; a positive number, or "
        "null. Here unset stands for `auto` or null.",
        typeConverter=real,
    )

    objective: "Param[str]" = Param(
        Params._dummy(),
        "objective",
        "what training raises: the elbo, or the importance-weighted bound; elbo or importance.",
        typeConverter=text,
    )

    optimizer: "Param[str]" = Param(
        Params._dummy(),
        "optimizer",
        "The update rule. adam a running mean of gradients over the root of one of their squares "
        "adamw the same, and parameters decay beside it sgd rate times gradient, or a sum of past "
        "ones where there is momentum",
        typeConverter=text,
    )

    posterior: "Param[str]" = Param(
        Params._dummy(),
        "posterior",
        "how q(z | x) is found: amortised by an encoder, or free for each row; amortised or free.",
        typeConverter=text,
    )

    precision: "Param[str]" = Param(
        Params._dummy(),
        "precision",
        "what networks compute with; single or double.",
        typeConverter=text,
    )

    rateWarmUpRounds: "Param[int]" = Param(
        Params._dummy(),
        "rateWarmUpRounds",
        "Rounds over which the rate grows linearly from 0. 0: none.",
        typeConverter=whole,
    )

    reconstructionCol: "Param[str]" = Param(
        Params._dummy(),
        "reconstructionCol",
        "column of the model's 'reconstruction'; empty: not computed",
        typeConverter=text,
    )

    samples: "Param[int]" = Param(
        Params._dummy(),
        "samples",
        "draws of z per row and round; a whole number from 1 to 1000000.",
        typeConverter=whole,
    )

    scale: "Param[float]" = Param(
        Params._dummy(),
        "scale",
        "For rows of numbers: what all values are divided by, a positive number; 16 brings 0 .. "
        "16 to [0, 1]. The model keeps it, so that new rows are read like the training rows. "
        "auto: 255 for images and for idx files of bytes whose rows are images, else 1. Here "
        "unset stands for `auto`.",
        typeConverter=real,
    )

    scoreCol: "Param[str]" = Param(
        Params._dummy(),
        "scoreCol",
        "column of held-out scores: a struct of logProbability, in nats, and units; of documents "
        "the completion of one half by the other. Unset: not computed.",
        typeConverter=text,
    )

    secondDecay: "Param[float]" = Param(
        Params._dummy(),
        "secondDecay",
        "Weight of the past in the mean of squares; for adam and adamw. In [0, 1).",
        typeConverter=real,
    )

    stopWords: "Param[str]" = Param(
        Params._dummy(),
        "stopWords",
        "Words left out: `none`, a language of Spark's StopWordsRemover such as `english`, or the "
        "path of a file with one word per line, such as `./english`.",
        typeConverter=text,
    )

    tokenPattern: "Param[str]" = Param(
        Params._dummy(),
        "tokenPattern",
        "`words`: a token is a word with a letter, between the word boundaries of Unicode "
        "Standard Annex #29; Chinese, Japanese, Thai and others by dictionary. Or a regular "
        "expression: a token is what it matches. Either way text is first composed (NFC) and rid "
        "of soft hyphens and the like.",
        typeConverter=text,
    )

    varianceFloor: "Param[float]" = Param(
        Params._dummy(),
        "varianceFloor",
        "least variance of a gaussian, as a share of the columns' own; a number between 0 and 1.",
        typeConverter=real,
    )

    vocabulary: "Param[List[str]]" = Param(
        Params._dummy(),
        "vocabulary",
        "the words that columns of vectors stand for, such as a CountVectorizerModel's "
        "vocabulary; of text, those to count. Unset: vectors' columns are called by their "
        "numbers, and text is read for its words.",
        typeConverter=texts,
    )

    vocabularySize: "Param[int]" = Param(
        Params._dummy(),
        "vocabularySize",
        "Largest size of the vocabulary; the most frequent words are kept.",
        typeConverter=whole,
    )

    warmUpRounds: "Param[int]" = Param(
        Params._dummy(),
        "warmUpRounds",
        "rounds over which beta rises from 0; a whole number of at least 0.",
        typeConverter=whole,
    )

    weightCol: "Param[str]" = Param(
        Params._dummy(),
        "weightCol",
        "column of weights, not negative; a row of weight 2 counts as two equal rows. Unset: "
        "every row has weight 1.",
        typeConverter=text,
    )

    weightDecay: "Param[float]" = Param(
        Params._dummy(),
        "weightDecay",
        "Fraction of a parameter, relative to the rate, that a step removes; for adamw. Weights "
        "shrink by a prior without it where the model has one. At least 0, below 1 / rate.",
        typeConverter=real,
    )

    weightPrecision: "Param[float]" = Param(
        Params._dummy(),
        "weightPrecision",
        "precision of a normal prior of the weights around 0; a number of at least 0.",
        typeConverter=real,
    )

    def getActivation(self) -> str:
        """The value of ``activation``, or its default."""
        return self.getOrDefault(self.activation)

    def getAveraging(self) -> str:
        """The value of ``averaging``, or its default."""
        return self.getOrDefault(self.averaging)

    def getAveragingDecay(self) -> float:
        """The value of ``averagingDecay``, or its default."""
        return self.getOrDefault(self.averagingDecay)

    def getAveragingFirst(self) -> int:
        """The value of ``averagingFirst``, or its default."""
        return self.getOrDefault(self.averagingFirst)

    def getBeta(self) -> float:
        """The value of ``beta``, or its default."""
        return self.getOrDefault(self.beta)

    def getBinarise(self) -> str:
        """The value of ``binarise``, or its default."""
        return self.getOrDefault(self.binarise)

    def getClip(self) -> float:
        """The value of ``clip``, or its default."""
        return self.getOrDefault(self.clip)

    def getClipAllFields(self) -> bool:
        """The value of ``clipAllFields``, or its default."""
        return self.getOrDefault(self.clipAllFields)

    def getDecay(self) -> str:
        """The value of ``decay``, or its default."""
        return self.getOrDefault(self.decay)

    def getDecayFactor(self) -> float:
        """The value of ``decayFactor``, or its default."""
        return self.getOrDefault(self.decayFactor)

    def getDecayRounds(self) -> int:
        """The value of ``decayRounds``, or its default."""
        return self.getOrDefault(self.decayRounds)

    def getDecoder(self) -> List[int]:
        """The value of ``decoder``, or its default."""
        return self.getOrDefault(self.decoder)

    def getDensitySamples(self) -> int:
        """The value of ``densitySamples``, or its default."""
        return self.getOrDefault(self.densitySamples)

    def getDropout(self) -> float:
        """The value of ``dropout``, or its default."""
        return self.getOrDefault(self.dropout)

    def getEncoder(self) -> List[int]:
        """The value of ``encoder``, or its default."""
        return self.getOrDefault(self.encoder)

    def getEpsilon(self) -> float:
        """The value of ``epsilon``, or its default."""
        return self.getOrDefault(self.epsilon)

    def getFeaturesCol(self) -> str:
        """The value of ``featuresCol``, or its default."""
        return self.getOrDefault(self.featuresCol)

    def getFirstDecay(self) -> float:
        """The value of ``firstDecay``, or its default."""
        return self.getOrDefault(self.firstDecay)

    def getHandleInvalid(self) -> str:
        """The value of ``handleInvalid``, or its default."""
        return self.getOrDefault(self.handleInvalid)

    def getLatent(self) -> int:
        """The value of ``latent``, or its default."""
        return self.getOrDefault(self.latent)

    def getLatentCol(self) -> str:
        """The value of ``latentCol``, or its default."""
        return self.getOrDefault(self.latentCol)

    def getLatentVarianceCol(self) -> str:
        """The value of ``latentVarianceCol``, or its default."""
        return self.getOrDefault(self.latentVarianceCol)

    def getLearningRate(self) -> float:
        """The value of ``learningRate``, or its default."""
        return self.getOrDefault(self.learningRate)

    def getLibrarySize(self) -> bool:
        """The value of ``librarySize``, or its default."""
        return self.getOrDefault(self.librarySize)

    def getLikelihood(self) -> str:
        """The value of ``likelihood``, or its default."""
        return self.getOrDefault(self.likelihood)

    def getLocalRate(self) -> float:
        """The value of ``localRate``, or its default."""
        return self.getOrDefault(self.localRate)

    def getLocalSamples(self) -> int:
        """The value of ``localSamples``, or its default."""
        return self.getOrDefault(self.localSamples)

    def getLocalSteps(self) -> int:
        """The value of ``localSteps``, or its default."""
        return self.getOrDefault(self.localSteps)

    def getLocale(self) -> str:
        """The value of ``locale``, or its default."""
        return self.getOrDefault(self.locale)

    def getLogDensityCol(self) -> str:
        """The value of ``logDensityCol``, or its default."""
        return self.getOrDefault(self.logDensityCol)

    def getLowerCase(self) -> bool:
        """The value of ``lowerCase``, or its default."""
        return self.getOrDefault(self.lowerCase)

    def getMaxDocuments(self) -> float:
        """The value of ``maxDocuments``, or its default."""
        return self.getOrDefault(self.maxDocuments)

    def getMaxEpochs(self) -> int:
        """The value of ``maxEpochs``, or its default."""
        return self.getOrDefault(self.maxEpochs)

    def getMinDocuments(self) -> float:
        """The value of ``minDocuments``, or its default."""
        return self.getOrDefault(self.minDocuments)

    def getMinTokenLength(self) -> int:
        """The value of ``minTokenLength``, or its default."""
        return self.getOrDefault(self.minTokenLength)

    def getMissing(self) -> List[str]:
        """The value of ``missing``, or its default."""
        return self.getOrDefault(self.missing)

    def getMomentum(self) -> float:
        """The value of ``momentum``, or its default."""
        return self.getOrDefault(self.momentum)

    def getNesterov(self) -> bool:
        """The value of ``nesterov``, or its default."""
        return self.getOrDefault(self.nesterov)

    def getNoise(self) -> str:
        """The value of ``noise``, or its default."""
        return self.getOrDefault(self.noise)

    def getNoiseVariance(self) -> float:
        """The value of ``noiseVariance``, or its default."""
        return self.getOrDefault(self.noiseVariance)

    def getObjective(self) -> str:
        """The value of ``objective``, or its default."""
        return self.getOrDefault(self.objective)

    def getOptimizer(self) -> str:
        """The value of ``optimizer``, or its default."""
        return self.getOrDefault(self.optimizer)

    def getPosterior(self) -> str:
        """The value of ``posterior``, or its default."""
        return self.getOrDefault(self.posterior)

    def getPrecision(self) -> str:
        """The value of ``precision``, or its default."""
        return self.getOrDefault(self.precision)

    def getRateWarmUpRounds(self) -> int:
        """The value of ``rateWarmUpRounds``, or its default."""
        return self.getOrDefault(self.rateWarmUpRounds)

    def getReconstructionCol(self) -> str:
        """The value of ``reconstructionCol``, or its default."""
        return self.getOrDefault(self.reconstructionCol)

    def getSamples(self) -> int:
        """The value of ``samples``, or its default."""
        return self.getOrDefault(self.samples)

    def getScale(self) -> float:
        """The value of ``scale``, or its default."""
        return self.getOrDefault(self.scale)

    def getScoreCol(self) -> str:
        """The value of ``scoreCol``, or its default."""
        return self.getOrDefault(self.scoreCol)

    def getSecondDecay(self) -> float:
        """The value of ``secondDecay``, or its default."""
        return self.getOrDefault(self.secondDecay)

    def getStopWords(self) -> str:
        """The value of ``stopWords``, or its default."""
        return self.getOrDefault(self.stopWords)

    def getTokenPattern(self) -> str:
        """The value of ``tokenPattern``, or its default."""
        return self.getOrDefault(self.tokenPattern)

    def getVarianceFloor(self) -> float:
        """The value of ``varianceFloor``, or its default."""
        return self.getOrDefault(self.varianceFloor)

    def getVocabulary(self) -> List[str]:
        """The value of ``vocabulary``, or its default."""
        return self.getOrDefault(self.vocabulary)

    def getVocabularySize(self) -> int:
        """The value of ``vocabularySize``, or its default."""
        return self.getOrDefault(self.vocabularySize)

    def getWarmUpRounds(self) -> int:
        """The value of ``warmUpRounds``, or its default."""
        return self.getOrDefault(self.warmUpRounds)

    def getWeightCol(self) -> str:
        """The value of ``weightCol``, or its default."""
        return self.getOrDefault(self.weightCol)

    def getWeightDecay(self) -> float:
        """The value of ``weightDecay``, or its default."""
        return self.getOrDefault(self.weightDecay)

    def getWeightPrecision(self) -> float:
        """The value of ``weightPrecision``, or its default."""
        return self.getOrDefault(self.weightPrecision)


class VariationalAutoencoder(
    _SviEstimator,
    JavaEstimator["VariationalAutoencoderModel"],
    _VariationalAutoencoderParams,
    _SviSetters,
    JavaMLWritable,
    JavaMLReadable["VariationalAutoencoder"],
):
    """Variational autoencoders, over rows of numbers or of counts.

    Params that every estimator has are described at their names, such as
    ``VariationalAutoencoder.seed.doc``, and by ``explainParams()``.

    Parameters
    ----------
    activation : str, default "relu"
        activation of the hidden units; tanh, relu, elu or softplus.
    averaging : str, default "none"
        Which mean of the parameters is scored on held-out rows and published instead of them. none
        the parameters themselves moving a mean with weights that fall by averaging-decay from round
        to round polyak the plain mean from round averaging-first on
    averagingDecay : float, default 0.999
        See averaging. In [0, 1).
    averagingFirst : int, default 1
        See averaging. At least 1.
    beta : float, default 1.0
        weight of the KL divergence; only 1 makes a bound of log p(x); a number of at least 0.
    binarise : str, default "none"
        whether intensities are probabilities of a 1; none, stochastic or fixed.
    clip : float, optional
        Largest Euclidean norm of a gradient; larger gradients are scaled down. Positive. null: no
        limit.
    clipAllFields : bool, default True
        Whether the limit applies to all fields together, or to each field.
    decay : str, default "none"
        How the rate falls, counted from the first round; multiplies warm-up. none it is constant
        cosine to decay-factor in decay-rounds, along half a cosine, then constant exponential by
        decay-factor per decay-rounds, smoothly staircase by decay-factor after every decay-rounds,
        in one step inverse-root as the inverse square root of the round, after decay-rounds
    decayFactor : float, default 0.1
        See decay. In (0, 1].
    decayRounds : int, default 10000
        See decay. At least 1.
    decoder : List[int], default [256]
        units of each hidden layer of the decoder, from z on; a list of whole numbers of units from
        1 to 1000000.
    densitySamples : int, default 64
        draws of z for each row's log density in transform; a whole number from 1 to 1000000.
    dropout : float, default 0.0
        share of the encoder's inputs that training leaves out; a number in [0, 1).
    encoder : List[int], default [256]
        units of each hidden layer of the encoder, from the columns on; a list of whole numbers of
        units from 1 to 1000000.
    epsilon : float, default 1.0E-8
        Added to denominators; for adam and adamw. Positive.
    featuresCol : str, default "features"
        column of the rows: vectors or arrays of numbers, or documents of text
    firstDecay : float, default 0.9
        Weight of the past in the mean of gradients; for adam and adamw. In [0, 1).
    handleInvalid : str, default "error"
        what becomes of invalid rows, such as those with null or an infinite value: error; skip
        leaves them out; keep leaves them out of fit, and in transform gives them null outputs
    latent : int, default 2
        J, the dimensions of z; a whole number from 1 to 1000000.
    latentCol : str, default "latent"
        column of the model's 'latentMean'; empty: not computed
    latentVarianceCol : str, default ""
        column of the model's 'latentVariance'; empty: not computed
    learningRate : float, default 0.003
        The rate before warm-up and decay. Much smaller for sgd: its steps grow with the number of
        rows. Positive.
    librarySize : bool, default False
        whether rates of poisson and negative-binomial are shares of a row's total; true or false.
    likelihood : str, default "auto"
        p(x | z); auto, bernoulli, gaussian, multinomial, poisson or negative-binomial.
    localRate : float, default 0.1
        the rate of the first of them; it falls to 0; a number from 1e-12 to 1e9.
    localSamples : int, default 1
        draws of z for each of them; a whole number from 1 to 1000000.
    localSteps : int, default 50
        Adam's steps on the posterior of one row; a whole number from 1 to 1000000.
    locale : str, default "root"
        Language of lower case and word boundaries, such as `tr` for Turkish, or `root` for none.
    logDensityCol : str, default ""
        column of the model's 'logDensity'; empty: not computed
    lowerCase : bool, default True
        Whether text is converted to lower case first.
    maxDocuments : float, default 0.5
        Words in more documents than this are left out. A number of documents above 1, or a fraction
        of them up to 1.
    maxEpochs : int, optional
        Maximum number of visits of every row. At least 1. auto: as many as make 100 rounds, and at
        least 10 where `batch-size` is given; 1000 where rounds of mixtures, factor and regression
        have all rows, which end when they have converged; for networks as many as make 3000 rounds,
        and at least 10. Here unset stands for `auto`.
    minDocuments : float, default 5.0
        Words in fewer documents than this are left out. A number of documents, at least 1, or a
        fraction of them below 1.
    minTokenLength : int, default 2
        Fewest characters of a token. At least 1.
    missing : List[str], default ["NA"]
        For rows of numbers: what stands for a missing value, texts or numbers, such as [NA, "?",
        -999]. null, empty cells and NaN always do.
    momentum : float, default 0.0
        Weight of the past in the sum of gradients; for sgd. In [0, 1).
    nesterov : bool, default False
        Whether momentum looks ahead; for sgd.
    noise : str, default "isotropic"
        noise of a gaussian: isotropic, diagonal, or fixed at noise-variance; isotropic, diagonal or
        fixed.
    noiseVariance : float, optional
        variance of each column, in its own units, with noise = fixed; a positive number, or null.
        Here unset stands for `auto` or null.
    objective : str, default "elbo"
        what training raises: the elbo, or the importance-weighted bound; elbo or importance.
    optimizer : str, default "adam"
        The update rule. adam a running mean of gradients over the root of one of their squares
        adamw the same, and parameters decay beside it sgd rate times gradient, or a sum of past
        ones where there is momentum
    posterior : str, default "amortised"
        how q(z | x) is found: amortised by an encoder, or free for each row; amortised or free.
    precision : str, default "single"
        what networks compute with; single or double.
    rateWarmUpRounds : int, default 0
        Rounds over which the rate grows linearly from 0. 0: none.
    reconstructionCol : str, default ""
        column of the model's 'reconstruction'; empty: not computed
    samples : int, default 1
        draws of z per row and round; a whole number from 1 to 1000000.
    scale : float, optional
        For rows of numbers: what all values are divided by, a positive number; 16 brings 0 .. 16 to
        [0, 1]. The model keeps it, so that new rows are read like the training rows. auto: 255 for
        images and for idx files of bytes whose rows are images, else 1. Here unset stands for
        `auto`.
    scoreCol : str, optional
        column of held-out scores: a struct of logProbability, in nats, and units; of documents the
        completion of one half by the other. Unset: not computed.
    secondDecay : float, default 0.999
        Weight of the past in the mean of squares; for adam and adamw. In [0, 1).
    stopWords : str, default "english"
        Words left out: `none`, a language of Spark's StopWordsRemover such as `english`, or the
        path of a file with one word per line, such as `./english`.
    tokenPattern : str, default "words"
        `words`: a token is a word with a letter, between the word boundaries of Unicode Standard
        Annex #29; Chinese, Japanese, Thai and others by dictionary. Or a regular expression: a
        token is what it matches. Either way text is first composed (NFC) and rid of soft hyphens
        and the like.
    varianceFloor : float, default 1.0E-4
        least variance of a gaussian, as a share of the columns' own; a number between 0 and 1.
    vocabulary : List[str], optional
        the words that columns of vectors stand for, such as a CountVectorizerModel's vocabulary; of
        text, those to count. Unset: vectors' columns are called by their numbers, and text is read
        for its words.
    vocabularySize : int, default 50000
        Largest size of the vocabulary; the most frequent words are kept.
    warmUpRounds : int, default 0
        rounds over which beta rises from 0; a whole number of at least 0.
    weightCol : str, optional
        column of weights, not negative; a row of weight 2 counts as two equal rows. Unset: every
        row has weight 1.
    weightDecay : float, default 0.01
        Fraction of a parameter, relative to the rate, that a step removes; for adamw. Weights
        shrink by a prior without it where the model has one. At least 0, below 1 / rate.
    weightPrecision : float, default 0.0
        precision of a normal prior of the weights around 0; a number of at least 0.
    """

    _input_kwargs: Dict[str, Any]

    @keyword_only
    def __init__(
        self,
        *,
        activation: Union[str, float] = "relu",
        averaging: Union[str, float] = "none",
        averagingDecay: float = 0.999,
        averagingFirst: int = 1,
        batchSize: Optional[int] = None,
        beta: float = 1.0,
        binarise: Union[str, float] = "none",
        blockSize: Optional[int] = None,
        boundEvery: int = 10,
        checkpointInterval: int = 0,
        checkpointSeconds: float = 60.0,
        checkpoints: int = 2,
        clip: Optional[float] = None,
        clipAllFields: bool = True,
        decay: Union[str, float] = "none",
        decayFactor: float = 0.1,
        decayRounds: int = 10000,
        decoder: List[int] = [256],
        densitySamples: int = 64,
        dropout: float = 0.0,
        encoder: List[int] = [256],
        epsilon: float = 1.0E-8,
        execution: Union[str, float] = "auto",
        featuresCol: Union[str, float] = "features",
        firstDecay: float = 0.9,
        handleInvalid: Union[str, float] = "error",
        heldOut: float = 0.0,
        heldOutEvery: int = 0,
        joinSeconds: float = 120.0,
        latent: int = 2,
        latentCol: Union[str, float] = "latent",
        latentVarianceCol: Union[str, float] = "",
        learningRate: float = 0.003,
        librarySize: bool = False,
        likelihood: Union[str, float] = "auto",
        localRate: float = 0.1,
        localSamples: int = 1,
        localSteps: int = 50,
        locale: Union[str, float] = "root",
        logDensityCol: Union[str, float] = "",
        lowerCase: bool = True,
        maxDocuments: float = 0.5,
        maxEpochs: Optional[int] = None,
        maxSeconds: Optional[float] = None,
        minDocuments: float = 5.0,
        minTokenLength: int = 2,
        missing: List[str] = ["NA"],
        momentum: float = 0.0,
        nesterov: bool = False,
        noise: Union[str, float] = "isotropic",
        noiseVariance: Optional[float] = None,
        objective: Union[str, float] = "elbo",
        optimizer: Union[str, float] = "adam",
        patience: Optional[int] = None,
        patienceSeconds: float = 10.0,
        posterior: Union[str, float] = "amortised",
        precision: Union[str, float] = "single",
        publish: Union[str, float] = "auto",
        rateWarmUpRounds: int = 0,
        reconstructionCol: Union[str, float] = "",
        retries: int = 0,
        runDirectory: Optional[Union[str, float]] = None,
        samples: int = 1,
        scale: Optional[float] = None,
        scoreCol: Optional[Union[str, float]] = None,
        secondDecay: float = 0.999,
        seed: int = 1,
        shardSteps: int = 0,
        shards: int = 8,
        shiftSeconds: float = 300.0,
        slots: Optional[int] = None,
        stopWords: Union[str, float] = "english",
        storage: Union[str, float] = "auto",
        tokenPattern: Union[str, float] = "words",
        tol: Optional[float] = None,
        validationIndicatorCol: Optional[Union[str, float]] = None,
        varianceFloor: float = 1.0E-4,
        vocabulary: Optional[List[str]] = None,
        vocabularySize: int = 50000,
        warmUpRounds: int = 0,
        weightCol: Optional[Union[str, float]] = None,
        weightDecay: float = 0.01,
        weightPrecision: float = 0.0,
        workDir: Optional[Union[str, float]] = None,
    ) -> None:
        super().__init__()
        self._java_obj = self._new_java_obj("org.sparksvi.ml.VariationalAutoencoder", self.uid)
        self._setDefault(
            activation="relu",
            averaging="none",
            averagingDecay=0.999,
            averagingFirst=1,
            beta=1.0,
            binarise="none",
            boundEvery=10,
            checkpointInterval=0,
            checkpointSeconds=60.0,
            checkpoints=2,
            clipAllFields=True,
            decay="none",
            decayFactor=0.1,
            decayRounds=10000,
            decoder=[256],
            densitySamples=64,
            dropout=0.0,
            encoder=[256],
            epsilon=1.0E-8,
            execution="auto",
            featuresCol="features",
            firstDecay=0.9,
            handleInvalid="error",
            heldOut=0.0,
            heldOutEvery=0,
            joinSeconds=120.0,
            latent=2,
            latentCol="latent",
            latentVarianceCol="",
            learningRate=0.003,
            librarySize=False,
            likelihood="auto",
            localRate=0.1,
            localSamples=1,
            localSteps=50,
            locale="root",
            logDensityCol="",
            lowerCase=True,
            maxDocuments=0.5,
            minDocuments=5.0,
            minTokenLength=2,
            missing=["NA"],
            momentum=0.0,
            nesterov=False,
            noise="isotropic",
            objective="elbo",
            optimizer="adam",
            patienceSeconds=10.0,
            posterior="amortised",
            precision="single",
            publish="auto",
            rateWarmUpRounds=0,
            reconstructionCol="",
            retries=0,
            samples=1,
            secondDecay=0.999,
            seed=1,
            shardSteps=0,
            shards=8,
            shiftSeconds=300.0,
            stopWords="english",
            storage="auto",
            tokenPattern="words",
            varianceFloor=1.0E-4,
            vocabularySize=50000,
            warmUpRounds=0,
            weightDecay=0.01,
            weightPrecision=0.0,
        )
        self._set(**self._input_kwargs)

    @keyword_only
    def setParams(
        self,
        *,
        activation: Union[str, float] = "relu",
        averaging: Union[str, float] = "none",
        averagingDecay: float = 0.999,
        averagingFirst: int = 1,
        batchSize: Optional[int] = None,
        beta: float = 1.0,
        binarise: Union[str, float] = "none",
        blockSize: Optional[int] = None,
        boundEvery: int = 10,
        checkpointInterval: int = 0,
        checkpointSeconds: float = 60.0,
        checkpoints: int = 2,
        clip: Optional[float] = None,
        clipAllFields: bool = True,
        decay: Union[str, float] = "none",
        decayFactor: float = 0.1,
        decayRounds: int = 10000,
        decoder: List[int] = [256],
        densitySamples: int = 64,
        dropout: float = 0.0,
        encoder: List[int] = [256],
        epsilon: float = 1.0E-8,
        execution: Union[str, float] = "auto",
        featuresCol: Union[str, float] = "features",
        firstDecay: float = 0.9,
        handleInvalid: Union[str, float] = "error",
        heldOut: float = 0.0,
        heldOutEvery: int = 0,
        joinSeconds: float = 120.0,
        latent: int = 2,
        latentCol: Union[str, float] = "latent",
        latentVarianceCol: Union[str, float] = "",
        learningRate: float = 0.003,
        librarySize: bool = False,
        likelihood: Union[str, float] = "auto",
        localRate: float = 0.1,
        localSamples: int = 1,
        localSteps: int = 50,
        locale: Union[str, float] = "root",
        logDensityCol: Union[str, float] = "",
        lowerCase: bool = True,
        maxDocuments: float = 0.5,
        maxEpochs: Optional[int] = None,
        maxSeconds: Optional[float] = None,
        minDocuments: float = 5.0,
        minTokenLength: int = 2,
        missing: List[str] = ["NA"],
        momentum: float = 0.0,
        nesterov: bool = False,
        noise: Union[str, float] = "isotropic",
        noiseVariance: Optional[float] = None,
        objective: Union[str, float] = "elbo",
        optimizer: Union[str, float] = "adam",
        patience: Optional[int] = None,
        patienceSeconds: float = 10.0,
        posterior: Union[str, float] = "amortised",
        precision: Union[str, float] = "single",
        publish: Union[str, float] = "auto",
        rateWarmUpRounds: int = 0,
        reconstructionCol: Union[str, float] = "",
        retries: int = 0,
        runDirectory: Optional[Union[str, float]] = None,
        samples: int = 1,
        scale: Optional[float] = None,
        scoreCol: Optional[Union[str, float]] = None,
        secondDecay: float = 0.999,
        seed: int = 1,
        shardSteps: int = 0,
        shards: int = 8,
        shiftSeconds: float = 300.0,
        slots: Optional[int] = None,
        stopWords: Union[str, float] = "english",
        storage: Union[str, float] = "auto",
        tokenPattern: Union[str, float] = "words",
        tol: Optional[float] = None,
        validationIndicatorCol: Optional[Union[str, float]] = None,
        varianceFloor: float = 1.0E-4,
        vocabulary: Optional[List[str]] = None,
        vocabularySize: int = 50000,
        warmUpRounds: int = 0,
        weightCol: Optional[Union[str, float]] = None,
        weightDecay: float = 0.01,
        weightPrecision: float = 0.0,
        workDir: Optional[Union[str, float]] = None,
    ) -> "VariationalAutoencoder":
        """Sets several Params at once."""
        return self._set(**self._input_kwargs)

    def _create_model(self, java_model: Any) -> "VariationalAutoencoderModel":
        return VariationalAutoencoderModel(java_model)

    def setActivation(self: S, value: Union[str, float]) -> S:
        """Sets ``activation``."""
        return self._set(activation=value)  # type: ignore[return-value]

    def setAveraging(self: S, value: Union[str, float]) -> S:
        """Sets ``averaging``."""
        return self._set(averaging=value)  # type: ignore[return-value]

    def setAveragingDecay(self: S, value: float) -> S:
        """Sets ``averagingDecay``."""
        return self._set(averagingDecay=value)  # type: ignore[return-value]

    def setAveragingFirst(self: S, value: int) -> S:
        """Sets ``averagingFirst``."""
        return self._set(averagingFirst=value)  # type: ignore[return-value]

    def setBeta(self: S, value: float) -> S:
        """Sets ``beta``."""
        return self._set(beta=value)  # type: ignore[return-value]

    def setBinarise(self: S, value: Union[str, float]) -> S:
        """Sets ``binarise``."""
        return self._set(binarise=value)  # type: ignore[return-value]

    def setClip(self: S, value: float) -> S:
        """Sets ``clip``."""
        return self._set(clip=value)  # type: ignore[return-value]

    def setClipAllFields(self: S, value: bool) -> S:
        """Sets ``clipAllFields``."""
        return self._set(clipAllFields=value)  # type: ignore[return-value]

    def setDecay(self: S, value: Union[str, float]) -> S:
        """Sets ``decay``."""
        return self._set(decay=value)  # type: ignore[return-value]

    def setDecayFactor(self: S, value: float) -> S:
        """Sets ``decayFactor``."""
        return self._set(decayFactor=value)  # type: ignore[return-value]

    def setDecayRounds(self: S, value: int) -> S:
        """Sets ``decayRounds``."""
        return self._set(decayRounds=value)  # type: ignore[return-value]

    def setDecoder(self: S, value: List[int]) -> S:
        """Sets ``decoder``."""
        return self._set(decoder=value)  # type: ignore[return-value]

    def setDensitySamples(self: S, value: int) -> S:
        """Sets ``densitySamples``."""
        return self._set(densitySamples=value)  # type: ignore[return-value]

    def setDropout(self: S, value: float) -> S:
        """Sets ``dropout``."""
        return self._set(dropout=value)  # type: ignore[return-value]

    def setEncoder(self: S, value: List[int]) -> S:
        """Sets ``encoder``."""
        return self._set(encoder=value)  # type: ignore[return-value]

    def setEpsilon(self: S, value: float) -> S:
        """Sets ``epsilon``."""
        return self._set(epsilon=value)  # type: ignore[return-value]

    def setFeaturesCol(self: S, value: Union[str, float]) -> S:
        """Sets ``featuresCol``."""
        return self._set(featuresCol=value)  # type: ignore[return-value]

    def setFirstDecay(self: S, value: float) -> S:
        """Sets ``firstDecay``."""
        return self._set(firstDecay=value)  # type: ignore[return-value]

    def setHandleInvalid(self: S, value: Union[str, float]) -> S:
        """Sets ``handleInvalid``."""
        return self._set(handleInvalid=value)  # type: ignore[return-value]

    def setLatent(self: S, value: int) -> S:
        """Sets ``latent``."""
        return self._set(latent=value)  # type: ignore[return-value]

    def setLatentCol(self: S, value: Union[str, float]) -> S:
        """Sets ``latentCol``."""
        return self._set(latentCol=value)  # type: ignore[return-value]

    def setLatentVarianceCol(self: S, value: Union[str, float]) -> S:
        """Sets ``latentVarianceCol``."""
        return self._set(latentVarianceCol=value)  # type: ignore[return-value]

    def setLearningRate(self: S, value: float) -> S:
        """Sets ``learningRate``."""
        return self._set(learningRate=value)  # type: ignore[return-value]

    def setLibrarySize(self: S, value: bool) -> S:
        """Sets ``librarySize``."""
        return self._set(librarySize=value)  # type: ignore[return-value]

    def setLikelihood(self: S, value: Union[str, float]) -> S:
        """Sets ``likelihood``."""
        return self._set(likelihood=value)  # type: ignore[return-value]

    def setLocalRate(self: S, value: float) -> S:
        """Sets ``localRate``."""
        return self._set(localRate=value)  # type: ignore[return-value]

    def setLocalSamples(self: S, value: int) -> S:
        """Sets ``localSamples``."""
        return self._set(localSamples=value)  # type: ignore[return-value]

    def setLocalSteps(self: S, value: int) -> S:
        """Sets ``localSteps``."""
        return self._set(localSteps=value)  # type: ignore[return-value]

    def setLocale(self: S, value: Union[str, float]) -> S:
        """Sets ``locale``."""
        return self._set(locale=value)  # type: ignore[return-value]

    def setLogDensityCol(self: S, value: Union[str, float]) -> S:
        """Sets ``logDensityCol``."""
        return self._set(logDensityCol=value)  # type: ignore[return-value]

    def setLowerCase(self: S, value: bool) -> S:
        """Sets ``lowerCase``."""
        return self._set(lowerCase=value)  # type: ignore[return-value]

    def setMaxDocuments(self: S, value: float) -> S:
        """Sets ``maxDocuments``."""
        return self._set(maxDocuments=value)  # type: ignore[return-value]

    def setMaxEpochs(self: S, value: int) -> S:
        """Sets ``maxEpochs``."""
        return self._set(maxEpochs=value)  # type: ignore[return-value]

    def setMinDocuments(self: S, value: float) -> S:
        """Sets ``minDocuments``."""
        return self._set(minDocuments=value)  # type: ignore[return-value]

    def setMinTokenLength(self: S, value: int) -> S:
        """Sets ``minTokenLength``."""
        return self._set(minTokenLength=value)  # type: ignore[return-value]

    def setMissing(self: S, value: List[str]) -> S:
        """Sets ``missing``."""
        return self._set(missing=value)  # type: ignore[return-value]

    def setMomentum(self: S, value: float) -> S:
        """Sets ``momentum``."""
        return self._set(momentum=value)  # type: ignore[return-value]

    def setNesterov(self: S, value: bool) -> S:
        """Sets ``nesterov``."""
        return self._set(nesterov=value)  # type: ignore[return-value]

    def setNoise(self: S, value: Union[str, float]) -> S:
        """Sets ``noise``."""
        return self._set(noise=value)  # type: ignore[return-value]

    def setNoiseVariance(self: S, value: float) -> S:
        """Sets ``noiseVariance``."""
        return self._set(noiseVariance=value)  # type: ignore[return-value]

    def setObjective(self: S, value: Union[str, float]) -> S:
        """Sets ``objective``."""
        return self._set(objective=value)  # type: ignore[return-value]

    def setOptimizer(self: S, value: Union[str, float]) -> S:
        """Sets ``optimizer``."""
        return self._set(optimizer=value)  # type: ignore[return-value]

    def setPosterior(self: S, value: Union[str, float]) -> S:
        """Sets ``posterior``."""
        return self._set(posterior=value)  # type: ignore[return-value]

    def setPrecision(self: S, value: Union[str, float]) -> S:
        """Sets ``precision``."""
        return self._set(precision=value)  # type: ignore[return-value]

    def setRateWarmUpRounds(self: S, value: int) -> S:
        """Sets ``rateWarmUpRounds``."""
        return self._set(rateWarmUpRounds=value)  # type: ignore[return-value]

    def setReconstructionCol(self: S, value: Union[str, float]) -> S:
        """Sets ``reconstructionCol``."""
        return self._set(reconstructionCol=value)  # type: ignore[return-value]

    def setSamples(self: S, value: int) -> S:
        """Sets ``samples``."""
        return self._set(samples=value)  # type: ignore[return-value]

    def setScale(self: S, value: float) -> S:
        """Sets ``scale``."""
        return self._set(scale=value)  # type: ignore[return-value]

    def setScoreCol(self: S, value: Union[str, float]) -> S:
        """Sets ``scoreCol``."""
        return self._set(scoreCol=value)  # type: ignore[return-value]

    def setSecondDecay(self: S, value: float) -> S:
        """Sets ``secondDecay``."""
        return self._set(secondDecay=value)  # type: ignore[return-value]

    def setStopWords(self: S, value: Union[str, float]) -> S:
        """Sets ``stopWords``."""
        return self._set(stopWords=value)  # type: ignore[return-value]

    def setTokenPattern(self: S, value: Union[str, float]) -> S:
        """Sets ``tokenPattern``."""
        return self._set(tokenPattern=value)  # type: ignore[return-value]

    def setVarianceFloor(self: S, value: float) -> S:
        """Sets ``varianceFloor``."""
        return self._set(varianceFloor=value)  # type: ignore[return-value]

    def setVocabulary(self: S, value: List[str]) -> S:
        """Sets ``vocabulary``."""
        return self._set(vocabulary=value)  # type: ignore[return-value]

    def setVocabularySize(self: S, value: int) -> S:
        """Sets ``vocabularySize``."""
        return self._set(vocabularySize=value)  # type: ignore[return-value]

    def setWarmUpRounds(self: S, value: int) -> S:
        """Sets ``warmUpRounds``."""
        return self._set(warmUpRounds=value)  # type: ignore[return-value]

    def setWeightCol(self: S, value: Union[str, float]) -> S:
        """Sets ``weightCol``."""
        return self._set(weightCol=value)  # type: ignore[return-value]

    def setWeightDecay(self: S, value: float) -> S:
        """Sets ``weightDecay``."""
        return self._set(weightDecay=value)  # type: ignore[return-value]

    def setWeightPrecision(self: S, value: float) -> S:
        """Sets ``weightPrecision``."""
        return self._set(weightPrecision=value)  # type: ignore[return-value]


class VariationalAutoencoderModel(_VariationalAutoencoderModel, _VariationalAutoencoderParams, JavaMLWritable, JavaMLReadable["VariationalAutoencoderModel"]):
    __doc__ = _VariationalAutoencoderModel.__doc__

    def setFeaturesCol(self: S, value: Union[str, float]) -> S:
        """Sets ``featuresCol``."""
        return self._set(featuresCol=value)  # type: ignore[return-value]

    def setHandleInvalid(self: S, value: Union[str, float]) -> S:
        """Sets ``handleInvalid``."""
        return self._set(handleInvalid=value)  # type: ignore[return-value]

    def setLatentCol(self: S, value: Union[str, float]) -> S:
        """Sets ``latentCol``."""
        return self._set(latentCol=value)  # type: ignore[return-value]

    def setLatentVarianceCol(self: S, value: Union[str, float]) -> S:
        """Sets ``latentVarianceCol``."""
        return self._set(latentVarianceCol=value)  # type: ignore[return-value]

    def setLogDensityCol(self: S, value: Union[str, float]) -> S:
        """Sets ``logDensityCol``."""
        return self._set(logDensityCol=value)  # type: ignore[return-value]

    def setReconstructionCol(self: S, value: Union[str, float]) -> S:
        """Sets ``reconstructionCol``."""
        return self._set(reconstructionCol=value)  # type: ignore[return-value]

    def setScoreCol(self: S, value: Union[str, float]) -> S:
        """Sets ``scoreCol``."""
        return self._set(scoreCol=value)  # type: ignore[return-value]

    def setVocabulary(self: S, value: List[str]) -> S:
        """Sets ``vocabulary``."""
        return self._set(vocabulary=value)  # type: ignore[return-value]


class _BayesianLinearRegressionParams(_SviParams):
    """Params of BayesianLinearRegression and its model."""

    classes: "Param[List[str]]" = Param(
        Params._dummy(),
        "classes",
        "the responses, of ordinal in their order; the first one is the reference; a list of "
        "names. Here unset stands for `auto` or null.",
        typeConverter=texts,
    )

    covariance: "Param[str]" = Param(
        Params._dummy(),
        "covariance",
        "which covariances of coefficients the posterior has; full or diagonal.",
        typeConverter=text,
    )

    deviationCol: "Param[str]" = Param(
        Params._dummy(),
        "deviationCol",
        "column of the model's 'deviation'; empty: not computed",
        typeConverter=text,
    )

    featuresCol: "Param[str]" = Param(
        Params._dummy(),
        "featuresCol",
        "column of the rows: vectors or arrays of numbers",
        typeConverter=text,
    )

    fitIntercept: "Param[bool]" = Param(
        Params._dummy(),
        "fitIntercept",
        "whether there is an intercept; true or false.",
        typeConverter=flag,
    )

    handleInvalid: "Param[str]" = Param(
        Params._dummy(),
        "handleInvalid",
        "what becomes of invalid rows, such as those with null or an infinite value: error; skip "
        "leaves them out; keep leaves them out of fit, and in transform gives them null outputs",
        typeConverter=text,
    )

    labelCol: "Param[str]" = Param(
        Params._dummy(),
        "labelCol",
        "column of the responses to predict. Rows to transform need none; where they have it, "
        "their log densities are those of their responses.",
        typeConverter=text,
    )

    learningDecay: "Param[float]" = Param(
        Params._dummy(),
        "learningDecay",
        "How fast old rounds are forgotten; for robbins-monro. In (0.5, 1]. auto: 0.75 where "
        "`batch-size` is auto, else 0.7. Here unset stands for `auto`.",
        typeConverter=real,
    )

    learningOffset: "Param[float]" = Param(
        Params._dummy(),
        "learningOffset",
        "Gives early rounds less weight; for robbins-monro. Rounds, at least 0. auto: 1 where "
        "`batch-size` is auto, else 8. Here unset stands for `auto`.",
        typeConverter=real,
    )

    learningRate: "Param[float]" = Param(
        Params._dummy(),
        "learningRate",
        "The rate of the rule constant. In (0, 1].",
        typeConverter=real,
    )

    learningRule: "Param[str]" = Param(
        Params._dummy(),
        "learningRule",
        "Step size as a function of the number t of the round. robbins-monro (rate.delay + t) ^ "
        "-rate.forgetting constant rate.value batch 1, for `batch-size = all`: batch variational "
        "Bayes; for regression halved where the bound would fall auto batch where a round has all "
        "rows, else robbins-monro",
        typeConverter=text,
    )

    logDensityCol: "Param[str]" = Param(
        Params._dummy(),
        "logDensityCol",
        "column of the model's 'logDensity'; empty: not computed",
        typeConverter=text,
    )

    lowerCol: "Param[str]" = Param(
        Params._dummy(),
        "lowerCol",
        "column of the model's 'lower'; empty: not computed",
        typeConverter=text,
    )

    maxIter: "Param[int]" = Param(
        Params._dummy(),
        "maxIter",
        "Maximum number of visits of every row. At least 1. auto: as many as make 100 rounds, and "
        "at least 10 where `batch-size` is given; 1000 where rounds of mixtures, factor and "
        "regression have all rows, which end when they have converged; for networks as many as "
        "make 3000 rounds, and at least 10. Here unset stands for `auto`.",
        typeConverter=whole,
    )

    missing: "Param[List[str]]" = Param(
        Params._dummy(),
        "missing",
        "For rows of numbers: what stands for a missing value, texts or numbers, such as [NA, "
        "\"?\", -999]. null, empty cells and NaN always do.",
        typeConverter=texts,
    )

    offsetCol: "Param[str]" = Param(
        Params._dummy(),
        "offsetCol",
        "column of numbers that are added to the linear predictor, such as the log of an "
        "exposure; rows to transform must have it, too. Unset: 0.",
        typeConverter=text,
    )

    predictionCol: "Param[str]" = Param(
        Params._dummy(),
        "predictionCol",
        "column of the model's 'expected'; empty: not computed",
        typeConverter=text,
    )

    priorCoefficients: "Param[str]" = Param(
        Params._dummy(),
        "priorCoefficients",
        "the shape of the prior; normal, student-t, laplace, ard, horseshoe or flat.",
        typeConverter=text,
    )

    priorDegrees: "Param[float]" = Param(
        Params._dummy(),
        "priorDegrees",
        "degrees of freedom of the prior student-t; a number from 1e-12 to 1e9.",
        typeConverter=real,
    )

    priorGroups: "Param[List[str]]" = Param(
        Params._dummy(),
        "priorGroups",
        "columns with a prior of their own: texts such as x*, age ~ laplace(0.5); a list of "
        "names. Here unset stands for `auto` or null.",
        typeConverter=texts,
    )

    priorInterceptScale: "Param[float]" = Param(
        Params._dummy(),
        "priorInterceptScale",
        "standard deviation of the prior of the predictor at the columns' means; a number from "
        "1e-12 to 1e9.",
        typeConverter=real,
    )

    priorNoise: "Param[str]" = Param(
        Params._dummy(),
        "priorNoise",
        "the prior of the noise's standard deviation, of gaussian; vague, flat, half-normal, "
        "half-cauchy or exponential.",
        typeConverter=text,
    )

    priorNoiseScale: "Param[float]" = Param(
        Params._dummy(),
        "priorNoiseScale",
        "of half-normal, half-cauchy and exponential: the scale of the noise's deviation; a "
        "number from 1e-12 to 1e9.",
        typeConverter=real,
    )

    priorRelativeToNoise: "Param[bool]" = Param(
        Params._dummy(),
        "priorRelativeToNoise",
        "of gaussian: whether scales of coefficients are in units of the noise's deviation; true "
        "or false.",
        typeConverter=flag,
    )

    priorRun: "Param[str]" = Param(
        Params._dummy(),
        "priorRun",
        "a published regression whose posterior of the same columns is the prior; the directory "
        "of a run, or null.",
        typeConverter=text,
    )

    priorScale: "Param[float]" = Param(
        Params._dummy(),
        "priorScale",
        "of a coefficient's prior; auto is 0.05 for horseshoe, else 10 for gaussian, else 2.5; a "
        "number from 1e-12 to 1e9, or `auto`. Here unset stands for `auto` or null.",
        typeConverter=real,
    )

    priorSlab: "Param[float]" = Param(
        Params._dummy(),
        "priorSlab",
        "standard deviation that the prior horseshoe ends with; a number from 1e-12 to 1e9.",
        typeConverter=real,
    )

    regParam: "Param[float]" = Param(
        Params._dummy(),
        "regParam",
        "precision of a coefficient's prior: 1 / priorScale², positive. Unset: priorScale says "
        "it.",
        typeConverter=real,
    )

    scale: "Param[float]" = Param(
        Params._dummy(),
        "scale",
        "For rows of numbers: what all values are divided by, a positive number; 16 brings 0 .. "
        "16 to [0, 1]. The model keeps it, so that new rows are read like the training rows. "
        "auto: 255 for images and for idx files of bytes whose rows are images, else 1. Here "
        "unset stands for `auto`.",
        typeConverter=real,
    )

    scoreCol: "Param[str]" = Param(
        Params._dummy(),
        "scoreCol",
        "column of held-out scores: a struct of logProbability, in nats, and units; of documents "
        "the completion of one half by the other. Unset: not computed.",
        typeConverter=text,
    )

    standardization: "Param[bool]" = Param(
        Params._dummy(),
        "standardization",
        "whether priors are of coefficients of standardised columns; true or false.",
        typeConverter=flag,
    )

    trialsCol: "Param[str]" = Param(
        Params._dummy(),
        "trialsCol",
        "column of numbers of trials, of which the responses count the successes. Unset: "
        "responses are not counts of that kind.",
        typeConverter=text,
    )

    upperCol: "Param[str]" = Param(
        Params._dummy(),
        "upperCol",
        "column of the model's 'upper'; empty: not computed",
        typeConverter=text,
    )

    weightCol: "Param[str]" = Param(
        Params._dummy(),
        "weightCol",
        "column of weights, not negative; a row of weight 2 counts as two equal rows. Unset: "
        "every row has weight 1.",
        typeConverter=text,
    )

    def getClasses(self) -> List[str]:
        """The value of ``classes``, or its default."""
        return self.getOrDefault(self.classes)

    def getCovariance(self) -> str:
        """The value of ``covariance``, or its default."""
        return self.getOrDefault(self.covariance)

    def getDeviationCol(self) -> str:
        """The value of ``deviationCol``, or its default."""
        return self.getOrDefault(self.deviationCol)

    def getFeaturesCol(self) -> str:
        """The value of ``featuresCol``, or its default."""
        return self.getOrDefault(self.featuresCol)

    def getFitIntercept(self) -> bool:
        """The value of ``fitIntercept``, or its default."""
        return self.getOrDefault(self.fitIntercept)

    def getHandleInvalid(self) -> str:
        """The value of ``handleInvalid``, or its default."""
        return self.getOrDefault(self.handleInvalid)

    def getLabelCol(self) -> str:
        """The value of ``labelCol``, or its default."""
        return self.getOrDefault(self.labelCol)

    def getLearningDecay(self) -> float:
        """The value of ``learningDecay``, or its default."""
        return self.getOrDefault(self.learningDecay)

    def getLearningOffset(self) -> float:
        """The value of ``learningOffset``, or its default."""
        return self.getOrDefault(self.learningOffset)

    def getLearningRate(self) -> float:
        """The value of ``learningRate``, or its default."""
        return self.getOrDefault(self.learningRate)

    def getLearningRule(self) -> str:
        """The value of ``learningRule``, or its default."""
        return self.getOrDefault(self.learningRule)

    def getLogDensityCol(self) -> str:
        """The value of ``logDensityCol``, or its default."""
        return self.getOrDefault(self.logDensityCol)

    def getLowerCol(self) -> str:
        """The value of ``lowerCol``, or its default."""
        return self.getOrDefault(self.lowerCol)

    def getMaxIter(self) -> int:
        """The value of ``maxIter``, or its default."""
        return self.getOrDefault(self.maxIter)

    def getMissing(self) -> List[str]:
        """The value of ``missing``, or its default."""
        return self.getOrDefault(self.missing)

    def getOffsetCol(self) -> str:
        """The value of ``offsetCol``, or its default."""
        return self.getOrDefault(self.offsetCol)

    def getPredictionCol(self) -> str:
        """The value of ``predictionCol``, or its default."""
        return self.getOrDefault(self.predictionCol)

    def getPriorCoefficients(self) -> str:
        """The value of ``priorCoefficients``, or its default."""
        return self.getOrDefault(self.priorCoefficients)

    def getPriorDegrees(self) -> float:
        """The value of ``priorDegrees``, or its default."""
        return self.getOrDefault(self.priorDegrees)

    def getPriorGroups(self) -> List[str]:
        """The value of ``priorGroups``, or its default."""
        return self.getOrDefault(self.priorGroups)

    def getPriorInterceptScale(self) -> float:
        """The value of ``priorInterceptScale``, or its default."""
        return self.getOrDefault(self.priorInterceptScale)

    def getPriorNoise(self) -> str:
        """The value of ``priorNoise``, or its default."""
        return self.getOrDefault(self.priorNoise)

    def getPriorNoiseScale(self) -> float:
        """The value of ``priorNoiseScale``, or its default."""
        return self.getOrDefault(self.priorNoiseScale)

    def getPriorRelativeToNoise(self) -> bool:
        """The value of ``priorRelativeToNoise``, or its default."""
        return self.getOrDefault(self.priorRelativeToNoise)

    def getPriorRun(self) -> str:
        """The value of ``priorRun``, or its default."""
        return self.getOrDefault(self.priorRun)

    def getPriorScale(self) -> float:
        """The value of ``priorScale``, or its default."""
        return self.getOrDefault(self.priorScale)

    def getPriorSlab(self) -> float:
        """The value of ``priorSlab``, or its default."""
        return self.getOrDefault(self.priorSlab)

    def getRegParam(self) -> float:
        """The value of ``regParam``, or its default."""
        return self.getOrDefault(self.regParam)

    def getScale(self) -> float:
        """The value of ``scale``, or its default."""
        return self.getOrDefault(self.scale)

    def getScoreCol(self) -> str:
        """The value of ``scoreCol``, or its default."""
        return self.getOrDefault(self.scoreCol)

    def getStandardization(self) -> bool:
        """The value of ``standardization``, or its default."""
        return self.getOrDefault(self.standardization)

    def getTrialsCol(self) -> str:
        """The value of ``trialsCol``, or its default."""
        return self.getOrDefault(self.trialsCol)

    def getUpperCol(self) -> str:
        """The value of ``upperCol``, or its default."""
        return self.getOrDefault(self.upperCol)

    def getWeightCol(self) -> str:
        """The value of ``weightCol``, or its default."""
        return self.getOrDefault(self.weightCol)


class BayesianLinearRegression(
    _SviEstimator,
    JavaEstimator["BayesianLinearRegressionModel"],
    _BayesianLinearRegressionParams,
    _SviSetters,
    JavaMLWritable,
    JavaMLReadable["BayesianLinearRegression"],
):
    """Linear regression with a posterior of its coefficients and of the noise.

    Params that every estimator has are described at their names, such as
    ``BayesianLinearRegression.seed.doc``, and by ``explainParams()``.

    Parameters
    ----------
    classes : List[str], optional
        the responses, of ordinal in their order; the first one is the reference; a list of names.
        Here unset stands for `auto` or null.
    covariance : str, default "full"
        which covariances of coefficients the posterior has; full or diagonal.
    deviationCol : str, default ""
        column of the model's 'deviation'; empty: not computed
    featuresCol : str, default "features"
        column of the rows: vectors or arrays of numbers
    fitIntercept : bool, default True
        whether there is an intercept; true or false.
    handleInvalid : str, default "error"
        what becomes of invalid rows, such as those with null or an infinite value: error; skip
        leaves them out; keep leaves them out of fit, and in transform gives them null outputs
    labelCol : str, default "label"
        column of the responses to predict. Rows to transform need none; where they have it, their
        log densities are those of their responses.
    learningDecay : float, optional
        How fast old rounds are forgotten; for robbins-monro. In (0.5, 1]. auto: 0.75 where
        `batch-size` is auto, else 0.7. Here unset stands for `auto`.
    learningOffset : float, optional
        Gives early rounds less weight; for robbins-monro. Rounds, at least 0. auto: 1 where
        `batch-size` is auto, else 8. Here unset stands for `auto`.
    learningRate : float, default 0.05
        The rate of the rule constant. In (0, 1].
    learningRule : str, default "auto"
        Step size as a function of the number t of the round. robbins-monro (rate.delay + t) ^
        -rate.forgetting constant rate.value batch 1, for `batch-size = all`: batch variational
        Bayes; for regression halved where the bound would fall auto batch where a round has all
        rows, else robbins-monro
    logDensityCol : str, default ""
        column of the model's 'logDensity'; empty: not computed
    lowerCol : str, default ""
        column of the model's 'lower'; empty: not computed
    maxIter : int, optional
        Maximum number of visits of every row. At least 1. auto: as many as make 100 rounds, and at
        least 10 where `batch-size` is given; 1000 where rounds of mixtures, factor and regression
        have all rows, which end when they have converged; for networks as many as make 3000 rounds,
        and at least 10. Here unset stands for `auto`.
    missing : List[str], default ["NA"]
        For rows of numbers: what stands for a missing value, texts or numbers, such as [NA, "?",
        -999]. null, empty cells and NaN always do.
    offsetCol : str, optional
        column of numbers that are added to the linear predictor, such as the log of an exposure;
        rows to transform must have it, too. Unset: 0.
    predictionCol : str, default "prediction"
        column of the model's 'expected'; empty: not computed
    priorCoefficients : str, default "normal"
        the shape of the prior; normal, student-t, laplace, ard, horseshoe or flat.
    priorDegrees : float, default 4.0
        degrees of freedom of the prior student-t; a number from 1e-12 to 1e9.
    priorGroups : List[str], optional
        columns with a prior of their own: texts such as x*, age ~ laplace(0.5); a list of names.
        Here unset stands for `auto` or null.
    priorInterceptScale : float, default 10.0
        standard deviation of the prior of the predictor at the columns' means; a number from 1e-12
        to 1e9.
    priorNoise : str, default "vague"
        the prior of the noise's standard deviation, of gaussian; vague, flat, half-normal,
        half-cauchy or exponential.
    priorNoiseScale : float, default 1.0
        of half-normal, half-cauchy and exponential: the scale of the noise's deviation; a number
        from 1e-12 to 1e9.
    priorRelativeToNoise : bool, default False
        of gaussian: whether scales of coefficients are in units of the noise's deviation; true or
        false.
    priorRun : str, optional
        a published regression whose posterior of the same columns is the prior; the directory of a
        run, or null.
    priorScale : float, optional
        of a coefficient's prior; auto is 0.05 for horseshoe, else 10 for gaussian, else 2.5; a
        number from 1e-12 to 1e9, or `auto`. Here unset stands for `auto` or null.
    priorSlab : float, default 10.0
        standard deviation that the prior horseshoe ends with; a number from 1e-12 to 1e9.
    regParam : float, optional
        precision of a coefficient's prior: 1 / priorScale², positive. Unset: priorScale says it.
    scale : float, optional
        For rows of numbers: what all values are divided by, a positive number; 16 brings 0 .. 16 to
        [0, 1]. The model keeps it, so that new rows are read like the training rows. auto: 255 for
        images and for idx files of bytes whose rows are images, else 1. Here unset stands for
        `auto`.
    scoreCol : str, optional
        column of held-out scores: a struct of logProbability, in nats, and units; of documents the
        completion of one half by the other. Unset: not computed.
    standardization : bool, default True
        whether priors are of coefficients of standardised columns; true or false.
    trialsCol : str, optional
        column of numbers of trials, of which the responses count the successes. Unset: responses
        are not counts of that kind.
    upperCol : str, default ""
        column of the model's 'upper'; empty: not computed
    weightCol : str, optional
        column of weights, not negative; a row of weight 2 counts as two equal rows. Unset: every
        row has weight 1.
    """

    _input_kwargs: Dict[str, Any]

    @keyword_only
    def __init__(
        self,
        *,
        batchSize: Optional[int] = None,
        blockSize: Optional[int] = None,
        boundEvery: int = 10,
        checkpointInterval: int = 0,
        checkpointSeconds: float = 60.0,
        checkpoints: int = 2,
        classes: Optional[List[str]] = None,
        covariance: Union[str, float] = "full",
        deviationCol: Union[str, float] = "",
        execution: Union[str, float] = "auto",
        featuresCol: Union[str, float] = "features",
        fitIntercept: bool = True,
        handleInvalid: Union[str, float] = "error",
        heldOut: float = 0.0,
        heldOutEvery: int = 0,
        joinSeconds: float = 120.0,
        labelCol: Union[str, float] = "label",
        learningDecay: Optional[float] = None,
        learningOffset: Optional[float] = None,
        learningRate: float = 0.05,
        learningRule: Union[str, float] = "auto",
        logDensityCol: Union[str, float] = "",
        lowerCol: Union[str, float] = "",
        maxIter: Optional[int] = None,
        maxSeconds: Optional[float] = None,
        missing: List[str] = ["NA"],
        offsetCol: Optional[Union[str, float]] = None,
        patience: Optional[int] = None,
        patienceSeconds: float = 10.0,
        predictionCol: Union[str, float] = "prediction",
        priorCoefficients: Union[str, float] = "normal",
        priorDegrees: float = 4.0,
        priorGroups: Optional[List[str]] = None,
        priorInterceptScale: float = 10.0,
        priorNoise: Union[str, float] = "vague",
        priorNoiseScale: float = 1.0,
        priorRelativeToNoise: bool = False,
        priorRun: Optional[Union[str, float]] = None,
        priorScale: Optional[float] = None,
        priorSlab: float = 10.0,
        publish: Union[str, float] = "auto",
        regParam: Optional[float] = None,
        retries: int = 0,
        runDirectory: Optional[Union[str, float]] = None,
        scale: Optional[float] = None,
        scoreCol: Optional[Union[str, float]] = None,
        seed: int = 1,
        shardSteps: int = 0,
        shards: int = 8,
        shiftSeconds: float = 300.0,
        slots: Optional[int] = None,
        standardization: bool = True,
        storage: Union[str, float] = "auto",
        tol: Optional[float] = None,
        trialsCol: Optional[Union[str, float]] = None,
        upperCol: Union[str, float] = "",
        validationIndicatorCol: Optional[Union[str, float]] = None,
        weightCol: Optional[Union[str, float]] = None,
        workDir: Optional[Union[str, float]] = None,
    ) -> None:
        super().__init__()
        self._java_obj = self._new_java_obj("org.sparksvi.ml.BayesianLinearRegression", self.uid)
        self._setDefault(
            boundEvery=10,
            checkpointInterval=0,
            checkpointSeconds=60.0,
            checkpoints=2,
            covariance="full",
            deviationCol="",
            execution="auto",
            featuresCol="features",
            fitIntercept=True,
            handleInvalid="error",
            heldOut=0.0,
            heldOutEvery=0,
            joinSeconds=120.0,
            labelCol="label",
            learningRate=0.05,
            learningRule="auto",
            logDensityCol="",
            lowerCol="",
            missing=["NA"],
            patienceSeconds=10.0,
            predictionCol="prediction",
            priorCoefficients="normal",
            priorDegrees=4.0,
            priorInterceptScale=10.0,
            priorNoise="vague",
            priorNoiseScale=1.0,
            priorRelativeToNoise=False,
            priorSlab=10.0,
            publish="auto",
            retries=0,
            seed=1,
            shardSteps=0,
            shards=8,
            shiftSeconds=300.0,
            standardization=True,
            storage="auto",
            upperCol="",
        )
        self._set(**self._input_kwargs)

    @keyword_only
    def setParams(
        self,
        *,
        batchSize: Optional[int] = None,
        blockSize: Optional[int] = None,
        boundEvery: int = 10,
        checkpointInterval: int = 0,
        checkpointSeconds: float = 60.0,
        checkpoints: int = 2,
        classes: Optional[List[str]] = None,
        covariance: Union[str, float] = "full",
        deviationCol: Union[str, float] = "",
        execution: Union[str, float] = "auto",
        featuresCol: Union[str, float] = "features",
        fitIntercept: bool = True,
        handleInvalid: Union[str, float] = "error",
        heldOut: float = 0.0,
        heldOutEvery: int = 0,
        joinSeconds: float = 120.0,
        labelCol: Union[str, float] = "label",
        learningDecay: Optional[float] = None,
        learningOffset: Optional[float] = None,
        learningRate: float = 0.05,
        learningRule: Union[str, float] = "auto",
        logDensityCol: Union[str, float] = "",
        lowerCol: Union[str, float] = "",
        maxIter: Optional[int] = None,
        maxSeconds: Optional[float] = None,
        missing: List[str] = ["NA"],
        offsetCol: Optional[Union[str, float]] = None,
        patience: Optional[int] = None,
        patienceSeconds: float = 10.0,
        predictionCol: Union[str, float] = "prediction",
        priorCoefficients: Union[str, float] = "normal",
        priorDegrees: float = 4.0,
        priorGroups: Optional[List[str]] = None,
        priorInterceptScale: float = 10.0,
        priorNoise: Union[str, float] = "vague",
        priorNoiseScale: float = 1.0,
        priorRelativeToNoise: bool = False,
        priorRun: Optional[Union[str, float]] = None,
        priorScale: Optional[float] = None,
        priorSlab: float = 10.0,
        publish: Union[str, float] = "auto",
        regParam: Optional[float] = None,
        retries: int = 0,
        runDirectory: Optional[Union[str, float]] = None,
        scale: Optional[float] = None,
        scoreCol: Optional[Union[str, float]] = None,
        seed: int = 1,
        shardSteps: int = 0,
        shards: int = 8,
        shiftSeconds: float = 300.0,
        slots: Optional[int] = None,
        standardization: bool = True,
        storage: Union[str, float] = "auto",
        tol: Optional[float] = None,
        trialsCol: Optional[Union[str, float]] = None,
        upperCol: Union[str, float] = "",
        validationIndicatorCol: Optional[Union[str, float]] = None,
        weightCol: Optional[Union[str, float]] = None,
        workDir: Optional[Union[str, float]] = None,
    ) -> "BayesianLinearRegression":
        """Sets several Params at once."""
        return self._set(**self._input_kwargs)

    def _create_model(self, java_model: Any) -> "BayesianLinearRegressionModel":
        return BayesianLinearRegressionModel(java_model)

    def setClasses(self: S, value: List[str]) -> S:
        """Sets ``classes``."""
        return self._set(classes=value)  # type: ignore[return-value]

    def setCovariance(self: S, value: Union[str, float]) -> S:
        """Sets ``covariance``."""
        return self._set(covariance=value)  # type: ignore[return-value]

    def setDeviationCol(self: S, value: Union[str, float]) -> S:
        """Sets ``deviationCol``."""
        return self._set(deviationCol=value)  # type: ignore[return-value]

    def setFeaturesCol(self: S, value: Union[str, float]) -> S:
        """Sets ``featuresCol``."""
        return self._set(featuresCol=value)  # type: ignore[return-value]

    def setFitIntercept(self: S, value: bool) -> S:
        """Sets ``fitIntercept``."""
        return self._set(fitIntercept=value)  # type: ignore[return-value]

    def setHandleInvalid(self: S, value: Union[str, float]) -> S:
        """Sets ``handleInvalid``."""
        return self._set(handleInvalid=value)  # type: ignore[return-value]

    def setLabelCol(self: S, value: Union[str, float]) -> S:
        """Sets ``labelCol``."""
        return self._set(labelCol=value)  # type: ignore[return-value]

    def setLearningDecay(self: S, value: float) -> S:
        """Sets ``learningDecay``."""
        return self._set(learningDecay=value)  # type: ignore[return-value]

    def setLearningOffset(self: S, value: float) -> S:
        """Sets ``learningOffset``."""
        return self._set(learningOffset=value)  # type: ignore[return-value]

    def setLearningRate(self: S, value: float) -> S:
        """Sets ``learningRate``."""
        return self._set(learningRate=value)  # type: ignore[return-value]

    def setLearningRule(self: S, value: Union[str, float]) -> S:
        """Sets ``learningRule``."""
        return self._set(learningRule=value)  # type: ignore[return-value]

    def setLogDensityCol(self: S, value: Union[str, float]) -> S:
        """Sets ``logDensityCol``."""
        return self._set(logDensityCol=value)  # type: ignore[return-value]

    def setLowerCol(self: S, value: Union[str, float]) -> S:
        """Sets ``lowerCol``."""
        return self._set(lowerCol=value)  # type: ignore[return-value]

    def setMaxIter(self: S, value: int) -> S:
        """Sets ``maxIter``."""
        return self._set(maxIter=value)  # type: ignore[return-value]

    def setMissing(self: S, value: List[str]) -> S:
        """Sets ``missing``."""
        return self._set(missing=value)  # type: ignore[return-value]

    def setOffsetCol(self: S, value: Union[str, float]) -> S:
        """Sets ``offsetCol``."""
        return self._set(offsetCol=value)  # type: ignore[return-value]

    def setPredictionCol(self: S, value: Union[str, float]) -> S:
        """Sets ``predictionCol``."""
        return self._set(predictionCol=value)  # type: ignore[return-value]

    def setPriorCoefficients(self: S, value: Union[str, float]) -> S:
        """Sets ``priorCoefficients``."""
        return self._set(priorCoefficients=value)  # type: ignore[return-value]

    def setPriorDegrees(self: S, value: float) -> S:
        """Sets ``priorDegrees``."""
        return self._set(priorDegrees=value)  # type: ignore[return-value]

    def setPriorGroups(self: S, value: List[str]) -> S:
        """Sets ``priorGroups``."""
        return self._set(priorGroups=value)  # type: ignore[return-value]

    def setPriorInterceptScale(self: S, value: float) -> S:
        """Sets ``priorInterceptScale``."""
        return self._set(priorInterceptScale=value)  # type: ignore[return-value]

    def setPriorNoise(self: S, value: Union[str, float]) -> S:
        """Sets ``priorNoise``."""
        return self._set(priorNoise=value)  # type: ignore[return-value]

    def setPriorNoiseScale(self: S, value: float) -> S:
        """Sets ``priorNoiseScale``."""
        return self._set(priorNoiseScale=value)  # type: ignore[return-value]

    def setPriorRelativeToNoise(self: S, value: bool) -> S:
        """Sets ``priorRelativeToNoise``."""
        return self._set(priorRelativeToNoise=value)  # type: ignore[return-value]

    def setPriorRun(self: S, value: Union[str, float]) -> S:
        """Sets ``priorRun``."""
        return self._set(priorRun=value)  # type: ignore[return-value]

    def setPriorScale(self: S, value: float) -> S:
        """Sets ``priorScale``."""
        return self._set(priorScale=value)  # type: ignore[return-value]

    def setPriorSlab(self: S, value: float) -> S:
        """Sets ``priorSlab``."""
        return self._set(priorSlab=value)  # type: ignore[return-value]

    def setRegParam(self: S, value: float) -> S:
        """Sets ``regParam``."""
        return self._set(regParam=value)  # type: ignore[return-value]

    def setScale(self: S, value: float) -> S:
        """Sets ``scale``."""
        return self._set(scale=value)  # type: ignore[return-value]

    def setScoreCol(self: S, value: Union[str, float]) -> S:
        """Sets ``scoreCol``."""
        return self._set(scoreCol=value)  # type: ignore[return-value]

    def setStandardization(self: S, value: bool) -> S:
        """Sets ``standardization``."""
        return self._set(standardization=value)  # type: ignore[return-value]

    def setTrialsCol(self: S, value: Union[str, float]) -> S:
        """Sets ``trialsCol``."""
        return self._set(trialsCol=value)  # type: ignore[return-value]

    def setUpperCol(self: S, value: Union[str, float]) -> S:
        """Sets ``upperCol``."""
        return self._set(upperCol=value)  # type: ignore[return-value]

    def setWeightCol(self: S, value: Union[str, float]) -> S:
        """Sets ``weightCol``."""
        return self._set(weightCol=value)  # type: ignore[return-value]


class BayesianLinearRegressionModel(_BayesianLinearRegressionModel, _BayesianLinearRegressionParams, JavaMLWritable, JavaMLReadable["BayesianLinearRegressionModel"]):
    __doc__ = _BayesianLinearRegressionModel.__doc__

    def setDeviationCol(self: S, value: Union[str, float]) -> S:
        """Sets ``deviationCol``."""
        return self._set(deviationCol=value)  # type: ignore[return-value]

    def setFeaturesCol(self: S, value: Union[str, float]) -> S:
        """Sets ``featuresCol``."""
        return self._set(featuresCol=value)  # type: ignore[return-value]

    def setHandleInvalid(self: S, value: Union[str, float]) -> S:
        """Sets ``handleInvalid``."""
        return self._set(handleInvalid=value)  # type: ignore[return-value]

    def setLabelCol(self: S, value: Union[str, float]) -> S:
        """Sets ``labelCol``."""
        return self._set(labelCol=value)  # type: ignore[return-value]

    def setLogDensityCol(self: S, value: Union[str, float]) -> S:
        """Sets ``logDensityCol``."""
        return self._set(logDensityCol=value)  # type: ignore[return-value]

    def setLowerCol(self: S, value: Union[str, float]) -> S:
        """Sets ``lowerCol``."""
        return self._set(lowerCol=value)  # type: ignore[return-value]

    def setOffsetCol(self: S, value: Union[str, float]) -> S:
        """Sets ``offsetCol``."""
        return self._set(offsetCol=value)  # type: ignore[return-value]

    def setPredictionCol(self: S, value: Union[str, float]) -> S:
        """Sets ``predictionCol``."""
        return self._set(predictionCol=value)  # type: ignore[return-value]

    def setScoreCol(self: S, value: Union[str, float]) -> S:
        """Sets ``scoreCol``."""
        return self._set(scoreCol=value)  # type: ignore[return-value]

    def setTrialsCol(self: S, value: Union[str, float]) -> S:
        """Sets ``trialsCol``."""
        return self._set(trialsCol=value)  # type: ignore[return-value]

    def setUpperCol(self: S, value: Union[str, float]) -> S:
        """Sets ``upperCol``."""
        return self._set(upperCol=value)  # type: ignore[return-value]


class _BayesianLogisticRegressionParams(_SviParams):
    """Params of BayesianLogisticRegression and its model."""

    classes: "Param[List[str]]" = Param(
        Params._dummy(),
        "classes",
        "the responses, of ordinal in their order; the first one is the reference; a list of "
        "names. Here unset stands for `auto` or null.",
        typeConverter=texts,
    )

    covariance: "Param[str]" = Param(
        Params._dummy(),
        "covariance",
        "which covariances of coefficients the posterior has; full or diagonal.",
        typeConverter=text,
    )

    deviationCol: "Param[str]" = Param(
        Params._dummy(),
        "deviationCol",
        "column of the model's 'deviation'; empty: not computed",
        typeConverter=text,
    )

    featuresCol: "Param[str]" = Param(
        Params._dummy(),
        "featuresCol",
        "column of the rows: vectors or arrays of numbers",
        typeConverter=text,
    )

    fitIntercept: "Param[bool]" = Param(
        Params._dummy(),
        "fitIntercept",
        "whether there is an intercept; true or false.",
        typeConverter=flag,
    )

    handleInvalid: "Param[str]" = Param(
        Params._dummy(),
        "handleInvalid",
        "what becomes of invalid rows, such as those with null or an infinite value: error; skip "
        "leaves them out; keep leaves them out of fit, and in transform gives them null outputs",
        typeConverter=text,
    )

    labelCol: "Param[str]" = Param(
        Params._dummy(),
        "labelCol",
        "column of the responses to predict. Rows to transform need none; where they have it, "
        "their log densities are those of their responses.",
        typeConverter=text,
    )

    learningDecay: "Param[float]" = Param(
        Params._dummy(),
        "learningDecay",
        "How fast old rounds are forgotten; for robbins-monro. In (0.5, 1]. auto: 0.75 where "
        "`batch-size` is auto, else 0.7. Here unset stands for `auto`.",
        typeConverter=real,
    )

    learningOffset: "Param[float]" = Param(
        Params._dummy(),
        "learningOffset",
        "Gives early rounds less weight; for robbins-monro. Rounds, at least 0. auto: 1 where "
        "`batch-size` is auto, else 8. Here unset stands for `auto`.",
        typeConverter=real,
    )

    learningRate: "Param[float]" = Param(
        Params._dummy(),
        "learningRate",
        "The rate of the rule constant. In (0, 1].",
        typeConverter=real,
    )

    learningRule: "Param[str]" = Param(
        Params._dummy(),
        "learningRule",
        "Step size as a function of the number t of the round. robbins-monro (rate.delay + t) ^ "
        "-rate.forgetting constant rate.value batch 1, for `batch-size = all`: batch variational "
        "Bayes; for regression halved where the bound would fall auto batch where a round has all "
        "rows, else robbins-monro",
        typeConverter=text,
    )

    logDensityCol: "Param[str]" = Param(
        Params._dummy(),
        "logDensityCol",
        "column of the model's 'logDensity'; empty: not computed",
        typeConverter=text,
    )

    lowerCol: "Param[str]" = Param(
        Params._dummy(),
        "lowerCol",
        "column of the model's 'lower'; empty: not computed",
        typeConverter=text,
    )

    maxIter: "Param[int]" = Param(
        Params._dummy(),
        "maxIter",
        "Maximum number of visits of every row. At least 1. auto: as many as make 100 rounds, and "
        "at least 10 where `batch-size` is given; 1000 where rounds of mixtures, factor and "
        "regression have all rows, which end when they have converged; for networks as many as "
        "make 3000 rounds, and at least 10. Here unset stands for `auto`.",
        typeConverter=whole,
    )

    missing: "Param[List[str]]" = Param(
        Params._dummy(),
        "missing",
        "For rows of numbers: what stands for a missing value, texts or numbers, such as [NA, "
        "\"?\", -999]. null, empty cells and NaN always do.",
        typeConverter=texts,
    )

    offsetCol: "Param[str]" = Param(
        Params._dummy(),
        "offsetCol",
        "column of numbers that are added to the linear predictor, such as the log of an "
        "exposure; rows to transform must have it, too. Unset: 0.",
        typeConverter=text,
    )

    predictionCol: "Param[str]" = Param(
        Params._dummy(),
        "predictionCol",
        "column of the model's 'expected'; empty: not computed",
        typeConverter=text,
    )

    priorCoefficients: "Param[str]" = Param(
        Params._dummy(),
        "priorCoefficients",
        "the shape of the prior; normal, student-t, laplace, ard, horseshoe or flat.",
        typeConverter=text,
    )

    priorDegrees: "Param[float]" = Param(
        Params._dummy(),
        "priorDegrees",
        "degrees of freedom of the prior student-t; a number from 1e-12 to 1e9.",
        typeConverter=real,
    )

    priorGroups: "Param[List[str]]" = Param(
        Params._dummy(),
        "priorGroups",
        "columns with a prior of their own: texts such as x*, age ~ laplace(0.5); a list of "
        "names. Here unset stands for `auto` or null.",
        typeConverter=texts,
    )

    priorInterceptScale: "Param[float]" = Param(
        Params._dummy(),
        "priorInterceptScale",
        "standard deviation of the prior of the predictor at the columns' means; a number from "
        "1e-12 to 1e9.",
        typeConverter=real,
    )

    priorNoise: "Param[str]" = Param(
        Params._dummy(),
        "priorNoise",
        "the prior of the noise's standard deviation, of gaussian; vague, flat, half-normal, "
        "half-cauchy or exponential.",
        typeConverter=text,
    )

    priorNoiseScale: "Param[float]" = Param(
        Params._dummy(),
        "priorNoiseScale",
        "of half-normal, half-cauchy and exponential: the scale of the noise's deviation; a "
        "number from 1e-12 to 1e9.",
        typeConverter=real,
    )

    priorRelativeToNoise: "Param[bool]" = Param(
        Params._dummy(),
        "priorRelativeToNoise",
        "of gaussian: whether scales of coefficients are in units of the noise's deviation; true "
        "or false.",
        typeConverter=flag,
    )

    priorRun: "Param[str]" = Param(
        Params._dummy(),
        "priorRun",
        "a published regression whose posterior of the same columns is the prior; the directory "
        "of a run, or null.",
        typeConverter=text,
    )

    priorScale: "Param[float]" = Param(
        Params._dummy(),
        "priorScale",
        "of a coefficient's prior; auto is 0.05 for horseshoe, else 10 for gaussian, else 2.5; a "
        "number from 1e-12 to 1e9, or `auto`. Here unset stands for `auto` or null.",
        typeConverter=real,
    )

    priorSlab: "Param[float]" = Param(
        Params._dummy(),
        "priorSlab",
        "standard deviation that the prior horseshoe ends with; a number from 1e-12 to 1e9.",
        typeConverter=real,
    )

    probabilityCol: "Param[str]" = Param(
        Params._dummy(),
        "probabilityCol",
        "column of the model's 'expected'; empty: not computed",
        typeConverter=text,
    )

    rawPredictionCol: "Param[str]" = Param(
        Params._dummy(),
        "rawPredictionCol",
        "column of the model's 'expected'; empty: not computed",
        typeConverter=text,
    )

    regParam: "Param[float]" = Param(
        Params._dummy(),
        "regParam",
        "precision of a coefficient's prior: 1 / priorScale², positive. Unset: priorScale says "
        "it.",
        typeConverter=real,
    )

    scale: "Param[float]" = Param(
        Params._dummy(),
        "scale",
        "For rows of numbers: what all values are divided by, a positive number; 16 brings 0 .. "
        "16 to [0, 1]. The model keeps it, so that new rows are read like the training rows. "
        "auto: 255 for images and for idx files of bytes whose rows are images, else 1. Here "
        "unset stands for `auto`.",
        typeConverter=real,
    )

    scoreCol: "Param[str]" = Param(
        Params._dummy(),
        "scoreCol",
        "column of held-out scores: a struct of logProbability, in nats, and units; of documents "
        "the completion of one half by the other. Unset: not computed.",
        typeConverter=text,
    )

    standardization: "Param[bool]" = Param(
        Params._dummy(),
        "standardization",
        "whether priors are of coefficients of standardised columns; true or false.",
        typeConverter=flag,
    )

    threshold: "Param[float]" = Param(
        Params._dummy(),
        "threshold",
        "above which the probability of 1 makes a row of class 1, from 0 to 1",
        typeConverter=real,
    )

    trialsCol: "Param[str]" = Param(
        Params._dummy(),
        "trialsCol",
        "column of numbers of trials, of which the responses count the successes. Unset: "
        "responses are not counts of that kind.",
        typeConverter=text,
    )

    upperCol: "Param[str]" = Param(
        Params._dummy(),
        "upperCol",
        "column of the model's 'upper'; empty: not computed",
        typeConverter=text,
    )

    weightCol: "Param[str]" = Param(
        Params._dummy(),
        "weightCol",
        "column of weights, not negative; a row of weight 2 counts as two equal rows. Unset: "
        "every row has weight 1.",
        typeConverter=text,
    )

    def getClasses(self) -> List[str]:
        """The value of ``classes``, or its default."""
        return self.getOrDefault(self.classes)

    def getCovariance(self) -> str:
        """The value of ``covariance``, or its default."""
        return self.getOrDefault(self.covariance)

    def getDeviationCol(self) -> str:
        """The value of ``deviationCol``, or its default."""
        return self.getOrDefault(self.deviationCol)

    def getFeaturesCol(self) -> str:
        """The value of ``featuresCol``, or its default."""
        return self.getOrDefault(self.featuresCol)

    def getFitIntercept(self) -> bool:
        """The value of ``fitIntercept``, or its default."""
        return self.getOrDefault(self.fitIntercept)

    def getHandleInvalid(self) -> str:
        """The value of ``handleInvalid``, or its default."""
        return self.getOrDefault(self.handleInvalid)

    def getLabelCol(self) -> str:
        """The value of ``labelCol``, or its default."""
        return self.getOrDefault(self.labelCol)

    def getLearningDecay(self) -> float:
        """The value of ``learningDecay``, or its default."""
        return self.getOrDefault(self.learningDecay)

    def getLearningOffset(self) -> float:
        """The value of ``learningOffset``, or its default."""
        return self.getOrDefault(self.learningOffset)

    def getLearningRate(self) -> float:
        """The value of ``learningRate``, or its default."""
        return self.getOrDefault(self.learningRate)

    def getLearningRule(self) -> str:
        """The value of ``learningRule``, or its default."""
        return self.getOrDefault(self.learningRule)

    def getLogDensityCol(self) -> str:
        """The value of ``logDensityCol``, or its default."""
        return self.getOrDefault(self.logDensityCol)

    def getLowerCol(self) -> str:
        """The value of ``lowerCol``, or its default."""
        return self.getOrDefault(self.lowerCol)

    def getMaxIter(self) -> int:
        """The value of ``maxIter``, or its default."""
        return self.getOrDefault(self.maxIter)

    def getMissing(self) -> List[str]:
        """The value of ``missing``, or its default."""
        return self.getOrDefault(self.missing)

    def getOffsetCol(self) -> str:
        """The value of ``offsetCol``, or its default."""
        return self.getOrDefault(self.offsetCol)

    def getPredictionCol(self) -> str:
        """The value of ``predictionCol``, or its default."""
        return self.getOrDefault(self.predictionCol)

    def getPriorCoefficients(self) -> str:
        """The value of ``priorCoefficients``, or its default."""
        return self.getOrDefault(self.priorCoefficients)

    def getPriorDegrees(self) -> float:
        """The value of ``priorDegrees``, or its default."""
        return self.getOrDefault(self.priorDegrees)

    def getPriorGroups(self) -> List[str]:
        """The value of ``priorGroups``, or its default."""
        return self.getOrDefault(self.priorGroups)

    def getPriorInterceptScale(self) -> float:
        """The value of ``priorInterceptScale``, or its default."""
        return self.getOrDefault(self.priorInterceptScale)

    def getPriorNoise(self) -> str:
        """The value of ``priorNoise``, or its default."""
        return self.getOrDefault(self.priorNoise)

    def getPriorNoiseScale(self) -> float:
        """The value of ``priorNoiseScale``, or its default."""
        return self.getOrDefault(self.priorNoiseScale)

    def getPriorRelativeToNoise(self) -> bool:
        """The value of ``priorRelativeToNoise``, or its default."""
        return self.getOrDefault(self.priorRelativeToNoise)

    def getPriorRun(self) -> str:
        """The value of ``priorRun``, or its default."""
        return self.getOrDefault(self.priorRun)

    def getPriorScale(self) -> float:
        """The value of ``priorScale``, or its default."""
        return self.getOrDefault(self.priorScale)

    def getPriorSlab(self) -> float:
        """The value of ``priorSlab``, or its default."""
        return self.getOrDefault(self.priorSlab)

    def getProbabilityCol(self) -> str:
        """The value of ``probabilityCol``, or its default."""
        return self.getOrDefault(self.probabilityCol)

    def getRawPredictionCol(self) -> str:
        """The value of ``rawPredictionCol``, or its default."""
        return self.getOrDefault(self.rawPredictionCol)

    def getRegParam(self) -> float:
        """The value of ``regParam``, or its default."""
        return self.getOrDefault(self.regParam)

    def getScale(self) -> float:
        """The value of ``scale``, or its default."""
        return self.getOrDefault(self.scale)

    def getScoreCol(self) -> str:
        """The value of ``scoreCol``, or its default."""
        return self.getOrDefault(self.scoreCol)

    def getStandardization(self) -> bool:
        """The value of ``standardization``, or its default."""
        return self.getOrDefault(self.standardization)

    def getThreshold(self) -> float:
        """The value of ``threshold``, or its default."""
        return self.getOrDefault(self.threshold)

    def getTrialsCol(self) -> str:
        """The value of ``trialsCol``, or its default."""
        return self.getOrDefault(self.trialsCol)

    def getUpperCol(self) -> str:
        """The value of ``upperCol``, or its default."""
        return self.getOrDefault(self.upperCol)

    def getWeightCol(self) -> str:
        """The value of ``weightCol``, or its default."""
        return self.getOrDefault(self.weightCol)


class BayesianLogisticRegression(
    _SviEstimator,
    JavaEstimator["BayesianLogisticRegressionModel"],
    _BayesianLogisticRegressionParams,
    _SviSetters,
    JavaMLWritable,
    JavaMLReadable["BayesianLogisticRegression"],
):
    """Logistic regression of the classes 0 and 1 with a posterior of its coefficients.

    Params that every estimator has are described at their names, such as
    ``BayesianLogisticRegression.seed.doc``, and by ``explainParams()``.

    Parameters
    ----------
    classes : List[str], optional
        the responses, of ordinal in their order; the first one is the reference; a list of names.
        Here unset stands for `auto` or null.
    covariance : str, default "full"
        which covariances of coefficients the posterior has; full or diagonal.
    deviationCol : str, default ""
        column of the model's 'deviation'; empty: not computed
    featuresCol : str, default "features"
        column of the rows: vectors or arrays of numbers
    fitIntercept : bool, default True
        whether there is an intercept; true or false.
    handleInvalid : str, default "error"
        what becomes of invalid rows, such as those with null or an infinite value: error; skip
        leaves them out; keep leaves them out of fit, and in transform gives them null outputs
    labelCol : str, default "label"
        column of the responses to predict. Rows to transform need none; where they have it, their
        log densities are those of their responses.
    learningDecay : float, optional
        How fast old rounds are forgotten; for robbins-monro. In (0.5, 1]. auto: 0.75 where
        `batch-size` is auto, else 0.7. Here unset stands for `auto`.
    learningOffset : float, optional
        Gives early rounds less weight; for robbins-monro. Rounds, at least 0. auto: 1 where
        `batch-size` is auto, else 8. Here unset stands for `auto`.
    learningRate : float, default 0.05
        The rate of the rule constant. In (0, 1].
    learningRule : str, default "auto"
        Step size as a function of the number t of the round. robbins-monro (rate.delay + t) ^
        -rate.forgetting constant rate.value batch 1, for `batch-size = all`: batch variational
        Bayes; for regression halved where the bound would fall auto batch where a round has all
        rows, else robbins-monro
    logDensityCol : str, default ""
        column of the model's 'logDensity'; empty: not computed
    lowerCol : str, default ""
        column of the model's 'lower'; empty: not computed
    maxIter : int, optional
        Maximum number of visits of every row. At least 1. auto: as many as make 100 rounds, and at
        least 10 where `batch-size` is given; 1000 where rounds of mixtures, factor and regression
        have all rows, which end when they have converged; for networks as many as make 3000 rounds,
        and at least 10. Here unset stands for `auto`.
    missing : List[str], default ["NA"]
        For rows of numbers: what stands for a missing value, texts or numbers, such as [NA, "?",
        -999]. null, empty cells and NaN always do.
    offsetCol : str, optional
        column of numbers that are added to the linear predictor, such as the log of an exposure;
        rows to transform must have it, too. Unset: 0.
    predictionCol : str, default "prediction"
        column of the model's 'expected'; empty: not computed
    priorCoefficients : str, default "normal"
        the shape of the prior; normal, student-t, laplace, ard, horseshoe or flat.
    priorDegrees : float, default 4.0
        degrees of freedom of the prior student-t; a number from 1e-12 to 1e9.
    priorGroups : List[str], optional
        columns with a prior of their own: texts such as x*, age ~ laplace(0.5); a list of names.
        Here unset stands for `auto` or null.
    priorInterceptScale : float, default 10.0
        standard deviation of the prior of the predictor at the columns' means; a number from 1e-12
        to 1e9.
    priorNoise : str, default "vague"
        the prior of the noise's standard deviation, of gaussian; vague, flat, half-normal,
        half-cauchy or exponential.
    priorNoiseScale : float, default 1.0
        of half-normal, half-cauchy and exponential: the scale of the noise's deviation; a number
        from 1e-12 to 1e9.
    priorRelativeToNoise : bool, default False
        of gaussian: whether scales of coefficients are in units of the noise's deviation; true or
        false.
    priorRun : str, optional
        a published regression whose posterior of the same columns is the prior; the directory of a
        run, or null.
    priorScale : float, optional
        of a coefficient's prior; auto is 0.05 for horseshoe, else 10 for gaussian, else 2.5; a
        number from 1e-12 to 1e9, or `auto`. Here unset stands for `auto` or null.
    priorSlab : float, default 10.0
        standard deviation that the prior horseshoe ends with; a number from 1e-12 to 1e9.
    probabilityCol : str, default "probability"
        column of the model's 'expected'; empty: not computed
    rawPredictionCol : str, default "rawPrediction"
        column of the model's 'expected'; empty: not computed
    regParam : float, optional
        precision of a coefficient's prior: 1 / priorScale², positive. Unset: priorScale says it.
    scale : float, optional
        For rows of numbers: what all values are divided by, a positive number; 16 brings 0 .. 16 to
        [0, 1]. The model keeps it, so that new rows are read like the training rows. auto: 255 for
        images and for idx files of bytes whose rows are images, else 1. Here unset stands for
        `auto`.
    scoreCol : str, optional
        column of held-out scores: a struct of logProbability, in nats, and units; of documents the
        completion of one half by the other. Unset: not computed.
    standardization : bool, default True
        whether priors are of coefficients of standardised columns; true or false.
    threshold : float, default 0.5
        above which the probability of 1 makes a row of class 1, from 0 to 1
    trialsCol : str, optional
        column of numbers of trials, of which the responses count the successes. Unset: responses
        are not counts of that kind.
    upperCol : str, default ""
        column of the model's 'upper'; empty: not computed
    weightCol : str, optional
        column of weights, not negative; a row of weight 2 counts as two equal rows. Unset: every
        row has weight 1.
    """

    _input_kwargs: Dict[str, Any]

    @keyword_only
    def __init__(
        self,
        *,
        batchSize: Optional[int] = None,
        blockSize: Optional[int] = None,
        boundEvery: int = 10,
        checkpointInterval: int = 0,
        checkpointSeconds: float = 60.0,
        checkpoints: int = 2,
        classes: Optional[List[str]] = None,
        covariance: Union[str, float] = "full",
        deviationCol: Union[str, float] = "",
        execution: Union[str, float] = "auto",
        featuresCol: Union[str, float] = "features",
        fitIntercept: bool = True,
        handleInvalid: Union[str, float] = "error",
        heldOut: float = 0.0,
        heldOutEvery: int = 0,
        joinSeconds: float = 120.0,
        labelCol: Union[str, float] = "label",
        learningDecay: Optional[float] = None,
        learningOffset: Optional[float] = None,
        learningRate: float = 0.05,
        learningRule: Union[str, float] = "auto",
        logDensityCol: Union[str, float] = "",
        lowerCol: Union[str, float] = "",
        maxIter: Optional[int] = None,
        maxSeconds: Optional[float] = None,
        missing: List[str] = ["NA"],
        offsetCol: Optional[Union[str, float]] = None,
        patience: Optional[int] = None,
        patienceSeconds: float = 10.0,
        predictionCol: Union[str, float] = "prediction",
        priorCoefficients: Union[str, float] = "normal",
        priorDegrees: float = 4.0,
        priorGroups: Optional[List[str]] = None,
        priorInterceptScale: float = 10.0,
        priorNoise: Union[str, float] = "vague",
        priorNoiseScale: float = 1.0,
        priorRelativeToNoise: bool = False,
        priorRun: Optional[Union[str, float]] = None,
        priorScale: Optional[float] = None,
        priorSlab: float = 10.0,
        probabilityCol: Union[str, float] = "probability",
        publish: Union[str, float] = "auto",
        rawPredictionCol: Union[str, float] = "rawPrediction",
        regParam: Optional[float] = None,
        retries: int = 0,
        runDirectory: Optional[Union[str, float]] = None,
        scale: Optional[float] = None,
        scoreCol: Optional[Union[str, float]] = None,
        seed: int = 1,
        shardSteps: int = 0,
        shards: int = 8,
        shiftSeconds: float = 300.0,
        slots: Optional[int] = None,
        standardization: bool = True,
        storage: Union[str, float] = "auto",
        threshold: float = 0.5,
        tol: Optional[float] = None,
        trialsCol: Optional[Union[str, float]] = None,
        upperCol: Union[str, float] = "",
        validationIndicatorCol: Optional[Union[str, float]] = None,
        weightCol: Optional[Union[str, float]] = None,
        workDir: Optional[Union[str, float]] = None,
    ) -> None:
        super().__init__()
        self._java_obj = self._new_java_obj("org.sparksvi.ml.BayesianLogisticRegression", self.uid)
        self._setDefault(
            boundEvery=10,
            checkpointInterval=0,
            checkpointSeconds=60.0,
            checkpoints=2,
            covariance="full",
            deviationCol="",
            execution="auto",
            featuresCol="features",
            fitIntercept=True,
            handleInvalid="error",
            heldOut=0.0,
            heldOutEvery=0,
            joinSeconds=120.0,
            labelCol="label",
            learningRate=0.05,
            learningRule="auto",
            logDensityCol="",
            lowerCol="",
            missing=["NA"],
            patienceSeconds=10.0,
            predictionCol="prediction",
            priorCoefficients="normal",
            priorDegrees=4.0,
            priorInterceptScale=10.0,
            priorNoise="vague",
            priorNoiseScale=1.0,
            priorRelativeToNoise=False,
            priorSlab=10.0,
            probabilityCol="probability",
            publish="auto",
            rawPredictionCol="rawPrediction",
            retries=0,
            seed=1,
            shardSteps=0,
            shards=8,
            shiftSeconds=300.0,
            standardization=True,
            storage="auto",
            threshold=0.5,
            upperCol="",
        )
        self._set(**self._input_kwargs)

    @keyword_only
    def setParams(
        self,
        *,
        batchSize: Optional[int] = None,
        blockSize: Optional[int] = None,
        boundEvery: int = 10,
        checkpointInterval: int = 0,
        checkpointSeconds: float = 60.0,
        checkpoints: int = 2,
        classes: Optional[List[str]] = None,
        covariance: Union[str, float] = "full",
        deviationCol: Union[str, float] = "",
        execution: Union[str, float] = "auto",
        featuresCol: Union[str, float] = "features",
        fitIntercept: bool = True,
        handleInvalid: Union[str, float] = "error",
        heldOut: float = 0.0,
        heldOutEvery: int = 0,
        joinSeconds: float = 120.0,
        labelCol: Union[str, float] = "label",
        learningDecay: Optional[float] = None,
        learningOffset: Optional[float] = None,
        learningRate: float = 0.05,
        learningRule: Union[str, float] = "auto",
        logDensityCol: Union[str, float] = "",
        lowerCol: Union[str, float] = "",
        maxIter: Optional[int] = None,
        maxSeconds: Optional[float] = None,
        missing: List[str] = ["NA"],
        offsetCol: Optional[Union[str, float]] = None,
        patience: Optional[int] = None,
        patienceSeconds: float = 10.0,
        predictionCol: Union[str, float] = "prediction",
        priorCoefficients: Union[str, float] = "normal",
        priorDegrees: float = 4.0,
        priorGroups: Optional[List[str]] = None,
        priorInterceptScale: float = 10.0,
        priorNoise: Union[str, float] = "vague",
        priorNoiseScale: float = 1.0,
        priorRelativeToNoise: bool = False,
        priorRun: Optional[Union[str, float]] = None,
        priorScale: Optional[float] = None,
        priorSlab: float = 10.0,
        probabilityCol: Union[str, float] = "probability",
        publish: Union[str, float] = "auto",
        rawPredictionCol: Union[str, float] = "rawPrediction",
        regParam: Optional[float] = None,
        retries: int = 0,
        runDirectory: Optional[Union[str, float]] = None,
        scale: Optional[float] = None,
        scoreCol: Optional[Union[str, float]] = None,
        seed: int = 1,
        shardSteps: int = 0,
        shards: int = 8,
        shiftSeconds: float = 300.0,
        slots: Optional[int] = None,
        standardization: bool = True,
        storage: Union[str, float] = "auto",
        threshold: float = 0.5,
        tol: Optional[float] = None,
        trialsCol: Optional[Union[str, float]] = None,
        upperCol: Union[str, float] = "",
        validationIndicatorCol: Optional[Union[str, float]] = None,
        weightCol: Optional[Union[str, float]] = None,
        workDir: Optional[Union[str, float]] = None,
    ) -> "BayesianLogisticRegression":
        """Sets several Params at once."""
        return self._set(**self._input_kwargs)

    def _create_model(self, java_model: Any) -> "BayesianLogisticRegressionModel":
        return BayesianLogisticRegressionModel(java_model)

    def setClasses(self: S, value: List[str]) -> S:
        """Sets ``classes``."""
        return self._set(classes=value)  # type: ignore[return-value]

    def setCovariance(self: S, value: Union[str, float]) -> S:
        """Sets ``covariance``."""
        return self._set(covariance=value)  # type: ignore[return-value]

    def setDeviationCol(self: S, value: Union[str, float]) -> S:
        """Sets ``deviationCol``."""
        return self._set(deviationCol=value)  # type: ignore[return-value]

    def setFeaturesCol(self: S, value: Union[str, float]) -> S:
        """Sets ``featuresCol``."""
        return self._set(featuresCol=value)  # type: ignore[return-value]

    def setFitIntercept(self: S, value: bool) -> S:
        """Sets ``fitIntercept``."""
        return self._set(fitIntercept=value)  # type: ignore[return-value]

    def setHandleInvalid(self: S, value: Union[str, float]) -> S:
        """Sets ``handleInvalid``."""
        return self._set(handleInvalid=value)  # type: ignore[return-value]

    def setLabelCol(self: S, value: Union[str, float]) -> S:
        """Sets ``labelCol``."""
        return self._set(labelCol=value)  # type: ignore[return-value]

    def setLearningDecay(self: S, value: float) -> S:
        """Sets ``learningDecay``."""
        return self._set(learningDecay=value)  # type: ignore[return-value]

    def setLearningOffset(self: S, value: float) -> S:
        """Sets ``learningOffset``."""
        return self._set(learningOffset=value)  # type: ignore[return-value]

    def setLearningRate(self: S, value: float) -> S:
        """Sets ``learningRate``."""
        return self._set(learningRate=value)  # type: ignore[return-value]

    def setLearningRule(self: S, value: Union[str, float]) -> S:
        """Sets ``learningRule``."""
        return self._set(learningRule=value)  # type: ignore[return-value]

    def setLogDensityCol(self: S, value: Union[str, float]) -> S:
        """Sets ``logDensityCol``."""
        return self._set(logDensityCol=value)  # type: ignore[return-value]

    def setLowerCol(self: S, value: Union[str, float]) -> S:
        """Sets ``lowerCol``."""
        return self._set(lowerCol=value)  # type: ignore[return-value]

    def setMaxIter(self: S, value: int) -> S:
        """Sets ``maxIter``."""
        return self._set(maxIter=value)  # type: ignore[return-value]

    def setMissing(self: S, value: List[str]) -> S:
        """Sets ``missing``."""
        return self._set(missing=value)  # type: ignore[return-value]

    def setOffsetCol(self: S, value: Union[str, float]) -> S:
        """Sets ``offsetCol``."""
        return self._set(offsetCol=value)  # type: ignore[return-value]

    def setPredictionCol(self: S, value: Union[str, float]) -> S:
        """Sets ``predictionCol``."""
        return self._set(predictionCol=value)  # type: ignore[return-value]

    def setPriorCoefficients(self: S, value: Union[str, float]) -> S:
        """Sets ``priorCoefficients``."""
        return self._set(priorCoefficients=value)  # type: ignore[return-value]

    def setPriorDegrees(self: S, value: float) -> S:
        """Sets ``priorDegrees``."""
        return self._set(priorDegrees=value)  # type: ignore[return-value]

    def setPriorGroups(self: S, value: List[str]) -> S:
        """Sets ``priorGroups``."""
        return self._set(priorGroups=value)  # type: ignore[return-value]

    def setPriorInterceptScale(self: S, value: float) -> S:
        """Sets ``priorInterceptScale``."""
        return self._set(priorInterceptScale=value)  # type: ignore[return-value]

    def setPriorNoise(self: S, value: Union[str, float]) -> S:
        """Sets ``priorNoise``."""
        return self._set(priorNoise=value)  # type: ignore[return-value]

    def setPriorNoiseScale(self: S, value: float) -> S:
        """Sets ``priorNoiseScale``."""
        return self._set(priorNoiseScale=value)  # type: ignore[return-value]

    def setPriorRelativeToNoise(self: S, value: bool) -> S:
        """Sets ``priorRelativeToNoise``."""
        return self._set(priorRelativeToNoise=value)  # type: ignore[return-value]

    def setPriorRun(self: S, value: Union[str, float]) -> S:
        """Sets ``priorRun``."""
        return self._set(priorRun=value)  # type: ignore[return-value]

    def setPriorScale(self: S, value: float) -> S:
        """Sets ``priorScale``."""
        return self._set(priorScale=value)  # type: ignore[return-value]

    def setPriorSlab(self: S, value: float) -> S:
        """Sets ``priorSlab``."""
        return self._set(priorSlab=value)  # type: ignore[return-value]

    def setProbabilityCol(self: S, value: Union[str, float]) -> S:
        """Sets ``probabilityCol``."""
        return self._set(probabilityCol=value)  # type: ignore[return-value]

    def setRawPredictionCol(self: S, value: Union[str, float]) -> S:
        """Sets ``rawPredictionCol``."""
        return self._set(rawPredictionCol=value)  # type: ignore[return-value]

    def setRegParam(self: S, value: float) -> S:
        """Sets ``regParam``."""
        return self._set(regParam=value)  # type: ignore[return-value]

    def setScale(self: S, value: float) -> S:
        """Sets ``scale``."""
        return self._set(scale=value)  # type: ignore[return-value]

    def setScoreCol(self: S, value: Union[str, float]) -> S:
        """Sets ``scoreCol``."""
        return self._set(scoreCol=value)  # type: ignore[return-value]

    def setStandardization(self: S, value: bool) -> S:
        """Sets ``standardization``."""
        return self._set(standardization=value)  # type: ignore[return-value]

    def setThreshold(self: S, value: float) -> S:
        """Sets ``threshold``."""
        return self._set(threshold=value)  # type: ignore[return-value]

    def setTrialsCol(self: S, value: Union[str, float]) -> S:
        """Sets ``trialsCol``."""
        return self._set(trialsCol=value)  # type: ignore[return-value]

    def setUpperCol(self: S, value: Union[str, float]) -> S:
        """Sets ``upperCol``."""
        return self._set(upperCol=value)  # type: ignore[return-value]

    def setWeightCol(self: S, value: Union[str, float]) -> S:
        """Sets ``weightCol``."""
        return self._set(weightCol=value)  # type: ignore[return-value]


class BayesianLogisticRegressionModel(_BayesianLogisticRegressionModel, _BayesianLogisticRegressionParams, JavaMLWritable, JavaMLReadable["BayesianLogisticRegressionModel"]):
    __doc__ = _BayesianLogisticRegressionModel.__doc__

    def setDeviationCol(self: S, value: Union[str, float]) -> S:
        """Sets ``deviationCol``."""
        return self._set(deviationCol=value)  # type: ignore[return-value]

    def setFeaturesCol(self: S, value: Union[str, float]) -> S:
        """Sets ``featuresCol``."""
        return self._set(featuresCol=value)  # type: ignore[return-value]

    def setHandleInvalid(self: S, value: Union[str, float]) -> S:
        """Sets ``handleInvalid``."""
        return self._set(handleInvalid=value)  # type: ignore[return-value]

    def setLabelCol(self: S, value: Union[str, float]) -> S:
        """Sets ``labelCol``."""
        return self._set(labelCol=value)  # type: ignore[return-value]

    def setLogDensityCol(self: S, value: Union[str, float]) -> S:
        """Sets ``logDensityCol``."""
        return self._set(logDensityCol=value)  # type: ignore[return-value]

    def setLowerCol(self: S, value: Union[str, float]) -> S:
        """Sets ``lowerCol``."""
        return self._set(lowerCol=value)  # type: ignore[return-value]

    def setOffsetCol(self: S, value: Union[str, float]) -> S:
        """Sets ``offsetCol``."""
        return self._set(offsetCol=value)  # type: ignore[return-value]

    def setPredictionCol(self: S, value: Union[str, float]) -> S:
        """Sets ``predictionCol``."""
        return self._set(predictionCol=value)  # type: ignore[return-value]

    def setProbabilityCol(self: S, value: Union[str, float]) -> S:
        """Sets ``probabilityCol``."""
        return self._set(probabilityCol=value)  # type: ignore[return-value]

    def setRawPredictionCol(self: S, value: Union[str, float]) -> S:
        """Sets ``rawPredictionCol``."""
        return self._set(rawPredictionCol=value)  # type: ignore[return-value]

    def setScoreCol(self: S, value: Union[str, float]) -> S:
        """Sets ``scoreCol``."""
        return self._set(scoreCol=value)  # type: ignore[return-value]

    def setThreshold(self: S, value: float) -> S:
        """Sets ``threshold``."""
        return self._set(threshold=value)  # type: ignore[return-value]

    def setTrialsCol(self: S, value: Union[str, float]) -> S:
        """Sets ``trialsCol``."""
        return self._set(trialsCol=value)  # type: ignore[return-value]

    def setUpperCol(self: S, value: Union[str, float]) -> S:
        """Sets ``upperCol``."""
        return self._set(upperCol=value)  # type: ignore[return-value]


class _BayesianGLMParams(_SviParams):
    """Params of BayesianGLM and its model."""

    classes: "Param[List[str]]" = Param(
        Params._dummy(),
        "classes",
        "the responses, of ordinal in their order; the first one is the reference; a list of "
        "names. Here unset stands for `auto` or null.",
        typeConverter=texts,
    )

    covariance: "Param[str]" = Param(
        Params._dummy(),
        "covariance",
        "which covariances of coefficients the posterior has; full or diagonal.",
        typeConverter=text,
    )

    deviationCol: "Param[str]" = Param(
        Params._dummy(),
        "deviationCol",
        "column of the model's 'deviation'; empty: not computed",
        typeConverter=text,
    )

    family: "Param[str]" = Param(
        Params._dummy(),
        "family",
        "of a response given its linear predictor; auto, gaussian, student-t, logistic, probit, "
        "poisson, negative-binomial, gamma, ordinal or multinomial.",
        typeConverter=text,
    )

    featuresCol: "Param[str]" = Param(
        Params._dummy(),
        "featuresCol",
        "column of the rows: vectors or arrays of numbers",
        typeConverter=text,
    )

    fitIntercept: "Param[bool]" = Param(
        Params._dummy(),
        "fitIntercept",
        "whether there is an intercept; true or false.",
        typeConverter=flag,
    )

    handleInvalid: "Param[str]" = Param(
        Params._dummy(),
        "handleInvalid",
        "what becomes of invalid rows, such as those with null or an infinite value: error; skip "
        "leaves them out; keep leaves them out of fit, and in transform gives them null outputs",
        typeConverter=text,
    )

    labelCol: "Param[str]" = Param(
        Params._dummy(),
        "labelCol",
        "column of the responses to predict. Rows to transform need none; where they have it, "
        "their log densities are those of their responses.",
        typeConverter=text,
    )

    learningDecay: "Param[float]" = Param(
        Params._dummy(),
        "learningDecay",
        "How fast old rounds are forgotten; for robbins-monro. In (0.5, 1]. auto: 0.75 where "
        "`batch-size` is auto, else 0.7. Here unset stands for `auto`.",
        typeConverter=real,
    )

    learningOffset: "Param[float]" = Param(
        Params._dummy(),
        "learningOffset",
        "Gives early rounds less weight; for robbins-monro. Rounds, at least 0. auto: 1 where "
        "`batch-size` is auto, else 8. Here unset stands for `auto`.",
        typeConverter=real,
    )

    learningRate: "Param[float]" = Param(
        Params._dummy(),
        "learningRate",
        "The rate of the rule constant. In (0, 1].",
        typeConverter=real,
    )

    learningRule: "Param[str]" = Param(
        Params._dummy(),
        "learningRule",
        "Step size as a function of the number t of the round. robbins-monro (rate.delay + t) ^ "
        "-rate.forgetting constant rate.value batch 1, for `batch-size = all`: batch variational "
        "Bayes; for regression halved where the bound would fall auto batch where a round has all "
        "rows, else robbins-monro",
        typeConverter=text,
    )

    logDensityCol: "Param[str]" = Param(
        Params._dummy(),
        "logDensityCol",
        "column of the model's 'logDensity'; empty: not computed",
        typeConverter=text,
    )

    lowerCol: "Param[str]" = Param(
        Params._dummy(),
        "lowerCol",
        "column of the model's 'lower'; empty: not computed",
        typeConverter=text,
    )

    maxIter: "Param[int]" = Param(
        Params._dummy(),
        "maxIter",
        "Maximum number of visits of every row. At least 1. auto: as many as make 100 rounds, and "
        "at least 10 where `batch-size` is given; 1000 where rounds of mixtures, factor and "
        "regression have all rows, which end when they have converged; for networks as many as "
        "make 3000 rounds, and at least 10. Here unset stands for `auto`.",
        typeConverter=whole,
    )

    missing: "Param[List[str]]" = Param(
        Params._dummy(),
        "missing",
        "For rows of numbers: what stands for a missing value, texts or numbers, such as [NA, "
        "\"?\", -999]. null, empty cells and NaN always do.",
        typeConverter=texts,
    )

    offsetCol: "Param[str]" = Param(
        Params._dummy(),
        "offsetCol",
        "column of numbers that are added to the linear predictor, such as the log of an "
        "exposure; rows to transform must have it, too. Unset: 0.",
        typeConverter=text,
    )

    predictionCol: "Param[str]" = Param(
        Params._dummy(),
        "predictionCol",
        "column of the model's 'expected'; empty: not computed",
        typeConverter=text,
    )

    priorCoefficients: "Param[str]" = Param(
        Params._dummy(),
        "priorCoefficients",
        "the shape of the prior; normal, student-t, laplace, ard, horseshoe or flat.",
        typeConverter=text,
    )

    priorDegrees: "Param[float]" = Param(
        Params._dummy(),
        "priorDegrees",
        "degrees of freedom of the prior student-t; a number from 1e-12 to 1e9.",
        typeConverter=real,
    )

    priorGroups: "Param[List[str]]" = Param(
        Params._dummy(),
        "priorGroups",
        "columns with a prior of their own: texts such as x*, age ~ laplace(0.5); a list of "
        "names. Here unset stands for `auto` or null.",
        typeConverter=texts,
    )

    priorInterceptScale: "Param[float]" = Param(
        Params._dummy(),
        "priorInterceptScale",
        "standard deviation of the prior of the predictor at the columns' means; a number from "
        "1e-12 to 1e9.",
        typeConverter=real,
    )

    priorNoise: "Param[str]" = Param(
        Params._dummy(),
        "priorNoise",
        "the prior of the noise's standard deviation, of gaussian; vague, flat, half-normal, "
        "half-cauchy or exponential.",
        typeConverter=text,
    )

    priorNoiseScale: "Param[float]" = Param(
        Params._dummy(),
        "priorNoiseScale",
        "of half-normal, half-cauchy and exponential: the scale of the noise's deviation; a "
        "number from 1e-12 to 1e9.",
        typeConverter=real,
    )

    priorRelativeToNoise: "Param[bool]" = Param(
        Params._dummy(),
        "priorRelativeToNoise",
        "of gaussian: whether scales of coefficients are in units of the noise's deviation; true "
        "or false.",
        typeConverter=flag,
    )

    priorRun: "Param[str]" = Param(
        Params._dummy(),
        "priorRun",
        "a published regression whose posterior of the same columns is the prior; the directory "
        "of a run, or null.",
        typeConverter=text,
    )

    priorScale: "Param[float]" = Param(
        Params._dummy(),
        "priorScale",
        "of a coefficient's prior; auto is 0.05 for horseshoe, else 10 for gaussian, else 2.5; a "
        "number from 1e-12 to 1e9, or `auto`. Here unset stands for `auto` or null.",
        typeConverter=real,
    )

    priorSlab: "Param[float]" = Param(
        Params._dummy(),
        "priorSlab",
        "standard deviation that the prior horseshoe ends with; a number from 1e-12 to 1e9.",
        typeConverter=real,
    )

    regParam: "Param[float]" = Param(
        Params._dummy(),
        "regParam",
        "precision of a coefficient's prior: 1 / priorScale², positive. Unset: priorScale says "
        "it.",
        typeConverter=real,
    )

    scale: "Param[float]" = Param(
        Params._dummy(),
        "scale",
        "For rows of numbers: what all values are divided by, a positive number; 16 brings 0 .. "
        "16 to [0, 1]. The model keeps it, so that new rows are read like the training rows. "
        "auto: 255 for images and for idx files of bytes whose rows are images, else 1. Here "
        "unset stands for `auto`.",
        typeConverter=real,
    )

    scoreCol: "Param[str]" = Param(
        Params._dummy(),
        "scoreCol",
        "column of held-out scores: a struct of logProbability, in nats, and units; of documents "
        "the completion of one half by the other. Unset: not computed.",
        typeConverter=text,
    )

    standardization: "Param[bool]" = Param(
        Params._dummy(),
        "standardization",
        "whether priors are of coefficients of standardised columns; true or false.",
        typeConverter=flag,
    )

    trialsCol: "Param[str]" = Param(
        Params._dummy(),
        "trialsCol",
        "column of numbers of trials, of which the responses count the successes. Unset: "
        "responses are not counts of that kind.",
        typeConverter=text,
    )

    upperCol: "Param[str]" = Param(
        Params._dummy(),
        "upperCol",
        "column of the model's 'upper'; empty: not computed",
        typeConverter=text,
    )

    weightCol: "Param[str]" = Param(
        Params._dummy(),
        "weightCol",
        "column of weights, not negative; a row of weight 2 counts as two equal rows. Unset: "
        "every row has weight 1.",
        typeConverter=text,
    )

    def getClasses(self) -> List[str]:
        """The value of ``classes``, or its default."""
        return self.getOrDefault(self.classes)

    def getCovariance(self) -> str:
        """The value of ``covariance``, or its default."""
        return self.getOrDefault(self.covariance)

    def getDeviationCol(self) -> str:
        """The value of ``deviationCol``, or its default."""
        return self.getOrDefault(self.deviationCol)

    def getFamily(self) -> str:
        """The value of ``family``, or its default."""
        return self.getOrDefault(self.family)

    def getFeaturesCol(self) -> str:
        """The value of ``featuresCol``, or its default."""
        return self.getOrDefault(self.featuresCol)

    def getFitIntercept(self) -> bool:
        """The value of ``fitIntercept``, or its default."""
        return self.getOrDefault(self.fitIntercept)

    def getHandleInvalid(self) -> str:
        """The value of ``handleInvalid``, or its default."""
        return self.getOrDefault(self.handleInvalid)

    def getLabelCol(self) -> str:
        """The value of ``labelCol``, or its default."""
        return self.getOrDefault(self.labelCol)

    def getLearningDecay(self) -> float:
        """The value of ``learningDecay``, or its default."""
        return self.getOrDefault(self.learningDecay)

    def getLearningOffset(self) -> float:
        """The value of ``learningOffset``, or its default."""
        return self.getOrDefault(self.learningOffset)

    def getLearningRate(self) -> float:
        """The value of ``learningRate``, or its default."""
        return self.getOrDefault(self.learningRate)

    def getLearningRule(self) -> str:
        """The value of ``learningRule``, or its default."""
        return self.getOrDefault(self.learningRule)

    def getLogDensityCol(self) -> str:
        """The value of ``logDensityCol``, or its default."""
        return self.getOrDefault(self.logDensityCol)

    def getLowerCol(self) -> str:
        """The value of ``lowerCol``, or its default."""
        return self.getOrDefault(self.lowerCol)

    def getMaxIter(self) -> int:
        """The value of ``maxIter``, or its default."""
        return self.getOrDefault(self.maxIter)

    def getMissing(self) -> List[str]:
        """The value of ``missing``, or its default."""
        return self.getOrDefault(self.missing)

    def getOffsetCol(self) -> str:
        """The value of ``offsetCol``, or its default."""
        return self.getOrDefault(self.offsetCol)

    def getPredictionCol(self) -> str:
        """The value of ``predictionCol``, or its default."""
        return self.getOrDefault(self.predictionCol)

    def getPriorCoefficients(self) -> str:
        """The value of ``priorCoefficients``, or its default."""
        return self.getOrDefault(self.priorCoefficients)

    def getPriorDegrees(self) -> float:
        """The value of ``priorDegrees``, or its default."""
        return self.getOrDefault(self.priorDegrees)

    def getPriorGroups(self) -> List[str]:
        """The value of ``priorGroups``, or its default."""
        return self.getOrDefault(self.priorGroups)

    def getPriorInterceptScale(self) -> float:
        """The value of ``priorInterceptScale``, or its default."""
        return self.getOrDefault(self.priorInterceptScale)

    def getPriorNoise(self) -> str:
        """The value of ``priorNoise``, or its default."""
        return self.getOrDefault(self.priorNoise)

    def getPriorNoiseScale(self) -> float:
        """The value of ``priorNoiseScale``, or its default."""
        return self.getOrDefault(self.priorNoiseScale)

    def getPriorRelativeToNoise(self) -> bool:
        """The value of ``priorRelativeToNoise``, or its default."""
        return self.getOrDefault(self.priorRelativeToNoise)

    def getPriorRun(self) -> str:
        """The value of ``priorRun``, or its default."""
        return self.getOrDefault(self.priorRun)

    def getPriorScale(self) -> float:
        """The value of ``priorScale``, or its default."""
        return self.getOrDefault(self.priorScale)

    def getPriorSlab(self) -> float:
        """The value of ``priorSlab``, or its default."""
        return self.getOrDefault(self.priorSlab)

    def getRegParam(self) -> float:
        """The value of ``regParam``, or its default."""
        return self.getOrDefault(self.regParam)

    def getScale(self) -> float:
        """The value of ``scale``, or its default."""
        return self.getOrDefault(self.scale)

    def getScoreCol(self) -> str:
        """The value of ``scoreCol``, or its default."""
        return self.getOrDefault(self.scoreCol)

    def getStandardization(self) -> bool:
        """The value of ``standardization``, or its default."""
        return self.getOrDefault(self.standardization)

    def getTrialsCol(self) -> str:
        """The value of ``trialsCol``, or its default."""
        return self.getOrDefault(self.trialsCol)

    def getUpperCol(self) -> str:
        """The value of ``upperCol``, or its default."""
        return self.getOrDefault(self.upperCol)

    def getWeightCol(self) -> str:
        """The value of ``weightCol``, or its default."""
        return self.getOrDefault(self.weightCol)


class BayesianGLM(
    _SviEstimator,
    JavaEstimator["BayesianGLMModel"],
    _BayesianGLMParams,
    _SviSetters,
    JavaMLWritable,
    JavaMLReadable["BayesianGLM"],
):
    """Generalised linear models with a posterior of their coefficients.

    Params that every estimator has are described at their names, such as
    ``BayesianGLM.seed.doc``, and by ``explainParams()``.

    Parameters
    ----------
    classes : List[str], optional
        the responses, of ordinal in their order; the first one is the reference; a list of names.
        Here unset stands for `auto` or null.
    covariance : str, default "full"
        which covariances of coefficients the posterior has; full or diagonal.
    deviationCol : str, default ""
        column of the model's 'deviation'; empty: not computed
    family : str, default "auto"
        of a response given its linear predictor; auto, gaussian, student-t, logistic, probit,
        poisson, negative-binomial, gamma, ordinal or multinomial.
    featuresCol : str, default "features"
        column of the rows: vectors or arrays of numbers
    fitIntercept : bool, default True
        whether there is an intercept; true or false.
    handleInvalid : str, default "error"
        what becomes of invalid rows, such as those with null or an infinite value: error; skip
        leaves them out; keep leaves them out of fit, and in transform gives them null outputs
    labelCol : str, default "label"
        column of the responses to predict. Rows to transform need none; where they have it, their
        log densities are those of their responses.
    learningDecay : float, optional
        How fast old rounds are forgotten; for robbins-monro. In (0.5, 1]. auto: 0.75 where
        `batch-size` is auto, else 0.7. Here unset stands for `auto`.
    learningOffset : float, optional
        Gives early rounds less weight; for robbins-monro. Rounds, at least 0. auto: 1 where
        `batch-size` is auto, else 8. Here unset stands for `auto`.
    learningRate : float, default 0.05
        The rate of the rule constant. In (0, 1].
    learningRule : str, default "auto"
        Step size as a function of the number t of the round. robbins-monro (rate.delay + t) ^
        -rate.forgetting constant rate.value batch 1, for `batch-size = all`: batch variational
        Bayes; for regression halved where the bound would fall auto batch where a round has all
        rows, else robbins-monro
    logDensityCol : str, default ""
        column of the model's 'logDensity'; empty: not computed
    lowerCol : str, default ""
        column of the model's 'lower'; empty: not computed
    maxIter : int, optional
        Maximum number of visits of every row. At least 1. auto: as many as make 100 rounds, and at
        least 10 where `batch-size` is given; 1000 where rounds of mixtures, factor and regression
        have all rows, which end when they have converged; for networks as many as make 3000 rounds,
        and at least 10. Here unset stands for `auto`.
    missing : List[str], default ["NA"]
        For rows of numbers: what stands for a missing value, texts or numbers, such as [NA, "?",
        -999]. null, empty cells and NaN always do.
    offsetCol : str, optional
        column of numbers that are added to the linear predictor, such as the log of an exposure;
        rows to transform must have it, too. Unset: 0.
    predictionCol : str, default "prediction"
        column of the model's 'expected'; empty: not computed
    priorCoefficients : str, default "normal"
        the shape of the prior; normal, student-t, laplace, ard, horseshoe or flat.
    priorDegrees : float, default 4.0
        degrees of freedom of the prior student-t; a number from 1e-12 to 1e9.
    priorGroups : List[str], optional
        columns with a prior of their own: texts such as x*, age ~ laplace(0.5); a list of names.
        Here unset stands for `auto` or null.
    priorInterceptScale : float, default 10.0
        standard deviation of the prior of the predictor at the columns' means; a number from 1e-12
        to 1e9.
    priorNoise : str, default "vague"
        the prior of the noise's standard deviation, of gaussian; vague, flat, half-normal,
        half-cauchy or exponential.
    priorNoiseScale : float, default 1.0
        of half-normal, half-cauchy and exponential: the scale of the noise's deviation; a number
        from 1e-12 to 1e9.
    priorRelativeToNoise : bool, default False
        of gaussian: whether scales of coefficients are in units of the noise's deviation; true or
        false.
    priorRun : str, optional
        a published regression whose posterior of the same columns is the prior; the directory of a
        run, or null.
    priorScale : float, optional
        of a coefficient's prior; auto is 0.05 for horseshoe, else 10 for gaussian, else 2.5; a
        number from 1e-12 to 1e9, or `auto`. Here unset stands for `auto` or null.
    priorSlab : float, default 10.0
        standard deviation that the prior horseshoe ends with; a number from 1e-12 to 1e9.
    regParam : float, optional
        precision of a coefficient's prior: 1 / priorScale², positive. Unset: priorScale says it.
    scale : float, optional
        For rows of numbers: what all values are divided by, a positive number; 16 brings 0 .. 16 to
        [0, 1]. The model keeps it, so that new rows are read like the training rows. auto: 255 for
        images and for idx files of bytes whose rows are images, else 1. Here unset stands for
        `auto`.
    scoreCol : str, optional
        column of held-out scores: a struct of logProbability, in nats, and units; of documents the
        completion of one half by the other. Unset: not computed.
    standardization : bool, default True
        whether priors are of coefficients of standardised columns; true or false.
    trialsCol : str, optional
        column of numbers of trials, of which the responses count the successes. Unset: responses
        are not counts of that kind.
    upperCol : str, default ""
        column of the model's 'upper'; empty: not computed
    weightCol : str, optional
        column of weights, not negative; a row of weight 2 counts as two equal rows. Unset: every
        row has weight 1.
    """

    _input_kwargs: Dict[str, Any]

    @keyword_only
    def __init__(
        self,
        *,
        batchSize: Optional[int] = None,
        blockSize: Optional[int] = None,
        boundEvery: int = 10,
        checkpointInterval: int = 0,
        checkpointSeconds: float = 60.0,
        checkpoints: int = 2,
        classes: Optional[List[str]] = None,
        covariance: Union[str, float] = "full",
        deviationCol: Union[str, float] = "",
        execution: Union[str, float] = "auto",
        family: Union[str, float] = "auto",
        featuresCol: Union[str, float] = "features",
        fitIntercept: bool = True,
        handleInvalid: Union[str, float] = "error",
        heldOut: float = 0.0,
        heldOutEvery: int = 0,
        joinSeconds: float = 120.0,
        labelCol: Union[str, float] = "label",
        learningDecay: Optional[float] = None,
        learningOffset: Optional[float] = None,
        learningRate: float = 0.05,
        learningRule: Union[str, float] = "auto",
        logDensityCol: Union[str, float] = "",
        lowerCol: Union[str, float] = "",
        maxIter: Optional[int] = None,
        maxSeconds: Optional[float] = None,
        missing: List[str] = ["NA"],
        offsetCol: Optional[Union[str, float]] = None,
        patience: Optional[int] = None,
        patienceSeconds: float = 10.0,
        predictionCol: Union[str, float] = "prediction",
        priorCoefficients: Union[str, float] = "normal",
        priorDegrees: float = 4.0,
        priorGroups: Optional[List[str]] = None,
        priorInterceptScale: float = 10.0,
        priorNoise: Union[str, float] = "vague",
        priorNoiseScale: float = 1.0,
        priorRelativeToNoise: bool = False,
        priorRun: Optional[Union[str, float]] = None,
        priorScale: Optional[float] = None,
        priorSlab: float = 10.0,
        publish: Union[str, float] = "auto",
        regParam: Optional[float] = None,
        retries: int = 0,
        runDirectory: Optional[Union[str, float]] = None,
        scale: Optional[float] = None,
        scoreCol: Optional[Union[str, float]] = None,
        seed: int = 1,
        shardSteps: int = 0,
        shards: int = 8,
        shiftSeconds: float = 300.0,
        slots: Optional[int] = None,
        standardization: bool = True,
        storage: Union[str, float] = "auto",
        tol: Optional[float] = None,
        trialsCol: Optional[Union[str, float]] = None,
        upperCol: Union[str, float] = "",
        validationIndicatorCol: Optional[Union[str, float]] = None,
        weightCol: Optional[Union[str, float]] = None,
        workDir: Optional[Union[str, float]] = None,
    ) -> None:
        super().__init__()
        self._java_obj = self._new_java_obj("org.sparksvi.ml.BayesianGLM", self.uid)
        self._setDefault(
            boundEvery=10,
            checkpointInterval=0,
            checkpointSeconds=60.0,
            checkpoints=2,
            covariance="full",
            deviationCol="",
            execution="auto",
            family="auto",
            featuresCol="features",
            fitIntercept=True,
            handleInvalid="error",
            heldOut=0.0,
            heldOutEvery=0,
            joinSeconds=120.0,
            labelCol="label",
            learningRate=0.05,
            learningRule="auto",
            logDensityCol="",
            lowerCol="",
            missing=["NA"],
            patienceSeconds=10.0,
            predictionCol="prediction",
            priorCoefficients="normal",
            priorDegrees=4.0,
            priorInterceptScale=10.0,
            priorNoise="vague",
            priorNoiseScale=1.0,
            priorRelativeToNoise=False,
            priorSlab=10.0,
            publish="auto",
            retries=0,
            seed=1,
            shardSteps=0,
            shards=8,
            shiftSeconds=300.0,
            standardization=True,
            storage="auto",
            upperCol="",
        )
        self._set(**self._input_kwargs)

    @keyword_only
    def setParams(
        self,
        *,
        batchSize: Optional[int] = None,
        blockSize: Optional[int] = None,
        boundEvery: int = 10,
        checkpointInterval: int = 0,
        checkpointSeconds: float = 60.0,
        checkpoints: int = 2,
        classes: Optional[List[str]] = None,
        covariance: Union[str, float] = "full",
        deviationCol: Union[str, float] = "",
        execution: Union[str, float] = "auto",
        family: Union[str, float] = "auto",
        featuresCol: Union[str, float] = "features",
        fitIntercept: bool = True,
        handleInvalid: Union[str, float] = "error",
        heldOut: float = 0.0,
        heldOutEvery: int = 0,
        joinSeconds: float = 120.0,
        labelCol: Union[str, float] = "label",
        learningDecay: Optional[float] = None,
        learningOffset: Optional[float] = None,
        learningRate: float = 0.05,
        learningRule: Union[str, float] = "auto",
        logDensityCol: Union[str, float] = "",
        lowerCol: Union[str, float] = "",
        maxIter: Optional[int] = None,
        maxSeconds: Optional[float] = None,
        missing: List[str] = ["NA"],
        offsetCol: Optional[Union[str, float]] = None,
        patience: Optional[int] = None,
        patienceSeconds: float = 10.0,
        predictionCol: Union[str, float] = "prediction",
        priorCoefficients: Union[str, float] = "normal",
        priorDegrees: float = 4.0,
        priorGroups: Optional[List[str]] = None,
        priorInterceptScale: float = 10.0,
        priorNoise: Union[str, float] = "vague",
        priorNoiseScale: float = 1.0,
        priorRelativeToNoise: bool = False,
        priorRun: Optional[Union[str, float]] = None,
        priorScale: Optional[float] = None,
        priorSlab: float = 10.0,
        publish: Union[str, float] = "auto",
        regParam: Optional[float] = None,
        retries: int = 0,
        runDirectory: Optional[Union[str, float]] = None,
        scale: Optional[float] = None,
        scoreCol: Optional[Union[str, float]] = None,
        seed: int = 1,
        shardSteps: int = 0,
        shards: int = 8,
        shiftSeconds: float = 300.0,
        slots: Optional[int] = None,
        standardization: bool = True,
        storage: Union[str, float] = "auto",
        tol: Optional[float] = None,
        trialsCol: Optional[Union[str, float]] = None,
        upperCol: Union[str, float] = "",
        validationIndicatorCol: Optional[Union[str, float]] = None,
        weightCol: Optional[Union[str, float]] = None,
        workDir: Optional[Union[str, float]] = None,
    ) -> "BayesianGLM":
        """Sets several Params at once."""
        return self._set(**self._input_kwargs)

    def _create_model(self, java_model: Any) -> "BayesianGLMModel":
        return BayesianGLMModel(java_model)

    def setClasses(self: S, value: List[str]) -> S:
        """Sets ``classes``."""
        return self._set(classes=value)  # type: ignore[return-value]

    def setCovariance(self: S, value: Union[str, float]) -> S:
        """Sets ``covariance``."""
        return self._set(covariance=value)  # type: ignore[return-value]

    def setDeviationCol(self: S, value: Union[str, float]) -> S:
        """Sets ``deviationCol``."""
        return self._set(deviationCol=value)  # type: ignore[return-value]

    def setFamily(self: S, value: Union[str, float]) -> S:
        """Sets ``family``."""
        return self._set(family=value)  # type: ignore[return-value]

    def setFeaturesCol(self: S, value: Union[str, float]) -> S:
        """Sets ``featuresCol``."""
        return self._set(featuresCol=value)  # type: ignore[return-value]

    def setFitIntercept(self: S, value: bool) -> S:
        """Sets ``fitIntercept``."""
        return self._set(fitIntercept=value)  # type: ignore[return-value]

    def setHandleInvalid(self: S, value: Union[str, float]) -> S:
        """Sets ``handleInvalid``."""
        return self._set(handleInvalid=value)  # type: ignore[return-value]

    def setLabelCol(self: S, value: Union[str, float]) -> S:
        """Sets ``labelCol``."""
        return self._set(labelCol=value)  # type: ignore[return-value]

    def setLearningDecay(self: S, value: float) -> S:
        """Sets ``learningDecay``."""
        return self._set(learningDecay=value)  # type: ignore[return-value]

    def setLearningOffset(self: S, value: float) -> S:
        """Sets ``learningOffset``."""
        return self._set(learningOffset=value)  # type: ignore[return-value]

    def setLearningRate(self: S, value: float) -> S:
        """Sets ``learningRate``."""
        return self._set(learningRate=value)  # type: ignore[return-value]

    def setLearningRule(self: S, value: Union[str, float]) -> S:
        """Sets ``learningRule``."""
        return self._set(learningRule=value)  # type: ignore[return-value]

    def setLogDensityCol(self: S, value: Union[str, float]) -> S:
        """Sets ``logDensityCol``."""
        return self._set(logDensityCol=value)  # type: ignore[return-value]

    def setLowerCol(self: S, value: Union[str, float]) -> S:
        """Sets ``lowerCol``."""
        return self._set(lowerCol=value)  # type: ignore[return-value]

    def setMaxIter(self: S, value: int) -> S:
        """Sets ``maxIter``."""
        return self._set(maxIter=value)  # type: ignore[return-value]

    def setMissing(self: S, value: List[str]) -> S:
        """Sets ``missing``."""
        return self._set(missing=value)  # type: ignore[return-value]

    def setOffsetCol(self: S, value: Union[str, float]) -> S:
        """Sets ``offsetCol``."""
        return self._set(offsetCol=value)  # type: ignore[return-value]

    def setPredictionCol(self: S, value: Union[str, float]) -> S:
        """Sets ``predictionCol``."""
        return self._set(predictionCol=value)  # type: ignore[return-value]

    def setPriorCoefficients(self: S, value: Union[str, float]) -> S:
        """Sets ``priorCoefficients``."""
        return self._set(priorCoefficients=value)  # type: ignore[return-value]

    def setPriorDegrees(self: S, value: float) -> S:
        """Sets ``priorDegrees``."""
        return self._set(priorDegrees=value)  # type: ignore[return-value]

    def setPriorGroups(self: S, value: List[str]) -> S:
        """Sets ``priorGroups``."""
        return self._set(priorGroups=value)  # type: ignore[return-value]

    def setPriorInterceptScale(self: S, value: float) -> S:
        """Sets ``priorInterceptScale``."""
        return self._set(priorInterceptScale=value)  # type: ignore[return-value]

    def setPriorNoise(self: S, value: Union[str, float]) -> S:
        """Sets ``priorNoise``."""
        return self._set(priorNoise=value)  # type: ignore[return-value]

    def setPriorNoiseScale(self: S, value: float) -> S:
        """Sets ``priorNoiseScale``."""
        return self._set(priorNoiseScale=value)  # type: ignore[return-value]

    def setPriorRelativeToNoise(self: S, value: bool) -> S:
        """Sets ``priorRelativeToNoise``."""
        return self._set(priorRelativeToNoise=value)  # type: ignore[return-value]

    def setPriorRun(self: S, value: Union[str, float]) -> S:
        """Sets ``priorRun``."""
        return self._set(priorRun=value)  # type: ignore[return-value]

    def setPriorScale(self: S, value: float) -> S:
        """Sets ``priorScale``."""
        return self._set(priorScale=value)  # type: ignore[return-value]

    def setPriorSlab(self: S, value: float) -> S:
        """Sets ``priorSlab``."""
        return self._set(priorSlab=value)  # type: ignore[return-value]

    def setRegParam(self: S, value: float) -> S:
        """Sets ``regParam``."""
        return self._set(regParam=value)  # type: ignore[return-value]

    def setScale(self: S, value: float) -> S:
        """Sets ``scale``."""
        return self._set(scale=value)  # type: ignore[return-value]

    def setScoreCol(self: S, value: Union[str, float]) -> S:
        """Sets ``scoreCol``."""
        return self._set(scoreCol=value)  # type: ignore[return-value]

    def setStandardization(self: S, value: bool) -> S:
        """Sets ``standardization``."""
        return self._set(standardization=value)  # type: ignore[return-value]

    def setTrialsCol(self: S, value: Union[str, float]) -> S:
        """Sets ``trialsCol``."""
        return self._set(trialsCol=value)  # type: ignore[return-value]

    def setUpperCol(self: S, value: Union[str, float]) -> S:
        """Sets ``upperCol``."""
        return self._set(upperCol=value)  # type: ignore[return-value]

    def setWeightCol(self: S, value: Union[str, float]) -> S:
        """Sets ``weightCol``."""
        return self._set(weightCol=value)  # type: ignore[return-value]


class BayesianGLMModel(_BayesianGLMModel, _BayesianGLMParams, JavaMLWritable, JavaMLReadable["BayesianGLMModel"]):
    __doc__ = _BayesianGLMModel.__doc__

    def setDeviationCol(self: S, value: Union[str, float]) -> S:
        """Sets ``deviationCol``."""
        return self._set(deviationCol=value)  # type: ignore[return-value]

    def setFeaturesCol(self: S, value: Union[str, float]) -> S:
        """Sets ``featuresCol``."""
        return self._set(featuresCol=value)  # type: ignore[return-value]

    def setHandleInvalid(self: S, value: Union[str, float]) -> S:
        """Sets ``handleInvalid``."""
        return self._set(handleInvalid=value)  # type: ignore[return-value]

    def setLabelCol(self: S, value: Union[str, float]) -> S:
        """Sets ``labelCol``."""
        return self._set(labelCol=value)  # type: ignore[return-value]

    def setLogDensityCol(self: S, value: Union[str, float]) -> S:
        """Sets ``logDensityCol``."""
        return self._set(logDensityCol=value)  # type: ignore[return-value]

    def setLowerCol(self: S, value: Union[str, float]) -> S:
        """Sets ``lowerCol``."""
        return self._set(lowerCol=value)  # type: ignore[return-value]

    def setOffsetCol(self: S, value: Union[str, float]) -> S:
        """Sets ``offsetCol``."""
        return self._set(offsetCol=value)  # type: ignore[return-value]

    def setPredictionCol(self: S, value: Union[str, float]) -> S:
        """Sets ``predictionCol``."""
        return self._set(predictionCol=value)  # type: ignore[return-value]

    def setScoreCol(self: S, value: Union[str, float]) -> S:
        """Sets ``scoreCol``."""
        return self._set(scoreCol=value)  # type: ignore[return-value]

    def setTrialsCol(self: S, value: Union[str, float]) -> S:
        """Sets ``trialsCol``."""
        return self._set(trialsCol=value)  # type: ignore[return-value]

    def setUpperCol(self: S, value: Union[str, float]) -> S:
        """Sets ``upperCol``."""
        return self._set(upperCol=value)  # type: ignore[return-value]


class _BayesianGLMMParams(_SviParams):
    """Params of BayesianGLMM and its model."""

    categoricalCols: "Param[List[str]]" = Param(
        Params._dummy(),
        "categoricalCols",
        "For rows of numbers: columns that are categories, such as [colour, region], whatever "
        "their cells are. Each becomes columns of 0 and 1, behind those of numbers. null: none.",
        typeConverter=texts,
    )

    categoryCoding: "Param[str]" = Param(
        Params._dummy(),
        "categoryCoding",
        "How categories become columns. reference one for each level but the most frequent "
        "one-hot one for each level",
        typeConverter=text,
    )

    classes: "Param[List[str]]" = Param(
        Params._dummy(),
        "classes",
        "the responses, of ordinal in their order; the first one is the reference; a list of "
        "names. Here unset stands for `auto` or null.",
        typeConverter=texts,
    )

    deviationCol: "Param[str]" = Param(
        Params._dummy(),
        "deviationCol",
        "column of the model's 'deviation'; empty: not computed",
        typeConverter=text,
    )

    effectDeviationsCol: "Param[str]" = Param(
        Params._dummy(),
        "effectDeviationsCol",
        "column of the model's 'effectDeviations'; empty: not computed",
        typeConverter=text,
    )

    effectsCol: "Param[str]" = Param(
        Params._dummy(),
        "effectsCol",
        "column of the model's 'effects'; empty: not computed",
        typeConverter=text,
    )

    family: "Param[str]" = Param(
        Params._dummy(),
        "family",
        "of a response given its linear predictor; auto, gaussian, student-t, logistic, probit, "
        "poisson, negative-binomial, gamma, ordinal or multinomial.",
        typeConverter=text,
    )

    fitIntercept: "Param[bool]" = Param(
        Params._dummy(),
        "fitIntercept",
        "whether there is an intercept; true or false.",
        typeConverter=flag,
    )

    formula: "Param[str]" = Param(
        Params._dummy(),
        "formula",
        "the response, and the columns and interactions of columns that it depends on; a formula "
        "such as y ~ a + b + a:b, or null.",
        typeConverter=text,
    )

    groupCol: "Param[str]" = Param(
        Params._dummy(),
        "groupCol",
        "For kinds of models that predict a response, and joint: column of the group that a row "
        "is in, such as a school. A whole number is kept; of a text a 64-bit hash is kept. null: "
        "no groups.",
        typeConverter=text,
    )

    handleInvalid: "Param[str]" = Param(
        Params._dummy(),
        "handleInvalid",
        "what becomes of invalid rows, such as those with null or an infinite value: error; skip "
        "leaves them out",
        typeConverter=text,
    )

    inputCols: "Param[List[str]]" = Param(
        Params._dummy(),
        "inputCols",
        "For rows of numbers: the columns to read, such as [height, weight]; a star stands for "
        "any characters, as in [\"p*\"], and for columns of numbers only. null: all, which must be "
        "of numbers.",
        typeConverter=texts,
    )

    labelCol: "Param[str]" = Param(
        Params._dummy(),
        "labelCol",
        "column of the responses to predict. Rows to transform need none; where they have it, "
        "their log densities are those of their responses.",
        typeConverter=text,
    )

    learningDecay: "Param[float]" = Param(
        Params._dummy(),
        "learningDecay",
        "How fast old rounds are forgotten; for robbins-monro. In (0.5, 1]. auto: 0.75 where "
        "`batch-size` is auto, else 0.7. Here unset stands for `auto`.",
        typeConverter=real,
    )

    learningOffset: "Param[float]" = Param(
        Params._dummy(),
        "learningOffset",
        "Gives early rounds less weight; for robbins-monro. Rounds, at least 0. auto: 1 where "
        "`batch-size` is auto, else 8. Here unset stands for `auto`.",
        typeConverter=real,
    )

    learningRate: "Param[float]" = Param(
        Params._dummy(),
        "learningRate",
        "The rate of the rule constant. In (0, 1].",
        typeConverter=real,
    )

    learningRule: "Param[str]" = Param(
        Params._dummy(),
        "learningRule",
        "Step size as a function of the number t of the round. robbins-monro (rate.delay + t) ^ "
        "-rate.forgetting constant rate.value batch 1, for `batch-size = all`: batch variational "
        "Bayes; for regression halved where the bound would fall auto batch where a round has all "
        "rows, else robbins-monro",
        typeConverter=text,
    )

    logDensityCol: "Param[str]" = Param(
        Params._dummy(),
        "logDensityCol",
        "column of the model's 'logDensity'; empty: not computed",
        typeConverter=text,
    )

    lowerCol: "Param[str]" = Param(
        Params._dummy(),
        "lowerCol",
        "column of the model's 'lower'; empty: not computed",
        typeConverter=text,
    )

    maxIter: "Param[int]" = Param(
        Params._dummy(),
        "maxIter",
        "Maximum number of visits of every row. At least 1. auto: as many as make 100 rounds, and "
        "at least 10 where `batch-size` is given; 1000 where rounds of mixtures, factor and "
        "regression have all rows, which end when they have converged; for networks as many as "
        "make 3000 rounds, and at least 10. Here unset stands for `auto`.",
        typeConverter=whole,
    )

    missing: "Param[List[str]]" = Param(
        Params._dummy(),
        "missing",
        "For rows of numbers: what stands for a missing value, texts or numbers, such as [NA, "
        "\"?\", -999]. null, empty cells and NaN always do.",
        typeConverter=texts,
    )

    offsetCol: "Param[str]" = Param(
        Params._dummy(),
        "offsetCol",
        "column of numbers that are added to the linear predictor, such as the log of an "
        "exposure; rows to transform must have it, too. Unset: 0.",
        typeConverter=text,
    )

    predictionCol: "Param[str]" = Param(
        Params._dummy(),
        "predictionCol",
        "column of the model's 'expected'; empty: not computed",
        typeConverter=text,
    )

    priorCoefficients: "Param[str]" = Param(
        Params._dummy(),
        "priorCoefficients",
        "the shape of the prior; normal, student-t, laplace, ard, horseshoe or flat.",
        typeConverter=text,
    )

    priorDegrees: "Param[float]" = Param(
        Params._dummy(),
        "priorDegrees",
        "degrees of freedom of the prior student-t; a number from 1e-12 to 1e9.",
        typeConverter=real,
    )

    priorGroups: "Param[List[str]]" = Param(
        Params._dummy(),
        "priorGroups",
        "columns with a prior of their own: texts such as x*, age ~ laplace(0.5); a list of "
        "names. Here unset stands for `auto` or null.",
        typeConverter=texts,
    )

    priorInterceptScale: "Param[float]" = Param(
        Params._dummy(),
        "priorInterceptScale",
        "standard deviation of the prior of the predictor at the columns' means; a number from "
        "1e-12 to 1e9.",
        typeConverter=real,
    )

    priorNoise: "Param[str]" = Param(
        Params._dummy(),
        "priorNoise",
        "the prior of the noise's standard deviation, of gaussian; vague, flat, half-normal, "
        "half-cauchy or exponential.",
        typeConverter=text,
    )

    priorNoiseScale: "Param[float]" = Param(
        Params._dummy(),
        "priorNoiseScale",
        "of half-normal, half-cauchy and exponential: the scale of the noise's deviation; a "
        "number from 1e-12 to 1e9.",
        typeConverter=real,
    )

    priorRandomCorrelation: "Param[float]" = Param(
        Params._dummy(),
        "priorRandomCorrelation",
        "exponent of the prior of effects' correlations: 1 is flat, more draws them to 0; a "
        "number of at least 1, and moderate.",
        typeConverter=real,
    )

    priorRandomScale: "Param[float]" = Param(
        Params._dummy(),
        "priorRandomScale",
        "of the prior of effects' standard deviations, half of Student's t of 3 degrees; a number "
        "from 1e-12 to 1e9.",
        typeConverter=real,
    )

    priorRelativeToNoise: "Param[bool]" = Param(
        Params._dummy(),
        "priorRelativeToNoise",
        "of gaussian: whether scales of coefficients are in units of the noise's deviation; true "
        "or false.",
        typeConverter=flag,
    )

    priorRun: "Param[str]" = Param(
        Params._dummy(),
        "priorRun",
        "a published regression whose posterior of the same columns is the prior; the directory "
        "of a run, or null.",
        typeConverter=text,
    )

    priorScale: "Param[float]" = Param(
        Params._dummy(),
        "priorScale",
        "of a coefficient's prior; auto is 0.05 for horseshoe, else 10 for gaussian, else 2.5; a "
        "number from 1e-12 to 1e9, or `auto`. Here unset stands for `auto` or null.",
        typeConverter=real,
    )

    priorSlab: "Param[float]" = Param(
        Params._dummy(),
        "priorSlab",
        "standard deviation that the prior horseshoe ends with; a number from 1e-12 to 1e9.",
        typeConverter=real,
    )

    random: "Param[List[str]]" = Param(
        Params._dummy(),
        "random",
        "effects that vary by group: terms such as (1 + x | group); a list of names.",
        typeConverter=texts,
    )

    regParam: "Param[float]" = Param(
        Params._dummy(),
        "regParam",
        "precision of a coefficient's prior: 1 / priorScale², positive. Unset: priorScale says "
        "it.",
        typeConverter=real,
    )

    scale: "Param[float]" = Param(
        Params._dummy(),
        "scale",
        "For rows of numbers: what all values are divided by, a positive number; 16 brings 0 .. "
        "16 to [0, 1]. The model keeps it, so that new rows are read like the training rows. "
        "auto: 255 for images and for idx files of bytes whose rows are images, else 1. Here "
        "unset stands for `auto`.",
        typeConverter=real,
    )

    standardization: "Param[bool]" = Param(
        Params._dummy(),
        "standardization",
        "whether priors are of coefficients of standardised columns; true or false.",
        typeConverter=flag,
    )

    trialsCol: "Param[str]" = Param(
        Params._dummy(),
        "trialsCol",
        "column of numbers of trials, of which the responses count the successes. Unset: "
        "responses are not counts of that kind.",
        typeConverter=text,
    )

    upperCol: "Param[str]" = Param(
        Params._dummy(),
        "upperCol",
        "column of the model's 'upper'; empty: not computed",
        typeConverter=text,
    )

    weightCol: "Param[str]" = Param(
        Params._dummy(),
        "weightCol",
        "column of weights, not negative; a row of weight 2 counts as two equal rows. Unset: "
        "every row has weight 1.",
        typeConverter=text,
    )

    def getCategoricalCols(self) -> List[str]:
        """The value of ``categoricalCols``, or its default."""
        return self.getOrDefault(self.categoricalCols)

    def getCategoryCoding(self) -> str:
        """The value of ``categoryCoding``, or its default."""
        return self.getOrDefault(self.categoryCoding)

    def getClasses(self) -> List[str]:
        """The value of ``classes``, or its default."""
        return self.getOrDefault(self.classes)

    def getDeviationCol(self) -> str:
        """The value of ``deviationCol``, or its default."""
        return self.getOrDefault(self.deviationCol)

    def getEffectDeviationsCol(self) -> str:
        """The value of ``effectDeviationsCol``, or its default."""
        return self.getOrDefault(self.effectDeviationsCol)

    def getEffectsCol(self) -> str:
        """The value of ``effectsCol``, or its default."""
        return self.getOrDefault(self.effectsCol)

    def getFamily(self) -> str:
        """The value of ``family``, or its default."""
        return self.getOrDefault(self.family)

    def getFitIntercept(self) -> bool:
        """The value of ``fitIntercept``, or its default."""
        return self.getOrDefault(self.fitIntercept)

    def getFormula(self) -> str:
        """The value of ``formula``, or its default."""
        return self.getOrDefault(self.formula)

    def getGroupCol(self) -> str:
        """The value of ``groupCol``, or its default."""
        return self.getOrDefault(self.groupCol)

    def getHandleInvalid(self) -> str:
        """The value of ``handleInvalid``, or its default."""
        return self.getOrDefault(self.handleInvalid)

    def getInputCols(self) -> List[str]:
        """The value of ``inputCols``, or its default."""
        return self.getOrDefault(self.inputCols)

    def getLabelCol(self) -> str:
        """The value of ``labelCol``, or its default."""
        return self.getOrDefault(self.labelCol)

    def getLearningDecay(self) -> float:
        """The value of ``learningDecay``, or its default."""
        return self.getOrDefault(self.learningDecay)

    def getLearningOffset(self) -> float:
        """The value of ``learningOffset``, or its default."""
        return self.getOrDefault(self.learningOffset)

    def getLearningRate(self) -> float:
        """The value of ``learningRate``, or its default."""
        return self.getOrDefault(self.learningRate)

    def getLearningRule(self) -> str:
        """The value of ``learningRule``, or its default."""
        return self.getOrDefault(self.learningRule)

    def getLogDensityCol(self) -> str:
        """The value of ``logDensityCol``, or its default."""
        return self.getOrDefault(self.logDensityCol)

    def getLowerCol(self) -> str:
        """The value of ``lowerCol``, or its default."""
        return self.getOrDefault(self.lowerCol)

    def getMaxIter(self) -> int:
        """The value of ``maxIter``, or its default."""
        return self.getOrDefault(self.maxIter)

    def getMissing(self) -> List[str]:
        """The value of ``missing``, or its default."""
        return self.getOrDefault(self.missing)

    def getOffsetCol(self) -> str:
        """The value of ``offsetCol``, or its default."""
        return self.getOrDefault(self.offsetCol)

    def getPredictionCol(self) -> str:
        """The value of ``predictionCol``, or its default."""
        return self.getOrDefault(self.predictionCol)

    def getPriorCoefficients(self) -> str:
        """The value of ``priorCoefficients``, or its default."""
        return self.getOrDefault(self.priorCoefficients)

    def getPriorDegrees(self) -> float:
        """The value of ``priorDegrees``, or its default."""
        return self.getOrDefault(self.priorDegrees)

    def getPriorGroups(self) -> List[str]:
        """The value of ``priorGroups``, or its default."""
        return self.getOrDefault(self.priorGroups)

    def getPriorInterceptScale(self) -> float:
        """The value of ``priorInterceptScale``, or its default."""
        return self.getOrDefault(self.priorInterceptScale)

    def getPriorNoise(self) -> str:
        """The value of ``priorNoise``, or its default."""
        return self.getOrDefault(self.priorNoise)

    def getPriorNoiseScale(self) -> float:
        """The value of ``priorNoiseScale``, or its default."""
        return self.getOrDefault(self.priorNoiseScale)

    def getPriorRandomCorrelation(self) -> float:
        """The value of ``priorRandomCorrelation``, or its default."""
        return self.getOrDefault(self.priorRandomCorrelation)

    def getPriorRandomScale(self) -> float:
        """The value of ``priorRandomScale``, or its default."""
        return self.getOrDefault(self.priorRandomScale)

    def getPriorRelativeToNoise(self) -> bool:
        """The value of ``priorRelativeToNoise``, or its default."""
        return self.getOrDefault(self.priorRelativeToNoise)

    def getPriorRun(self) -> str:
        """The value of ``priorRun``, or its default."""
        return self.getOrDefault(self.priorRun)

    def getPriorScale(self) -> float:
        """The value of ``priorScale``, or its default."""
        return self.getOrDefault(self.priorScale)

    def getPriorSlab(self) -> float:
        """The value of ``priorSlab``, or its default."""
        return self.getOrDefault(self.priorSlab)

    def getRandom(self) -> List[str]:
        """The value of ``random``, or its default."""
        return self.getOrDefault(self.random)

    def getRegParam(self) -> float:
        """The value of ``regParam``, or its default."""
        return self.getOrDefault(self.regParam)

    def getScale(self) -> float:
        """The value of ``scale``, or its default."""
        return self.getOrDefault(self.scale)

    def getStandardization(self) -> bool:
        """The value of ``standardization``, or its default."""
        return self.getOrDefault(self.standardization)

    def getTrialsCol(self) -> str:
        """The value of ``trialsCol``, or its default."""
        return self.getOrDefault(self.trialsCol)

    def getUpperCol(self) -> str:
        """The value of ``upperCol``, or its default."""
        return self.getOrDefault(self.upperCol)

    def getWeightCol(self) -> str:
        """The value of ``weightCol``, or its default."""
        return self.getOrDefault(self.weightCol)


class BayesianGLMM(
    _SviEstimator,
    JavaEstimator["BayesianGLMMModel"],
    _BayesianGLMMParams,
    _SviSetters,
    JavaMLWritable,
    JavaMLReadable["BayesianGLMM"],
):
    """Generalised linear mixed models: effects that vary by group, over named columns.

    Params that every estimator has are described at their names, such as
    ``BayesianGLMM.seed.doc``, and by ``explainParams()``.

    Parameters
    ----------
    categoricalCols : List[str], optional
        For rows of numbers: columns that are categories, such as [colour, region], whatever their
        cells are. Each becomes columns of 0 and 1, behind those of numbers. null: none.
    categoryCoding : str, default "reference"
        How categories become columns. reference one for each level but the most frequent one-hot
        one for each level
    classes : List[str], optional
        the responses, of ordinal in their order; the first one is the reference; a list of names.
        Here unset stands for `auto` or null.
    deviationCol : str, default ""
        column of the model's 'deviation'; empty: not computed
    effectDeviationsCol : str, default ""
        column of the model's 'effectDeviations'; empty: not computed
    effectsCol : str, default ""
        column of the model's 'effects'; empty: not computed
    family : str, default "auto"
        of a response given its linear predictor; auto, gaussian, student-t, logistic, probit,
        poisson, negative-binomial, gamma, ordinal or multinomial.
    fitIntercept : bool, default True
        whether there is an intercept; true or false.
    formula : str, optional
        the response, and the columns and interactions of columns that it depends on; a formula such
        as y ~ a + b + a:b, or null.
    groupCol : str, optional
        For kinds of models that predict a response, and joint: column of the group that a row is
        in, such as a school. A whole number is kept; of a text a 64-bit hash is kept. null: no
        groups.
    handleInvalid : str, default "error"
        what becomes of invalid rows, such as those with null or an infinite value: error; skip
        leaves them out
    inputCols : List[str], optional
        For rows of numbers: the columns to read, such as [height, weight]; a star stands for any
        characters, as in ["p*"], and for columns of numbers only. null: all, which must be of
        numbers.
    labelCol : str, default "label"
        column of the responses to predict. Rows to transform need none; where they have it, their
        log densities are those of their responses.
    learningDecay : float, optional
        How fast old rounds are forgotten; for robbins-monro. In (0.5, 1]. auto: 0.75 where
        `batch-size` is auto, else 0.7. Here unset stands for `auto`.
    learningOffset : float, optional
        Gives early rounds less weight; for robbins-monro. Rounds, at least 0. auto: 1 where
        `batch-size` is auto, else 8. Here unset stands for `auto`.
    learningRate : float, default 0.05
        The rate of the rule constant. In (0, 1].
    learningRule : str, default "auto"
        Step size as a function of the number t of the round. robbins-monro (rate.delay + t) ^
        -rate.forgetting constant rate.value batch 1, for `batch-size = all`: batch variational
        Bayes; for regression halved where the bound would fall auto batch where a round has all
        rows, else robbins-monro
    logDensityCol : str, default ""
        column of the model's 'logDensity'; empty: not computed
    lowerCol : str, default ""
        column of the model's 'lower'; empty: not computed
    maxIter : int, optional
        Maximum number of visits of every row. At least 1. auto: as many as make 100 rounds, and at
        least 10 where `batch-size` is given; 1000 where rounds of mixtures, factor and regression
        have all rows, which end when they have converged; for networks as many as make 3000 rounds,
        and at least 10. Here unset stands for `auto`.
    missing : List[str], default ["NA"]
        For rows of numbers: what stands for a missing value, texts or numbers, such as [NA, "?",
        -999]. null, empty cells and NaN always do.
    offsetCol : str, optional
        column of numbers that are added to the linear predictor, such as the log of an exposure;
        rows to transform must have it, too. Unset: 0.
    predictionCol : str, default "prediction"
        column of the model's 'expected'; empty: not computed
    priorCoefficients : str, default "normal"
        the shape of the prior; normal, student-t, laplace, ard, horseshoe or flat.
    priorDegrees : float, default 4.0
        degrees of freedom of the prior student-t; a number from 1e-12 to 1e9.
    priorGroups : List[str], optional
        columns with a prior of their own: texts such as x*, age ~ laplace(0.5); a list of names.
        Here unset stands for `auto` or null.
    priorInterceptScale : float, default 10.0
        standard deviation of the prior of the predictor at the columns' means; a number from 1e-12
        to 1e9.
    priorNoise : str, default "vague"
        the prior of the noise's standard deviation, of gaussian; vague, flat, half-normal,
        half-cauchy or exponential.
    priorNoiseScale : float, default 1.0
        of half-normal, half-cauchy and exponential: the scale of the noise's deviation; a number
        from 1e-12 to 1e9.
    priorRandomCorrelation : float, default 1.0
        exponent of the prior of effects' correlations: 1 is flat, more draws them to 0; a number of
        at least 1, and moderate.
    priorRandomScale : float, default 10.0
        of the prior of effects' standard deviations, half of Student's t of 3 degrees; a number
        from 1e-12 to 1e9.
    priorRelativeToNoise : bool, default False
        of gaussian: whether scales of coefficients are in units of the noise's deviation; true or
        false.
    priorRun : str, optional
        a published regression whose posterior of the same columns is the prior; the directory of a
        run, or null.
    priorScale : float, optional
        of a coefficient's prior; auto is 0.05 for horseshoe, else 10 for gaussian, else 2.5; a
        number from 1e-12 to 1e9, or `auto`. Here unset stands for `auto` or null.
    priorSlab : float, default 10.0
        standard deviation that the prior horseshoe ends with; a number from 1e-12 to 1e9.
    random : List[str], default ["1"]
        effects that vary by group: terms such as (1 + x | group); a list of names.
    regParam : float, optional
        precision of a coefficient's prior: 1 / priorScale², positive. Unset: priorScale says it.
    scale : float, optional
        For rows of numbers: what all values are divided by, a positive number; 16 brings 0 .. 16 to
        [0, 1]. The model keeps it, so that new rows are read like the training rows. auto: 255 for
        images and for idx files of bytes whose rows are images, else 1. Here unset stands for
        `auto`.
    standardization : bool, default True
        whether priors are of coefficients of standardised columns; true or false.
    trialsCol : str, optional
        column of numbers of trials, of which the responses count the successes. Unset: responses
        are not counts of that kind.
    upperCol : str, default ""
        column of the model's 'upper'; empty: not computed
    weightCol : str, optional
        column of weights, not negative; a row of weight 2 counts as two equal rows. Unset: every
        row has weight 1.
    """

    _input_kwargs: Dict[str, Any]

    @keyword_only
    def __init__(
        self,
        *,
        batchSize: Optional[int] = None,
        blockSize: Optional[int] = None,
        boundEvery: int = 10,
        categoricalCols: Optional[List[str]] = None,
        categoryCoding: Union[str, float] = "reference",
        checkpointInterval: int = 0,
        checkpointSeconds: float = 60.0,
        checkpoints: int = 2,
        classes: Optional[List[str]] = None,
        deviationCol: Union[str, float] = "",
        effectDeviationsCol: Union[str, float] = "",
        effectsCol: Union[str, float] = "",
        execution: Union[str, float] = "auto",
        family: Union[str, float] = "auto",
        fitIntercept: bool = True,
        formula: Optional[Union[str, float]] = None,
        groupCol: Optional[Union[str, float]] = None,
        handleInvalid: Union[str, float] = "error",
        heldOut: float = 0.0,
        heldOutEvery: int = 0,
        inputCols: Optional[List[str]] = None,
        joinSeconds: float = 120.0,
        labelCol: Union[str, float] = "label",
        learningDecay: Optional[float] = None,
        learningOffset: Optional[float] = None,
        learningRate: float = 0.05,
        learningRule: Union[str, float] = "auto",
        logDensityCol: Union[str, float] = "",
        lowerCol: Union[str, float] = "",
        maxIter: Optional[int] = None,
        maxSeconds: Optional[float] = None,
        missing: List[str] = ["NA"],
        offsetCol: Optional[Union[str, float]] = None,
        patience: Optional[int] = None,
        patienceSeconds: float = 10.0,
        predictionCol: Union[str, float] = "prediction",
        priorCoefficients: Union[str, float] = "normal",
        priorDegrees: float = 4.0,
        priorGroups: Optional[List[str]] = None,
        priorInterceptScale: float = 10.0,
        priorNoise: Union[str, float] = "vague",
        priorNoiseScale: float = 1.0,
        priorRandomCorrelation: float = 1.0,
        priorRandomScale: float = 10.0,
        priorRelativeToNoise: bool = False,
        priorRun: Optional[Union[str, float]] = None,
        priorScale: Optional[float] = None,
        priorSlab: float = 10.0,
        publish: Union[str, float] = "auto",
        random: List[str] = ["1"],
        regParam: Optional[float] = None,
        retries: int = 0,
        runDirectory: Optional[Union[str, float]] = None,
        scale: Optional[float] = None,
        seed: int = 1,
        shardSteps: int = 0,
        shards: int = 8,
        shiftSeconds: float = 300.0,
        slots: Optional[int] = None,
        standardization: bool = True,
        storage: Union[str, float] = "auto",
        tol: Optional[float] = None,
        trialsCol: Optional[Union[str, float]] = None,
        upperCol: Union[str, float] = "",
        validationIndicatorCol: Optional[Union[str, float]] = None,
        weightCol: Optional[Union[str, float]] = None,
        workDir: Optional[Union[str, float]] = None,
    ) -> None:
        super().__init__()
        self._java_obj = self._new_java_obj("org.sparksvi.ml.BayesianGLMM", self.uid)
        self._setDefault(
            boundEvery=10,
            categoryCoding="reference",
            checkpointInterval=0,
            checkpointSeconds=60.0,
            checkpoints=2,
            deviationCol="",
            effectDeviationsCol="",
            effectsCol="",
            execution="auto",
            family="auto",
            fitIntercept=True,
            handleInvalid="error",
            heldOut=0.0,
            heldOutEvery=0,
            joinSeconds=120.0,
            labelCol="label",
            learningRate=0.05,
            learningRule="auto",
            logDensityCol="",
            lowerCol="",
            missing=["NA"],
            patienceSeconds=10.0,
            predictionCol="prediction",
            priorCoefficients="normal",
            priorDegrees=4.0,
            priorInterceptScale=10.0,
            priorNoise="vague",
            priorNoiseScale=1.0,
            priorRandomCorrelation=1.0,
            priorRandomScale=10.0,
            priorRelativeToNoise=False,
            priorSlab=10.0,
            publish="auto",
            random=["1"],
            retries=0,
            seed=1,
            shardSteps=0,
            shards=8,
            shiftSeconds=300.0,
            standardization=True,
            storage="auto",
            upperCol="",
        )
        self._set(**self._input_kwargs)

    @keyword_only
    def setParams(
        self,
        *,
        batchSize: Optional[int] = None,
        blockSize: Optional[int] = None,
        boundEvery: int = 10,
        categoricalCols: Optional[List[str]] = None,
        categoryCoding: Union[str, float] = "reference",
        checkpointInterval: int = 0,
        checkpointSeconds: float = 60.0,
        checkpoints: int = 2,
        classes: Optional[List[str]] = None,
        deviationCol: Union[str, float] = "",
        effectDeviationsCol: Union[str, float] = "",
        effectsCol: Union[str, float] = "",
        execution: Union[str, float] = "auto",
        family: Union[str, float] = "auto",
        fitIntercept: bool = True,
        formula: Optional[Union[str, float]] = None,
        groupCol: Optional[Union[str, float]] = None,
        handleInvalid: Union[str, float] = "error",
        heldOut: float = 0.0,
        heldOutEvery: int = 0,
        inputCols: Optional[List[str]] = None,
        joinSeconds: float = 120.0,
        labelCol: Union[str, float] = "label",
        learningDecay: Optional[float] = None,
        learningOffset: Optional[float] = None,
        learningRate: float = 0.05,
        learningRule: Union[str, float] = "auto",
        logDensityCol: Union[str, float] = "",
        lowerCol: Union[str, float] = "",
        maxIter: Optional[int] = None,
        maxSeconds: Optional[float] = None,
        missing: List[str] = ["NA"],
        offsetCol: Optional[Union[str, float]] = None,
        patience: Optional[int] = None,
        patienceSeconds: float = 10.0,
        predictionCol: Union[str, float] = "prediction",
        priorCoefficients: Union[str, float] = "normal",
        priorDegrees: float = 4.0,
        priorGroups: Optional[List[str]] = None,
        priorInterceptScale: float = 10.0,
        priorNoise: Union[str, float] = "vague",
        priorNoiseScale: float = 1.0,
        priorRandomCorrelation: float = 1.0,
        priorRandomScale: float = 10.0,
        priorRelativeToNoise: bool = False,
        priorRun: Optional[Union[str, float]] = None,
        priorScale: Optional[float] = None,
        priorSlab: float = 10.0,
        publish: Union[str, float] = "auto",
        random: List[str] = ["1"],
        regParam: Optional[float] = None,
        retries: int = 0,
        runDirectory: Optional[Union[str, float]] = None,
        scale: Optional[float] = None,
        seed: int = 1,
        shardSteps: int = 0,
        shards: int = 8,
        shiftSeconds: float = 300.0,
        slots: Optional[int] = None,
        standardization: bool = True,
        storage: Union[str, float] = "auto",
        tol: Optional[float] = None,
        trialsCol: Optional[Union[str, float]] = None,
        upperCol: Union[str, float] = "",
        validationIndicatorCol: Optional[Union[str, float]] = None,
        weightCol: Optional[Union[str, float]] = None,
        workDir: Optional[Union[str, float]] = None,
    ) -> "BayesianGLMM":
        """Sets several Params at once."""
        return self._set(**self._input_kwargs)

    def _create_model(self, java_model: Any) -> "BayesianGLMMModel":
        return BayesianGLMMModel(java_model)

    def setCategoricalCols(self: S, value: List[str]) -> S:
        """Sets ``categoricalCols``."""
        return self._set(categoricalCols=value)  # type: ignore[return-value]

    def setCategoryCoding(self: S, value: Union[str, float]) -> S:
        """Sets ``categoryCoding``."""
        return self._set(categoryCoding=value)  # type: ignore[return-value]

    def setClasses(self: S, value: List[str]) -> S:
        """Sets ``classes``."""
        return self._set(classes=value)  # type: ignore[return-value]

    def setDeviationCol(self: S, value: Union[str, float]) -> S:
        """Sets ``deviationCol``."""
        return self._set(deviationCol=value)  # type: ignore[return-value]

    def setEffectDeviationsCol(self: S, value: Union[str, float]) -> S:
        """Sets ``effectDeviationsCol``."""
        return self._set(effectDeviationsCol=value)  # type: ignore[return-value]

    def setEffectsCol(self: S, value: Union[str, float]) -> S:
        """Sets ``effectsCol``."""
        return self._set(effectsCol=value)  # type: ignore[return-value]

    def setFamily(self: S, value: Union[str, float]) -> S:
        """Sets ``family``."""
        return self._set(family=value)  # type: ignore[return-value]

    def setFitIntercept(self: S, value: bool) -> S:
        """Sets ``fitIntercept``."""
        return self._set(fitIntercept=value)  # type: ignore[return-value]

    def setFormula(self: S, value: Union[str, float]) -> S:
        """Sets ``formula``."""
        return self._set(formula=value)  # type: ignore[return-value]

    def setGroupCol(self: S, value: Union[str, float]) -> S:
        """Sets ``groupCol``."""
        return self._set(groupCol=value)  # type: ignore[return-value]

    def setHandleInvalid(self: S, value: Union[str, float]) -> S:
        """Sets ``handleInvalid``."""
        return self._set(handleInvalid=value)  # type: ignore[return-value]

    def setInputCols(self: S, value: List[str]) -> S:
        """Sets ``inputCols``."""
        return self._set(inputCols=value)  # type: ignore[return-value]

    def setLabelCol(self: S, value: Union[str, float]) -> S:
        """Sets ``labelCol``."""
        return self._set(labelCol=value)  # type: ignore[return-value]

    def setLearningDecay(self: S, value: float) -> S:
        """Sets ``learningDecay``."""
        return self._set(learningDecay=value)  # type: ignore[return-value]

    def setLearningOffset(self: S, value: float) -> S:
        """Sets ``learningOffset``."""
        return self._set(learningOffset=value)  # type: ignore[return-value]

    def setLearningRate(self: S, value: float) -> S:
        """Sets ``learningRate``."""
        return self._set(learningRate=value)  # type: ignore[return-value]

    def setLearningRule(self: S, value: Union[str, float]) -> S:
        """Sets ``learningRule``."""
        return self._set(learningRule=value)  # type: ignore[return-value]

    def setLogDensityCol(self: S, value: Union[str, float]) -> S:
        """Sets ``logDensityCol``."""
        return self._set(logDensityCol=value)  # type: ignore[return-value]

    def setLowerCol(self: S, value: Union[str, float]) -> S:
        """Sets ``lowerCol``."""
        return self._set(lowerCol=value)  # type: ignore[return-value]

    def setMaxIter(self: S, value: int) -> S:
        """Sets ``maxIter``."""
        return self._set(maxIter=value)  # type: ignore[return-value]

    def setMissing(self: S, value: List[str]) -> S:
        """Sets ``missing``."""
        return self._set(missing=value)  # type: ignore[return-value]

    def setOffsetCol(self: S, value: Union[str, float]) -> S:
        """Sets ``offsetCol``."""
        return self._set(offsetCol=value)  # type: ignore[return-value]

    def setPredictionCol(self: S, value: Union[str, float]) -> S:
        """Sets ``predictionCol``."""
        return self._set(predictionCol=value)  # type: ignore[return-value]

    def setPriorCoefficients(self: S, value: Union[str, float]) -> S:
        """Sets ``priorCoefficients``."""
        return self._set(priorCoefficients=value)  # type: ignore[return-value]

    def setPriorDegrees(self: S, value: float) -> S:
        """Sets ``priorDegrees``."""
        return self._set(priorDegrees=value)  # type: ignore[return-value]

    def setPriorGroups(self: S, value: List[str]) -> S:
        """Sets ``priorGroups``."""
        return self._set(priorGroups=value)  # type: ignore[return-value]

    def setPriorInterceptScale(self: S, value: float) -> S:
        """Sets ``priorInterceptScale``."""
        return self._set(priorInterceptScale=value)  # type: ignore[return-value]

    def setPriorNoise(self: S, value: Union[str, float]) -> S:
        """Sets ``priorNoise``."""
        return self._set(priorNoise=value)  # type: ignore[return-value]

    def setPriorNoiseScale(self: S, value: float) -> S:
        """Sets ``priorNoiseScale``."""
        return self._set(priorNoiseScale=value)  # type: ignore[return-value]

    def setPriorRandomCorrelation(self: S, value: float) -> S:
        """Sets ``priorRandomCorrelation``."""
        return self._set(priorRandomCorrelation=value)  # type: ignore[return-value]

    def setPriorRandomScale(self: S, value: float) -> S:
        """Sets ``priorRandomScale``."""
        return self._set(priorRandomScale=value)  # type: ignore[return-value]

    def setPriorRelativeToNoise(self: S, value: bool) -> S:
        """Sets ``priorRelativeToNoise``."""
        return self._set(priorRelativeToNoise=value)  # type: ignore[return-value]

    def setPriorRun(self: S, value: Union[str, float]) -> S:
        """Sets ``priorRun``."""
        return self._set(priorRun=value)  # type: ignore[return-value]

    def setPriorScale(self: S, value: float) -> S:
        """Sets ``priorScale``."""
        return self._set(priorScale=value)  # type: ignore[return-value]

    def setPriorSlab(self: S, value: float) -> S:
        """Sets ``priorSlab``."""
        return self._set(priorSlab=value)  # type: ignore[return-value]

    def setRandom(self: S, value: List[str]) -> S:
        """Sets ``random``."""
        return self._set(random=value)  # type: ignore[return-value]

    def setRegParam(self: S, value: float) -> S:
        """Sets ``regParam``."""
        return self._set(regParam=value)  # type: ignore[return-value]

    def setScale(self: S, value: float) -> S:
        """Sets ``scale``."""
        return self._set(scale=value)  # type: ignore[return-value]

    def setStandardization(self: S, value: bool) -> S:
        """Sets ``standardization``."""
        return self._set(standardization=value)  # type: ignore[return-value]

    def setTrialsCol(self: S, value: Union[str, float]) -> S:
        """Sets ``trialsCol``."""
        return self._set(trialsCol=value)  # type: ignore[return-value]

    def setUpperCol(self: S, value: Union[str, float]) -> S:
        """Sets ``upperCol``."""
        return self._set(upperCol=value)  # type: ignore[return-value]

    def setWeightCol(self: S, value: Union[str, float]) -> S:
        """Sets ``weightCol``."""
        return self._set(weightCol=value)  # type: ignore[return-value]


class BayesianGLMMModel(_BayesianGLMMModel, _BayesianGLMMParams, JavaMLWritable, JavaMLReadable["BayesianGLMMModel"]):
    __doc__ = _BayesianGLMMModel.__doc__

    def setDeviationCol(self: S, value: Union[str, float]) -> S:
        """Sets ``deviationCol``."""
        return self._set(deviationCol=value)  # type: ignore[return-value]

    def setEffectDeviationsCol(self: S, value: Union[str, float]) -> S:
        """Sets ``effectDeviationsCol``."""
        return self._set(effectDeviationsCol=value)  # type: ignore[return-value]

    def setEffectsCol(self: S, value: Union[str, float]) -> S:
        """Sets ``effectsCol``."""
        return self._set(effectsCol=value)  # type: ignore[return-value]

    def setHandleInvalid(self: S, value: Union[str, float]) -> S:
        """Sets ``handleInvalid``."""
        return self._set(handleInvalid=value)  # type: ignore[return-value]

    def setLabelCol(self: S, value: Union[str, float]) -> S:
        """Sets ``labelCol``."""
        return self._set(labelCol=value)  # type: ignore[return-value]

    def setLogDensityCol(self: S, value: Union[str, float]) -> S:
        """Sets ``logDensityCol``."""
        return self._set(logDensityCol=value)  # type: ignore[return-value]

    def setLowerCol(self: S, value: Union[str, float]) -> S:
        """Sets ``lowerCol``."""
        return self._set(lowerCol=value)  # type: ignore[return-value]

    def setOffsetCol(self: S, value: Union[str, float]) -> S:
        """Sets ``offsetCol``."""
        return self._set(offsetCol=value)  # type: ignore[return-value]

    def setPredictionCol(self: S, value: Union[str, float]) -> S:
        """Sets ``predictionCol``."""
        return self._set(predictionCol=value)  # type: ignore[return-value]

    def setTrialsCol(self: S, value: Union[str, float]) -> S:
        """Sets ``trialsCol``."""
        return self._set(trialsCol=value)  # type: ignore[return-value]

    def setUpperCol(self: S, value: Union[str, float]) -> S:
        """Sets ``upperCol``."""
        return self._set(upperCol=value)  # type: ignore[return-value]


class _JointPosteriorParams(_SviParams):
    """Params of JointPosterior and its model."""

    approximation: "Param[str]" = Param(
        Params._dummy(),
        "approximation",
        "the shape of the Gaussian posterior; auto, mean-field, full-rank or low-rank.",
        typeConverter=text,
    )

    averaging: "Param[str]" = Param(
        Params._dummy(),
        "averaging",
        "Which mean of the parameters is scored on held-out rows and published instead of them. "
        "none the parameters themselves moving a mean with weights that fall by averaging-decay "
        "from round to round polyak the plain mean from round averaging-first on",
        typeConverter=text,
    )

    averagingDecay: "Param[float]" = Param(
        Params._dummy(),
        "averagingDecay",
        "See averaging. In [0, 1).",
        typeConverter=real,
    )

    averagingFirst: "Param[int]" = Param(
        Params._dummy(),
        "averagingFirst",
        "See averaging. At least 1.",
        typeConverter=whole,
    )

    categoricalCols: "Param[List[str]]" = Param(
        Params._dummy(),
        "categoricalCols",
        "For rows of numbers: columns that are categories, such as [colour, region], whatever "
        "their cells are. Each becomes columns of 0 and 1, behind those of numbers. null: none.",
        typeConverter=texts,
    )

    categoryCoding: "Param[str]" = Param(
        Params._dummy(),
        "categoryCoding",
        "How categories become columns. reference one for each level but the most frequent "
        "one-hot one for each level",
        typeConverter=text,
    )

    clip: "Param[float]" = Param(
        Params._dummy(),
        "clip",
        "Largest Euclidean norm of a gradient; larger gradients are scaled down. Positive. null: "
        "no limit.",
        typeConverter=real,
    )

    clipAllFields: "Param[bool]" = Param(
        Params._dummy(),
        "clipAllFields",
        "Whether the limit applies to all fields together, or to each field.",
        typeConverter=flag,
    )

    decay: "Param[str]" = Param(
        Params._dummy(),
        "decay",
        "How the rate falls, counted from the first round; multiplies warm-up. none it is "
        "constant cosine to decay-factor in decay-rounds, along half a cosine, then constant "
        "exponential by decay-factor per decay-rounds, smoothly staircase by decay-factor after "
        "every decay-rounds, in one step inverse-root as the inverse square root of the round, "
        "after decay-rounds",
        typeConverter=text,
    )

    decayFactor: "Param[float]" = Param(
        Params._dummy(),
        "decayFactor",
        "See decay. In (0, 1].",
        typeConverter=real,
    )

    decayRounds: "Param[int]" = Param(
        Params._dummy(),
        "decayRounds",
        "See decay. At least 1.",
        typeConverter=whole,
    )

    deviationCol: "Param[str]" = Param(
        Params._dummy(),
        "deviationCol",
        "column of the model's 'deviation'; empty: not computed",
        typeConverter=text,
    )

    draws: "Param[int]" = Param(
        Params._dummy(),
        "draws",
        "of the parameters a round; an even number from 2 to 100000, or `auto`. Here unset stands "
        "for `auto` or null.",
        typeConverter=whole,
    )

    epsilon: "Param[float]" = Param(
        Params._dummy(),
        "epsilon",
        "Added to denominators; for adam and adamw. Positive.",
        typeConverter=real,
    )

    firstDecay: "Param[float]" = Param(
        Params._dummy(),
        "firstDecay",
        "Weight of the past in the mean of gradients; for adam and adamw. In [0, 1).",
        typeConverter=real,
    )

    groupCol: "Param[str]" = Param(
        Params._dummy(),
        "groupCol",
        "For kinds of models that predict a response, and joint: column of the group that a row "
        "is in, such as a school. A whole number is kept; of a text a 64-bit hash is kept. null: "
        "no groups.",
        typeConverter=text,
    )

    handleInvalid: "Param[str]" = Param(
        Params._dummy(),
        "handleInvalid",
        "what becomes of invalid rows, such as those with null or an infinite value: error; skip "
        "leaves them out",
        typeConverter=text,
    )

    inputCols: "Param[List[str]]" = Param(
        Params._dummy(),
        "inputCols",
        "For rows of numbers: the columns to read, such as [height, weight]; a star stands for "
        "any characters, as in [\"p*\"], and for columns of numbers only. null: all, which must be "
        "of numbers.",
        typeConverter=texts,
    )

    learningRate: "Param[float]" = Param(
        Params._dummy(),
        "learningRate",
        "The rate before warm-up and decay. Much smaller for sgd: its steps grow with the number "
        "of rows. Positive.",
        typeConverter=real,
    )

    locals: "Param[bool]" = Param(
        Params._dummy(),
        "locals",
        "whether transform adds what it says of the row's, or its group's, own numbers: columns "
        "by their names",
        typeConverter=flag,
    )

    logDensityCol: "Param[str]" = Param(
        Params._dummy(),
        "logDensityCol",
        "column of the model's 'logDensity'; empty: not computed",
        typeConverter=text,
    )

    lowerCol: "Param[str]" = Param(
        Params._dummy(),
        "lowerCol",
        "column of the model's 'lower'; empty: not computed",
        typeConverter=text,
    )

    maxIter: "Param[int]" = Param(
        Params._dummy(),
        "maxIter",
        "Maximum number of visits of every row. At least 1. auto: as many as make 100 rounds, and "
        "at least 10 where `batch-size` is given; 1000 where rounds of mixtures, factor and "
        "regression have all rows, which end when they have converged; for networks as many as "
        "make 3000 rounds, and at least 10. Here unset stands for `auto`.",
        typeConverter=whole,
    )

    method: "Param[str]" = Param(
        Params._dummy(),
        "method",
        "what steps follow; deterministic, gradient or natural-gradient.",
        typeConverter=text,
    )

    missing: "Param[List[str]]" = Param(
        Params._dummy(),
        "missing",
        "For rows of numbers: what stands for a missing value, texts or numbers, such as [NA, "
        "\"?\", -999]. null, empty cells and NaN always do.",
        typeConverter=texts,
    )

    modelClass: "Param[str]" = Param(
        Params._dummy(),
        "modelClass",
        "name of a class on the class path that is a LogJoint. It is not read from files: whoever "
        "loads an estimator or a model sets it again",
        typeConverter=text,
    )

    modelClassSha256: "Param[str]" = Param(
        Params._dummy(),
        "modelClassSha256",
        "of the jar that model.class must come from; a SHA-256 of 64 hexadecimal digits, `auto` "
        "or `any`.",
        typeConverter=text,
    )

    modelSettings: "Param[List[str]]" = Param(
        Params._dummy(),
        "modelSettings",
        "what the class is made with: texts such as groups=85",
        typeConverter=texts,
    )

    momentum: "Param[float]" = Param(
        Params._dummy(),
        "momentum",
        "Weight of the past in the sum of gradients; for sgd. In [0, 1).",
        typeConverter=real,
    )

    nesterov: "Param[bool]" = Param(
        Params._dummy(),
        "nesterov",
        "Whether momentum looks ahead; for sgd.",
        typeConverter=flag,
    )

    optimizer: "Param[str]" = Param(
        Params._dummy(),
        "optimizer",
        "The update rule. adam a running mean of gradients over the root of one of their squares "
        "adamw the same, and parameters decay beside it sgd rate times gradient, or a sum of past "
        "ones where there is momentum",
        typeConverter=text,
    )

    predictionCol: "Param[str]" = Param(
        Params._dummy(),
        "predictionCol",
        "column of the model's 'expected'; empty: not computed",
        typeConverter=text,
    )

    rank: "Param[int]" = Param(
        Params._dummy(),
        "rank",
        "factors of a covariance of low rank; a whole number from 1 to 1000.",
        typeConverter=whole,
    )

    scale: "Param[float]" = Param(
        Params._dummy(),
        "scale",
        "For rows of numbers: what all values are divided by, a positive number; 16 brings 0 .. "
        "16 to [0, 1]. The model keeps it, so that new rows are read like the training rows. "
        "auto: 255 for images and for idx files of bytes whose rows are images, else 1. Here "
        "unset stands for `auto`.",
        typeConverter=real,
    )

    secondDecay: "Param[float]" = Param(
        Params._dummy(),
        "secondDecay",
        "Weight of the past in the mean of squares; for adam and adamw. In [0, 1).",
        typeConverter=real,
    )

    startScale: "Param[float]" = Param(
        Params._dummy(),
        "startScale",
        "standard deviations of the posterior at the start; a number from 1e-12 to 1e9.",
        typeConverter=real,
    )

    unit: "Param[str]" = Param(
        Params._dummy(),
        "unit",
        "what the class has local numbers of: rows, or groups of rows; row, group or auto.",
        typeConverter=text,
    )

    upperCol: "Param[str]" = Param(
        Params._dummy(),
        "upperCol",
        "column of the model's 'upper'; empty: not computed",
        typeConverter=text,
    )

    warmUpRounds: "Param[int]" = Param(
        Params._dummy(),
        "warmUpRounds",
        "Rounds over which the rate grows linearly from 0. 0: none.",
        typeConverter=whole,
    )

    weightCol: "Param[str]" = Param(
        Params._dummy(),
        "weightCol",
        "column of weights, not negative; a row of weight 2 counts as two equal rows. Unset: "
        "every row has weight 1.",
        typeConverter=text,
    )

    weightDecay: "Param[float]" = Param(
        Params._dummy(),
        "weightDecay",
        "Fraction of a parameter, relative to the rate, that a step removes; for adamw. Weights "
        "shrink by a prior without it where the model has one. At least 0, below 1 / rate.",
        typeConverter=real,
    )

    def getApproximation(self) -> str:
        """The value of ``approximation``, or its default."""
        return self.getOrDefault(self.approximation)

    def getAveraging(self) -> str:
        """The value of ``averaging``, or its default."""
        return self.getOrDefault(self.averaging)

    def getAveragingDecay(self) -> float:
        """The value of ``averagingDecay``, or its default."""
        return self.getOrDefault(self.averagingDecay)

    def getAveragingFirst(self) -> int:
        """The value of ``averagingFirst``, or its default."""
        return self.getOrDefault(self.averagingFirst)

    def getCategoricalCols(self) -> List[str]:
        """The value of ``categoricalCols``, or its default."""
        return self.getOrDefault(self.categoricalCols)

    def getCategoryCoding(self) -> str:
        """The value of ``categoryCoding``, or its default."""
        return self.getOrDefault(self.categoryCoding)

    def getClip(self) -> float:
        """The value of ``clip``, or its default."""
        return self.getOrDefault(self.clip)

    def getClipAllFields(self) -> bool:
        """The value of ``clipAllFields``, or its default."""
        return self.getOrDefault(self.clipAllFields)

    def getDecay(self) -> str:
        """The value of ``decay``, or its default."""
        return self.getOrDefault(self.decay)

    def getDecayFactor(self) -> float:
        """The value of ``decayFactor``, or its default."""
        return self.getOrDefault(self.decayFactor)

    def getDecayRounds(self) -> int:
        """The value of ``decayRounds``, or its default."""
        return self.getOrDefault(self.decayRounds)

    def getDeviationCol(self) -> str:
        """The value of ``deviationCol``, or its default."""
        return self.getOrDefault(self.deviationCol)

    def getDraws(self) -> int:
        """The value of ``draws``, or its default."""
        return self.getOrDefault(self.draws)

    def getEpsilon(self) -> float:
        """The value of ``epsilon``, or its default."""
        return self.getOrDefault(self.epsilon)

    def getFirstDecay(self) -> float:
        """The value of ``firstDecay``, or its default."""
        return self.getOrDefault(self.firstDecay)

    def getGroupCol(self) -> str:
        """The value of ``groupCol``, or its default."""
        return self.getOrDefault(self.groupCol)

    def getHandleInvalid(self) -> str:
        """The value of ``handleInvalid``, or its default."""
        return self.getOrDefault(self.handleInvalid)

    def getInputCols(self) -> List[str]:
        """The value of ``inputCols``, or its default."""
        return self.getOrDefault(self.inputCols)

    def getLearningRate(self) -> float:
        """The value of ``learningRate``, or its default."""
        return self.getOrDefault(self.learningRate)

    def getLocals(self) -> bool:
        """The value of ``locals``, or its default."""
        return self.getOrDefault(self.locals)

    def getLogDensityCol(self) -> str:
        """The value of ``logDensityCol``, or its default."""
        return self.getOrDefault(self.logDensityCol)

    def getLowerCol(self) -> str:
        """The value of ``lowerCol``, or its default."""
        return self.getOrDefault(self.lowerCol)

    def getMaxIter(self) -> int:
        """The value of ``maxIter``, or its default."""
        return self.getOrDefault(self.maxIter)

    def getMethod(self) -> str:
        """The value of ``method``, or its default."""
        return self.getOrDefault(self.method)

    def getMissing(self) -> List[str]:
        """The value of ``missing``, or its default."""
        return self.getOrDefault(self.missing)

    def getModelClass(self) -> str:
        """The value of ``modelClass``, or its default."""
        return self.getOrDefault(self.modelClass)

    def getModelClassSha256(self) -> str:
        """The value of ``modelClassSha256``, or its default."""
        return self.getOrDefault(self.modelClassSha256)

    def getModelSettings(self) -> List[str]:
        """The value of ``modelSettings``, or its default."""
        return self.getOrDefault(self.modelSettings)

    def getMomentum(self) -> float:
        """The value of ``momentum``, or its default."""
        return self.getOrDefault(self.momentum)

    def getNesterov(self) -> bool:
        """The value of ``nesterov``, or its default."""
        return self.getOrDefault(self.nesterov)

    def getOptimizer(self) -> str:
        """The value of ``optimizer``, or its default."""
        return self.getOrDefault(self.optimizer)

    def getPredictionCol(self) -> str:
        """The value of ``predictionCol``, or its default."""
        return self.getOrDefault(self.predictionCol)

    def getRank(self) -> int:
        """The value of ``rank``, or its default."""
        return self.getOrDefault(self.rank)

    def getScale(self) -> float:
        """The value of ``scale``, or its default."""
        return self.getOrDefault(self.scale)

    def getSecondDecay(self) -> float:
        """The value of ``secondDecay``, or its default."""
        return self.getOrDefault(self.secondDecay)

    def getStartScale(self) -> float:
        """The value of ``startScale``, or its default."""
        return self.getOrDefault(self.startScale)

    def getUnit(self) -> str:
        """The value of ``unit``, or its default."""
        return self.getOrDefault(self.unit)

    def getUpperCol(self) -> str:
        """The value of ``upperCol``, or its default."""
        return self.getOrDefault(self.upperCol)

    def getWarmUpRounds(self) -> int:
        """The value of ``warmUpRounds``, or its default."""
        return self.getOrDefault(self.warmUpRounds)

    def getWeightCol(self) -> str:
        """The value of ``weightCol``, or its default."""
        return self.getOrDefault(self.weightCol)

    def getWeightDecay(self) -> float:
        """The value of ``weightDecay``, or its default."""
        return self.getOrDefault(self.weightDecay)


class JointPosterior(
    _SviEstimator,
    JavaEstimator["JointPosteriorModel"],
    _JointPosteriorParams,
    _SviSetters,
    JavaMLWritable,
    JavaMLReadable["JointPosterior"],
):
    """Models of your own: a class on the class path, over columns by their names.

    Params that every estimator has are described at their names, such as
    ``JointPosterior.seed.doc``, and by ``explainParams()``.

    Parameters
    ----------
    approximation : str, default "auto"
        the shape of the Gaussian posterior; auto, mean-field, full-rank or low-rank.
    averaging : str, default "none"
        Which mean of the parameters is scored on held-out rows and published instead of them. none
        the parameters themselves moving a mean with weights that fall by averaging-decay from round
        to round polyak the plain mean from round averaging-first on
    averagingDecay : float, default 0.999
        See averaging. In [0, 1).
    averagingFirst : int, default 1
        See averaging. At least 1.
    categoricalCols : List[str], optional
        For rows of numbers: columns that are categories, such as [colour, region], whatever their
        cells are. Each becomes columns of 0 and 1, behind those of numbers. null: none.
    categoryCoding : str, default "reference"
        How categories become columns. reference one for each level but the most frequent one-hot
        one for each level
    clip : float, optional
        Largest Euclidean norm of a gradient; larger gradients are scaled down. Positive. null: no
        limit.
    clipAllFields : bool, default True
        Whether the limit applies to all fields together, or to each field.
    decay : str, default "none"
        How the rate falls, counted from the first round; multiplies warm-up. none it is constant
        cosine to decay-factor in decay-rounds, along half a cosine, then constant exponential by
        decay-factor per decay-rounds, smoothly staircase by decay-factor after every decay-rounds,
        in one step inverse-root as the inverse square root of the round, after decay-rounds
    decayFactor : float, default 0.1
        See decay. In (0, 1].
    decayRounds : int, default 10000
        See decay. At least 1.
    deviationCol : str, default ""
        column of the model's 'deviation'; empty: not computed
    draws : int, optional
        of the parameters a round; an even number from 2 to 100000, or `auto`. Here unset stands for
        `auto` or null.
    epsilon : float, default 1.0E-8
        Added to denominators; for adam and adamw. Positive.
    firstDecay : float, default 0.9
        Weight of the past in the mean of gradients; for adam and adamw. In [0, 1).
    groupCol : str, optional
        For kinds of models that predict a response, and joint: column of the group that a row is
        in, such as a school. A whole number is kept; of a text a 64-bit hash is kept. null: no
        groups.
    handleInvalid : str, default "error"
        what becomes of invalid rows, such as those with null or an infinite value: error; skip
        leaves them out
    inputCols : List[str], optional
        For rows of numbers: the columns to read, such as [height, weight]; a star stands for any
        characters, as in ["p*"], and for columns of numbers only. null: all, which must be of
        numbers.
    learningRate : float, default 0.003
        The rate before warm-up and decay. Much smaller for sgd: its steps grow with the number of
        rows. Positive.
    locals : bool, default False
        whether transform adds what it says of the row's, or its group's, own numbers: columns by
        their names
    logDensityCol : str, default ""
        column of the model's 'logDensity'; empty: not computed
    lowerCol : str, default ""
        column of the model's 'lower'; empty: not computed
    maxIter : int, optional
        Maximum number of visits of every row. At least 1. auto: as many as make 100 rounds, and at
        least 10 where `batch-size` is given; 1000 where rounds of mixtures, factor and regression
        have all rows, which end when they have converged; for networks as many as make 3000 rounds,
        and at least 10. Here unset stands for `auto`.
    method : str, default "deterministic"
        what steps follow; deterministic, gradient or natural-gradient.
    missing : List[str], default ["NA"]
        For rows of numbers: what stands for a missing value, texts or numbers, such as [NA, "?",
        -999]. null, empty cells and NaN always do.
    modelClass : str, optional
        name of a class on the class path that is a LogJoint. It is not read from files: whoever
        loads an estimator or a model sets it again
    modelClassSha256 : str, default "auto"
        of the jar that model.class must come from; a SHA-256 of 64 hexadecimal digits, `auto` or
        `any`.
    modelSettings : List[str], optional
        what the class is made with: texts such as groups=85
    momentum : float, default 0.0
        Weight of the past in the sum of gradients; for sgd. In [0, 1).
    nesterov : bool, default False
        Whether momentum looks ahead; for sgd.
    optimizer : str, default "adam"
        The update rule. adam a running mean of gradients over the root of one of their squares
        adamw the same, and parameters decay beside it sgd rate times gradient, or a sum of past
        ones where there is momentum
    predictionCol : str, default "prediction"
        column of the model's 'expected'; empty: not computed
    rank : int, default 10
        factors of a covariance of low rank; a whole number from 1 to 1000.
    scale : float, optional
        For rows of numbers: what all values are divided by, a positive number; 16 brings 0 .. 16 to
        [0, 1]. The model keeps it, so that new rows are read like the training rows. auto: 255 for
        images and for idx files of bytes whose rows are images, else 1. Here unset stands for
        `auto`.
    secondDecay : float, default 0.999
        Weight of the past in the mean of squares; for adam and adamw. In [0, 1).
    startScale : float, default 0.1
        standard deviations of the posterior at the start; a number from 1e-12 to 1e9.
    unit : str, default "auto"
        what the class has local numbers of: rows, or groups of rows; row, group or auto.
    upperCol : str, default ""
        column of the model's 'upper'; empty: not computed
    warmUpRounds : int, default 0
        Rounds over which the rate grows linearly from 0. 0: none.
    weightCol : str, optional
        column of weights, not negative; a row of weight 2 counts as two equal rows. Unset: every
        row has weight 1.
    weightDecay : float, default 0.01
        Fraction of a parameter, relative to the rate, that a step removes; for adamw. Weights
        shrink by a prior without it where the model has one. At least 0, below 1 / rate.
    """

    _input_kwargs: Dict[str, Any]

    @keyword_only
    def __init__(
        self,
        *,
        approximation: Union[str, float] = "auto",
        averaging: Union[str, float] = "none",
        averagingDecay: float = 0.999,
        averagingFirst: int = 1,
        batchSize: Optional[int] = None,
        blockSize: Optional[int] = None,
        boundEvery: int = 10,
        categoricalCols: Optional[List[str]] = None,
        categoryCoding: Union[str, float] = "reference",
        checkpointInterval: int = 0,
        checkpointSeconds: float = 60.0,
        checkpoints: int = 2,
        clip: Optional[float] = None,
        clipAllFields: bool = True,
        decay: Union[str, float] = "none",
        decayFactor: float = 0.1,
        decayRounds: int = 10000,
        deviationCol: Union[str, float] = "",
        draws: Optional[int] = None,
        epsilon: float = 1.0E-8,
        execution: Union[str, float] = "auto",
        firstDecay: float = 0.9,
        groupCol: Optional[Union[str, float]] = None,
        handleInvalid: Union[str, float] = "error",
        heldOut: float = 0.0,
        heldOutEvery: int = 0,
        inputCols: Optional[List[str]] = None,
        joinSeconds: float = 120.0,
        learningRate: float = 0.003,
        locals: bool = False,
        logDensityCol: Union[str, float] = "",
        lowerCol: Union[str, float] = "",
        maxIter: Optional[int] = None,
        maxSeconds: Optional[float] = None,
        method: Union[str, float] = "deterministic",
        missing: List[str] = ["NA"],
        modelClass: Optional[Union[str, float]] = None,
        modelClassSha256: Union[str, float] = "auto",
        modelSettings: Optional[List[str]] = None,
        momentum: float = 0.0,
        nesterov: bool = False,
        optimizer: Union[str, float] = "adam",
        patience: Optional[int] = None,
        patienceSeconds: float = 10.0,
        predictionCol: Union[str, float] = "prediction",
        publish: Union[str, float] = "auto",
        rank: int = 10,
        retries: int = 0,
        runDirectory: Optional[Union[str, float]] = None,
        scale: Optional[float] = None,
        secondDecay: float = 0.999,
        seed: int = 1,
        shardSteps: int = 0,
        shards: int = 8,
        shiftSeconds: float = 300.0,
        slots: Optional[int] = None,
        startScale: float = 0.1,
        storage: Union[str, float] = "auto",
        tol: Optional[float] = None,
        unit: Union[str, float] = "auto",
        upperCol: Union[str, float] = "",
        validationIndicatorCol: Optional[Union[str, float]] = None,
        warmUpRounds: int = 0,
        weightCol: Optional[Union[str, float]] = None,
        weightDecay: float = 0.01,
        workDir: Optional[Union[str, float]] = None,
    ) -> None:
        super().__init__()
        self._java_obj = self._new_java_obj("org.sparksvi.ml.JointPosterior", self.uid)
        self._setDefault(
            approximation="auto",
            averaging="none",
            averagingDecay=0.999,
            averagingFirst=1,
            boundEvery=10,
            categoryCoding="reference",
            checkpointInterval=0,
            checkpointSeconds=60.0,
            checkpoints=2,
            clipAllFields=True,
            decay="none",
            decayFactor=0.1,
            decayRounds=10000,
            deviationCol="",
            epsilon=1.0E-8,
            execution="auto",
            firstDecay=0.9,
            handleInvalid="error",
            heldOut=0.0,
            heldOutEvery=0,
            joinSeconds=120.0,
            learningRate=0.003,
            locals=False,
            logDensityCol="",
            lowerCol="",
            method="deterministic",
            missing=["NA"],
            modelClassSha256="auto",
            momentum=0.0,
            nesterov=False,
            optimizer="adam",
            patienceSeconds=10.0,
            predictionCol="prediction",
            publish="auto",
            rank=10,
            retries=0,
            secondDecay=0.999,
            seed=1,
            shardSteps=0,
            shards=8,
            shiftSeconds=300.0,
            startScale=0.1,
            storage="auto",
            unit="auto",
            upperCol="",
            warmUpRounds=0,
            weightDecay=0.01,
        )
        self._set(**self._input_kwargs)

    @keyword_only
    def setParams(
        self,
        *,
        approximation: Union[str, float] = "auto",
        averaging: Union[str, float] = "none",
        averagingDecay: float = 0.999,
        averagingFirst: int = 1,
        batchSize: Optional[int] = None,
        blockSize: Optional[int] = None,
        boundEvery: int = 10,
        categoricalCols: Optional[List[str]] = None,
        categoryCoding: Union[str, float] = "reference",
        checkpointInterval: int = 0,
        checkpointSeconds: float = 60.0,
        checkpoints: int = 2,
        clip: Optional[float] = None,
        clipAllFields: bool = True,
        decay: Union[str, float] = "none",
        decayFactor: float = 0.1,
        decayRounds: int = 10000,
        deviationCol: Union[str, float] = "",
        draws: Optional[int] = None,
        epsilon: float = 1.0E-8,
        execution: Union[str, float] = "auto",
        firstDecay: float = 0.9,
        groupCol: Optional[Union[str, float]] = None,
        handleInvalid: Union[str, float] = "error",
        heldOut: float = 0.0,
        heldOutEvery: int = 0,
        inputCols: Optional[List[str]] = None,
        joinSeconds: float = 120.0,
        learningRate: float = 0.003,
        locals: bool = False,
        logDensityCol: Union[str, float] = "",
        lowerCol: Union[str, float] = "",
        maxIter: Optional[int] = None,
        maxSeconds: Optional[float] = None,
        method: Union[str, float] = "deterministic",
        missing: List[str] = ["NA"],
        modelClass: Optional[Union[str, float]] = None,
        modelClassSha256: Union[str, float] = "auto",
        modelSettings: Optional[List[str]] = None,
        momentum: float = 0.0,
        nesterov: bool = False,
        optimizer: Union[str, float] = "adam",
        patience: Optional[int] = None,
        patienceSeconds: float = 10.0,
        predictionCol: Union[str, float] = "prediction",
        publish: Union[str, float] = "auto",
        rank: int = 10,
        retries: int = 0,
        runDirectory: Optional[Union[str, float]] = None,
        scale: Optional[float] = None,
        secondDecay: float = 0.999,
        seed: int = 1,
        shardSteps: int = 0,
        shards: int = 8,
        shiftSeconds: float = 300.0,
        slots: Optional[int] = None,
        startScale: float = 0.1,
        storage: Union[str, float] = "auto",
        tol: Optional[float] = None,
        unit: Union[str, float] = "auto",
        upperCol: Union[str, float] = "",
        validationIndicatorCol: Optional[Union[str, float]] = None,
        warmUpRounds: int = 0,
        weightCol: Optional[Union[str, float]] = None,
        weightDecay: float = 0.01,
        workDir: Optional[Union[str, float]] = None,
    ) -> "JointPosterior":
        """Sets several Params at once."""
        return self._set(**self._input_kwargs)

    def _create_model(self, java_model: Any) -> "JointPosteriorModel":
        return JointPosteriorModel(java_model)

    def setApproximation(self: S, value: Union[str, float]) -> S:
        """Sets ``approximation``."""
        return self._set(approximation=value)  # type: ignore[return-value]

    def setAveraging(self: S, value: Union[str, float]) -> S:
        """Sets ``averaging``."""
        return self._set(averaging=value)  # type: ignore[return-value]

    def setAveragingDecay(self: S, value: float) -> S:
        """Sets ``averagingDecay``."""
        return self._set(averagingDecay=value)  # type: ignore[return-value]

    def setAveragingFirst(self: S, value: int) -> S:
        """Sets ``averagingFirst``."""
        return self._set(averagingFirst=value)  # type: ignore[return-value]

    def setCategoricalCols(self: S, value: List[str]) -> S:
        """Sets ``categoricalCols``."""
        return self._set(categoricalCols=value)  # type: ignore[return-value]

    def setCategoryCoding(self: S, value: Union[str, float]) -> S:
        """Sets ``categoryCoding``."""
        return self._set(categoryCoding=value)  # type: ignore[return-value]

    def setClip(self: S, value: float) -> S:
        """Sets ``clip``."""
        return self._set(clip=value)  # type: ignore[return-value]

    def setClipAllFields(self: S, value: bool) -> S:
        """Sets ``clipAllFields``."""
        return self._set(clipAllFields=value)  # type: ignore[return-value]

    def setDecay(self: S, value: Union[str, float]) -> S:
        """Sets ``decay``."""
        return self._set(decay=value)  # type: ignore[return-value]

    def setDecayFactor(self: S, value: float) -> S:
        """Sets ``decayFactor``."""
        return self._set(decayFactor=value)  # type: ignore[return-value]

    def setDecayRounds(self: S, value: int) -> S:
        """Sets ``decayRounds``."""
        return self._set(decayRounds=value)  # type: ignore[return-value]

    def setDeviationCol(self: S, value: Union[str, float]) -> S:
        """Sets ``deviationCol``."""
        return self._set(deviationCol=value)  # type: ignore[return-value]

    def setDraws(self: S, value: int) -> S:
        """Sets ``draws``."""
        return self._set(draws=value)  # type: ignore[return-value]

    def setEpsilon(self: S, value: float) -> S:
        """Sets ``epsilon``."""
        return self._set(epsilon=value)  # type: ignore[return-value]

    def setFirstDecay(self: S, value: float) -> S:
        """Sets ``firstDecay``."""
        return self._set(firstDecay=value)  # type: ignore[return-value]

    def setGroupCol(self: S, value: Union[str, float]) -> S:
        """Sets ``groupCol``."""
        return self._set(groupCol=value)  # type: ignore[return-value]

    def setHandleInvalid(self: S, value: Union[str, float]) -> S:
        """Sets ``handleInvalid``."""
        return self._set(handleInvalid=value)  # type: ignore[return-value]

    def setInputCols(self: S, value: List[str]) -> S:
        """Sets ``inputCols``."""
        return self._set(inputCols=value)  # type: ignore[return-value]

    def setLearningRate(self: S, value: float) -> S:
        """Sets ``learningRate``."""
        return self._set(learningRate=value)  # type: ignore[return-value]

    def setLocals(self: S, value: bool) -> S:
        """Sets ``locals``."""
        return self._set(locals=value)  # type: ignore[return-value]

    def setLogDensityCol(self: S, value: Union[str, float]) -> S:
        """Sets ``logDensityCol``."""
        return self._set(logDensityCol=value)  # type: ignore[return-value]

    def setLowerCol(self: S, value: Union[str, float]) -> S:
        """Sets ``lowerCol``."""
        return self._set(lowerCol=value)  # type: ignore[return-value]

    def setMaxIter(self: S, value: int) -> S:
        """Sets ``maxIter``."""
        return self._set(maxIter=value)  # type: ignore[return-value]

    def setMethod(self: S, value: Union[str, float]) -> S:
        """Sets ``method``."""
        return self._set(method=value)  # type: ignore[return-value]

    def setMissing(self: S, value: List[str]) -> S:
        """Sets ``missing``."""
        return self._set(missing=value)  # type: ignore[return-value]

    def setModelClass(self: S, value: Union[str, float]) -> S:
        """Sets ``modelClass``."""
        return self._set(modelClass=value)  # type: ignore[return-value]

    def setModelClassSha256(self: S, value: Union[str, float]) -> S:
        """Sets ``modelClassSha256``."""
        return self._set(modelClassSha256=value)  # type: ignore[return-value]

    def setModelSettings(self: S, value: List[str]) -> S:
        """Sets ``modelSettings``."""
        return self._set(modelSettings=value)  # type: ignore[return-value]

    def setMomentum(self: S, value: float) -> S:
        """Sets ``momentum``."""
        return self._set(momentum=value)  # type: ignore[return-value]

    def setNesterov(self: S, value: bool) -> S:
        """Sets ``nesterov``."""
        return self._set(nesterov=value)  # type: ignore[return-value]

    def setOptimizer(self: S, value: Union[str, float]) -> S:
        """Sets ``optimizer``."""
        return self._set(optimizer=value)  # type: ignore[return-value]

    def setPredictionCol(self: S, value: Union[str, float]) -> S:
        """Sets ``predictionCol``."""
        return self._set(predictionCol=value)  # type: ignore[return-value]

    def setRank(self: S, value: int) -> S:
        """Sets ``rank``."""
        return self._set(rank=value)  # type: ignore[return-value]

    def setScale(self: S, value: float) -> S:
        """Sets ``scale``."""
        return self._set(scale=value)  # type: ignore[return-value]

    def setSecondDecay(self: S, value: float) -> S:
        """Sets ``secondDecay``."""
        return self._set(secondDecay=value)  # type: ignore[return-value]

    def setStartScale(self: S, value: float) -> S:
        """Sets ``startScale``."""
        return self._set(startScale=value)  # type: ignore[return-value]

    def setUnit(self: S, value: Union[str, float]) -> S:
        """Sets ``unit``."""
        return self._set(unit=value)  # type: ignore[return-value]

    def setUpperCol(self: S, value: Union[str, float]) -> S:
        """Sets ``upperCol``."""
        return self._set(upperCol=value)  # type: ignore[return-value]

    def setWarmUpRounds(self: S, value: int) -> S:
        """Sets ``warmUpRounds``."""
        return self._set(warmUpRounds=value)  # type: ignore[return-value]

    def setWeightCol(self: S, value: Union[str, float]) -> S:
        """Sets ``weightCol``."""
        return self._set(weightCol=value)  # type: ignore[return-value]

    def setWeightDecay(self: S, value: float) -> S:
        """Sets ``weightDecay``."""
        return self._set(weightDecay=value)  # type: ignore[return-value]


class JointPosteriorModel(_JointPosteriorModel, _JointPosteriorParams, JavaMLWritable, JavaMLReadable["JointPosteriorModel"]):
    __doc__ = _JointPosteriorModel.__doc__

    def setDeviationCol(self: S, value: Union[str, float]) -> S:
        """Sets ``deviationCol``."""
        return self._set(deviationCol=value)  # type: ignore[return-value]

    def setHandleInvalid(self: S, value: Union[str, float]) -> S:
        """Sets ``handleInvalid``."""
        return self._set(handleInvalid=value)  # type: ignore[return-value]

    def setLocals(self: S, value: bool) -> S:
        """Sets ``locals``."""
        return self._set(locals=value)  # type: ignore[return-value]

    def setLogDensityCol(self: S, value: Union[str, float]) -> S:
        """Sets ``logDensityCol``."""
        return self._set(logDensityCol=value)  # type: ignore[return-value]

    def setLowerCol(self: S, value: Union[str, float]) -> S:
        """Sets ``lowerCol``."""
        return self._set(lowerCol=value)  # type: ignore[return-value]

    def setModelClass(self: S, value: Union[str, float]) -> S:
        """Sets ``modelClass``."""
        return self._set(modelClass=value)  # type: ignore[return-value]

    def setModelSettings(self: S, value: List[str]) -> S:
        """Sets ``modelSettings``."""
        return self._set(modelSettings=value)  # type: ignore[return-value]

    def setPredictionCol(self: S, value: Union[str, float]) -> S:
        """Sets ``predictionCol``."""
        return self._set(predictionCol=value)  # type: ignore[return-value]

    def setUpperCol(self: S, value: Union[str, float]) -> S:
        """Sets ``upperCol``."""
        return self._set(upperCol=value)  # type: ignore[return-value]


class HeldOutEvaluator(_HeldOutEvaluator):
    __doc__ = _HeldOutEvaluator.__doc__
