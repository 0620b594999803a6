"""Posteriors of regression beside long draws of Hamiltonian Monte Carlo.

    python bench/posteriordb.py DIRECTORY [--svi submit/svi]

DIRECTORY has NAME.json.gz of posteriordb (Magnusson, Bürkner, Vehtari and others), each with `data`, `parameters` and
`reference`: mean and sd of the published 10 000 draws. For each set the rows are written as csv and trained on with the
priors of its Stan model; a line says, for each parameter, by how many reference deviations the mean is off, and the
ratio of deviations. The exit code is 1 where a mean is off by more than 0.1 or a deviation by more than 3 %.
"""

import argparse
import csv
import gzip
import json
import math
import pathlib
import subprocess
import sys
import tempfile

parser = argparse.ArgumentParser()
parser.add_argument("directory", type=pathlib.Path)
parser.add_argument("--svi", default=str(pathlib.Path(__file__).parent.parent / "submit" / "svi"))
arguments = parser.parse_args()

FLAT = ["prior.coefficients=flat", "prior.noise=flat"]
CAUCHY = ["prior.coefficients=flat", "prior.standardised=false", "prior.noise=half-cauchy", "prior.noise-scale=2.5"]



def kidiq(data):
    return data["kid_score"], {"mom_hs": data["mom_hs"], "mom_iq": data["mom_iq"]}


def kidiq_interaction(data):
    response, features = kidiq(data)
    return response, features | {"both": [a * b for a, b in zip(data["mom_hs"], data["mom_iq"])]}


def mesquite(data):
    logs = ("diam1", "diam2", "canopy_height", "total_height", "density")
    features = {name: [math.log(v) for v in data[name]] for name in logs}
    return [math.log(v) for v in data["weight"]], features | {"group": data["group"]}


def nes(data):
    features = {"real_ideo": data["real_ideo"], "race_adj": data["race_adj"]}
    for age in (2, 3, 4):
        features[f"age{age}"] = [int(a == age) for a in data["age_discrete"]]
    return data["partyid7"], features | {name: data[name] for name in ("educ1", "gender", "income")}


def earnings(data):
    both = [a * b for a, b in zip(data["height"], data["male"])]
    return [math.log(v) for v in data["earn"]], {"height": data["height"], "male": data["male"], "both": both}


def sblri(data):
    return data["y"], {f"x{j}": [row[j] for row in data["X"]] for j in range(data["D"])}


def autoregression(data):
    lags, y = data["K"], data["y"]
    return y[lags:], {f"lag{k}": y[lags - k : len(y) - k] for k in range(1, lags + 1)}


# of each set: response and features, settings of `model`, and whether there is an intercept, the first parameter
SETS = {
    "kidiq-kidscore_momhsiq": (kidiq, CAUCHY, True),
    "kidiq-kidscore_interaction": (kidiq_interaction, CAUCHY, True),
    "mesquite-logmesquite": (mesquite, FLAT, True),
    "nes1972-nes": (nes, FLAT, True),
    "nes1980-nes": (nes, FLAT, True),
    "earnings-logearn_interaction": (earnings, FLAT, True),
    "sblri-blr": (
        sblri,
        ["intercept=false", "prior.standardised=false", "prior.scale=10", "prior.noise=half-normal"]
        + ["prior.noise-scale=10"],
        False,
    ),
    "arK-arK": (
        autoregression,
        ["prior.standardised=false", "prior.scale=10", "prior.noise=half-cauchy", "prior.noise-scale=2.5"],
        True,
    ),
}


def run(*command):
    done = subprocess.run([arguments.svi, *command], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(command)}\n{done.stdout}{done.stderr}")
    return done.stdout


def posterior(name, content, settings, directory):
    """Mean and deviation of each coefficient, the intercept last, and of the noise's deviation."""
    response, features = content
    rows, conf, out = directory / f"{name}.csv", directory / f"{name}.conf", directory / name
    with open(rows, "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*features, "response"])
        writer.writerows(zip(*features.values(), response))
    lines = [f"input {{ path = {rows}, format = csv, response-column = response, held-out = 0 }}"]
    lines += ["model.kind = regression", f"run.directory = {out}"] + [f"model.{s}" for s in settings]
    conf.write_text("\n".join(lines))
    run("train", str(conf))
    said = json.loads(run("describe", str(out), "--json"))
    pairs = [(c["mean"], c["deviation"]) for c in said["coefficients"]]
    return pairs + [(said["noiseDeviation"], said["noiseUncertainty"])]


failed = False
with tempfile.TemporaryDirectory() as scratch:
    for name, (content, settings, intercept) in SETS.items():
        with gzip.open(arguments.directory / f"{name}.json.gz", "rt") as file:
            published = json.load(file)
        here = posterior(name, content(published["data"]), settings, pathlib.Path(scratch))
        if intercept:
            here.insert(0, here.pop(-2))
        offs, ratios = [], []
        for parameter, (mean, deviation) in zip(published["parameters"], here, strict=True):
            reference = published["reference"][parameter]
            offs.append((mean - reference["mean"]) / reference["sd"])
            ratios.append(deviation / reference["sd"])
        bad = any(abs(o) > 0.1 for o in offs) or any(abs(r - 1) > 0.03 for r in ratios)
        failed |= bad
        print(f"{name:30} means off by {' '.join(f'{o:+.3f}' for o in offs)}", flush=True)
        print(f"{'FAILED' if bad else '':30} deviations {'  '.join(f'{r:6.3f}' for r in ratios)}", flush=True)
sys.exit(failed)
