"""Airflow: the day's data on the published model, every night.

Exit codes 2 to 5 mean that repeating does not help (configuration, input, numbers, run directory):
the task fails at once. Others are tried again: unexpected ones, a run directory in use, a run
stopped by a signal.
"""

import subprocess
from datetime import datetime, timedelta

from airflow import DAG
from airflow.exceptions import AirflowException, AirflowFailException
from airflow.operators.python import PythonOperator

SVI = "/opt/spark-svi/submit/svi"
ARGUMENTS = ["update", "hdfs:///models/topics", "--input", "hdfs:///data/day={ds}"]


def stop(svi):
    svi.terminate()  # it keeps a checkpoint
    try:
        print(svi.communicate(timeout=60)[0], end="")
    except subprocess.TimeoutExpired:
        svi.kill()


def update(ds, **_):
    command = [SVI] + [argument.format(ds=ds) for argument in ARGUMENTS]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    with subprocess.Popen(command, **pipes) as svi:
        try:
            for line in svi.stdout:
                print(line, end="")  # to the task's log
            code = svi.wait()
        except BaseException:  # Airflow stops the task, or its time is over
            stop(svi)
            raise
    if code in (2, 3, 4, 5):
        raise AirflowFailException(f"svi update ended with code {code}; repeating does not help")
    if code != 0:
        raise AirflowException(f"svi update ended with code {code}")


with DAG(
    dag_id="svi_update",
    schedule="10 2 * * *",
    start_date=datetime(2026, 1, 1),
    catchup=True,  # days that were missed are fed in their order
    max_active_runs=1,  # a run directory takes one process
    default_args={"retries": 3, "retry_delay": timedelta(minutes=10)},
) as dag:
    PythonOperator(task_id="update", python_callable=update)
