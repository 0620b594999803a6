"""A session of PySpark with the jar of the project."""

import os
import sys
from pathlib import Path

import pytest
import sparksvi
from pyspark.sql import SparkSession

ROOT = Path(__file__).resolve().parents[2]
ALLOWED = Path(sparksvi.__file__).with_name("mlflow_log_model_allowlist.txt")


def jar() -> str:
    """The jar that the build has made, or what SPARK_SVI_JAR names."""
    named = os.environ.get("SPARK_SVI_JAR")
    if named:
        return named
    found = sorted((ROOT / "target").glob("spark-svi_*-cli.jar"))
    if not found:
        raise FileNotFoundError("there must be a jar in target: mvn package -DskipTests makes it")
    return str(found[-1])


@pytest.fixture(scope="session")
def classes(tmp_path_factory):
    """A directory on the class path, for classes that tests compile."""
    return tmp_path_factory.mktemp("classes")


@pytest.fixture(scope="session")
def spark(tmp_path_factory, classes):
    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.warehouse.dir", str(tmp_path_factory.mktemp("warehouse")))
        .config("spark.driver.extraClassPath", f"{jar()}{os.pathsep}{classes}")
        .config("spark.pyspark.python", sys.executable)
        .config("spark.mlflow.pysparkml.autolog.logModelAllowlistFile", str(ALLOWED))
        .config("spark.log.level", "ERROR")
        .getOrCreate()
    )
    yield session
    session.stop()
