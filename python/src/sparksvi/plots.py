"""Pictures of models, with matplotlib; they need no Spark."""

from typing import Any, Optional, Sequence

import numpy as np

from sparksvi._files import Model


def _axes(count: int, columns: int, width: float, height: float) -> Any:
    import matplotlib.pyplot as plt

    rows = -(-count // columns)
    figure, axes = plt.subplots(
        rows, columns, figsize=(width * columns, height * rows), squeeze=False
    )
    for unused in axes.flat[count:]:
        unused.set_axis_off()
    return figure, axes.flat


def trace(model: Model) -> Any:
    """The bound and the held-out score by rounds.

    Parameters
    ----------
    model : Model
        From :func:`sparksvi.load`, with the trace of its training.

    Returns
    -------
    matplotlib.figure.Figure
    """
    figure, axes = _axes(1, 1, 6, 3.5)
    for key, label in [("elboPerUnit", "ELBO per unit"), ("heldOut", "held-out score per unit")]:
        lines = [line for line in model.trace if line.get(key) is not None]
        if lines:
            axes[0].plot(
                [line["round"] for line in lines], [line[key] for line in lines], label=label
            )
    axes[0].set_xlabel("round")
    axes[0].set_ylabel("nats")
    axes[0].legend(frameon=False)
    figure.tight_layout()
    return figure


def topics(model: Model, words: int = 8, which: Optional[Sequence[int]] = None) -> Any:
    """The most probable words of topics.

    Parameters
    ----------
    model : Model
        A topic model, from :func:`sparksvi.load`.
    words : int, default 8
        Words of a topic.
    which : sequence of int, optional
        Topics by their numbers; without it the eight with the most words in them.

    Returns
    -------
    matplotlib.figure.Figure
    """
    shares = model.topics()
    if which is None:
        which = np.argsort(-model.parameters["topics"].sum(axis=0), kind="stable")[:8]
    figure, axes = _axes(len(which), min(4, len(which)), 2.6, 2.2)
    for place, topic in zip(axes, which):
        best = np.argsort(-shares[topic], kind="stable")[:words][::-1]
        place.barh([model.columns[word] for word in best], shares[topic][best])
        place.set_title(f"topic {topic}")
        place.set_xticks([])
    figure.tight_layout()
    return figure


def forest(coefficients: Any) -> Any:
    """Intervals of a regression's coefficients: 50 % thick, 95 % thin.

    Parameters
    ----------
    coefficients : pandas.DataFrame
        ``model.coefficientsDF.toPandas()``.

    Returns
    -------
    matplotlib.figure.Figure
    """
    figure, axes = _axes(1, 1, 6, 0.6 + 0.3 * len(coefficients))
    at = np.arange(len(coefficients))[::-1]
    axes[0].hlines(at, coefficients["lower95"], coefficients["upper95"], linewidth=1)
    axes[0].hlines(at, coefficients["lower50"], coefficients["upper50"], linewidth=4)
    axes[0].plot(coefficients["mean"], at, "o", color="black", markersize=3)
    axes[0].axvline(0, color="grey", linewidth=0.5)
    axes[0].set_yticks(at, coefficients["name"])
    figure.tight_layout()
    return figure
