"""Logistic regression: scikit-learn's point estimates beside the posterior, CPU seconds in one run.

    python bench/regression.py ROWS.libsvm.gz HELD_OUT.libsvm.gz [--columns 123]

Each line: what, CPU seconds (the least of several fits, once code is loaded; of the posterior once it is compiled), log
loss and accuracy on the rows held out. The penalty is that of a normal prior with standard deviation 1 (C = 1). The
tests must have been compiled (mvn test-compile).
"""

import argparse
import gzip
import os
import pathlib
import subprocess
import time

os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")

import numpy as np
from sklearn.datasets import load_svmlight_file
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, log_loss

parser = argparse.ArgumentParser()
parser.add_argument("rows")
parser.add_argument("held")
parser.add_argument("--columns", type=int, default=123)
arguments = parser.parse_args()


def read(path):
    with gzip.open(path) as file:
        return load_svmlight_file(file, n_features=arguments.columns)


rows, responses = read(arguments.rows)
held, expected = read(arguments.held)
for name, solver, features, others in (
    ("sparse lbfgs", "lbfgs", rows, held),
    ("sparse newton-cg", "newton-cg", rows, held),
    ("sparse newton-cholesky", "newton-cholesky", rows, held),
    ("dense newton-cholesky", "newton-cholesky", rows.toarray(), held.toarray()),
):
    least = np.inf
    for _ in range(5):
        start = time.process_time()
        fit = LogisticRegression(C=1, solver=solver, max_iter=1000).fit(features, responses)
        least = min(least, time.process_time() - start)
    said = fit.predict_proba(others)[:, 1]
    losses = f"{log_loss(expected, said):.5f},{accuracy_score(expected, fit.predict(others)):.4f}"
    print(f"{name},{least:.3f},{losses}", flush=True)

home = pathlib.Path(__file__).parent.parent
command = ["mvn", "-B", "-ntp", "-o", "surefire:test", "-Pbench", "-Dtest=RegressionBenchmark"]
options = f"-Dbench.rows={arguments.rows} -Dbench.held={arguments.held} -Dbench.columns={arguments.columns}"
done = subprocess.run(command + options.split(), cwd=home, capture_output=True, text=True, check=False)
print(next((line for line in done.stdout.splitlines() if line.startswith("posterior")), done.stdout))
