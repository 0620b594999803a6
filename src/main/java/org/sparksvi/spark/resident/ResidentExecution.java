package org.sparksvi.spark.resident;

import java.util.Optional;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaSparkContext;
import org.sparksvi.engine.ExactTotal;
import org.sparksvi.engine.Execution;
import org.sparksvi.engine.Spent;
import org.sparksvi.engine.Waiting;
import org.sparksvi.engine.Work;
import org.sparksvi.spark.ExecutorWorkload;
import org.sparksvi.spark.WorkloadSource;
import org.sparksvi.spark.wire.Sent;

/**
 * Does every work with tasks that stay: Spark jobs from the first work to {@link #close}, one after
 * the other, whose tasks ask the driver for units and send back exact totals over plugin messages.
 *
 * <p>Messages go by {@link ResidentPlugin} where {@code spark.plugins} names it, else by an
 * endpoint of its own. Gives the same bits as every other execution, with any number of tasks,
 * whichever of them die.
 */
public final class ResidentExecution implements Execution {
  private final JavaSparkContext spark;
  private final String name;
  private final ResidentSettings settings;
  private final Consumer<String> notes;
  private final DriverEndpoint endpoint;
  private final Sent<ExecutorWorkload> workload;
  private Optional<Residence> residence = Optional.empty();
  private Spent spent = Spent.NOTHING;

  /**
   * Ready for rounds; the tasks are started by the first.
   *
   * @param name of the job group, shown in Spark's UI
   * @param source sent once to every executor that takes part
   * @throws IllegalStateException where there is neither the plugin nor a way without it
   */
  public ResidentExecution(
      JavaSparkContext spark,
      String name,
      WorkloadSource source,
      ResidentSettings settings,
      Consumer<String> notes) {
    this.spark = spark;
    this.name = name;
    this.settings = settings;
    this.notes = notes;
    this.endpoint =
        Endpoints.openDriver()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "spark.plugins must name %s, for this Spark has no other way of messages"
                            .formatted(ResidentPlugin.class.getName())));
    this.workload = Sent.of(spark, new ExecutorWorkload(source));
  }

  @Override
  public ExactTotal run(Work work, int[] units) {
    if (units.length == 0) {
      return work.none();
    }
    if (residence.isEmpty()) {
      residence = Optional.of(new Residence(spark, name, workload, settings, endpoint, notes));
    }
    try {
      ExactTotal total = residence.get().run(work, units);
      spent = spent.plus(residence.get().exchange().spent());
      return total;
    } catch (InterruptedException e) {
      cancel();
      Thread.currentThread().interrupt();
      throw new IllegalStateException(
          "interrupted while waiting for " + work.describe(units.length), e);
    } catch (RuntimeException | Error e) {
      cancel();
      throw e;
    }
  }

  private void cancel() {
    residence.ifPresent(Residence::cancel);
    residence = Optional.empty();
  }

  @Override
  public Optional<Spent> spent() {
    return Optional.of(spent);
  }

  @Override
  public Optional<Waiting> waiting() {
    return residence.flatMap(tasks -> tasks.exchange().waiting());
  }

  @Override
  public void close() {
    residence.ifPresent(Residence::close);
    residence = Optional.empty();
    workload.destroy();
  }
}
