"""Gaussian mixtures by scikit-learn, of five starts that with the highest bound: log density per row.

    python bench/mixtures.py [--components 2,3,5,8] [--starts 5] CSV:COLUMNS ... > peers.csv

Each line is what MixtureStartsBenchmark reads: csv file, columns, components, covariance, estimator, log density per
row of the rows it was fitted to, and of every fifth row by a fit to the others. Densities are those of the published
weights, means and covariances, also by variational Bayes, on columns of mean 0 and variance 1.
"""

import argparse
import gzip
import warnings

import numpy as np
from scipy.special import logsumexp
from scipy.stats import multivariate_normal
from sklearn.mixture import BayesianGaussianMixture, GaussianMixture

warnings.filterwarnings("ignore")
parser = argparse.ArgumentParser()
parser.add_argument("--components", default="2,3,4,5,6,7,8")
parser.add_argument("--starts", type=int, default=5)
parser.add_argument("tables", nargs="+")
arguments = parser.parse_args()


def density(fit, rows):
    """Mean log density of rows by the weights, means and covariances."""
    logs = [
        np.log(weight) + multivariate_normal.logpdf(rows, mean, np.diag(c) if c.ndim == 1 else c, allow_singular=True)
        for weight, mean, c in zip(fit.weights_, fit.means_, fit.covariances_)
        if weight > 0
    ]
    return logsumexp(logs, axis=0).mean()


def best(model, components, covariance, rows):
    """The fit with the highest bound, as `n_init` finds it."""
    fits = [
        model(n_components=components, covariance_type=covariance, random_state=seed, max_iter=1000, tol=1e-6).fit(rows)
        for seed in range(arguments.starts)
    ]
    return max(fits, key=lambda fit: fit.lower_bound_)


for argument in arguments.tables:
    path, columns = argument.rsplit(":", 1)
    with (gzip.open if path.endswith(".gz") else open)(path, "rt") as lines:
        rows = np.loadtxt(lines, delimiter=",", skiprows=1, usecols=range(int(columns)), ndmin=2)
    rows = (rows - rows.mean(0)) / rows.std(0)
    held = np.arange(len(rows)) % 5 == 4
    for components in map(int, arguments.components.split(",")):
        for word, covariance in (("full", "full"), ("diagonal", "diag")):
            for estimator, model in (("ml", GaussianMixture), ("bayes", BayesianGaussianMixture)):
                inside = density(best(model, components, covariance, rows), rows)
                outside = density(best(model, components, covariance, rows[~held]), rows[held])
                print(path, columns, components, word, estimator, f"{inside:.4f},{outside:.4f}", sep=",", flush=True)
