"""What models and evaluators can say, beyond their Params."""

from typing import Any, Dict, List, Optional, TypeVar

from pyspark import keyword_only
from pyspark.ml.evaluation import JavaEvaluator
from pyspark.ml.linalg import DenseMatrix, DenseVector, Matrix, Vector
from pyspark.ml.param import Param, Params
from pyspark.ml.util import HasTrainingSummary, JavaMLReadable, JavaMLWritable
from pyspark.ml.wrapper import JavaEstimator, JavaModel, JavaTransformer, JavaWrapper
from pyspark.sql import DataFrame
from pyspark.sql.utils import is_remote

from sparksvi._params import real, text, whole

E = TypeVar("E", bound="_SviEstimator")
M = TypeVar("M", bound="_SviModel")


class Summary(JavaWrapper):
    """How a training went."""

    @property
    def totalIterations(self) -> int:
        """Rounds that were done."""
        return self._call_java("totalIterations")

    @property
    def objectiveHistory(self) -> List[float]:
        """The evidence lower bound per row, in nats, whenever it was evaluated."""
        return list(self._call_java("objectiveHistory"))

    @property
    def heldOutHistory(self) -> List[float]:
        """Mean log predictive probability per held-out unit, in nats, whenever evaluated."""
        return list(self._call_java("heldOutHistory"))

    @property
    def verdict(self) -> str:
        """Why the training ended: converged, limit reached, diverging or stopped."""
        return self._call_java("verdict")

    @property
    def reason(self) -> str:
        """The verdict's reason, in words."""
        return self._call_java("reason")

    def toDF(self) -> DataFrame:
        """One row for each round: round, epoch, seconds, rate, bounds and held-out score."""
        return self._call_java("toDF")


class _SviEstimator:
    """What estimators do beyond their Params."""

    def setInitialModel(self: E, model: "_SviModel") -> E:
        """Begins training at the parameters of a model; not over Spark Connect, and not saved."""
        if is_remote():
            raise NotImplementedError("setInitialModel is not to be had over Spark Connect")
        self._java_obj.setInitialModel(model._java_obj)  # type: ignore[attr-defined]
        return self


class SviStream:
    """Updates the model of a run by the batches of a stream, for ``foreachBatch``.

    A batch is in the model once, however often it comes: its name is that of the stream and the
    batch's number. Over Spark Connect batches come to a Python process of the server, which must
    have the package, too.

    Parameters
    ----------
    run : str
        Directory of a run of ``svi train``, or of an estimator with a ``runDirectory``. Batches have
        the columns that it was trained on; ``value`` where these were lines of text, ``features``
        and ``label`` where they were libsvm, ``features`` where they were docword.
    name : str, default "stream"
        Name of the stream; two streams that feed one run have two.
    forgetting : float, default 1
        What the sums over earlier rows are multiplied by at every batch, in (0, 1].
    keep : int, default 7
        Models that stay, to which ``svi rollback`` goes back.
    """

    def __init__(
        self, run: str, name: str = "stream", forgetting: float = 1.0, keep: int = 7
    ) -> None:
        self.run, self.name, self.forgetting, self.keep = run, name, forgetting, keep

    @classmethod
    def updating(cls, run: str) -> "SviStream":
        """Updates the model of a run by a stream that forgets nothing."""
        return cls(run)

    def __call__(self, batch: DataFrame, batchId: int) -> None:
        if is_remote():
            _RunUpdate(self, batchId).fit(batch)
            return
        stream = JavaWrapper._new_java_obj(
            "org.sparksvi.ml.SviStream", self.run, self.name, float(self.forgetting), self.keep
        )
        stream.update(batch._jdf, batchId)


class _RunUpdate(JavaEstimator[JavaModel]):
    """SviStream as clients of Spark Connect may call it."""

    run: "Param[str]" = Param(Params._dummy(), "run", "directory of a run", text)
    stream: "Param[str]" = Param(Params._dummy(), "stream", "name of the stream", text)
    batch: "Param[int]" = Param(Params._dummy(), "batch", "number of the batch", whole)
    forgetting: "Param[float]" = Param(Params._dummy(), "forgetting", "of earlier sums", real)
    keep: "Param[int]" = Param(Params._dummy(), "keep", "models that stay", whole)

    def __init__(self, into: SviStream, batch: int) -> None:
        super().__init__()
        self._java_obj = self._new_java_obj("org.sparksvi.ml.RunUpdate", self.uid)
        self._set(run=into.run, stream=into.name, batch=batch)
        self._set(forgetting=into.forgetting, keep=into.keep)

    def _create_model(self, java_model: Any) -> JavaModel:
        return _Updated(java_model)


class _Updated(JavaModel):
    """The tables of a run that was updated."""


