package org.sparksvi.spark;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.sparksvi.engine.BlockSum;
import org.sparksvi.engine.ExactTotal;
import org.sparksvi.engine.Execution;
import org.sparksvi.engine.PackedTotal;
import org.sparksvi.engine.Units;
import org.sparksvi.engine.Work;
import org.sparksvi.spark.wire.JavaBytes;
import org.sparksvi.spark.wire.Sent;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/**
 * Does every work as a Spark job of its own, on only the units it asks for.
 *
 * <p>Works in any Spark session. A work is broadcast once and destroyed when its job is done;
 * results are added up on the driver as they arrive, in whatever order, to the same bits.
 */
public final class JobExecution implements Execution {
  private final JavaSparkContext spark;
  private final String name;
  private final Sent<ExecutorWorkload> workload;

  /**
   * Ready for rounds.
   *
   * @param name of the job group, shown in Spark's UI
   * @param source sent once to every executor that takes part
   */
  public JobExecution(JavaSparkContext spark, String name, WorkloadSource source) {
    this.spark = spark;
    this.name = name;
    this.workload = Sent.of(spark, new ExecutorWorkload(source));
  }

  @Override
  public ExactTotal run(Work work, int[] units) {
    ExactTotal total = work.none();
    if (units.length == 0) {
      return total;
    }
    Sent<Work> sent = Sent.of(spark, work);
    String group = name;
    try (JobDescription story = new JobDescription(spark)) {
      group = story.tell(name, work.describe(units.length));
      List<int[]> shares = Arrays.asList(BlockSum.deal(units, spark.defaultParallelism()));
      JavaRDD<int[]> tasks = spark.parallelize(shares, shares.size());
      spark
          .sc()
          .runJob(
              tasks.rdd(),
              new Task(workload, sent),
              CollectionConverters.asScala(partitions(shares.size())).toSeq(),
              new Merge(total),
              ClassTag$.MODULE$.apply(byte[].class));
      return total;
    } catch (Exception e) {
      if (e instanceof InterruptedException) {
        spark.cancelJobGroup(group);
        Thread.currentThread().interrupt();
      }
      throw JobFailure.of(e, work.describe(units.length));
    } finally {
      sent.destroy();
    }
  }

  private static List<Object> partitions(int count) {
    Object[] indices = new Object[count];
    Arrays.setAll(indices, i -> i);
    return Arrays.asList(indices);
  }

  @Override
  public void close() {
    workload.destroy();
  }

  /** Runs on an executor: the results of one task's units. */
  private static final class Task extends AbstractFunction2<TaskContext, Iterator<int[]>, byte[]>
      implements java.io.Serializable {
    private static final long serialVersionUID = 1L;

    private final Sent<ExecutorWorkload> workload;
    private final Sent<Work> work;

    Task(Sent<ExecutorWorkload> workload, Sent<Work> work) {
      this.workload = workload;
      this.work = work;
    }

    @Override
    public byte[] apply(TaskContext context, Iterator<int[]> share) {
      return JavaBytes.of(
          work.value().over(workload.value().get(), Units.of(share.next())).packed());
    }
  }

  /** Runs on the driver, one result at a time. */
  private static final class Merge extends AbstractFunction2<Object, byte[], BoxedUnit> {
    private final ExactTotal total;

    Merge(ExactTotal total) {
      this.total = total;
    }

    @Override
    public BoxedUnit apply(Object partition, byte[] bytes) {
      PackedTotal part = (PackedTotal) JavaBytes.read(bytes);
      synchronized (total) {
        total.add(part);
      }
      return BoxedUnit.UNIT;
    }
  }
}
