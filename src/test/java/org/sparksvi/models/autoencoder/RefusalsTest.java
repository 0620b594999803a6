package org.sparksvi.models.autoencoder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.format.FormatException;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.Round;

/** What is refused, and in which words. */
class RefusalsTest {

  private static String refusal(Executable executable) {
    return assertThrows(IllegalArgumentException.class, executable).getMessage();
  }

  private static String misfit(Executable executable) {
    return assertThrows(FormatException.class, executable).getMessage();
  }

  private static Likelihood named(String name) {
    return AutoencoderData.likelihoods()
        .filter(likelihood -> likelihood.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "bernoulli, 1.5, 'in [0, 1]'",
    "gaussian, NaN, finite",
    "multinomial, -2, at least 0 and finite",
    "poisson, 0.5, a whole number of at least 0",
    "negative-binomial, -1, a whole number of at least 0"
  })
  void aValueThatBreaksTheLikelihoodsRuleIsNamed(String name, double value, String rule) {
    Likelihood likelihood = named(name);
    Autoencoder<DenseBlock> model = AutoencoderData.model(AutoencoderData.settings(likelihood));
    double[][] good = AutoencoderData.rows(likelihood, 4, 1);
    Bundle parameters = AutoencoderData.somewhere(model, AutoencoderData.blocks(good, 4), 0.1);
    good[2][3] = value;
    DenseBlock bad = AutoencoderData.block(40, good);
    Round round = AutoencoderData.round(1, 4, parameters);
    Contribution into = new Contribution(model.layout());

    String expected =
        "the row with key 42, column 3: values must be %s for the likelihood %s, but there is %s"
            .formatted(rule, name, value);

    assertEquals(expected, misfit(() -> model.localSteps(round).create().accumulate(bad, into)));
    assertEquals(expected, misfit(() -> model.scorers(round).create().accumulate(bad, into)));
    assertEquals(expected, misfit(() -> AutoencoderData.transform(model, parameters, bad)));
  }

  @Test
  void rowsOfAnotherLengthAreRefused() {
    Autoencoder<DenseBlock> model =
        AutoencoderData.model(AutoencoderData.settings(new Bernoulli()));
    Bundle parameters = Bundle.zeros(model.layout());
    DenseBlock block = AutoencoderData.block(0, new double[] {1, 0, 1});
    Round round = AutoencoderData.round(1, 1, parameters);
    Contribution into = new Contribution(model.layout());
    Arrays.fill(parameters.values("data.scale"), 1);

    String expected = "rows must have 5 columns, but those of block 0 have 3";

    assertEquals(expected, refusal(() -> model.localSteps(round).create().accumulate(block, into)));
    assertEquals(expected, refusal(() -> model.scorers(round).create().accumulate(block, into)));
    assertEquals(expected, refusal(() -> AutoencoderData.transform(model, parameters, block)));
  }

  @Test
  void sizesMustBePositive() {
    Bernoulli likelihood = new Bernoulli();

    assertEquals(
        "columns must be at least 1, but were 0",
        refusal(() -> AutoencoderSettings.of(0, 2, 3, likelihood)));
    assertEquals(
        "latent dimensions must be at least 1, but were 0",
        refusal(() -> AutoencoderSettings.of(5, 0, 3, likelihood)));
    assertEquals(
        "units of an encoder's layer must be at least 1, but were 0",
        refusal(() -> AutoencoderSettings.of(5, 2, List.of(3, 0), List.of(), likelihood)));
    assertEquals(
        "units of a decoder's layer must be at least 1, but were -1",
        refusal(() -> AutoencoderSettings.of(5, 2, List.of(), List.of(-1), likelihood)));
    assertEquals(
        "samples of a row must be at least 1, but were 0",
        refusal(() -> new ScoreSettings(0, true, true)));
    assertEquals(
        "samples must be at least 1, but were 0",
        refusal(() -> new ObjectiveSettings(Objective.ELBO, 0, 1, 0)));
  }

  @Test
  void localStepsMustMove() {
    assertEquals(
        "local steps must be at least 1, but were 0", refusal(() -> new LocalSettings(0, 0.1, 1)));
    assertEquals(
        "the rate of local steps must be positive and finite, but was 0.0",
        refusal(() -> new LocalSettings(1, 0, 1)));
    assertEquals(
        "samples of local steps must be at least 1, but were 0",
        refusal(() -> new LocalSettings(1, 0.1, 0)));
  }

  @ParameterizedTest
  @CsvSource({"-0.1", "1", "NaN"})
  void dropoutIsAShare(double dropout) {
    AutoencoderSettings settings = AutoencoderData.settings(new Bernoulli());

    assertEquals(
        "dropout must be in [0, 1), but was " + dropout,
        refusal(() -> AutoencoderData.with(settings, dropout, 0)));
  }

  @Test
  void weightsOfTermsAreNotNegative() {
    AutoencoderSettings settings = AutoencoderData.settings(new Bernoulli());

    assertEquals(
        "the precision of the weights' prior must be at least 0 and finite, but was -1.0",
        refusal(() -> AutoencoderData.with(settings, 0, -1)));
    assertEquals(
        "beta must be at least 0 and finite, but was NaN",
        refusal(() -> new ObjectiveSettings(Objective.ELBO, 1, Double.NaN, 0)));
    assertEquals(
        "rounds of warm-up must be at least 0, but were -5",
        refusal(() -> new ObjectiveSettings(Objective.ELBO, 1, 1, -5)));
  }

  @Test
  void theImportanceWeightedBoundIsOneOfAnEncoderAndOfTheWholeDivergence() {
    ObjectiveSettings importance = new ObjectiveSettings(Objective.IMPORTANCE, 5, 1, 0);
    AutoencoderSettings free =
        AutoencoderData.with(
            AutoencoderData.settings(new Bernoulli()), Posterior.FREE, LocalSettings.USUAL);

    assertEquals(
        "the importance-weighted bound is of an amortised posterior, but it is FREE",
        refusal(() -> free.with(importance)));
    assertEquals(
        "the importance-weighted bound takes beta 1 and no warm-up, but was given 0.5 and 0 rounds",
        refusal(() -> new ObjectiveSettings(Objective.IMPORTANCE, 5, 0.5, 0)));
  }

  @Test
  void onlyBernoulliRowsAreBinarised() {
    AutoencoderSettings settings = AutoencoderData.settings(new Poisson(true));

    assertEquals(
        "rows are binarised for the likelihood bernoulli only, but it is poisson",
        refusal(() -> AutoencoderData.with(settings, Binarisation.FIXED)));
  }

  @Test
  void variancesAndTheirFloorArePositive() {
    assertEquals(
        "the floor of the variance must be in (0, 1), but was 0.0",
        refusal(() -> new Gaussian(Gaussian.Noise.DIAGONAL, 0, 1)));
    assertEquals(
        "the variance must be positive and finite, but was 0.0",
        refusal(() -> new Gaussian(Gaussian.Noise.FIXED, 1e-3, 0)));
  }
}
