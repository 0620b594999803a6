"""Log-likelihoods per row of Gaussian mixtures by scikit-learn, the best of five starts.

    python bench/mixtures.py CSV:COLUMNS ... > peers.csv

Each line is what MixtureStartsBenchmark reads: csv file, columns, components, covariance, bound.
"""

import gzip
import sys
import warnings

import numpy as np
from sklearn.mixture import GaussianMixture

warnings.filterwarnings("ignore")
for argument in sys.argv[1:]:
    path, columns = argument.rsplit(":", 1)
    with (gzip.open if path.endswith(".gz") else open)(path, "rt") as lines:
        rows = np.loadtxt(lines, delimiter=",", skiprows=1, usecols=range(int(columns)))
    rows = (rows - rows.mean(0)) / rows.std(0)
    for components in range(2, 9):
        for word, covariance in (("full", "full"), ("diagonal", "diag")):
            bounds = [
                GaussianMixture(
                    components, covariance_type=covariance, random_state=seed, max_iter=1000, tol=1e-6
                ).fit(rows).lower_bound_
                for seed in range(5)
            ]
            print(path, columns, components, word, f"{max(bounds):.4f}", sep=",", flush=True)
