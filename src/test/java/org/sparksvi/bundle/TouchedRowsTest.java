package org.sparksvi.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

class TouchedRowsTest {
  private static final int ROWS = 3000;
  private static final int COLUMNS = 3;

  @Test
  void reservingKeepsWhatIsThere() {
    TouchedRows rows = new TouchedRows(ROWS, COLUMNS);
    int start = rows.touch(7);
    rows.values()[start] = 2.5;

    rows.reserve(1000);

    assertEquals(1, rows.count());
    assertEquals(7, rows.row(0));
    assertEquals(start, rows.touch(7));
    assertEquals(2.5, rows.values()[start]);
  }

  @Test
  void asManyRowsAsWereReservedMoveNothing() {
    TouchedRows rows = new TouchedRows(ROWS, COLUMNS);
    rows.touch(1);
    rows.reserve(1000);
    double[] before = rows.values();

    for (int row = 0; row < 1000; row++) {
      rows.touch(2000 + row);
    }

    assertSame(before, rows.values());
  }
}
