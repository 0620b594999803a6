"""One step of online variational Bayes for LDA, twice: by scikit-learn and written out in NumPy.

Hoffman, Blei and Bach (2010), algorithm 2, with local steps run until they stand still, so that no
stopping rule shows. Writes online-step.txt beside itself; the columns of lambda are topics.

    python3 online_step.py

Needs numpy, scipy and scikit-learn.
"""
import pathlib
import sys

import numpy as np
import scipy
import sklearn
from scipy.special import gammaln, psi
from sklearn.decomposition import LatentDirichletAllocation

# alpha is large enough that every document has one optimum, wherever its local steps begin
TOPICS, WORDS, ROWS, TOTAL_ROWS = 4, 9, 7, 350
ALPHA, ETA, DELAY, FORGETTING, STEP = 0.8, 0.03, 3.0, 0.8, 5

random = np.random.default_rng(20100612)
start = random.gamma(2.0, 1.5, size=(WORDS, TOPICS)) + 0.05
counts = random.poisson(0.9, size=(ROWS, WORDS)).astype(float)
counts[0, :] = 0
counts[0, 2] = 3
rate = (DELAY + STEP) ** -FORGETTING


def by_hand():
    log_topics = psi(start) - psi(start.sum(axis=0))
    statistics = np.zeros_like(start)
    bound = 0.0
    for row in counts:
        gamma = np.full(TOPICS, ALPHA + row.sum() / TOPICS)
        for _ in range(20000):
            log_shares = psi(gamma) - psi(gamma.sum())
            logits = log_topics + log_shares
            phi = np.exp(logits - logits.max(axis=1, keepdims=True))
            phi /= phi.sum(axis=1, keepdims=True)
            gamma = ALPHA + row @ phi
        expected = row[:, None] * phi
        statistics += expected
        log_shares = psi(gamma) - psi(gamma.sum())
        used = expected > 0
        bound += (expected * (log_topics + log_shares)).sum()
        bound -= (expected[used] * np.log(phi[used])).sum()
        bound += gammaln(ALPHA * TOPICS) - TOPICS * gammaln(ALPHA) + ((ALPHA - 1) * log_shares).sum()
        bound -= gammaln(gamma.sum()) - gammaln(gamma).sum() + ((gamma - 1) * log_shares).sum()
    target = ETA + TOTAL_ROWS / ROWS * statistics
    return (1 - rate) * start + rate * target, bound


def by_scikit_learn():
    model = LatentDirichletAllocation(
        n_components=TOPICS,
        doc_topic_prior=ALPHA,
        topic_word_prior=ETA,
        learning_method="online",
        learning_decay=FORGETTING,
        learning_offset=DELAY,
        total_samples=TOTAL_ROWS,
        mean_change_tol=1e-15,
        max_doc_update_iter=20000,
        random_state=0,
    )
    model.partial_fit(counts)
    model.components_ = start.T.copy()
    model.exp_dirichlet_component_ = np.exp(psi(start) - psi(start.sum(axis=0))).T
    model.n_batch_iter_ = STEP
    model.partial_fit(counts)
    return model.components_.T


def text(name, values):
    return name + " " + " ".join(repr(float(v)) for v in np.asarray(values).ravel())


end, bound = by_hand()
theirs = by_scikit_learn()
difference = np.abs(end / theirs - 1).max()
# scikit-learn has its own digamma and adds 2e-16 to every denominator
assert difference < 1e-8, difference
lines = [
    "# online_step.py: Python %s, NumPy %s, SciPy %s, scikit-learn %s"
    % (sys.version.split()[0], np.__version__, scipy.__version__, sklearn.__version__),
    "# both ways agree to %.1e relative" % difference,
    text("topics", [TOPICS]),
    text("words", [WORDS]),
    text("totalRows", [TOTAL_ROWS]),
    text("alpha", [ALPHA]),
    text("eta", [ETA]),
    text("delay", [DELAY]),
    text("forgetting", [FORGETTING]),
    text("step", [STEP]),
    text("counts", counts),
    text("start", start),
    text("end", end),
    text("localBound", [bound]),
]
pathlib.Path(__file__).with_name("online-step.txt").write_text("\n".join(lines) + "\n")
