"""The default stop beside trainings that go on for ten times as long: held-out scores and what was said to be left.

    python bench/stop.py [--submit submit/svi] [--times 10] 'NAME=CONF [OPTION ...]' ...

OPTION is one of `svi train`, such as `-s model.topics=50`. Every training is made twice: as the file has it, and with
`inference.tolerance=0`, `inference.patience=0` and ten times the epochs that the first one took. Prints, as csv: name,
word of convergence, epochs, held-out score (the best one where `run.publish = best`), its standard error by the rows,
what ten times as many epochs were said to add at most (tolerance where they were to add less, empty where nothing is
said), the score of the longer training, its gain over the first, and the seconds of training of both.
"""

import argparse
import json
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

parser = argparse.ArgumentParser()
parser.add_argument("trainings", nargs="+")
parser.add_argument("--submit", default="submit/svi")
parser.add_argument("--times", type=int, default=10)
arguments = parser.parse_args()


def trained(options, directory):
    """What run.json says of a training."""
    command = [arguments.submit, "train", *options, "--run", str(directory)]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{shlex.join(command)} ended with {done.returncode}:\n{done.stderr}")
    return json.loads((directory / "run.json").read_text())


def score(run):
    """Of the model that is published."""
    result, configuration = run["result"], run["configuration"]
    best = result.get("best")
    return best["heldOut"] if best and configuration["run.publish"] == "best" else result["heldOut"]


def said(verdict):
    """Nats that ten times as many epochs were said to add."""
    least = re.search(r"\(tolerance ([\d.eE+-]+)\)", verdict["reason"])
    rising = re.search(r"should add about ([\d.eE+-]+)", verdict["reason"])
    return (least or rising).group(1) if least or rising else ""


print("name,convergence,epochs,score,error,said,longer,gain,seconds,seconds longer", flush=True)
for training in arguments.trainings:
    name, _, text = training.partition("=")
    options = shlex.split(text)
    with tempfile.TemporaryDirectory() as place:
        first = trained(options, pathlib.Path(place) / "first")
        epochs = first["result"]["epochs"]
        more = ["-s", f"inference.epochs={arguments.times * epochs}", "-s", "inference.tolerance=0"]
        more += ["-s", "inference.patience=0"]
        longer = trained([*options, *more], pathlib.Path(place) / "longer")
    word = first["verdict"]["trust"]["convergence"]["word"]
    error = first["result"]["heldOutError"] or float("nan")
    print(
        f"{name},{word},{epochs},{score(first):.6f},{error:.4f},{said(first['verdict'])},{score(longer):.6f},"
        f"{score(longer) - score(first):+.6f},{first['result']['seconds']:.1f},{longer['result']['seconds']:.1f}",
        flush=True,
    )
