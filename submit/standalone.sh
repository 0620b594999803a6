#!/usr/bin/env bash
# Trains on a standalone cluster. Values in capitals are taken from the environment:
#
#   SPARK_HOME=/opt/spark MASTER=spark://host:7077 submit/standalone.sh conf/JOB.conf [ARGUMENTS]
#
# The configuration's paths must be visible to all machines: HDFS, an object store, or a shared
# directory. The run directory too.
set -euo pipefail

: "${SPARK_HOME:?must be the folder of a Spark 4.1 installation}"
: "${MASTER:?must be the address of the master, such as spark://host:7077}"
export SPARK_HOME

# Client mode: the driver runs here, shows progress, and its exit code is this script's.
exec "$(dirname "$0")/svi" \
  --properties-file "${SPARK_CONF:-$(dirname "$0")/../conf/spark-defaults.conf}" \
  --conf spark.locality.wait=0s \
  --driver-memory "${DRIVER_MEMORY:-4g}" \
  --executor-memory "${EXECUTOR_MEMORY:-4g}" \
  --total-executor-cores "${CORES:-8}" \
  train "$@" --master "$MASTER"
