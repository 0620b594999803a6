package org.sparksvi.models.joint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.Blocks;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.diagnose.Finding;
import org.sparksvi.diagnose.Trust;
import org.sparksvi.diagnose.Verdict;
import org.sparksvi.engine.Fit;
import org.sparksvi.laws.Fits;
import org.sparksvi.model.Gap;
import org.sparksvi.models.joint.JointSettings.Method;
import org.sparksvi.models.joint.JointSettings.Posterior;
import org.sparksvi.update.Adam;
import org.sparksvi.update.Rules;

/** The eight schools, against a quadrature over mu and tau with the effects integrated out. */
class EightSchoolsTest {
  private static final Blocks<DenseBlock> ROWS = new MemoryBlocks<>(List.of(EightSchools.block()));

  private static final JointSettings SETTINGS =
      JointSettings.of(EightSchools.COLUMNS).with(Posterior.MEAN_FIELD);

  @Test
  void meanFieldByAdamIsBelowTheEvidenceByItsKnownGap() {
    JointModel<DenseBlock> model =
        new JointModel<>(new EightSchools(), SETTINGS.with(Method.GRADIENT, 8));
    Bundle fitted =
        Fits.run(model, ROWS, 1, 3000, 1, Rules.all(new Adam(0.02, 0.9, 0.999, 1e-8)), 1)
            .state()
            .parameters();

    JointModel<DenseBlock> judge =
        new JointModel<>(new EightSchools(), SETTINGS.with(Method.DETERMINISTIC, 4000));
    // the best mean field's bound is −31.55 by natural gradients; Adam's steps jitter around it
    assertEquals(-31.55, Fits.elbo(judge, ROWS, fitted), 0.1);
  }

  /** Evidence, mu and tau with their deviations, by quadrature. */
  private static final double EVIDENCE = -31.311;

  private static final double[] MU = {4.397, 3.318};
  private static final double[] TAU = {3.598, 3.220};

  /** Draws for the evidence, of which a third or more are effective. */
  private static final int DRAWS = 4000;

  /** Four standard errors of means, and of deviations, of a thousand effective draws. */
  private static final double ERROR = 4 * 3.3 / Math.sqrt(1000);

  @Test
  void fullRankIsCorrectedToTheQuadrature() {
    JointModel<DenseBlock> model =
        new JointModel<>(new EightSchools(), JointSettings.of(EightSchools.COLUMNS));
    Fit fit = JointFits.quasiNewton(model, ROWS, 1);
    Gap gap = JointFits.evidence(model, ROWS, fit.parameters(), DRAWS, 2);

    assertEquals(Posterior.FULL_RANK, model.posterior());
    assertEquals(100, model.draws());
    assertEquals(Verdict.Outcome.CONVERGED, fit.verdict().outcome());
    assertTrue(fit.trace().size() < 40, "rounds"); // Adam has 4000 above
    assertTrue(gap.elbo() < EVIDENCE, gap::toString);
    assertEquals(EVIDENCE, gap.logEvidence(), 4 * gap.standardError());
    Gap.Globals globals = gap.globals().orElseThrow();
    assertTrue(globals.effective() > 1000, gap::toString);
    assertTrue(globals.shape() < 0.7, gap::toString);
    assertEquals(List.of("mu", "tau", "theta.error[1]"), model.quantities().subList(0, 3));
    Gap.Corrected mu = globals.corrected().get(0);
    Gap.Corrected tau = globals.corrected().get(1);
    assertEquals(MU[0], mu.mean(), ERROR);
    assertEquals(MU[1], mu.deviation(), ERROR);
    assertEquals(TAU[0], tau.mean(), ERROR);
    assertEquals(TAU[1], tau.deviation(), ERROR);
  }

  /** q itself is too narrow in tau: what is corrected is not nothing. */
  @Test
  void meanFieldIsNarrowAndNotSaidToBeGood() {
    JointModel<DenseBlock> model = new JointModel<>(new EightSchools(), SETTINGS);
    Fit fit = JointFits.quasiNewton(model, ROWS, 1);
    Gap gap = JointFits.evidence(model, ROWS, fit.parameters(), DRAWS, 2);
    Gap.Globals globals = gap.globals().orElseThrow();
    Finding finding =
        Trust.ofGlobals(
            globals.shape(),
            globals.draws(),
            globals.effective(),
            gap.divergence(),
            gap.standardError());
    JointSummary.Quantity tau = model.summary(fit.parameters(), DRAWS, 3).quantities().get(1);

    assertTrue(tau.mean() < TAU[0] - ERROR, tau::toString); // far more than 4000 draws err
    assertNotEquals("good", finding.word());
  }
}
