"""The notebooks of examples/ run from top to bottom, on classic Spark and over Spark Connect."""

from pathlib import Path

import nbformat
import pytest
from conftest import ROOT, jar

nbclient = pytest.importorskip("nbclient")
pytest.importorskip("ipykernel")
LAST = "1189"


@pytest.mark.parametrize("remote", ["", "local[2]"], ids=["classic", "connect"])
def test_the_notebook_runs(remote, monkeypatch):
    monkeypatch.setenv("SPARK_SVI_JAR", str(Path(jar()).resolve()))
    monkeypatch.setenv("PYTHONPATH", str(ROOT / "python/src"))
    monkeypatch.setenv("MPLBACKEND", "Agg")
    monkeypatch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
    for name in ["SPARK_REMOTE", "SPARK_CONNECT_MODE_ENABLED", "SPARK_LOCAL_REMOTE"]:
        monkeypatch.delenv(name, raising=False)
    if remote:
        monkeypatch.setenv("SPARK_REMOTE", remote)
    else:
        monkeypatch.setenv("MASTER", "local[2]")
    notebook = nbformat.read(ROOT / "examples/topics-kjv.ipynb", as_version=4)
    client = nbclient.NotebookClient(
        notebook, timeout=600, resources={"metadata": {"path": str(ROOT / "examples")}}
    )

    client.execute()

    last = notebook.cells[-1].outputs[-1]
    assert last["data"]["text/plain"] == LAST  # chapters scored by the stream
    scores = [cell for cell in notebook.cells if "validationMetrics" in cell.source][0]
    two, ten, _ = eval(scores.outputs[-1]["data"]["text/plain"]).values()
    assert ten > two
