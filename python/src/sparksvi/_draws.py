"""Draws of parameters, for ArviZ."""

from typing import Any

import numpy as np


def to_inference_data(model: Any, draws: int = 1000, seed: int = 1) -> Any:
    """Draws of a regression's coefficients as ArviZ's ``InferenceData``.

    Parameters
    ----------
    model : BayesianLinearRegressionModel, BayesianLogisticRegressionModel or BayesianGLMModel
        Not over Spark Connect.
    draws : int, default 1000
        Independent draws of the posterior: those of ``svi sample`` with the same seed.
    seed : int, default 1
        Of the draws.

    Returns
    -------
    arviz.InferenceData
        With ``posterior["coefficient"]``, chain x draw x coefficient; the intercept is the last.
    """
    import arviz

    if not hasattr(model, "drawsDF"):
        raise ValueError(f"the model must have draws of parameters, but is a {type(model).__name__}")
    rows = model.drawsDF(draws, seed)
    values = np.array([list(row) for row in rows.collect()])
    return arviz.from_dict(
        posterior={"coefficient": values[np.newaxis]},
        coords={"term": rows.columns},
        dims={"coefficient": ["term"]},
    )
