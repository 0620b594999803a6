package org.sparksvi.spark.resident;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who has which units of one exchange. Units are dealt to executors in proportion to their tasks,
 * leased when an executor asks, and counted once, whoever brings them first.
 */
final class Allotment {
  private final int[] units;
  private final boolean[] counted; // by place of the unit
  private final Map<Participant, int[]> shares = new HashMap<>(); // dealt, not yet asked for
  private final ArrayDeque<Integer> pool = new ArrayDeque<>(); // places for whoever asks
  private final Map<Long, Lease> leases = new HashMap<>();
  private final long opened;
  private int left;

  Allotment(int[] units, long opened) {
    this.units = units;
    this.counted = new boolean[units.length];
    this.opened = opened;
    this.left = units.length;
  }

  /**
   * Deals units out: to the executor that had a unit before, while it has room.
   *
   * @param coming tasks that are not there yet; their part is for whoever asks
   */
  void deal(Collection<Participant> members, int coming, UnitHomes homes) {
    int tasks = members.stream().mapToInt(Participant::tasks).sum() + coming;
    if (tasks == coming) {
      everyPlace().forEach(pool::add);
      return;
    }
    Map<Participant, Integer> room = rooms(members, tasks);
    Map<Participant, List<Integer>> dealt = new HashMap<>();
    List<Integer> rest = new ArrayList<>();
    Map<Integer, Participant> byNumber = new HashMap<>();
    members.forEach(member -> byNumber.put(homes.number(member), member));
    for (int place : everyPlace()) {
      Participant home = byNumber.get(homes.of(units[place]));
      if (home != null && room.get(home) > 0) {
        give(place, home, room, dealt);
      } else {
        rest.add(place);
      }
    }
    int next = 0;
    for (Participant member : members) {
      while (room.get(member) > 0) {
        give(rest.get(next++), member, room, dealt);
      }
    }
    pool.addAll(rest.subList(next, rest.size()));
    dealt.forEach(
        (member, places) ->
            shares.put(member, places.stream().mapToInt(Integer::intValue).toArray()));
  }

  private List<Integer> everyPlace() {
    List<Integer> places = new ArrayList<>(units.length);
    for (int place = 0; place < units.length; place++) {
      places.add(place);
    }
    return places;
  }

  /** How many units each gets: its part by tasks. */
  private Map<Participant, Integer> rooms(Collection<Participant> members, int tasks) {
    Map<Participant, Integer> rooms = new HashMap<>();
    long before = 0;
    for (Participant member : members) {
      long upTo = before + member.tasks();
      rooms.put(member, (int) (units.length * upTo / tasks - units.length * before / tasks));
      before = upTo;
    }
    return rooms;
  }

  private static void give(
      int place,
      Participant to,
      Map<Participant, Integer> room,
      Map<Participant, List<Integer>> dealt) {
    room.merge(to, -1, Integer::sum);
    dealt.computeIfAbsent(to, member -> new ArrayList<>()).add(place);
  }

  /**
   * Units for an executor that is idle: its share, or its part of what nobody has.
   *
   * @param tasks how many tasks there are or soon will be
   */
  Optional<Lease> lease(long number, Participant member, int tasks, long now) {
    int[] places = shares.remove(member);
    if (places == null) {
      places = fromPool(member.tasks(), Math.max(tasks, member.tasks()));
    }
    if (places.length == 0) {
      return Optional.empty();
    }
    Lease lease = new Lease(number, member, places, now);
    leases.put(number, lease);
    return Optional.of(lease);
  }

  private int[] fromPool(int of, int tasks) {
    pool.removeIf(place -> counted[place]);
    int most = (int) (((long) pool.size() * of + tasks - 1) / tasks);
    int[] places = new int[most];
    for (int i = 0; i < most; i++) {
      places[i] = pool.remove();
    }
    return places;
  }

  /** The units of a lease. */
  int[] units(Lease lease) {
    int[] of = new int[lease.places().length];
    Arrays.setAll(of, i -> units[lease.places()[i]]);
    return of;
  }

  Optional<Lease> lease(long number) {
    return Optional.ofNullable(leases.get(number));
  }

  /** What an executor was leased and has not brought, unless that was dealt out again. */
  Optional<Lease> held(Participant member) {
    return leases.values().stream()
        .filter(lease -> lease.owner() == member && !lease.given())
        .findFirst();
  }

  /**
   * Counts a lease whose results are all there, unless another has brought one of its units before:
   * then the rest of them is dealt out again, where it has not been.
   */
  boolean count(Lease lease) {
    leases.remove(lease.number());
    for (int place : lease.places()) {
      if (counted[place]) {
        if (!lease.given()) {
          toPool(lease.places());
        }
        return false;
      }
    }
    for (int place : lease.places()) {
      counted[place] = true;
    }
    left -= lease.places().length;
    return true;
  }

  boolean complete() {
    return left == 0;
  }

  /** Takes from an executor that is gone whatever it has not brought; how many units. */
  int revoke(Participant member) {
    int taken = 0;
    int[] share = shares.remove(member);
    if (share != null) {
      taken += toPool(share);
    }
    for (Lease lease : leases.values()) {
      if (lease.owner() == member && !lease.given()) {
        lease.give();
        taken += toPool(lease.places());
      }
    }
    return taken;
  }

  /** Executors that hold units for longer than a patience. */
  List<Participant> overdue(long now, long patience) {
    List<Participant> late = new ArrayList<>();
    if (now - opened > patience) {
      late.addAll(shares.keySet());
    }
    for (Lease lease : leases.values()) {
      if (!lease.given() && now - lease.since() > patience && !late.contains(lease.owner())) {
        late.add(lease.owner());
      }
    }
    return late;
  }

  private int toPool(int[] places) {
    int taken = 0;
    for (int place : places) {
      if (!counted[place]) {
        pool.add(place);
        taken++;
      }
    }
    return taken;
  }
}