class ModelTables(JavaTransformer, JavaMLWritable, JavaMLReadable["ModelTables"]):
    """What a model has learnt, as a table, in place of the rows that are transformed.

    It works in any client of Spark Connect: ``ModelTables(path=path, table="topics").transform(df)``.

    Parameters
    ----------
    path : str
        Directory of a saved model, or of a run, where Spark sees it.
    table : str, default "trace"
        Name of the table: what ``svi describe`` shows, such as ``topics``, ``components``,
        ``loadings`` or ``coefficients``, or the trace of the training.
    """

    _input_kwargs: Dict[str, Any]

    path: "Param[str]" = Param(
        Params._dummy(), "path", "directory of a saved model, or of a run", typeConverter=text
    )
    table: "Param[str]" = Param(
        Params._dummy(),
        "table",
        "name of the table, such as topics, coefficients or trace",
        typeConverter=text,
    )

    @keyword_only
    def __init__(self, *, path: Optional[str] = None, table: str = "trace") -> None:
        super().__init__()
        self._java_obj = self._new_java_obj("org.sparksvi.ml.ModelTables", self.uid)
        self._setDefault(table="trace")
        self._set(**self._input_kwargs)


class _SviModel(JavaModel, HasTrainingSummary[Summary]):
    @property
    def _summaryCls(self) -> type:
        return Summary

    @property
    def hasSummary(self) -> bool:
        """Always: it is saved with the model."""
        return True

    @property
    def summary(self) -> Summary:
        """How the training went; of a loaded model, too."""
        if is_remote() and not hasattr(self, "_summary"):  # Connect gives one to fitted models only
            summary = Summary(f"{self._java_obj}.summary")
            summary._remote_model_obj = self._java_obj
            summary._remote_model_obj.add_ref()
            self._summary = summary
        return super().summary

    def update(self: M, dataset: DataFrame, memory: float = 1.0) -> M:
        """The model after more rows: the posterior of earlier ones is the prior of these.

        Parameters
        ----------
        dataset : DataFrame
            The rows.
        memory : float, default 1
            What the sums over earlier rows are multiplied by, in [0, 1]; 1 forgets nothing.
        """
        self._transfer_params_to_java()
        return self._copyValues(type(self)(self._call_java("update", dataset, float(memory))))

    @property
    def numFeatures(self) -> int:
        """Entries of the rows' vectors."""
        return self._call_java("numFeatures")


class _LDAModel(_SviModel):
    """Topics that were learnt from documents."""

    def vocabSize(self) -> int:
        """Number of words."""
        return self._call_java("vocabSize")

    def words(self) -> List[str]:
        """The words, by their columns."""
        return list(self._call_java("words"))

    def topicsMatrix(self) -> Matrix:
        """The variational parameters of the topics' words, words x topics."""
        return self._call_java("topicsMatrix")

    def estimatedDocConcentration(self) -> Vector:
        """The prior of a document's shares, one number for each topic."""
        return self._call_java("estimatedDocConcentration")

    def describeTopics(self, maxTermsPerTopic: int = 10) -> DataFrame:
        """The most probable words of each topic: topic, termIndices, termWeights, terms."""
        return self._call_java("describeTopics", maxTermsPerTopic)

    def logLikelihood(self, dataset: DataFrame) -> float:
        """The bound of documents and of the topics, in nats."""
        return self._call_java("logLikelihood", dataset)

    def logPerplexity(self, dataset: DataFrame) -> float:
        """The negative bound for each token, in nats; lower is better."""
        return self._call_java("logPerplexity", dataset)


class _MixtureModel(_SviModel):
    def predict(self, value: Vector) -> int:
        """The most probable component of a row."""
        return self._call_java("predict", value)

    def predictProbability(self, value: Vector) -> DenseVector:
        """The probability of each component of a row."""
        return self._call_java("predictProbability", value)


class _GaussianMixtureModel(_MixtureModel):
    """A mixture of Gaussians that was learnt from rows."""

    @property
    def weights(self) -> List[float]:
        """The components' shares of the rows, which add up to 1."""
        return list(self._call_java("weights"))

    @property
    def gaussiansDF(self) -> DataFrame:
        """The components' means and covariances: columns mean and cov."""
        return self._call_java("gaussiansDF")


class _CountMixtureModel(_MixtureModel):
    """A mixture that was learnt from counts."""


class _FactorAnalysisModel(_SviModel):
    """Factors that were learnt from rows."""

    @property
    def mean(self) -> DenseVector:
        """The mean of each column."""
        return self._call_java("mean")

    @property
    def loadings(self) -> DenseMatrix:
        """The loadings, columns x factors."""
        return self._call_java("loadings")

    @property
    def noiseVariance(self) -> DenseVector:
        """The variance of each column that the factors do not explain."""
        return self._call_java("noiseVariance")

    @property
    def pc(self) -> DenseMatrix:
        """The principal axes: directions of the loadings, of length 1, columns x factors."""
        return self._call_java("pc")

    @property
    def explainedVariance(self) -> DenseVector:
        """The share of the rows' variance along each principal axis."""
        return self._call_java("explainedVariance")


class _VariationalAutoencoderModel(_SviModel):
    """An autoencoder that was learnt from rows."""


