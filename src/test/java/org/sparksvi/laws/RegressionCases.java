package org.sparksvi.laws;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.sparksvi.data.DataRow;
import org.sparksvi.data.LabelledBlock;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.data.RowRoles;
import org.sparksvi.engine.Workload;
import org.sparksvi.models.regression.ClassLikelihood;
import org.sparksvi.models.regression.Likelihood;
import org.sparksvi.models.regression.Logistic;
import org.sparksvi.models.regression.Multinomial;
import org.sparksvi.models.regression.NegativeBinomial;
import org.sparksvi.models.regression.NoisePrior;
import org.sparksvi.models.regression.Normal;
import org.sparksvi.models.regression.NormalPrior;
import org.sparksvi.models.regression.Ordinal;
import org.sparksvi.models.regression.Regression;
import org.sparksvi.models.regression.RegressionSettings;
import org.sparksvi.models.regression.StudentPrior;
import org.sparksvi.update.RobbinsMonro;
import org.sparksvi.update.Rules;

/** Regressions that every law is tried on. */
final class RegressionCases {
  private static final int COLUMNS = 3;
  private static final Rules ONLINE = Rules.all(new RobbinsMonro(1, 0.7));

  private RegressionCases() {}

  static Stream<ModelCase<LabelledBlock, LabelledBlock, Regression>> all() {
    return Stream.of(
        regression("regression, normal", Normal.VAGUE, false),
        regression(
            "regression, normal, half-Cauchy noise",
            new Normal(NoisePrior.half(new StudentPrior(1, 2))),
            false),
        regression("regression, logistic, sparse rows", new Logistic(), true),
        regression("regression, negative binomial", new NegativeBinomial(), false),
        regression("regression, ordinal", new Ordinal(3), false),
        regression("regression, multinomial, sparse rows", new Multinomial(3), true));
  }

  private static ModelCase<LabelledBlock, LabelledBlock, Regression> regression(
      String name, Likelihood likelihood, boolean sparse) {
    int classes = likelihood instanceof ClassLikelihood of ? of.classes() : 2;
    Regression model =
        new Regression(
            new RegressionSettings(COLUMNS, likelihood, new NormalPrior(2), true, false, 3));
    return new ModelCase<>(
        name,
        model,
        Workload.of(model, blocks(48, sparse, classes, 5), blocks(16, sparse, classes, 6)),
        ONLINE,
        parameters ->
            parameters.layout().fields().stream()
                .flatMapToDouble(field -> Arrays.stream(parameters.copyOf(field.name())))
                .allMatch(Double::isFinite));
  }

  /**
   * Responses of 0 and 1, or one more where there are as many classes; every two rows weigh as much
   * as two.
   */
  private static MemoryBlocks<LabelledBlock> blocks(
      int rows, boolean sparse, int classes, long seed) {
    Random random = new Random(seed);
    List<DataRow> all = new ArrayList<>();
    for (int r = 0; r < rows; r++) {
      double[] x = {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()};
      double offset = 0.1 * random.nextGaussian();
      double y = random.nextDouble() < 1 / (1 + Math.exp(-x[0] + x[1] - offset)) ? 1 : 0;
      y += classes > 2 && x[2] > 0.5 ? 1 : 0;
      double weight = r % 2 == 0 ? 0.5 : 1.5;
      DataRow row =
          sparse
              ? DataRow.sparse(r, new int[] {0, 2}, new double[] {x[0], x[2]}, weight)
              : DataRow.numbers(r, x, weight);
      all.add(row.with(new RowRoles(y, offset, 0)));
    }
    return MemoryBlocks.pack(LabelledBlock::of, COLUMNS, all, 8);
  }
}
