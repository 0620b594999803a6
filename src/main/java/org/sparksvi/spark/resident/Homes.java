package org.sparksvi.spark.resident;

import java.util.Arrays;

/** Which executor last had each unit, so that it finds the unit's block in its cache again. */
final class Homes {
  private static final int NOBODY = 0; // members are numbered from 1

  private int[] members = {};

  int of(int unit) {
    return unit < members.length ? members[unit] : NOBODY;
  }

  void set(int[] units, int member) {
    for (int unit : units) {
      if (unit >= members.length) {
        members = Arrays.copyOf(members, Math.max(unit + 1, 2 * members.length));
      }
      members[unit] = member;
    }
  }
}
