#!/usr/bin/env bash
# Trains on Kubernetes. IMAGE is a Spark 4.1 image with Java 17 that has this project in it:
#
#   FROM apache/spark:4.1.0-scala2.13-java17-ubuntu
#   COPY target/spark-svi_2.13-VERSION-cli.jar /opt/spark/jars-svi/spark-svi.jar
#   COPY conf /opt/spark/conf-svi
#
#   SPARK_HOME=/opt/spark MASTER=k8s://https://host:6443 IMAGE=registry/spark-svi \
#     submit/kubernetes.sh /opt/spark/conf-svi/JOB.conf [ARGUMENTS]
#
# The driver runs in a pod: the exit code is that of its container, and in run.json. Input and run
# directory must be visible to all pods: an object store, or a volume mounted by spark.kubernetes.*.
set -euo pipefail

: "${SPARK_HOME:?must be the folder of a Spark 4.1 installation}"
: "${MASTER:?must be the address of the cluster, such as k8s://https://host:6443}"
: "${IMAGE:?must be the image with Spark and this project}"

exec "$SPARK_HOME/bin/spark-submit" \
  --master "$MASTER" \
  --deploy-mode cluster \
  --name svi-train \
  --class org.sparksvi.job.Main \
  --conf spark.kubernetes.namespace="${NAMESPACE:-default}" \
  --conf spark.kubernetes.authenticate.driver.serviceAccountName="${ACCOUNT:-spark}" \
  --conf spark.kubernetes.container.image="$IMAGE" \
  --conf spark.executor.instances="${EXECUTORS:-4}" \
  --conf spark.locality.wait=0s \
  --conf spark.plugins=org.sparksvi.spark.resident.ResidentPlugin \
  --driver-memory "${DRIVER_MEMORY:-4g}" \
  --executor-memory "${EXECUTOR_MEMORY:-4g}" \
  --executor-cores "${EXECUTOR_CORES:-4}" \
  "local:///opt/spark/jars-svi/spark-svi.jar" train "$@"
