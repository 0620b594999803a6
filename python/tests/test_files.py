"""Models in files, without Spark."""

import hashlib
import json

import numpy as np
import pytest
from safetensors.numpy import save
from sparksvi import load


def write(directory, **changes):
    directory.mkdir(exist_ok=True)
    tensors = save({"means": np.arange(6.0).reshape(2, 3)})
    (directory / "parameters.safetensors").write_bytes(tensors)
    said = {
        "format": "spark-svi model",
        "formatVersion": 1,
        "kind": "mixture",
        "settings": {"components": 2, "columns": ["a", "b", "c"]},
        "parameters": {
            "file": "parameters.safetensors",
            "sha256": hashlib.sha256(tensors).hexdigest(),
        },
    }
    said.update(changes)
    (directory / "model.json").write_text(json.dumps(said))


def test_a_models_own_directory_and_the_one_above_are_read(tmp_path):
    write(tmp_path / "model")
    for path in [tmp_path, tmp_path / "model", str(tmp_path)]:
        model = load(path)
        assert model.columns == ["a", "b", "c"]
        assert model.settings == {"components": 2}
        np.testing.assert_array_equal(model.parameters["means"], [[0, 1, 2], [3, 4, 5]])
    with pytest.raises(ValueError, match="kind topics"):
        load(tmp_path).topics()


def test_what_is_no_model_is_refused(tmp_path):
    with pytest.raises(FileNotFoundError, match="model.json"):
        load(tmp_path)
    write(tmp_path, formatVersion=2)
    with pytest.raises(ValueError, match="version 1"):
        load(tmp_path)
    write(tmp_path)
    (tmp_path / "parameters.safetensors").write_bytes(b"x")
    with pytest.raises(ValueError, match="checksum"):
        load(tmp_path)
