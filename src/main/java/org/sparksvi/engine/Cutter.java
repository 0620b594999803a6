package org.sparksvi.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sparksvi.engine.ExactTotal.Packed;

/** Cuts a packed total into parts that add up to it; the first has its peaks and terms. */
final class Cutter {
  private final Packed whole;
  private final int most;
  private final List<Packed> parts = new ArrayList<>();
  private Packed part;
  private int room;

  Cutter(Packed whole, int most) {
    this.whole = whole;
    this.most = most;
    begin(whole.peaks(), whole.terms());
  }

  private void begin(long[] peaks, long[] terms) {
    int fields = whole.sums().length;
    int[][] rows = new int[fields][0];
    long[][] sums = new long[fields][0];
    part = new Packed(rows, new int[fields], sums, peaks, terms);
    parts.add(part);
    room = most;
  }

  List<Packed> parts() {
    for (int f = 0; f < whole.sums().length; f++) {
      int[] rows = whole.rows()[f];
      int columns = rows.length == 0 ? 1 : whole.sums()[f].length / rows.length;
      int items = columns == 0 ? 0 : whole.sums()[f].length / columns;
      int taken = 0;
      while (taken < items) {
        if (room < columns && room < most) {
          begin(new long[whole.peaks().length], new long[whole.terms().length]);
        }
        int take = Math.min(items - taken, Math.max(1, room / columns));
        take(f, taken, take, columns);
        taken += take;
        room -= take * columns;
      }
    }
    return parts;
  }

  private void take(int f, int taken, int take, int columns) {
    int[] rows = whole.rows()[f];
    if (rows.length == 0) {
      part.from()[f] = whole.from()[f] + taken;
    } else {
      part.rows()[f] = Arrays.copyOfRange(rows, taken, taken + take);
    }
    part.sums()[f] = Arrays.copyOfRange(whole.sums()[f], taken * columns, (taken + take) * columns);
  }
}
