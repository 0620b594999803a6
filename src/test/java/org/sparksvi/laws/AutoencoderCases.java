package org.sparksvi.laws;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.Block;
import org.sparksvi.data.CountBlock;
import org.sparksvi.data.DataRow;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.engine.Workload;
import org.sparksvi.models.autoencoder.Activation;
import org.sparksvi.models.autoencoder.Autoencoder;
import org.sparksvi.models.autoencoder.AutoencoderData;
import org.sparksvi.models.autoencoder.AutoencoderSettings;
import org.sparksvi.models.autoencoder.Bernoulli;
import org.sparksvi.models.autoencoder.Binarisation;
import org.sparksvi.models.autoencoder.CountObservations;
import org.sparksvi.models.autoencoder.DenseObservations;
import org.sparksvi.models.autoencoder.FloatingPoint;
import org.sparksvi.models.autoencoder.Gaussian;
import org.sparksvi.models.autoencoder.LocalSettings;
import org.sparksvi.models.autoencoder.NegativeBinomial;
import org.sparksvi.models.autoencoder.Objective;
import org.sparksvi.models.autoencoder.ObjectiveSettings;
import org.sparksvi.models.autoencoder.Posterior;
import org.sparksvi.models.autoencoder.ScoreSettings;
import org.sparksvi.update.Adam;
import org.sparksvi.update.RobbinsMonro;
import org.sparksvi.update.Rules;

/** Autoencoders for the laws: both precisions, kinds of rows, objectives and posteriors. */
final class AutoencoderCases {
  private static final Rules RULES =
      Rules.all(new Adam(0.02)).with(Autoencoder.MOMENTS, new RobbinsMonro(1, 0.7));

  private AutoencoderCases() {}

  static Stream<ModelCase<DenseBlock, DenseBlock, Autoencoder<DenseBlock>>> dense() {
    AutoencoderSettings numbers =
        AutoencoderSettings.of(5, 2, 3, new Gaussian(Gaussian.Noise.DIAGONAL, 1e-3, 1));
    AutoencoderSettings doubles = AutoencoderData.with(numbers, FloatingPoint.DOUBLE);
    return Stream.of(
        dense("autoencoder of numbers", doubles, ModelCases.factorRows(24, 0, 5)),
        dense(
            "autoencoder with posteriors by local steps",
            AutoencoderData.with(doubles, Posterior.FREE, new LocalSettings(4, 0.1, 2)),
            ModelCases.factorRows(24, 0, 5)),
        dense(
            "autoencoder of intensities, importance-weighted, in single precision",
            intensities(),
            intensityRows(24, 7)));
  }

  /** Everything that draws: samples of z, binarisation, dropout. */
  private static AutoencoderSettings intensities() {
    return new AutoencoderSettings(
        5,
        2,
        List.of(4, 3),
        List.of(3),
        Activation.ELU,
        new Bernoulli(),
        Posterior.AMORTISED,
        new ObjectiveSettings(Objective.IMPORTANCE, 3, 1, 0),
        LocalSettings.USUAL,
        Binarisation.STOCHASTIC,
        0.3,
        0.5,
        FloatingPoint.SINGLE);
  }

  private static List<DataRow> intensityRows(int n, long seed) {
    Random random = new Random(seed);
    List<DataRow> rows = new ArrayList<>();
    for (int r = 0; r < n; r++) {
      rows.add(DataRow.of(r, random.doubles(5).toArray()));
    }
    return rows;
  }

  private static ModelCase<DenseBlock, DenseBlock, Autoencoder<DenseBlock>> dense(
      String name, AutoencoderSettings settings, List<DataRow> rows) {
    return of(
        name,
        new Autoencoder<>(settings, new DenseObservations(), ScoreSettings.BOUND),
        MemoryBlocks.pack(DenseBlock::of, 5, rows, 4));
  }

  static ModelCase<CountBlock, CountBlock, Autoencoder<CountBlock>> counts() {
    AutoencoderSettings settings =
        AutoencoderSettings.of(ModelCases.WORDS, 2, 3, new NegativeBinomial(true));
    return of(
        "autoencoder of counts in single precision",
        new Autoencoder<>(settings, new CountObservations(), new ScoreSettings(3, true, true)),
        MemoryBlocks.pack(CountBlock::of, ModelCases.WORDS, ModelCases.documents(24, 1), 4));
  }

  private static <B extends Block> ModelCase<B, B, Autoencoder<B>> of(
      String name, Autoencoder<B> model, MemoryBlocks<B> blocks) {
    MemoryBlocks<B> heldOut = new MemoryBlocks<>(blocks.blocks().subList(0, 2));
    return new ModelCase<>(
        name, model, Workload.of(model, blocks, heldOut), RULES, AutoencoderCases::finite);
  }

  /** Networks may take any finite weights. */
  private static boolean finite(Bundle parameters) {
    return parameters.layout().fields().stream()
        .flatMapToDouble(field -> Arrays.stream(parameters.copyOf(field.name())))
        .allMatch(Double::isFinite);
  }
}
