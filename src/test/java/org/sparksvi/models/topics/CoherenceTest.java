package org.sparksvi.models.topics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sparksvi.data.CountBlock;
import org.sparksvi.data.DataRow;

/** Four documents in two blocks: 0 and 1 meet twice, 0 and 2 once, 1 and 2 never. */
class CoherenceTest {
  private static final double ROUNDING = 1e-12;
  private static final List<CountBlock> BLOCKS =
      List.of(
          CountBlock.of(0, 5, List.of(document(0, 3, 0, 1), document(1, 1, 0, 1, 4))),
          CountBlock.of(1, 5, List.of(document(2, 2, 0, 2, 4), document(3, 1, 2, 4))));

  private static DataRow document(long key, double count, int... words) {
    double[] counts = new double[words.length];
    java.util.Arrays.fill(counts, count);
    return DataRow.counts(key, words, counts);
  }

  private static Coherence of(int... words) {
    return new Coherence(BLOCKS, List.of(words, new int[] {4}));
  }

  @Test
  void pairsOfWordsByHand() {
    // p(0) = 3/4, p(1) = 1/2, p(0, 1) = 1/2
    assertEquals(Math.log(4.0 / 3) / Math.log(2), of(0, 1).npmi(new int[] {0, 1}), ROUNDING);
    // p(0, 2) = 1/4
    assertEquals(Math.log(2.0 / 3) / Math.log(4), of(0, 2).npmi(new int[] {2, 0}), ROUNDING);
    assertEquals(-1, of(1, 2).npmi(new int[] {1, 2}));
  }

  /** The vectors and their cosines by numpy 2.4. */
  @Test
  void wordsOfATopicTogether() {
    int[] topic = {0, 1, 2};

    assertEquals(-0.29248125036057815, of(topic).npmi(topic), ROUNDING);
    assertEquals(0.354337093757844, of(topic).cv(topic), ROUNDING);
  }

  @Test
  void aWordOfNoDocumentMeetsNone() {
    assertEquals(-1, of(0, 3).npmi(new int[] {0, 3}));
  }

  /** Words that always meet say the same. */
  @Test
  void aWordWithItselfIsOne() {
    assertEquals(1, of(4).cv(new int[] {4}), ROUNDING);
  }
}
