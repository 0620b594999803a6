package org.sparksvi.models.joint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sparksvi.models.joint.Densities.normal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sparksvi.autodiff.Graph;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.model.UserCodeException;
import org.sparksvi.models.joint.JointSettings.Posterior;

/** A log joint declares the same wherever it is built, or is refused. */
class SameDeclarationsTest {

  /** Declares in another order once it was sent elsewhere. */
  private static final class Turning implements LogJoint {
    private static final long serialVersionUID = 1L;
    private final transient boolean here; // false elsewhere

    Turning() {
      here = true;
    }

    @Override
    public Value rows(Scope s) {
      Value first = s.real(here ? "a" : "b", normal(0, 1));
      Value second = s.real(here ? "b" : "a", normal(0, 1));
      return normal(first.plus(second), 1).log(s.column("x"));
    }
  }

  /** As many parameters as there are rows in a block. */
  private record ByRows() implements LogJoint {
    private static final long serialVersionUID = 1L;

    @Override
    public Value rows(Scope s) {
      Value x = s.column("x");
      return normal(s.real("b", x.rows(), normal(0, 1)).sum(), 1).log(x);
    }
  }

  @SuppressWarnings("unchecked") // what was written
  private static JointModel<DenseBlock> sent(JointModel<DenseBlock> model)
      throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(model);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (JointModel<DenseBlock>) in.readObject();
    }
  }

  @Test
  void anotherOrderElsewhereIsRefused() throws IOException, ClassNotFoundException {
    JointModel<DenseBlock> lines = new JointModel<>(new Lines(), JointSettings.of(Lines.COLUMNS));
    assertEquals(lines.coordinates(), sent(lines).coordinates());
    JointModel<DenseBlock> model = new JointModel<>(new Turning(), JointSettings.of("x"));

    String message = assertThrows(UserCodeException.class, () -> sent(model)).getMessage();

    assertTrue(message.contains("must declare the same parameters every time"), message);
    assertTrue(message.contains("declared [a by 1 numbers, b by 1 numbers, a of"), message);
  }

  @Test
  void anotherSizeOnOtherRowsIsRefused() {
    JointModel<DenseBlock> model = new JointModel<>(new ByRows(), JointSettings.of("x"));
    DenseBlock two =
        new DenseBlock(0, 1, new long[] {1, 2}, new double[] {1, 1}, new double[] {3, 4});

    String message =
        assertThrows(
                UserCodeException.class, () -> model.logJoint(two, new double[1], new double[1]))
            .getMessage();

    assertTrue(message.contains("and then [b by 2 numbers, b of 1 x 2]"), message);
  }

  @Test
  void aCovarianceThatIsNoArrayIsRefused() {
    JointSettings full = JointSettings.of("x").with(Posterior.FULL_RANK);
    long largest = 46_340;
    assertTrue(largest * (largest + 1) <= Integer.MAX_VALUE);
    assertTrue((largest + 1) * (largest + 2) > Integer.MAX_VALUE);

    assertEquals(
        "a posterior of full rank must be over at most 46340 unconstrained numbers, but has 65537",
        assertThrows(IllegalArgumentException.class, () -> Shape.of(full, 65_537)).getMessage());
    assertEquals(largest, Shape.of(full, (int) largest).fields().get(0).columns());
  }

  @Test
  void boundsMayBePlainNumbersOfSingleParameters() {
    LogJoint joint =
        s -> {
          Value above = s.lowerBound("above", 2.5, normal(0, 1));
          Value below = s.upperBound("below", -1.5, normal(0, 1));
          return normal(above.plus(below), 1).log(s.column("x"));
        };
    Scope scope = Scope.of(joint, Graph.ofDoubles(), UnitRows.Size.of(1), List.of("x"));
    double[] values = new double[2];
    scope.setParameters(new double[] {0.3, -0.7});
    scope.readKept(values, 0);

    assertEquals(2.5 + Math.exp(0.3), values[0], 1e-15);
    assertEquals(-1.5 - Math.exp(-0.7), values[1], 1e-15);
  }
}
