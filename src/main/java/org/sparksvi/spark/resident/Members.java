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
final class Members {
  private static final int REMEMBERED = 1000; // attempts that are over

  private final Map<Integer, Member> byNumber = new LinkedHashMap<>();
  private final Set<Long> over = new LinkedHashSet<>(); // the last of them
  private final Set<String> seen = new HashSet<>(); // executors that took part and are not gone
  private final int wanted;
  private int numbered;

  /**
   * Nobody yet.
   *
   * @param wanted tasks that may take part
   */
  Members(int wanted) {
    this.wanted = wanted;
  }

  /** Takes a task in, unless another attempt at its partition lives. */
  Answer join(Request request) {
    Member member = byExecutor(request.executor()).orElse(null);
    if (member != null && member.has(request.attempt())) {
      return Answer.welcome(member.number()); // the first answer was lost
    }
    if (over.contains(request.attempt())) {
      return Answer.go("this attempt is over"); // its question came late
    }
    boolean taken = byNumber.values().stream().anyMatch(m -> m.holds(request.partition()));
    if (taken || tasks() >= wanted) {
      return Answer.go("another attempt at this task is at work");
    }
    if (member != null && member.draining()) {
      return Answer.go("this executor is to be decommissioned");
    }
    if (member == null) {
      member = new Member(++numbered, request.executor(), request.host());
      byNumber.put(member.number(), member);
    }
    seen.add(member.executor());
    member.enter(request.attempt(), request.partition());
    return Answer.welcome(member.number());
  }

  /** A task goes; the executor, where it was the last one. */
  Optional<Member> leave(Request request) {
    return get(request.member()).flatMap(member -> left(member, request.attempt()));
  }

  /** A task is gone; the executor, where it was the last one. */
  Optional<Member> over(long attempt) {
    over.add(attempt);
    if (over.size() > REMEMBERED) {
      over.remove(over.iterator().next());
    }
    return byNumber.values().stream()
        .filter(member -> member.has(attempt))
        .findFirst()
        .flatMap(member -> left(member, attempt));
  }

  private Optional<Member> left(Member member, long attempt) {
    member.leave(attempt);
    if (member.tasks() > 0) {
      return Optional.empty();
    }
    byNumber.remove(member.number());
    return Optional.of(member);
  }

  /** An executor is gone. */
  Optional<Member> lost(String executor) {
    Optional<Member> gone = byExecutor(executor);
    gone.ifPresent(member -> byNumber.remove(member.number()));
    return gone;
  }

  /** Whether an executor took part, even if its tasks were known to be over; says so once. */
  boolean forget(String executor) {
    return seen.remove(executor);
  }

  boolean drain(String executor) {
    return byExecutor(executor).map(Member::drain).orElse(false);
  }

  private Optional<Member> byExecutor(String executor) {
    return byNumber.values().stream()
        .filter(member -> member.executor().equals(executor))
        .findFirst();
  }

  Optional<Member> get(int number) {
    return Optional.ofNullable(byNumber.get(number));
  }

  /** Executors that units can be dealt to: not those that still work on an older exchange. */
  Collection<Member> active() {
    return byNumber.values().stream()
        .filter(member -> member.isIdle() && !member.draining())
        .toList();
  }

  int count() {
    return byNumber.size();
  }

  /** Tasks of all executors. */
  int tasks() {
    return byNumber.values().stream().mapToInt(Member::tasks).sum();
  }

  List<String> executors() {
    return byNumber.values().stream().map(Member::executor).toList();
  }

  /** The last exchange that nobody works on any more, where so many were opened. */
  long leftBehind(long opened) {
    return byNumber.values().stream()
        .mapToLong(member -> member.leftBehind(opened))
        .min()
        .orElse(opened);
  }
}
