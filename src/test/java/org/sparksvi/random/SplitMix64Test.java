package org.sparksvi.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

/** The mixing function against the published sequence. */
class SplitMix64Test {
  /** The reference program by Vigna (2015), seed 1234567; also listed at Rosetta Code. */
  private static final String[] REFERENCE = {
    "6457827717110365317",
    "3203168211198807973",
    "9817491932198370423",
    "4593380528125082431",
    "16408922859458223821"
  };

  @Test
  void mixOfSuccessiveStatesIsThePublishedSequence() {
    long state = 1234567;

    for (String expected : REFERENCE) {
      assertEquals(Long.parseUnsignedLong(expected), SplitMix64.mix(state));
      state += SplitMix64.GOLDEN_GAMMA;
    }
  }

  @Test
  void aStreamIsThePublishedSequence() {
    RandomStream stream = new RandomStream(1234567);

    for (String expected : REFERENCE) {
      assertEquals(Long.parseUnsignedLong(expected), stream.nextLong());
    }
  }

  @Test
  void theHashOfTwoNumbersDependsOnTheirOrder() {
    assertNotEquals(SplitMix64.mix(1, 2), SplitMix64.mix(2, 1));
  }
}
