#!/usr/bin/env python3
"""What `svi explain` says beside what trainings take: rounds, disk, on several configurations.

usage: bench/explain.py [CONF [KEY=VALUE...]]...; without any, a list of its own. Needs Python alone.

Prints a line for each: seconds of a round, as said and as the trace has it (median of the later half), and bytes of
the run directory, as said and as they are when the training has ended.
"""
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
LONG = ["inference.tolerance=0", "inference.patience=0", "inference.max-seconds=20", "run.publish=last"]
OWN = [
    ["conf/mixture-faithful.conf"],
    ["conf/mixture-faithful.conf", "model.components=20"],
    ["conf/topics-kjv.conf"],
    ["conf/topics-kjv.conf", "model.topics=100"],
    ["conf/topics-kjv.conf", "inference.batch-size=all"],
    ["conf/factor-digits.conf"],
    ["conf/factor-digits.conf", "model.latent=30"],
    ["conf/vae-digits.conf"],
    ["conf/vae-digits.conf", "inference.batch-size=512"],
    ["conf/regression-cancer.conf"],
    ["conf/regression-mixed.conf"],
]


def svi(*arguments):
    return subprocess.run(
        [str(ROOT / "submit" / "svi"), *arguments], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout


def size(directory):
    return sum(file.stat().st_size for file in Path(directory).rglob("*") if file.is_file())


def compare(conf, keys):
    with tempfile.TemporaryDirectory() as scratch:
        run = str(Path(scratch) / "run")
        given = [word for key in keys for word in ("-s", key)]
        said = json.loads(svi("explain", conf, "--run", run, "--json", *given))
        longer = [word for key in LONG for word in ("-s", key)]
        svi("train", conf, "--run", run, *given, *longer)
        trace = [json.loads(line) for line in open(Path(run) / "trace.jsonl")]
        seconds = [line["seconds"] for line in trace]
        taken = [after - before for before, after in zip(seconds, seconds[1:])]
        return said, median(taken[len(taken) // 2 :]), size(run)


def main(given):
    for conf, *keys in given:
        said, round_seconds, disk = compare(conf, keys)
        print(
            f"{conf} {' '.join(keys)}: a round {1e3 * said['roundSeconds']:.3g} ms said,"
            f" {1e3 * round_seconds:.3g} ms taken, ratio {said['roundSeconds'] / round_seconds:.2f};"
            f" disk {said['diskBytes']} said, {disk} taken, ratio {said['diskBytes'] / disk:.2f}",
            flush=True,
        )


def parsed(words):
    given = []
    for word in words:
        if "=" in word:
            given[-1].append(word)
        else:
            given.append([word])
    return given or OWN


if __name__ == "__main__":
    main(parsed(sys.argv[1:]))
