"""The stages over Spark Connect."""

import json
import os
import subprocess
import sys
from pathlib import Path

from conftest import jar


def test_what_works_over_connect(tmp_path):
    program = Path(__file__).with_name("connect_use.py")
    done = subprocess.run(
        [sys.executable, str(program), jar(), str(tmp_path / "model")],
        capture_output=True,
        text=True,
        timeout=600,
        env={**os.environ, "PYSPARK_PYTHON": sys.executable},  # of batches, on the server
    )
    assert done.returncode == 0, done.stderr[-4000:]
    said = json.loads(done.stdout.strip().splitlines()[-1])
    assert said["rows"] == 80
    assert said["predictions"] == [40, 40]
    assert said["score"] == said["scoreOfLoaded"]
    assert said["tableRows"] == 2
    assert said["tableRowsOfTransformer"] == 2
    assert said["iterationsOfLoaded"] == said["iterations"]
    assert said["sameHistory"] is True
    assert said["traceRows"] == said["iterations"] > 0
    assert abs(said["predicted"] - 20) < 0.2
    assert said["kind"] == "mixture"
    assert "ATTRIBUTE_NOT_ALLOWED" in said["refused"]
    assert said["updates"] == ["points, batch 0"]
    assert said["moved"]
    assert "stream, batch 1: " in said["column"] and "'features'" in said["column"]
