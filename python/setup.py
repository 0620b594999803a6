"""Puts the jar of spark-svi into the package: the one that is there, or else one that Maven makes."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import Optional

from setuptools import setup
from setuptools.command.build_py import build_py

ROOT = Path(__file__).resolve().parents[1]


def there() -> Optional[str]:
    named = os.environ.get("SPARK_SVI_JAR")
    found = sorted(str(path) for path in ROOT.glob("target/spark-svi_*-cli.jar"))
    return named or (found[-1] if found else None)


class WithJar(build_py):
    """What an editable package lacks: SPARK_SVI_JAR names the jar there."""

    def run(self) -> None:
        super().run()
        if getattr(self, "editable_mode", False):
            return
        if not there() and (ROOT / "pom.xml").exists() and shutil.which("mvn"):
            subprocess.run(["mvn", "-B", "-q", "package", "-DskipTests"], cwd=ROOT, check=True)
        jar = there()
        if jar:
            jars = Path(self.build_lib) / "sparksvi" / "jars"
            shutil.rmtree(jars, ignore_errors=True)  # of a build before
            jars.mkdir(parents=True)
            shutil.copy(jar, jars)
        else:
            self.warn("neither target/spark-svi_*-cli.jar nor Maven is there: no jar in the package")


setup(cmdclass={"build_py": WithJar})
