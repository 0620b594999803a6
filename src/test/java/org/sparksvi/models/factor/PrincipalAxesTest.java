package org.sparksvi.models.factor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.Arrays;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.diagnose.Verdict.Outcome;
import org.sparksvi.engine.Fit;
import org.sparksvi.engine.InProcess;
import org.sparksvi.engine.Inference;
import org.sparksvi.engine.Listener;
import org.sparksvi.engine.Plan;
import org.sparksvi.engine.Workload;
import org.sparksvi.model.Start;
import org.sparksvi.models.mixture.Rows;
import org.sparksvi.random.Streams;
import org.sparksvi.update.Constant;
import org.sparksvi.update.Rules;

/** Where factor models start, and that they do not stop at a saddle. */
class PrincipalAxesTest {

  /** Rows by name; "units" are columns whose units differ by up to a factor of 10 000. */
  private static double[][] rows(String name) throws IOException {
    if (!name.equals("units")) {
      return Rows.of(name);
    }
    double[][] x = FactorData.drawn(500, 8, 3, 1, 6);
    for (double[] row : x) {
      for (int d = 0; d < row.length; d++) {
        row[d] *= Math.pow(10, 4 - d / 2);
      }
    }
    return x;
  }

  /** Of the sample covariance, by commons-math, descending. */
  private static double[] eigenvalues(double[][] x) {
    return new EigenDecomposition(MatrixUtils.createRealMatrix(FactorData.sampleCovariance(x)))
        .getRealEigenvalues();
  }

  /** −½ (D log 2π + Σ_{j ≤ q} log λ_j + (D − q) log σ² + D), Tipping and Bishop (1999). */
  private static double closedForm(double[][] x, int factors) {
    double[] values = eigenvalues(x);
    double noise = Arrays.stream(values).skip(factors).average().orElseThrow();
    double logs = Arrays.stream(values).limit(factors).map(Math::log).sum();
    int columns = values.length;
    return -0.5
        * (columns * (Math.log(2 * Math.PI) + 1) + logs + (columns - factors) * Math.log(noise));
  }

  @ParameterizedTest
  @CsvSource({
    "faithful, 1",
    "iris, 1",
    "iris, 2",
    "iris, 3",
    "digits, 2",
    "digits, 10",
    "digits, 40",
    "units, 1",
    "units, 3",
    "units, 6"
  })
  void aRunThatConvergedIsAtTheClosedForm(String name, int factors) throws IOException {
    double[][] x = rows(name);
    MemoryBlocks<DenseBlock> blocks = FactorData.blocks(x, 128);
    FactorModel model = new FactorModel(FactorSettings.of(x[0].length, factors), Noise.ISOTROPIC);
    Workload<DenseBlock, DenseBlock> workload = Workload.of(model, blocks);
    for (int seed = 1; seed <= 5; seed++) {
      Plan plan = new Plan(blocks.count(), 1000, Double.POSITIVE_INFINITY, 1e-4, 1, 0, seed);
      try (InProcess execution = new InProcess(workload, 1)) {
        Inference inference = new Inference(workload, Rules.all(new Constant(1)), plan, execution);
        Fit fit = inference.run(inference.start(), Listener.NONE, () -> 0);

        assertEquals(Outcome.CONVERGED, fit.verdict().outcome());
        assertEquals(closedForm(x, factors), FactorData.bound(fit) / x.length, 1e-3);
      }
    }
  }

  /** More columns than axes to spare: after eight rounds the variances are right all the same. */
  @Test
  void theVariancesAreTheLargestEigenvalues() {
    double[][] x = FactorData.drawn(300, 40, 3, 1, 6);
    double[] units = new double[40];
    Arrays.fill(units, 1);

    PrincipalAxes axes =
        PrincipalAxes.of(
            3,
            new Start<>(FactorData.blocks(x, 128), new Streams(7)).sample(),
            FactorData.mean(x),
            units,
            new Streams(7));

    double[] expected = Arrays.copyOf(eigenvalues(x), 3);
    for (int j = 0; j < 3; j++) {
      assertEquals(expected[j], axes.variances()[j], 1e-6 * expected[j]);
    }
  }
}
