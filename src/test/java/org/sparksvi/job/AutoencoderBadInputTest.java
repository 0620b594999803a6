package org.sparksvi.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparksvi.spark.SharedSpark;

/** Whatever is wrong with an autoencoder's rows or keys: one line that says so. */
@Tag("spark")
@ExtendWith(SharedSpark.class)
class AutoencoderBadInputTest {
  private static final String GOOD = "a,b\n0,1\n1,0\n1,1\n0,0\n";

  @TempDir private Path directory;

  @BeforeEach
  void writeConfiguration() throws IOException {
    Files.writeString(
        directory.resolve("job.conf"),
        """
        input { path = "%1$s/rows.csv", format = csv }
        model { kind = autoencoder, latent = 1, encoder = [3], decoder = [3] }
        inference { batch-size = 2, block-size = 1, epochs = 2 }
        """
            .formatted(directory));
  }

  private String at(String name) {
    return directory.resolve(name).toString();
  }

  private CommandRun train(String content, String... overrides) throws IOException {
    Files.writeString(directory.resolve("rows.csv"), content);
    return CommandRun.train(at("job.conf"), at("run"), overrides);
  }

  private void trained(String... overrides) throws IOException {
    CommandRun run = train(GOOD, overrides);
    assertEquals(ExitCode.DONE, run.code(), run.err());
  }

  private void assertRefused(ExitCode code, String message, CommandRun run) {
    run.assertRefused(code, message);
    assertFalse(Files.exists(directory.resolve("run")), "nothing half-written");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bernoulli         | 255  | values must be in [0, 1] where model.likelihood is bernoulli, but column 'b' has 255.0",
        "bernoulli         | -0.5 | column 'b' has -0.5",
        "poisson           | -1   | values must be a whole number of at least 0 where model.likelihood is poisson, but column 'b' has -1.0",
        "poisson           | 2.5  | column 'b' has 2.5",
        "negative-binomial | -2   | column 'b' has -2.0",
        "multinomial       | -2   | values must be at least 0 and finite where model.likelihood is multinomial, but column 'b' has -2.0",
      })
  void aValueThatTheLikelihoodHasNoPlaceFor(String likelihood, String value, String message)
      throws IOException {
    assertRefused(
        ExitCode.INPUT,
        message,
        train(GOOD + "1," + value + "\n", "model.likelihood=" + likelihood));
  }

  @Test
  void aFractionBetweenCounts() throws IOException {
    CommandRun run = train(GOOD + "1,1.5\n1,3\n", "model.likelihood=poisson");

    run.assertRefused(
        ExitCode.INPUT,
        "column 1: values must be a whole number of at least 0 for the likelihood poisson, but"
            + " there is 1.5");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "model.encoder=[0] | model.encoder must list whole numbers of units from 1 to 1000000, but was",
        "model.decoder=[2.5] | model.decoder must list whole numbers of units from 1 to 1000000",
        "model.latent=0 | model.latent must be a whole number from 1 to 1000000, but was 0",
        "model.samples=0 | model.samples must be a whole number from 1 to 1000000, but was 0",
        "model.dropout=1 | model.dropout must be a number in [0, 1), but was 1",
        "inference.rule=constant | inference.rule must not be given where model.kind is autoencoder; inference.gradient is",
        "inference.gradient.momentum=0.9 | inference.gradient.momentum must not be given where inference.gradient.rule is adam",
      })
  void aKeyThatBreaksItsRule(String override, String message) throws IOException {
    assertRefused(ExitCode.CONFIGURATION, message, train(GOOD, override));
  }

  @Test
  void keysThatDoNotGoTogether() throws IOException {
    assertRefused(
        ExitCode.CONFIGURATION,
        "model.binarise must be none where model.likelihood is gaussian, but was \"fixed\"",
        train(GOOD, "model.likelihood=gaussian", "model.binarise=fixed"));
    assertRefused(
        ExitCode.CONFIGURATION,
        "model.beta must be 1 where model.objective is importance, but was 2",
        train(GOOD, "model.objective=importance", "model.beta=2"));
    assertRefused(
        ExitCode.CONFIGURATION,
        "model.noise-variance must be given where model.noise is fixed",
        train(GOOD, "model.likelihood=gaussian", "model.noise=fixed"));
  }

  @Test
  void stepsThatLeadOutOfAllNumbersEndWithTheRoundTheFieldAndTheLastGoodState() throws IOException {
    CommandRun run =
        train(
            GOOD,
            "model.likelihood=gaussian",
            "model.activation=relu",
            "inference.gradient.rate=1e30",
            "inference.epochs=50",
            "run.checkpoint-rounds=1");

    assertEquals(ExitCode.NUMERICAL, run.code(), run.err());
    String line =
        run.err().lines().filter(l -> l.startsWith("svi: error: ")).findFirst().orElseThrow();
    assertTrue(line.contains("round "), line);
    assertTrue(line.contains("finite"), line);
    assertTrue(line.contains("last good state") || line.contains("no state before it"), line);
    assertFalse(run.err().contains("\tat "), run.err());
  }

  @Test
  void rowsOfAnotherLengthAreRefusedByNameWhenScoredOrTransformed() throws IOException {
    trained();
    Files.writeString(directory.resolve("short.csv"), "a\n1\n0\n");

    CommandRun scored = CommandRun.of("evaluate", at("run"), "--input", at("short.csv"));
    CommandRun transformed =
        CommandRun.of("transform", at("run"), "--input", at("short.csv"), "--output", at("out"));

    scored.assertRefused(ExitCode.INPUT, "column 'b' must exist, but the columns are 'a'");
    transformed.assertRefused(ExitCode.INPUT, "column 'b' must exist, but the columns are 'a'");
    assertFalse(Files.exists(directory.resolve("out")));
  }

  @Test
  void valuesOutsideTheLikelihoodAreRefusedWhenScoredOrTransformed() throws IOException {
    trained();
    Files.writeString(directory.resolve("large.csv"), "a,b\n1,0\n0,7\n");

    CommandRun scored = CommandRun.of("evaluate", at("run"), "--input", at("large.csv"));
    CommandRun transformed =
        CommandRun.of("transform", at("run"), "--input", at("large.csv"), "--output", at("out"));

    String message = "values must be in [0, 1] for the likelihood bernoulli, but there is 7.0";
    scored.assertRefused(ExitCode.INPUT, message);
    transformed.assertRefused(ExitCode.INPUT, message);
    assertFalse(Files.exists(directory.resolve("out")));
  }

  @Test
  void optionsThatHaveNoMeaning() throws IOException {
    trained();
    CommandRun none =
        CommandRun.of("evaluate", at("run"), "--input", at("rows.csv"), "--samples", "0");

    none.assertRefused(ExitCode.CONFIGURATION, "--samples must be at least 1, but was 0");
  }
}
