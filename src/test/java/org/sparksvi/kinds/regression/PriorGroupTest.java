package org.sparksvi.kinds.regression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparksvi.format.Vocabulary;
import org.sparksvi.models.regression.HorseshoePrior;
import org.sparksvi.models.regression.LaplacePrior;
import org.sparksvi.models.regression.StudentPrior;

class PriorGroupTest {
  private static final Vocabulary NAMES =
      Vocabulary.of(List.of("x1", "x2", "age", "colour=red (not blue)"), "rows");

  private static PriorGroup parse(String text) {
    return PriorGroup.parse(text).orElseThrow();
  }

  @Test
  void aGroupNamesColumnsAndTheirPrior() {
    assertEquals(
        new PriorGroup(List.of("x*", "age"), new LaplacePrior(0.5)),
        parse("x*, age ~ laplace(0.5)"));
    assertEquals(new StudentPrior(3, 1.5), parse("age~student-t(3, 1.5)").prior());
    assertEquals(new HorseshoePrior(0.1, 4), parse(" age ~ horseshoe( 0.1 ,4 ) ").prior());
    assertEquals(List.of("colour=*"), parse("colour=* ~ ard").columns());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "x ~",
        "~ normal(1)",
        "x ~ normal",
        "x ~ normal(1, 2)",
        "x ~ normal(-1)",
        "x ~ normal(a)",
        "x ~ cauchy(1)",
        "x,, y ~ flat",
        "x ~ horseshoe(2, 1)",
        "x ~ ard(1)"
      })
  void anythingElseIsRefused(String text) {
    assertTrue(PriorGroup.parse(text).isEmpty(), text);
  }

  @Test
  void starsMatchNames() {
    var groups =
        PriorGroup.over(List.of(parse("x* ~ normal(1)"), parse("colour=*, age ~ flat")), NAMES);
    assertEquals(List.of(0, 1), groups.get(0).columns());
    assertEquals(List.of(3, 2), groups.get(1).columns());
  }

  @Test
  void columnsAreThereAndInOneGroup() {
    Exception missing =
        assertThrows(
            IllegalArgumentException.class,
            () -> PriorGroup.over(List.of(parse("z* ~ normal(1)")), NAMES));
    assertEquals(
        "model.prior.groups: 'z*' must match a column, but matches none of x1, x2, age, colour=red (not blue)",
        missing.getMessage());
    Exception twice =
        assertThrows(
            IllegalArgumentException.class,
            () -> PriorGroup.over(List.of(parse("x* ~ normal(1)"), parse("x2 ~ flat")), NAMES));
    assertEquals(
        "model.prior.groups: a column must be in one group, but 'x2' is in two",
        twice.getMessage());
  }
}
