package org.sparksvi.spark.resident;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sparksvi.engine.PackedTotal;

/** Units in the hands of one executor, whose results come together or not at all. */
final class Lease {
  private final long number;
  private final Participant owner;
  private final int[] places; // of the units in their exchange
  private final long since;
  private PackedTotal[] slices;
  private int arrived;
  private boolean given; // dealt out again, to others

  Lease(long number, Participant owner, int[] places, long since) {
    this.number = number;
    this.owner = owner;
    this.places = places;
    this.since = since;
  }

  long number() {
    return number;
  }

  Participant owner() {
    return owner;
  }

  int[] places() {
    return places;
  }

  long since() {
    return since;
  }

  boolean given() {
    return given;
  }

  void give() {
    given = true;
  }

  /** Keeps a slice, once; whether all are there. */
  boolean keep(int slice, int count, PackedTotal part) {
    if (slices == null) {
      slices = new PackedTotal[count];
    }
    MessageException.require(slices.length == count, "slices", slices.length, count);
    if (slices[slice] == null) {
      slices[slice] = part;
      arrived++;
    }
    return arrived == slices.length;
  }

  List<PackedTotal> parts() {
    return new ArrayList<>(Arrays.asList(slices));
  }
}
