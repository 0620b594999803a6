package org.sparksvi.random;

import java.io.Serializable;

/**
 * The random streams of one run, each named by what it is for.
 *
 * @param seed the run's seed
 */
public record Streams(long seed) implements Serializable {

  /** The stream of a purpose at a place, such as (round, block, row). */
  public RandomStream stream(Purpose purpose, long... place) {
    return new RandomStream(name(purpose, place));
  }

  /** The 64-bit name of a purpose at a place; a hash, so any of its bits may be used. */
  public long name(Purpose purpose, long... place) {
    long name = SplitMix64.mix(SplitMix64.mix(seed), purpose.code());
    for (long coordinate : place) {
      name = SplitMix64.mix(name, coordinate);
    }
    return name;
  }
}
