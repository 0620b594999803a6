package org.sparksvi.models.joint.posteriordb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparksvi.data.Blocks;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.diagnose.Finding;
import org.sparksvi.diagnose.Trust;
import org.sparksvi.diagnose.Verdict;
import org.sparksvi.engine.Fit;
import org.sparksvi.model.Gap;
import org.sparksvi.models.joint.JointFits;
import org.sparksvi.models.joint.JointModel;
import org.sparksvi.models.joint.JointSettings;
import org.sparksvi.models.joint.JointSummary.Quantity;

/**
 * Users' models against the reference posteriors of posteriordb (Magnusson, Bürkner, Vehtari and
 * others, BSD 3-Clause, commit 28f8d3d), which are in a folder that {@code -Dposteriordb} names;
 * without it nothing is compared.
 */
class PosteriorDbTest {
  private static final int DRAWS = 20_000;

  static Stream<Problem> problems() {
    return Problem.all().stream();
  }

  /** What means are off by, in deviations of the reference, and deviations, as a share. */
  private record Errors(double mean, double deviation) {
    static Errors worst(Errors a, Errors b) {
      return new Errors(Math.max(a.mean, b.mean), Math.max(a.deviation, b.deviation));
    }

    boolean small() {
      return mean < 0.1 && deviation < 0.1;
    }
  }

  @ParameterizedTest
  @MethodSource("problems")
  void agreesOrSaysThatItDoesNot(Problem problem, TestReporter reporter) {
    Path folder = Path.of(System.getProperty("posteriordb", "no folder"));
    assumeTrue(Files.isDirectory(folder), "-Dposteriordb names no folder");
    Posterior reference = Posterior.read(folder, problem.posterior());
    List<String> columns = problem.columns().apply(reference);
    JointModel<DenseBlock> model =
        new JointModel<>(
            problem.model().apply(reference), JointSettings.of(columns.toArray(String[]::new)));
    Blocks<DenseBlock> rows = new MemoryBlocks<>(List.of(problem.rows().apply(reference)));

    long begin = System.nanoTime();
    Fit fit = JointFits.quasiNewton(model, rows, 1);
    double seconds = (System.nanoTime() - begin) / 1e9;
    Gap gap = JointFits.evidence(model, rows, fit.parameters(), DRAWS, 2);
    Gap.Globals globals = gap.globals().orElseThrow();
    List<Quantity> drawn = model.summary(fit.parameters(), DRAWS, 3).quantities();
    Errors own = new Errors(0, 0);
    Errors corrected = new Errors(0, 0);
    for (String parameter : reference.parameters()) {
      int place = model.quantities().indexOf(parameter);
      assertTrue(place >= 0, parameter + " among " + model.quantities());
      double mean = reference.mean(parameter);
      double sd = reference.deviation(parameter);
      Quantity q = drawn.get(place);
      Gap.Corrected better = globals.corrected().get(place);
      own = Errors.worst(own, errors(mean, sd, q.mean(), q.deviation()));
      corrected = Errors.worst(corrected, errors(mean, sd, better.mean(), better.deviation()));
    }
    Finding finding =
        Trust.ofGlobals(
            globals.shape(),
            globals.draws(),
            globals.effective(),
            gap.divergence(),
            gap.standardError());
    String word = finding.word();
    reporter.publishEntry(
        problem.posterior(),
        String.format(
            Locale.ROOT,
            "%d | %d | %.1f | %s | %.2f | %s | %.3f / %.3f | %.3f / %.3f",
            model.size(),
            fit.trace().size(),
            seconds,
            fit.verdict().outcome(),
            globals.shape(),
            word,
            own.mean(),
            own.deviation(),
            corrected.mean(),
            corrected.deviation()));
    boolean converged = fit.verdict().outcome() == Verdict.Outcome.CONVERGED;
    if (globals.shape() >= 0.7) {
      assertEquals("poor", word);
    } else if (converged) {
      assertTrue(corrected.small(), corrected::toString);
    }
    if (word.equals("good")) { // then q itself is as close
      assertTrue(converged && own.small(), own::toString);
    }
  }

  static Stream<Problem> regressions() {
    return Problem.regressions().stream();
  }

  /** Deviations of mean fields by linear response are the references', where q's own are not. */
  @ParameterizedTest
  @MethodSource("regressions")
  void meanFieldsAnswerWithTheDeviations(Problem problem, TestReporter reporter) {
    Path folder = Path.of(System.getProperty("posteriordb", "no folder"));
    assumeTrue(Files.isDirectory(folder), "-Dposteriordb names no folder");
    Posterior reference = Posterior.read(folder, problem.posterior());
    String[] columns = problem.columns().apply(reference).toArray(String[]::new);
    JointModel<DenseBlock> model =
        new JointModel<>(
            problem.model().apply(reference),
            JointSettings.of(columns).with(JointSettings.Posterior.MEAN_FIELD));
    Blocks<DenseBlock> rows = new MemoryBlocks<>(List.of(problem.rows().apply(reference)));

    Fit fit = JointFits.quasiNewton(model, rows, 1);
    List<Double> responses =
        JointFits.evidence(model, rows, fit.parameters(), 100, 2)
            .globals()
            .orElseThrow()
            .responses();

    List<Quantity> drawn = model.summary(fit.parameters(), DRAWS, 3).quantities();
    Errors own = new Errors(0, 0);
    Errors answered = new Errors(0, 0);
    for (String parameter : reference.parameters()) {
      int place = model.quantities().indexOf(parameter);
      double mean = reference.mean(parameter);
      double sd = reference.deviation(parameter);
      double found = drawn.get(place).mean();
      own = Errors.worst(own, errors(mean, sd, found, drawn.get(place).deviation()));
      answered = Errors.worst(answered, errors(mean, sd, found, responses.get(place)));
    }
    reporter.publishEntry(
        problem.posterior(),
        String.format(
            Locale.ROOT,
            "%d rounds | %s | %.3f | %.3f",
            fit.trace().size(),
            fit.verdict().outcome(),
            own.deviation(),
            answered.deviation()));
    // 4000 draws and those of the reference: three standard errors are 5 %
    assertTrue(answered.deviation() < 0.1, answered::toString);
  }

  private static Errors errors(double mean, double sd, double mine, double myDeviation) {
    return new Errors(Math.abs(mine - mean) / sd, Math.abs(myDeviation / sd - 1));
  }
}
