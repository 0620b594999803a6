package org.sparksvi.spark.resident;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The executors that take part in a training, and the tasks that live on them. */
final class Participants {
  private static final int REMEMBERED = 1000; // attempts that are over

  private final Map<Integer, Participant> byNumber = new LinkedHashMap<>();
  private final Set<Long> over = new LinkedHashSet<>(); // the last of them
  private final Set<String> seen = new HashSet<>(); // executors that took part and are not gone
  private final Map<Long, Stay> stays = new LinkedHashMap<>(); // by attempt, the oldest first
  private int numbered;

  /** A task, and since when it is there. */
  private record Stay(Participant member, long since) {}

  /** Takes a task in, unless another attempt at its partition lives. */
  Answer join(Request request, long now) {
    Participant member = byExecutor(request.executor()).orElse(null);
    if (member != null && member.has(request.attempt())) {
      return Answer.welcome(member.number()); // the first answer was lost
    }
    if (over.contains(request.attempt())) {
      return Answer.go("this attempt is over"); // its question came late
    }
    boolean taken = byNumber.values().stream().anyMatch(m -> m.holds(request.partition()));
    if (taken) {
      return Answer.go("another attempt at this task is at work");
    }
    if (member != null && member.draining()) {
      return Answer.go("this executor is to be decommissioned");
    }
    if (member == null) {
      member = new Participant(++numbered, request.executor(), request.host());
      byNumber.put(member.number(), member);
    }
    seen.add(member.executor());
    member.enter(request.attempt(), request.partition());
    stays.put(request.attempt(), new Stay(member, now));
    return Answer.welcome(member.number());
  }

  /** A task goes; the executor, where it was the last one. */
  Optional<Participant> leave(Request request) {
    return get(request.member()).flatMap(member -> left(member, request.attempt()));
  }

  /** A task is gone; the executor, where it was the last one. */
  Optional<Participant> over(long attempt) {
    over.add(attempt);
    if (over.size() > REMEMBERED) {
      over.remove(over.iterator().next());
    }
    return byNumber.values().stream()
        .filter(member -> member.has(attempt))
        .findFirst()
        .flatMap(member -> left(member, attempt));
  }

  private Optional<Participant> left(Participant member, long attempt) {
    member.leave(attempt);
    stays.remove(attempt);
    if (!member.isGone()) {
      return Optional.empty();
    }
    byNumber.remove(member.number());
    return Optional.of(member);
  }

  /** An executor is gone. */
  Optional<Participant> lost(String executor) {
    Optional<Participant> gone = byExecutor(executor);
    gone.ifPresent(
        member -> {
          byNumber.remove(member.number());
          stays.values().removeIf(stay -> stay.member() == member);
        });
    return gone;
  }

  /** Whether an executor took part, even if its tasks were known to be over; says so once. */
  boolean forget(String executor) {
    return seen.remove(executor);
  }

  boolean drain(String executor) {
    return byExecutor(executor).map(Participant::drain).orElse(false);
  }

  private Optional<Participant> byExecutor(String executor) {
    return byNumber.values().stream()
        .filter(member -> member.executor().equals(executor))
        .findFirst();
  }

  Optional<Participant> get(int number) {
    return Optional.ofNullable(byNumber.get(number));
  }

  /** Executors that units can be dealt to: not those that still work on an older exchange. */
  Collection<Participant> active() {
    return byNumber.values().stream()
        .filter(member -> member.tasks() > 0 && member.isIdle() && !member.draining())
        .toList();
  }

  int count() {
    return byNumber.size();
  }

  /** Tasks of all executors, without those that are to go. */
  int tasks() {
    return stays.size();
  }

  /** Tasks that are there for so long at least; they are the oldest. */
  int stayed(long nanos, long now) {
    return (int) stays.values().stream().takeWhile(stay -> now - stay.since() >= nanos).count();
  }

  /** Of so many of the oldest tasks those on one executor are to go; how many. */
  int letGo(Participant member, int oldest) {
    List<Long> attempts =
        stays.entrySet().stream()
            .limit(oldest)
            .filter(entry -> entry.getValue().member() == member)
            .map(Map.Entry::getKey)
            .toList();
    attempts.forEach(member::letGo);
    stays.keySet().removeAll(attempts);
    return attempts.size();
  }

  List<String> executors() {
    return byNumber.values().stream().map(Participant::executor).toList();
  }

  /** The last exchange that nobody works on any more, where so many were opened. */
  long leftBehind(long opened) {
    return byNumber.values().stream()
        .mapToLong(member -> member.leftBehind(opened))
        .min()
        .orElse(opened);
  }
}
