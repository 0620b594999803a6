package org.sparksvi.cluster;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * What befalls one training, and when: drawn at random, in the order of the rounds.
 *
 * @param blows a cut follows the driver's end that it belongs to
 */
record KillDraw(List<Blow> blows) {
  private static final double LATEST = 0.9; // of the rounds, so that the training has not ended

  /**
   * One misfortune.
   *
   * @param round after which it comes
   * @param worker that it concerns
   * @param share of the checkpoint's bytes that stay
   */
  record Blow(Misfortune misfortune, int round, int worker, double share) {}

  KillDraw {
    blows = List.copyOf(blows);
  }

  /**
   * Draws rounds without repetition, each as likely as any other, and what comes at each; again
   * where an executor would be killed before the one that was killed last could have a successor.
   *
   * @param times how often each misfortune comes
   * @param rounds of the training
   * @param firstCheckpoint the round that a checkpoint is certain after
   */
  static KillDraw of(long seed, Map<Misfortune, Integer> times, int rounds, int firstCheckpoint) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Misfortune> kills = new ArrayList<>();
    for (Misfortune misfortune :
        Misfortune.values()) { // the order of a map may be another each time
      if (misfortune != Misfortune.CHECKPOINT_CUT) {
        kills.addAll(Collections.nCopies(times.getOrDefault(misfortune, 0), misfortune));
      }
    }
    while (true) {
      List<Blow> blows = kills(random, kills, rounds);
      List<Blow> cuttable =
          new ArrayList<>(
              blows.stream()
                  .filter(blow -> blow.misfortune() == Misfortune.DRIVER_KILLED)
                  .filter(blow -> blow.round() > firstCheckpoint)
                  .toList());
      int cuts = times.getOrDefault(Misfortune.CHECKPOINT_CUT, 0);
      if (cuttable.size() >= cuts && !crowded(blows)) {
        Collections.shuffle(cuttable, new Random(random.nextLong()));
        return new KillDraw(withCuts(random, blows, cuttable.subList(0, cuts)));
      }
    }
  }

  private static List<Blow> kills(SplittableRandom random, List<Misfortune> kills, int rounds) {
    TreeSet<Integer> at = new TreeSet<>();
    while (at.size() < kills.size()) {
      at.add(random.nextInt(1, (int) (LATEST * rounds)));
    }
    List<Misfortune> order = new ArrayList<>(kills);
    Collections.shuffle(order, new Random(random.nextLong()));
    List<Blow> blows = new ArrayList<>();
    for (int round : at) {
      int worker = random.nextInt(SparkCluster.HOSTS.size());
      blows.add(new Blow(order.get(blows.size()), round, worker, 1));
    }
    return blows;
  }

  /** Whether two executors are killed in one session of the driver. */
  private static boolean crowded(List<Blow> blows) {
    for (int b = 1; b < blows.size(); b++) {
      if (blows.get(b).misfortune() != Misfortune.DRIVER_KILLED
          && blows.get(b - 1).misfortune() != Misfortune.DRIVER_KILLED) {
        return true;
      }
    }
    return false;
  }

  private static List<Blow> withCuts(SplittableRandom random, List<Blow> blows, List<Blow> cut) {
    List<Blow> all = new ArrayList<>();
    for (Blow blow : blows) {
      all.add(blow);
      if (cut.contains(blow)) {
        all.add(
            new Blow(Misfortune.CHECKPOINT_CUT, blow.round(), blow.worker(), random.nextDouble()));
      }
    }
    return all;
  }
}
