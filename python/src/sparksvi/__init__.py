"""Bayesian models by stochastic variational inference on Apache Spark.

The estimators and models are those of ``org.sparksvi.ml``; they need PySpark and the jar of
spark-svi in the session, such as that of :func:`builder`. :func:`load` reads a model into NumPy without either.
"""

from typing import Any, List

from sparksvi._draws import to_inference_data
from sparksvi._files import Model, load
from sparksvi._progress import progress
from sparksvi._session import builder, jar

__all__ = ["Model", "builder", "jar", "load", "progress", "to_inference_data"]

_STAGES = [
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
__all__ += _STAGES


def __getattr__(name: str) -> Any:
    """The stages, which need PySpark, are imported when they are first used."""
    if name in _STAGES:
        import org.sparksvi.ml

        return getattr(org.sparksvi.ml, name)
    raise AttributeError(f"module 'sparksvi' has no attribute {name!r}")


def __dir__() -> List[str]:
    return sorted(__all__)
