#!/bin/sh
# Tests the Python package on real PySpark, in an environment of its own below target/.
# usage: python/test.sh [arguments of pytest]; the jar must be there: mvn package -DskipTests
set -eu
cd "$(dirname "$0")/.."
environment=target/python
if [ ! -x "$environment/bin/pytest" ]; then
  python3 -m venv "$environment"
  "$environment/bin/pip" install --quiet "pyspark[connect]==4.1.0" "numpy>=1.22" \
    "safetensors>=0.4" "pytest>=7"
fi
PYTHONPATH=python/src exec "$environment/bin/pytest" -q -p no:cacheprovider python/tests "$@"
