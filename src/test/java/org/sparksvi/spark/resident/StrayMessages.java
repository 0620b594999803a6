package org.sparksvi.spark.resident;

import java.util.Iterator;
import java.util.List;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.internal.plugin.PluginMessage;
import org.apache.spark.util.RpcUtils;
import org.sparksvi.spark.ExecutorWorkload;
import org.sparksvi.spark.WorkloadSource;
import org.sparksvi.spark.wire.Sent;
import scala.reflect.ClassTag$;

/** What executors say that no training of theirs waits for. */
public final class StrayMessages {
  private static final String ENDPOINT = "org.apache.spark.internal.plugin.PluginEndpoint";

  private StrayMessages() {}

  /** A task of a training that is none of the application's. */
  public static void task(JavaSparkContext spark, WorkloadSource source) {
    Sent<ExecutorWorkload> workload = Sent.of(spark, new ExecutorWorkload(source));
    spark
        .parallelize(List.of(0), 1)
        .foreachPartition(new ResidentTask("", 1, 0, workload, ResidentTask.Counts.of(spark.sc())));
  }

  /** What the driver answers an executor that speaks another version. */
  public static String answerToAnotherVersion(JavaSparkContext spark) {
    return spark.parallelize(List.of(0), 1).mapPartitions(new Another()).collect().get(0);
  }

  private static final class Another implements FlatMapFunction<Iterator<Integer>, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public Iterator<String> call(Iterator<Integer> partition) {
      SparkEnv env = SparkEnv.get();
      long[] head = {Request.VERSION - 1, 0};
      PluginMessage message =
          new PluginMessage(ResidentPlugin.class.getName(), new Object[] {head});
      Object answer =
          RpcUtils.makeDriverRef(ENDPOINT, env.conf(), env.rpcEnv())
              .askSync(message, ClassTag$.MODULE$.apply(Object.class));
      return List.of(Answer.of(answer).reason()).iterator();
    }
  }
}
