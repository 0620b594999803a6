package org.sparksvi.spark;

import java.util.EnumMap;

/** What was met in one partition, by role. */
final class Tallies {
  private final EnumMap<Role, IngestTally> byRole = new EnumMap<>(Role.class);

  /** The tally of a role; live. */
  IngestTally of(Role role) {
    return byRole.computeIfAbsent(role, r -> new IngestTally());
  }

  EnumMap<Role, IngestTally> all() {
    return byRole;
  }
}