class _LinearPredictorModel(_SviModel):
    @property
    def coefficients(self) -> DenseVector:
        """The posterior means of the columns' coefficients, in the units of the rows."""
        return self._call_java("coefficients")

    @property
    def coefficientDeviations(self) -> DenseVector:
        """The posterior standard deviations of the columns' coefficients."""
        return self._call_java("coefficientDeviations")

    @property
    def intercept(self) -> float:
        """The posterior mean of the intercept; 0 where there is none."""
        return self._call_java("intercept")

    @property
    def logEvidence(self) -> float:
        """The log evidence in nats, or a lower bound of it."""
        return self._call_java("logEvidence")

    @property
    def coefficientsDF(self) -> DataFrame:
        """A row for each coefficient: mean, deviation, quantiles, P(b > 0) and name."""
        return self._call_java("coefficientsDF")

    def drawsDF(self, draws: int, seed: int = 1) -> DataFrame:
        """Draws of the coefficients from their posterior, a column each."""
        return self._call_java("drawsDF", draws, seed)

    def predict(self, value: Vector) -> float:
        """The expected response of a row with an offset of 0; of classes the class."""
        return self._call_java("predict", value)


class _BayesianLinearRegressionModel(_LinearPredictorModel):
    """Linear regression with a posterior of its coefficients and of the noise."""


class _BayesianGLMModel(_LinearPredictorModel):
    """A generalised linear model with a posterior of its coefficients."""


class _BayesianLogisticRegressionModel(_LinearPredictorModel):
    """Logistic regression with a posterior of its coefficients."""

    @property
    def numClasses(self) -> int:
        """2: the classes 0 and 1."""
        return self._call_java("numClasses")

    def predictRaw(self, value: Vector) -> DenseVector:
        """The logit of the predictive probability of 1, with the opposite sign before it."""
        return self._call_java("predictRaw", value)

    def predictProbability(self, value: Vector) -> DenseVector:
        """The predictive probabilities of 0 and 1."""
        return self._call_java("predictProbability", value)


class _BayesianGLMMModel(_SviModel):
    """A generalised linear mixed model with a posterior of its coefficients."""

    @property
    def groups(self) -> float:
        """Groups that the coefficients were learnt from."""
        return self._call_java("groups")

    @property
    def logEvidence(self) -> float:
        """The log evidence given the effects' deviations, in nats, or a lower bound of it."""
        return self._call_java("logEvidence")

    @property
    def coefficientsDF(self) -> DataFrame:
        """A row for each coefficient: mean, deviation, quantiles, P(b > 0) and name."""
        return self._call_java("coefficientsDF")

    @property
    def effectDeviationsDF(self) -> DataFrame:
        """A row for each effect that varies by group: its deviation between groups."""
        return self._call_java("effectDeviationsDF")

    def drawsDF(self, draws: int, seed: int = 1) -> DataFrame:
        """Draws of the coefficients from their posterior, a column each."""
        return self._call_java("drawsDF", draws, seed)


class _JointPosteriorModel(_SviModel):
    """The posterior of a model of your own; what was loaded needs ``setModelClass`` again."""

    @property
    def quantitiesDF(self) -> DataFrame:
        """A row for each parameter and kept quantity: mean, deviation, quantiles and name."""
        return self._call_java("quantitiesDF")

    def drawsDF(self, draws: int, seed: int = 1) -> DataFrame:
        """Draws of the parameters from their posterior, a column each."""
        self._transfer_params_to_java()
        return self._call_java("drawsDF", draws, seed)


class _HeldOutEvaluator(
    JavaEvaluator, JavaMLWritable, JavaMLReadable["_HeldOutEvaluator"]
):
    """Judges models by rows that they have not seen.

    Parameters
    ----------
    scoreCol : str, default "score"
        Column of scores, which models add where their ``scoreCol`` is set.
    metricName : str, default "logProbability"
        ``logProbability``: mean per unit, in nats, larger is better; ``perplexity``: its
        exponential, of the negative, smaller is better.
    """

    _input_kwargs: Dict[str, Any]

    scoreCol: "Param[str]" = Param(
        Params._dummy(), "scoreCol", "column of scores, a model's scoreCol", typeConverter=text
    )
    metricName: "Param[str]" = Param(
        Params._dummy(), "metricName", "logProbability or perplexity", typeConverter=text
    )

    @keyword_only
    def __init__(
        self, *, scoreCol: str = "score", metricName: str = "logProbability"
    ) -> None:
        super().__init__()
        self._java_obj = self._new_java_obj("org.sparksvi.ml.HeldOutEvaluator", self.uid)
        self._setDefault(scoreCol="score", metricName="logProbability")
        self._set(**self._input_kwargs)

    def getScoreCol(self) -> str:
        """The value of ``scoreCol``, or its default."""
        return self.getOrDefault(self.scoreCol)

    def setScoreCol(self, value: str) -> "_HeldOutEvaluator":
        """Sets ``scoreCol``."""
        return self._set(scoreCol=value)

    def getMetricName(self) -> str:
        """The value of ``metricName``, or its default."""
        return self.getOrDefault(self.metricName)

    def setMetricName(self, value: str) -> "_HeldOutEvaluator":
        """Sets ``metricName``."""
        return self._set(metricName=value)

    def isLargerBetter(self) -> bool:
        """Whether the metric is better where it is larger; also over Spark Connect."""
        return self.getMetricName() != "perplexity"
