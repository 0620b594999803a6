"""Airflow: the day's data on the published model, every night.

Exit codes 2 to 5 mean that repeating does not help (configuration, input, numbers, run directory);
others are tried again: unexpected ones, a run directory in use, a run stopped by a signal.
"""

from datetime import datetime, timedelta

from airflow import DAG
from airflow.operators.bash import BashOperator

SVI = "/opt/spark-svi/submit/svi"
RUN = "hdfs:///models/topics"

COMMAND = f"""
{SVI} update {RUN} --input hdfs:///data/day={{{{ ds }}}}
code=$?
case $code in
  2|3|4|5) exit 99 ;;
  *) exit $code ;;
esac
"""

with DAG(
    dag_id="svi_update",
    schedule="10 2 * * *",
    start_date=datetime(2026, 1, 1),
    catchup=True,  # days that were missed are fed in their order
    max_active_runs=1,  # a run directory takes one process
    default_args={"retries": 3, "retry_delay": timedelta(minutes=10)},
) as dag:
    BashOperator(
        task_id="update",
        bash_command=COMMAND,
        skip_on_exit_code=None,
        append_env=True,
    )
