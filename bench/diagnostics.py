"""What diagnostics cost: samples of a training's threads, by what they were at.

    python bench/diagnostics.py [--submit submit/svi] [--repeats 3] conf/topics-kjv.conf ...

Each file is trained with Java's flight recorder on, which looks every 10 ms at what threads run. Prints, as csv and in
seconds of processor time (10 ms a sample): of the whole process; of rounds (blocks, sums, steps, scores of held-out
rows); of the stop rule; of the comparison with the posterior at the end of the training; of report.html; and
diagnostics as a share of the process and of rounds. Compilation by the JVM and native code are in none.
"""

import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile

SECONDS = 0.01  # between looks at a thread
PARTS = {
    "stop rule": ("org.sparksvi.diagnose.StopRule", "org.sparksvi.diagnose.MeanScore", "org.sparksvi.diagnose.Patience"),
    "comparison": ("org.sparksvi.run.EndGap", "org.sparksvi.run.Replicates"),
    "report": ("org.sparksvi.run.RunReport",),
    "rounds": ("org.sparksvi.engine.", "org.sparksvi.spark.resident."),
}

parser = argparse.ArgumentParser()
parser.add_argument("confs", nargs="+")
parser.add_argument("--submit", default="submit/svi")
parser.add_argument("--repeats", type=int, default=3)
arguments = parser.parse_args()


def samples(conf, place):
    """Class names of the frames of every sample."""
    recording = place / "training.jfr"
    options = f"-XX:FlightRecorderOptions:stackdepth=256 -XX:StartFlightRecording:filename={recording},settings=profile"
    command = [arguments.submit, "train", conf, "--run", str(place / "run")]
    environment = {**os.environ, "JAVA_TOOL_OPTIONS": options}
    done = subprocess.run(command, capture_output=True, text=True, env=environment)
    if done.returncode:
        sys.exit(f"{command} ended with {done.returncode}:\n{done.stderr}")
    printed = subprocess.run(
        ["jfr", "print", "--json", "--stack-depth", "256", "--events", "jdk.ExecutionSample", str(recording)],
        capture_output=True,
        text=True,
        check=True,
    )
    for event in json.loads(printed.stdout)["recording"]["events"]:
        trace = event["values"]["stackTrace"]
        if trace:
            yield [frame["method"]["type"]["name"].replace("/", ".") for frame in trace["frames"]]


def part(classes):
    for name, prefixes in PARTS.items():
        if any(of.startswith(prefixes) for of in classes):
            return name
    return "other"


print("conf,process,rounds,stop rule,comparison,report,share of process,share of rounds", flush=True)
for conf in arguments.confs:
    counts = dict.fromkeys([*PARTS, "other"], 0)
    for _ in range(arguments.repeats):
        with tempfile.TemporaryDirectory() as place:
            for classes in samples(conf, pathlib.Path(place)):
                counts[part(classes)] += SECONDS / arguments.repeats
    process = sum(counts.values())
    spent = counts["stop rule"] + counts["comparison"] + counts["report"]
    seconds = [process, counts["rounds"], counts["stop rule"], counts["comparison"], counts["report"]]
    figures = ",".join(f"{value:.2f}" for value in seconds)
    share = spent / counts["rounds"] if counts["rounds"] else float("nan")
    print(f"{pathlib.Path(conf).stem},{figures},{spent / process:.1%},{share:.1%}", flush=True)
