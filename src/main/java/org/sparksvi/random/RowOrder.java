package org.sparksvi.random;

/** Names of rows that depend on their keys alone: their order, and which are held out. */
public final class RowOrder {
  private static final double TO_UNIT = 0x1.0p-53;

  private final long orderSeed;
  private final long heldOutSeed;

  public RowOrder(Streams streams) {
    orderSeed = streams.name(Purpose.ROW_ORDER);
    heldOutSeed = streams.name(Purpose.HELD_OUT);
  }

  /** Place of a key among all keys, as a signed number; different keys have different places. */
  public long place(long key) {
    return SplitMix64.mix(orderSeed, key);
  }

  /** Whether the row of a key is among the fraction that is held out. */
  public boolean heldOut(long key, double fraction) {
    return (SplitMix64.mix(heldOutSeed, key) >>> 11) * TO_UNIT < fraction;
  }
}
