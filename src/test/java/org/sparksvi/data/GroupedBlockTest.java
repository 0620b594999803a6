package org.sparksvi.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What rows of groups must be, also those that others have written. */
class GroupedBlockTest {
  private static final int GROUP = 7;

  private static List<DataRow> rows(int parts) {
    return Stream.concat(
            Stream.of(new RowRoles(0, 0, 3, 1)),
            IntStream.rangeClosed(0, parts)
                .mapToObj(r -> new RowRoles(0, 0, GROUP, 1 + r % parts))) // one part twice
        .map(roles -> DataRow.numbers(1, new double[] {1}, 1).with(roles))
        .toList();
  }

  @Test
  void groupsOfTooManyPartsAreRefused() {
    assertEquals(2, GroupedBlock.of(0, 1, rows(GroupedBlock.MOST_PARTS)).rows());
    List<DataRow> more = rows(GroupedBlock.MOST_PARTS + 1);
    assertEquals(
        "a group must have at most 2000 parts, but group 7 has 2001",
        assertThrows(IllegalArgumentException.class, () -> GroupedBlock.of(0, 1, more))
            .getMessage());
  }
}
