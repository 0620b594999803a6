package org.sparksvi.models.joint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.sparksvi.models.joint.Densities.bernoulliLogit;
import static org.sparksvi.models.joint.Densities.dirichlet;
import static org.sparksvi.models.joint.Densities.normal;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sparksvi.autodiff.Graph;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.format.FormatException;

/** What a log joint cannot declare, and rows it cannot be of, in which words. */
class DeclarationErrorsTest {
  private static final List<String> COLUMNS = List.of("y", "group");

  private static void refused(String message, LogJoint joint) {
    var error =
        assertThrows(
            IllegalArgumentException.class,
            () -> Scope.of(joint, Graph.ofDoubles(), UnitRows.Size.of(2), COLUMNS));
    assertEquals(message, error.getMessage());
  }

  @Test
  void namesAreTold() {
    refused("rows must have a column 'z', but have [y, group]", s -> s.column("z"));
    refused("rows must have a column 'x*', but have [y, group]", s -> s.columns("x*"));
    refused(
        "rows must have a column 'g', but have [y, group]",
        s -> s.real("a", normal(0, 1)).at(s.index("g", 1)));
    refused(
        "parameters and kept quantities must have names of their own, but two are 'a'",
        s -> s.real("a", normal(0, 1)).plus(s.real("a", normal(0, 1))));
  }

  @Test
  void sizesAreTold() {
    refused(
        "the size of parameter 'a' must be at least 1, but is 0",
        s -> s.real("a", 0, normal(0, 1)));
    refused(
        "the size of parameter 'a' must be at least 2, but is 1",
        s -> s.simplex("a", 1, dirichlet(1, 1)));
    refused(
        "the bounds of parameter 'a' must ascend, but are 1.0 and 1.0",
        s -> s.between("a", 1, 1, normal(0, 1)));
    refused(
        "the prior of parameter 'a', 1 x 3, does not fit it: values of 1 x 3 and 1 x 2 cannot be"
            + " added: sizes must be equal, or 1",
        s -> s.real("a", 3, normal(s.numbers(1, 2), 1)));
    refused(
        "the prior of parameter 'a', 1 x 1, must fit it, but is one of 1 x 2",
        s -> s.real("a", normal(s.numbers(1, 2), 1)));
    refused(
        "the prior of parameter 'a' must depend on no row, but does",
        s -> s.real("a", normal(s.column("y"), 1)));
    refused(
        "index 'group' has 3 places, but the value has 4",
        s -> s.real("a", 4, normal(0, 1)).at(s.index("group", 3)));
    refused(
        "the density of column 'y', 2 x 1, does not fit it: values of 2 x 1 and 3 x 1 cannot be"
            + " added: sizes must be equal, or 1",
        s -> s.observe("y", normal(s.real("a", 3, normal(0, 1)).transpose(), 1)));
    refused(
        "a log joint must return a number a row, 2 x 1, but returned 1 x 1",
        s -> s.real("a", normal(0, 1)));
  }

  @Test
  void rowsOutsideAreToldByColumnValueAndKey() {
    LogJoint joint =
        s -> s.observe("y", bernoulliLogit(s.real("a", 3, normal(0, 1)).at(s.index("group", 3))));
    Scope scope = Scope.of(joint, Graph.ofDoubles(), UnitRows.Size.of(2), COLUMNS);

    assertEquals(
        "row of key 12: column 'group' must hold whole numbers from 0 to 2, but is 3.0",
        assertThrows(FormatException.class, () -> scope.setRows(block(1, 0, 0, 3))).getMessage());
    assertEquals(
        "row of key 11: column 'y' must be 0 or 1, but is 2.0",
        assertThrows(FormatException.class, () -> scope.setRows(block(2, 0, 0, 1))).getMessage());
    scope.setRows(block(Double.NaN, 0, 0, 1)); // a response that is to be predicted
  }

  private static UnitRows block(double... values) {
    return UnitRows.of(new DenseBlock(0, 2, new long[] {11, 12}, new double[] {1, 1}, values));
  }
}
