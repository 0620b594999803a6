package org.sparksvi.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparksvi.update.Constant;
import org.sparksvi.update.RobbinsMonro;
import org.sparksvi.update.Rules;

/** What `auto` stands for on data of so many blocks of 128 rows. */
class PaceTest {
  private static InferenceSettings inference(String... overrides) {
    Configuration configuration =
        Configuration.of("input.path = x, run.directory = y", "x.conf", List.of(overrides));
    return InferenceSettings.of(configuration);
  }

  @ParameterizedTest
  @CsvSource({
    // kind of pace, blocks: blocks of a round, epochs
    "TENTHS,           1,     1,  100",
    "TENTHS,           9,     1,   12",
    "TENTHS,          88,     8,   10",
    "TENTHS,        1280,   128,   10",
    "TENTHS,      100000,   128,    1",
    "ALL_ROWS,         1,     1, 1000",
    "ALL_ROWS,      1024,  1024, 1000",
    "ALL_ROWS,      1025,   102,   10",
    "MINIBATCHES,      1,     1, 3000",
    "MINIBATCHES,    100,     1,   30",
    "MINIBATCHES,    500,     5,   30",
    "MINIBATCHES,  10000,     8,   10",
  })
  void roundsAreTheBudget(Pace pace, int blocks, int blocksPerRound, long epochs) {
    InferenceSettings inference = inference();

    assertEquals(blocksPerRound, inference.blocksPerRound(blocks, pace));
    assertEquals(epochs, inference.epochs(blocks, pace));
  }

  @Test
  void aGivenBatchIsVisitedTenTimesAtLeast() {
    InferenceSettings inference = inference("inference.batch-size=1024");

    assertEquals(8, inference.blocksPerRound(88, Pace.TENTHS));
    assertEquals(10, inference.epochs(88, Pace.TENTHS));
    assertEquals(50, inference.epochs(16, Pace.TENTHS));
    assertEquals(10, inference.epochs(10_000, Pace.TENTHS));
    assertEquals(3, inference("inference.epochs=3").epochs(9, Pace.TENTHS));
  }

  @Test
  void networksEndWhereAThousandRoundsBringNoHigherScore() {
    assertEquals(1000, inference().patience(1, Pace.MINIBATCHES, 0));
    assertEquals(112, inference().patience(9, Pace.MINIBATCHES, 0));
    assertEquals(20, inference().patience(9, Pace.MINIBATCHES, 50));
    assertEquals(12, inference().patience(9, Pace.TENTHS, 0)); // of 9 rounds each
    assertEquals(0, inference().patience(9, Pace.ALL_ROWS, 0));
    assertEquals(3, inference("inference.patience=3").patience(9, Pace.MINIBATCHES, 0));
  }

  @Test
  void theRateIsOneWhereARoundHasAllRowsUnlessARuleIsGiven() {
    Rules one = Rules.all(new Constant(1));

    assertEquals(one, inference("inference.batch-size=all").rules(9, Pace.TENTHS));
    assertEquals(one, inference().rules(9, Pace.ALL_ROWS));
    assertEquals(one, inference().rules(1, Pace.TENTHS));
    assertEquals(Rules.all(new RobbinsMonro(1, 0.75)), inference().rules(9, Pace.TENTHS));
    assertEquals(
        Rules.all(new RobbinsMonro(8, 0.7)),
        inference("inference.batch-size=all", "inference.rule=robbins-monro")
            .rules(9, Pace.TENTHS));
    assertEquals(
        Rules.all(new RobbinsMonro(8, 0.7)),
        inference("inference.batch-size=128").rules(9, Pace.TENTHS));
  }

  @Test
  void sweepsEndWhereNothingIsLeftToGain() {
    assertEquals(1e-4, inference().tolerance(9, Pace.ALL_ROWS));
    assertEquals(0, inference().tolerance(1025, Pace.ALL_ROWS));
    assertEquals(0, inference().tolerance(1, Pace.TENTHS));
    assertEquals(0, inference().tolerance(1, Pace.MINIBATCHES));
    assertEquals(
        1e-4,
        inference("inference.batch-size=all", "inference.rule=batch")
            .tolerance(1025, Pace.ALL_ROWS));
    assertEquals(0, inference("inference.rule=robbins-monro").tolerance(9, Pace.ALL_ROWS));
    assertEquals(100, inference("inference.rule=robbins-monro").epochs(9, Pace.ALL_ROWS));
    assertEquals(0, inference("inference.local.steps=2").tolerance(9, Pace.ALL_ROWS));
    assertEquals(0.5, inference("inference.tolerance=0.5").tolerance(1, Pace.TENTHS));
  }

  @Test
  void aBlockMustDivideABatchThatIsGiven() {
    String message =
        assertThrows(
                ConfigurationException.class,
                () -> inference("inference.batch-size=1024", "inference.block-size=100"))
            .getMessage();

    assertTrue(message.contains("must divide inference.batch-size, which is 1024"), message);
    assertEquals(new BatchSize(BatchSize.AUTO, 100), inference("inference.block-size=100").batch());
  }
}
