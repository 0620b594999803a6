"""Models in files, without Spark."""

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Dict, List, Union

import numpy as np
from safetensors.numpy import load as load_tensors


@dataclass(frozen=True)
class Model:
    """A model as ``svi train`` publishes it.

    Attributes
    ----------
    kind : str
        The kind of models, such as ``topics``.
    settings : dict
        Settings of the model by their names in model.json.
    columns : list of str
        The name of each column of the rows, such as a word.
    parameters : dict of str to numpy.ndarray
        The variational parameters or weights by their fields, rows x columns each.
    trace : list of dict
        A line for each round of the training, where it is there: round, epoch, seconds, bounds
        (``elboPerUnit``) and the held-out score (``heldOut``), in nats.
    """

    kind: str
    settings: Dict[str, Any]
    columns: List[str]
    parameters: Dict[str, np.ndarray]
    trace: List[Dict[str, Any]] = field(default_factory=list)

    def topics(self) -> np.ndarray:
        """Expected probabilities of the words of each topic, topics x words.

        Raises
        ------
        ValueError
            Where the model is of another kind.
        """
        if self.kind != "topics":
            raise ValueError(f"the model must be of the kind topics, but is of {self.kind}")
        words = self.parameters["topics"]
        return (words / words.sum(axis=0)).T


def load(path: Union[str, Path]) -> Model:
    """Reads a model into NumPy.

    Parameters
    ----------
    path : str or pathlib.Path
        A saved model of Spark ML, a run directory of ``svi train``, or the model's own directory.

    Raises
    ------
    FileNotFoundError
        Where there is no model.
    ValueError
        Where a file of the model is not the one that model.json names.
    """
    given = Path(path)
    current = given / "current.json"
    directory = given
    if current.is_file():
        directory = given / json.loads(current.read_text("utf-8"))["current"]
    elif not (given / "model.json").is_file():
        directory = given / "model"
    manifest = directory / "model.json"
    if not manifest.is_file():
        raise FileNotFoundError(f"{given}: there must be a model.json, there or in model/")
    said = json.loads(manifest.read_text("utf-8"))
    if said.get("format") != "spark-svi model" or said.get("formatVersion") != 1:
        raise ValueError(f"{manifest}: must be a spark-svi model of version 1")
    settings = dict(said["settings"])
    if "vocabulary" in said:
        columns = _content(directory, said["vocabulary"]).decode("utf-8").splitlines()
    else:
        columns = list(settings.pop("columns", []))
    parameters = load_tensors(_content(directory, said["parameters"]))
    return Model(said["kind"], settings, columns, parameters, _trace(directory.parent))


def _trace(directory: Path) -> List[Dict[str, Any]]:
    """The lines of a training's trace, of a saved model or a run; none where there is no file."""
    for file in [directory / "summary" / "trace.jsonl", directory / "trace.jsonl"]:
        if file.is_file():
            return [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    return []


def _content(directory: Path, named: Dict[str, Any]) -> bytes:
    """The bytes of a file that the manifest names, which must be the ones it means."""
    file = directory / named["file"]
    content = file.read_bytes()
    if hashlib.sha256(content).hexdigest() != named["sha256"]:
        raise ValueError(f"{file}: must have the checksum that model.json names, but has another")
    return content
