#!/usr/bin/env bash
# Trains on a Hadoop cluster with YARN. HADOOP_CONF_DIR must hold the cluster's configuration; paths
# without a scheme are on its default file system.
#
#   SPARK_HOME=/opt/spark HADOOP_CONF_DIR=/etc/hadoop/conf submit/yarn.sh conf/JOB.conf [ARGUMENTS]
#
# MODE=cluster runs the driver on the cluster, so that it survives this machine. Then the job's file
# travels along, progress is in the container's log, and the exit code is in run.json.
set -euo pipefail

: "${SPARK_HOME:?must be the folder of a Spark 4.1 installation}"
: "${HADOOP_CONF_DIR:?must be the folder of the cluster's configuration}"
export SPARK_HOME HADOOP_CONF_DIR

conf=${1:?the first argument must be a configuration} && shift
mode=${MODE:-client}
options=()
if [[ $mode == cluster ]]; then
  options+=(--deploy-mode cluster --files "$conf")
  conf=$(basename "$conf") # where YARN puts it
fi

exec "$(dirname "$0")/svi" \
  --properties-file "${SPARK_CONF:-$(dirname "$0")/../conf/spark-defaults.conf}" \
  ${options[@]+"${options[@]}"} \
  --conf spark.locality.wait=0s \
  --driver-memory "${DRIVER_MEMORY:-4g}" \
  --executor-memory "${EXECUTOR_MEMORY:-4g}" \
  --executor-cores "${EXECUTOR_CORES:-4}" \
  --num-executors "${EXECUTORS:-4}" \
  --queue "${QUEUE:-default}" \
  train "$conf" "$@" --master yarn
