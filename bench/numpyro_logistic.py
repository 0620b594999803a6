"""A logistic regression's posterior by NumPyro: AutoMultivariateNormal and AutoNormal, Adam.

    python numpyro_logistic.py ROWS PARTICLES

beside JointBenchmark, whose rows are drawn in the same way. Needs numpyro.
"""

import sys
import time

import jax
import numpy as np
import numpyro
import numpyro.distributions as dist
from numpyro.infer import SVI, Trace_ELBO
from numpyro.infer.autoguide import AutoMultivariateNormal, AutoNormal

rows, particles, columns = int(sys.argv[1]), int(sys.argv[2]), 20
random = np.random.default_rng(3)
slopes = random.normal(size=columns) / np.sqrt(columns)
x = 0.5 * random.normal(size=(rows, 1)) + random.normal(size=(rows, columns))
y = random.uniform(size=rows) < 1 / (1 + np.exp(-(0.3 + x @ slopes)))
x, y = x.astype(np.float32), y.astype(np.float32)


def model(x, y):
    w = numpyro.sample("slopes", dist.Normal(0, 1).expand([columns]).to_event(1))
    level = numpyro.sample("level", dist.Normal(0, 1))
    with numpyro.plate("rows", x.shape[0]):
        numpyro.sample("y", dist.Bernoulli(logits=x @ w + level), obs=y)


for guide in (AutoMultivariateNormal(model), AutoNormal(model)):
    for steps in (500, 2000):
        svi = SVI(model, guide, numpyro.optim.Adam(0.02), Trace_ELBO(num_particles=particles))
        cpu = time.process_time()
        fit = svi.run(jax.random.PRNGKey(0), steps, x, y, progress_bar=False)
        jax.block_until_ready(fit.params)
        cpu = time.process_time() - cpu
        drawn = guide.sample_posterior(jax.random.PRNGKey(1), fit.params, sample_shape=(4000,))
        w = np.array(drawn["slopes"])
        print(
            f"{type(guide).__name__}, {steps} steps: {cpu:.1f} s of processors,"
            f" ELBO {-float(fit.losses[-50:].mean()):.1f},"
            f" first slopes {w.mean(0)[:3].round(4)} ({w.std(0)[:3].round(4)})"
        )
