#!/bin/sh
# Whether every pair of Spark ML in a local session, and `svi train` of every kind on a standalone master with two
# workers, give the same bits on several versions of Spark, as PySpark's packages bring them.
# usage: python/versions.sh [VERSION...]; the jar must be there: mvn package -DskipTests
# Exit code 75: a version could not be installed.
set -eu
cd "$(dirname "$0")/.."
[ $# -gt 0 ] || set -- 4.1.0 4.2.0 4.3.0
jar=${SPARK_SVI_JAR:-$(ls target/spark-svi_*-cli.jar)}
SPARK_LOCAL_IP=127.0.0.1
SVI_DRIVER_MEMORY=1g
export SPARK_LOCAL_IP SVI_DRIVER_MEMORY
started=
trap '[ -z "$started" ] || kill $started' EXIT
trap 'exit 130' INT TERM

# A master and two workers of SPARK_HOME's, which are ready when the master has both.
start_cluster() {
  master=spark://127.0.0.1:$(python3 -c "import socket; s = socket.socket(); s.bind(('127.0.0.1', 0)); print(s.getsockname()[1])")
  "$SPARK_HOME/bin/spark-class" org.apache.spark.deploy.master.Master --host 127.0.0.1 --port "${master##*:}" \
    --webui-port 0 >"$work/master.txt" 2>&1 &
  started=$!
  for worker in 1 2; do
    "$SPARK_HOME/bin/spark-class" org.apache.spark.deploy.worker.Worker --host 127.0.0.1 --cores 1 --memory 1g \
      --webui-port 0 --work-dir "$PWD/$work/worker-$worker" "$master" >"$work/worker-$worker.txt" 2>&1 &
    started="$started $!"
  done
  waited=0
  until [ "$(grep -c 'Registering worker' "$work/master.txt")" = 2 ]; do
    [ $((waited += 1)) -lt 120 ] || { cat "$work/master.txt"; exit 1; }
    sleep 1
  done
}

stop_cluster() {
  kill $started
  wait $started || true
  started=
}

# usage: train NAME CONF [ARGUMENTS of svi]; adds the checksum of the model to the bits.
train() {
  name=$1
  conf=$2
  shift 2
  submit/svi $options train "$conf" --master "$master" -s "run.directory=$PWD/$work/$name" "$@" \
    >"$work/$name.txt" 2>&1 || { cat "$work/$name.txt"; exit 1; }
  echo "$name $(sha256sum <"$work/$name/model/parameters.safetensors")" >>"$work/bits.txt"
}

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
  mkdir -p "$work/classes"
  unset SPARK_HOME # PySpark's own
  PYTHONPATH=python/src "$environment/bin/python" python/tests/bits.py "$jar" "$work" >"$work/bits.txt"
  SPARK_HOME=$("$environment/bin/python" -c "import pyspark, os; print(os.path.dirname(pyspark.__file__))")
  export SPARK_HOME
  start_cluster
  options=
  train topics conf/topics-kjv.conf -s inference.epochs=1 -s inference.kernel=scalar
  cat >"$work/count-mixture.conf" <<'END'
input { path = datasets/kjv/docword.kjv.txt.gz, vocabulary = datasets/kjv/vocab.kjv.txt }
model { kind = count-mixture, components = 3 }
inference.epochs = 1
END
  train count-mixture "$work/count-mixture.conf"
  train mixture conf/mixture-faithful.conf
  train factor conf/factor-digits.conf -s inference.epochs=5
  train autoencoder conf/vae-digits.conf -s inference.epochs=1
  train gaussian conf/regression-faithful.conf
  train logistic conf/regression-cancer.conf -s inference.epochs=20
  train multinomial conf/regression-iris.conf
  train ordinal conf/regression-iris.conf -s model.likelihood=ordinal
  train mixed conf/regression-mixed.conf
  javac -d "$work/classes" -cp "$jar:$(cat target/spark.classpath)" examples/own-model/src/main/java/com/example/Schools.java
  jar --create --file "$work/own-model.jar" -C "$work/classes" .
  options="--jars $PWD/$work/own-model.jar"
  train joint examples/own-model/conf/schools.conf -s input.path=examples/own-model/data/schools.csv
  stop_cluster
  echo "$version: $(sha256sum <"$work/bits.txt")"
  cmp "target/versions/$1/bits.txt" "$work/bits.txt"
done
