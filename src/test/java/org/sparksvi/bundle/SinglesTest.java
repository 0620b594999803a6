package org.sparksvi.bundle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Fields of single precision. */
class SinglesTest {
  private static final Layout LAYOUT =
      Layout.of(
          Field.single("weights", 3, 2), Field.ascended("offset", 1, 2), Field.mixed("mean", 1, 1));

  private static Bundle bundle() {
    Bundle bundle = Bundle.zeros(LAYOUT);
    for (int i = 0; i < 6; i++) {
      bundle.singles("weights")[i] = i + 0.1f;
    }
    return bundle;
  }

  @Test
  void valuesAreReadAsDoublesAndSetRounded() {
    Bundle bundle = bundle();
    double[] row = new double[3];

    bundle.row(0, 1, row, 1);

    assertArrayEquals(new double[] {0, 2.1f, 3.1f}, row);
    assertArrayEquals(new double[] {0.1f, 1.1f, 2.1f, 3.1f, 4.1f, 5.1f}, bundle.copyOf("weights"));
    bundle.set("weights", new double[] {0.1, 0.2, 0.3, 0.4, 0.5, 0.6});
    assertArrayEquals(new float[] {0.1f, 0.2f, 0.3f, 0.4f, 0.5f, 0.6f}, bundle.singles("weights"));
  }

  @Test
  void rowsChangePlaces() {
    Bundle bundle = bundle();

    bundle.reorder("weights", new int[] {2, 0, 1});

    assertArrayEquals(new float[] {4.1f, 5.1f, 0.1f, 1.1f, 2.1f, 3.1f}, bundle.singles("weights"));
  }

  @Test
  void aCopyIsIndependentAndWhatIsRestoredIsTheSame() {
    Bundle bundle = bundle();
    Bundle copy = bundle.copy();
    Bundle restored = Bundle.zeros(LAYOUT);

    restored.restore(0, bundle.stored(0));
    bundle.singles(0)[0] = 7;

    assertEquals(0.1f, copy.singles(0)[0]);
    assertArrayEquals(copy.singles(0), restored.singles(0));
    assertRefused(
        "field 'weights' is 3 x 2, so its singles must be 6 numbers, but were 5",
        () -> restored.restore(0, Stored.of(new float[5])));
  }

  @Test
  void travelsWithItsBits() throws Exception {
    Bundle bundle = bundle();
    bundle.singles(0)[0] = -0.0f;
    bundle.singles(0)[1] = Float.MIN_VALUE;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(bundle);
    }
    ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    Bundle travelled = (Bundle) in.readObject();

    assertArrayEquals(bundle.singles(0), travelled.singles(0));
  }

  @Test
  void theFirstValueThatIsNotFiniteIsFound() {
    Bundle bundle = bundle();
    Direction direction = new Direction(LAYOUT);
    assertEquals(Optional.empty(), bundle.problem());
    assertEquals(-1, direction.firstNonFinite(0));

    bundle.singles(0)[4] = Float.NaN;
    direction.singles(0)[3] = Float.NEGATIVE_INFINITY;

    assertEquals(
        "field 'weights' must be finite and at most 1e150 in size, but is NaN at row 2, column 0",
        bundle.problem().orElseThrow());
    assertEquals(3, direction.firstNonFinite(0));
  }

  @Test
  void arraysChangeHands() {
    Direction mine = new Direction(LAYOUT);
    Direction other = new Direction(LAYOUT);
    float[] weights = other.singles("weights");
    float[] before = mine.singles("weights");
    double[] offset = other.values("offset");

    mine.take("weights", other);
    mine.take("offset", other);

    assertSame(weights, mine.singles("weights"));
    assertSame(before, other.singles("weights"));
    assertSame(offset, mine.values("offset"));
  }

  @Test
  void aDirectionIsScaledAddedAndCleared() {
    Direction direction = new Direction(LAYOUT);
    Direction other = new Direction(LAYOUT);
    direction.singles(0)[5] = 3;
    other.singles(0)[5] = 0.5f;

    direction.scale(2);
    direction.add(0, other, 0);
    assertEquals(6.5f, direction.singles(0)[5]);

    direction.clear();
    assertArrayEquals(new float[6], direction.singles(0));
  }

  @Test
  void stepsAreAddedInSlices() {
    Bundle bundle = bundle();
    Direction direction = new Direction(LAYOUT);
    java.util.Arrays.fill(direction.singles(0), 1);

    bundle.ascend(0, direction, 1, 3);

    assertArrayEquals(new float[] {0.1f, 2.1f, 3.1f, 3.1f, 4.1f, 5.1f}, bundle.singles(0));
  }

  @Test
  void theOtherPrecisionIsRefused() {
    Bundle bundle = bundle();
    Direction direction = new Direction(LAYOUT);

    assertRefused(
        "field 'weights' is of single precision; it has singles, not values",
        () -> bundle.values("weights"));
    assertRefused(
        "field 'weights' is of single precision; it has singles, not values",
        () -> direction.values("weights"));
    assertRefused(
        "field 'offset' is of double precision; it has values, not singles",
        () -> bundle.singles("offset"));
    assertRefused(
        "field 'offset' is of double precision; it has no singles",
        () -> direction.singles("offset"));
    assertRefused(
        "field 'w' is of single precision, so its geometry must be ASCENDED, but was MIXED",
        () -> new Field("w", 1, 1, Geometry.MIXED, false, Precision.SINGLE));
  }

  private static void assertRefused(String message, Executable work) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, work).getMessage());
  }
}
