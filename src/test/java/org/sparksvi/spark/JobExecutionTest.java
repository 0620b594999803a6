package org.sparksvi.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sparksvi.spark.TrainingFixture.assertSame;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparksvi.engine.Fit;
import org.sparksvi.engine.Listener;
import org.sparksvi.engine.Plan;
import org.sparksvi.engine.State;
import org.sparksvi.engine.TraceLine;
import org.sparksvi.models.topics.Concentration;
import org.sparksvi.models.topics.Kernel;
import org.sparksvi.models.topics.TopicsSettings;

/** Training by a job a round on blocks in a store: the bits, and what it asks of Spark. */
class JobExecutionTest extends SparkRounds {
  private static final int ROUNDS = 5; // of an epoch
  private static final int SLOTS = 2; // which jobs take as they come

  @Override
  JobExecution rounds(String name, WorkloadSource source, int slots) {
    return new JobExecution(spark, name, source);
  }

  @Override
  int jobsOfATraining() {
    return 2 * ROUNDS + 5; // scores after rounds 3, 5, 6, 9 and 10
  }

  private Fit train(String name, TopicsSettings settings, Plan plan) {
    return train(name, settings, plan, SLOTS, Listener.NONE);
  }

  static Stream<Arguments> settings() {
    TopicsSettings learned =
        TOPICS.withAlpha(Concentration.asymmetric(0.2)).withEta(Concentration.symmetric(0.1));
    return Stream.of(Kernel.values())
        .flatMap(
            kernel ->
                Stream.of(
                    Arguments.of(TOPICS.withKernel(kernel), BATCH),
                    Arguments.of(TOPICS.withKernel(kernel), TrainingFixture.BLOCKS),
                    Arguments.of(learned.withKernel(kernel), BATCH),
                    Arguments.of(learned.withKernel(kernel), TrainingFixture.BLOCKS)));
  }

  @ParameterizedTest
  @MethodSource("settings")
  void aTrainingHasTheBitsOfOneInProcess(TopicsSettings settings, int batch) {
    Plan plan = TrainingFixture.plan(batch, 2);

    Fit fit = train("bits", settings, plan);

    assertSame(fixture.trainInProcess(settings, plan), fit);
    assertTrue(fit.trace().get(fit.trace().size() - 1).heldOut().isPresent());
  }

  @Test
  void aRoundIsOneJobOfNoMoreTasksThanBlocks() {
    Plan plan = new Plan(3, 1, Double.POSITIVE_INFINITY, 0, 10, 0, 5); // 6 rounds of 3, one of 1

    try (Parallelism seven = new Parallelism(SparkSession.active(), 7)) {
      assertEquals(7, seven.tasks());
      train("the story", TOPICS, plan);
    }

    List<JobLog.Job> expected = new ArrayList<>();
    for (int round = 1; round <= 6; round++) {
      expected.add(new JobLog.Job("the story", "round " + round + ": 3 blocks", 3));
    }
    expected.add(new JobLog.Job("the story", "round 7: 1 blocks", 1));
    expected.add(new JobLog.Job("the story", "held-out score before round 8: 4 blocks", 4));
    assertEquals(expected, jobs.of("the story"));
  }

  /** Parameters so large that no other broadcast of a training is mistaken for them. */
  @Test
  void noBroadcastOfParametersOutlivesItsRound() throws InterruptedException {
    TopicsSettings large = TopicsSettings.of(400, TrainingFixture.WORDS, 0.2, 0.1);
    long bytes = 8L * 400 * TrainingFixture.WORDS;
    List<Integer> seen = new ArrayList<>();
    long since = JobLog.lastBroadcast(spark);

    try (JobExecution rounds = rounds("broadcasts", fixture.source(large), SLOTS)) {
      fixture.train(
          large,
          TrainingFixture.plan(BATCH, 2),
          rounds,
          new Listener() {
            @Override
            public void onRound(TraceLine line, State state) {
              seen.add(JobLog.awaitBroadcasts(since, bytes, 0, WAIT_SECONDS));
            }
          });
      assertEquals(2 * ROUNDS, seen.size());
      assertTrue(seen.stream().allMatch(left -> left == 0), seen::toString);
    }
  }
}
