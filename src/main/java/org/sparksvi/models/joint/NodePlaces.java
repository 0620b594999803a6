package org.sparksvi.models.joint;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Where the nodes of blocks' integrals are, while these stay: they depend on the rows and on a
 * centre alone, and finding them takes as long as a round's draws, or longer.
 *
 * <p>Blocks are known by what they hold, so that it does not matter which numbers they have.
 */
final class NodePlaces {
  /** Numbers that are kept, 64 MB; nodes of further blocks are placed in every round. */
  private static final long MOST_NUMBERS = 1L << 23;

  private volatile Kept kept = new Kept(new double[0]);

  private static final class Kept {
    private final double[] centre;
    private final Map<Long, LocalIntegral.Places> places = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();

    Kept(double[] centre) {
      this.centre = centre;
    }
  }

  /** Places the nodes of a graph that has these rows. */
  void place(Scope scope, UnitRows block, double[] centre) {
    Kept now = kept;
    if (!Arrays.equals(now.centre, centre)) {
      now = new Kept(centre.clone());
      kept = now;
    }
    long content = block.content();
    LocalIntegral.Places known = now.places.get(content);
    if (known != null) {
      scope.integral().take(known);
      return;
    }
    scope.placeLocals(centre);
    LocalIntegral.Places found = scope.integral().places();
    if (now.numbers.addAndGet(found.numbers()) <= MOST_NUMBERS) {
      now.places.put(content, found);
    }
  }
}
