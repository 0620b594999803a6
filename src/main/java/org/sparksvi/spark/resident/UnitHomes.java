package org.sparksvi.spark.resident;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Which executor last had each unit, so that it finds the unit's block in its cache again, also
 * after all of its tasks have made room for others.
 */
final class UnitHomes {
  private static final int NOBODY = 0;

  private final Map<String, Integer> numbers = new HashMap<>(); // of executors, from 1
  private int[] homes = {};

  /** An executor's number here. */
  int number(Participant member) {
    return numbers.computeIfAbsent(member.executor(), executor -> numbers.size() + 1);
  }

  int of(int unit) {
    return unit < homes.length ? homes[unit] : NOBODY;
  }

  void set(int[] units, Participant member) {
    int number = number(member);
    for (int unit : units) {
      if (unit >= homes.length) {
        homes = Arrays.copyOf(homes, Math.max(unit + 1, 2 * homes.length));
      }
      homes[unit] = number;
    }
  }
}
