package org.sparksvi.spark;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.sparksvi.bundle.Layout;
import org.sparksvi.engine.BlockSum;
import org.sparksvi.engine.ExactTotal;
import org.sparksvi.engine.Execution;
import org.sparksvi.engine.Quanta;
import org.sparksvi.model.Pass;
import org.sparksvi.model.Round;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/**
 * Computes every round as a Spark job of its own, on only the blocks the round needs.
 *
 * <p>Works in any Spark session. A round's parameters are broadcast once and destroyed when its job
 * is done; results are added up on the driver as they arrive, in whatever order, to the same bits.
 */
public final class JobRounds implements Execution {
  private final JavaSparkContext spark;
  private final Layout layout;
  private final String name;
  private final Broadcast<ExecutorWorkload> workload;

  /**
   * Ready for rounds.
   *
   * @param name of the job group, shown in Spark's UI
   * @param source sent once to every executor that takes part
   */
  public JobRounds(JavaSparkContext spark, String name, Layout layout, WorkloadSource source) {
    Messages.requireReadable(spark.getConf());
    this.spark = spark;
    this.layout = layout;
    this.name = name;
    this.workload = spark.broadcast(new ExecutorWorkload(source));
  }

  @Override
  public ExactTotal sum(Pass pass, Round round, Quanta quanta, int[] blocks) {
    ExactTotal total = new ExactTotal(layout, quanta);
    if (blocks.length == 0) {
      return total;
    }
    Broadcast<RoundWork> work = spark.broadcast(new RoundWork(pass, round, quanta));
    try (JobStory story = new JobStory(spark)) {
      story.tell(name, describe(pass, round, blocks.length));
      List<int[]> shares = Arrays.asList(BlockSum.deal(blocks, spark.defaultParallelism()));
      JavaRDD<int[]> tasks = spark.parallelize(shares, shares.size());
      spark
          .sc()
          .runJob(
              tasks.rdd(),
              new Task(workload, work),
              CollectionConverters.asScala(partitions(shares.size())).toSeq(),
              new Merge(total),
              ClassTag$.MODULE$.apply(ExactTotal.Packed.class));
      return total;
    } catch (Exception e) {
      if (e instanceof InterruptedException) {
        spark.cancelJobGroup(name);
        Thread.currentThread().interrupt();
      }
      throw JobFailure.of(e, describe(pass, round, blocks.length));
    } finally {
      work.destroy();
    }
  }

  private static List<Object> partitions(int count) {
    Object[] indices = new Object[count];
    Arrays.setAll(indices, i -> i);
    return Arrays.asList(indices);
  }

  private static String describe(Pass pass, Round round, int blocks) {
    String what = pass == Pass.TRAINING ? "round" : "held-out score before round";
    return String.format(Locale.ROOT, "%s %d: %d blocks", what, round.number(), blocks);
  }

  @Override
  public void close() {
    workload.destroy();
  }

  /** Runs on an executor: the sum over one task's blocks. */
  private static final class Task
      extends AbstractFunction2<TaskContext, Iterator<int[]>, ExactTotal.Packed>
      implements java.io.Serializable {
    private static final long serialVersionUID = 1L;

    private final Broadcast<ExecutorWorkload> workload;
    private final Broadcast<RoundWork> work;

    Task(Broadcast<ExecutorWorkload> workload, Broadcast<RoundWork> work) {
      this.workload = workload;
      this.work = work;
    }

    @Override
    public ExactTotal.Packed apply(TaskContext context, Iterator<int[]> share) {
      return work.value().sum(workload.value().get(), share.next());
    }
  }

  /** Runs on the driver, one result at a time. */
  private static final class Merge extends AbstractFunction2<Object, ExactTotal.Packed, BoxedUnit> {
    private final ExactTotal total;

    Merge(ExactTotal total) {
      this.total = total;
    }

    @Override
    public BoxedUnit apply(Object partition, ExactTotal.Packed part) {
      synchronized (total) {
        total.add(part);
      }
      return BoxedUnit.UNIT;
    }
  }
}
