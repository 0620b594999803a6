#!/bin/sh
# Whether every pair of Spark ML, and `svi train`, give the same bits on several versions of Spark, as PySpark's
# packages bring them. usage: python/versions.sh [VERSION...]; the jar must be there: mvn package -DskipTests
# Exit code 75: a version could not be installed.
set -eu
cd "$(dirname "$0")/.."
[ $# -gt 0 ] || set -- 4.1.0 4.2.0 4.3.0
jar=${SPARK_SVI_JAR:-$(ls target/spark-svi_*-cli.jar)}
first=
for version in "$@"; do
  environment=target/python-$version
  work=target/versions/$version
  if [ ! -x "$environment/bin/python" ] || ! "$environment/bin/python" -c "import pyspark, numpy, safetensors"; then
    if ! python3 -m venv "$environment" || ! "$environment/bin/pip" install --quiet \
      "pyspark==$version" "numpy>=1.22" "safetensors>=0.4"; then
      rm -rf "$environment"
      exit 75
    fi
  fi
  rm -rf "$work"
  mkdir -p "$work"
  PYTHONPATH=python/src "$environment/bin/python" python/tests/bits.py "$jar" "$work" >"$work/bits.json"
  SPARK_HOME=$("$environment/bin/python" -c "import pyspark, os; print(os.path.dirname(pyspark.__file__))") \
    submit/svi train conf/mixture-faithful.conf -s "run.directory=$work/run" >"$work/train.txt"
  sha256sum <"$work/run/model/parameters.safetensors" >>"$work/bits.json"
  echo "$version: $(sha256sum <"$work/bits.json")"
  if [ -z "$first" ]; then
    first=$work
  else
    cmp "$first/bits.json" "$work/bits.json"
  fi
done
