package org.sparksvi.spark.resident;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.sparksvi.engine.PackedTotal;

/**
 * What a task says to the driver: an array of primitives and arrays of them, since the thread that
 * receives it sees no class of ours.
 *
 * <pre>
 *   { long[] head, byte[] sender }                                      JOIN
 *   { long[] head }                                                     POLL, LEAVE
 *   { long[] head, int[][] rows, int[] from, long[][] sums, long[] peaks, long[] terms }   RESULT
 * </pre>
 *
 * @param kind what is said
 * @param token names the training
 * @param member number the driver gave to the executor; 0 before it did
 * @param attempt Spark's id of the task attempt
 * @param partition that the task is an attempt at, numbered through all jobs of the training
 * @param exchange that a result belongs to
 * @param lease whose results these are
 * @param slice of a result that comes in several, from 0
 * @param slices of the result
 * @param tail nanoseconds in which one task of the executor was at work and no other
 * @param work nanoseconds from when the executor had the work until it had the result
 * @param sender id and host of the executor, with JOIN
 * @param part of the result, with RESULT
 */
record Request(
    Kind kind,
    long token,
    int member,
    long attempt,
    int partition,
    long exchange,
    long lease,
    int slice,
    int slices,
    long tail,
    long work,
    String sender,
    Optional<PackedTotal> part) {

  /** Changes with the meaning of messages: an old executor's are refused, not misread. */
  static final long VERSION = 0x737669_0003L;

  /** Numbers of 8 bytes in a slice: 4 MB, where {@code spark.rpc.message.maxSize} is 128. */
  static final int SLICE = 1 << 19;

  /** Most slices of a result: 512 GB. */
  static final int MOST_SLICES = 1 << 17;

  private static final int HEAD = 12;
  private static final int SENDER_BYTES = 4096;
  private static final Kind[] KINDS = Kind.values();

  /** What can be said. */
  enum Kind {
    /** A task has come and asks whether it is needed. */
    JOIN,
    /** An executor is idle and asks for work. */
    POLL,
    /** A slice of the result of a lease; with the last one, also POLL. */
    RESULT,
    /** A task goes. */
    LEAVE
  }

  static Request join(long token, long attempt, int partition, String executor, String host) {
    return new Request(
        Kind.JOIN,
        token,
        0,
        attempt,
        partition,
        0,
        0,
        0,
        0,
        0,
        0,
        executor + "\n" + host,
        Optional.empty());
  }

  static Request poll(long token, int member) {
    return new Request(Kind.POLL, token, member, 0, 0, 0, 0, 0, 0, 0, 0, "", Optional.empty());
  }

  static Request leave(long token, int member, long attempt, int partition) {
    return new Request(
        Kind.LEAVE, token, member, attempt, partition, 0, 0, 0, 0, 0, 0, "", Optional.empty());
  }

  static Request result(
      long token,
      int member,
      long exchange,
      long lease,
      int slice,
      int slices,
      long tail,
      long work,
      PackedTotal part) {
    return new Request(
        Kind.RESULT,
        token,
        member,
        0,
        0,
        exchange,
        lease,
        slice,
        slices,
        tail,
        work,
        "",
        Optional.of(part));
  }

  /** As it is sent. */
  Object[] message() {
    long[] head = {
      VERSION,
      token,
      kind.ordinal(),
      member,
      attempt,
      partition,
      exchange,
      lease,
      slice,
      slices,
      tail,
      work
    };
    return switch (kind) {
      case JOIN -> new Object[] {head, sender.getBytes(StandardCharsets.UTF_8)};
      case POLL, LEAVE -> new Object[] {head};
      case RESULT -> {
        PackedTotal sent = part.orElseThrow();
        yield new Object[] {
          head, sent.rows(), sent.from(), sent.sums(), sent.peaks(), sent.terms()
        };
      }
    };
  }

  /**
   * Reads a message.
   *
   * @throws MessageException where it is none of ours, or of another version
   */
  static Request of(Object message) {
    Object[] parts = MessageException.cast(message, Object[].class, "the message");
    MessageException.require(parts.length >= 1, "parts", "at least 1", parts.length);
    long[] head = MessageException.cast(parts[0], long[].class, "the head");
    MessageException.require(head.length >= 1, "numbers of the head", "at least 1", head.length);
    MessageException.require(head[0] == VERSION, "version", VERSION, head[0]);
    MessageException.require(head.length == HEAD, "numbers of the head", HEAD, head.length);
    int ordinal = MessageException.within(head[2], KINDS.length - 1, "kind");
    Kind kind = KINDS[ordinal];
    int length = kind == Kind.RESULT ? 6 : kind == Kind.JOIN ? 2 : 1;
    MessageException.require(parts.length == length, "parts of a " + kind, length, parts.length);
    int slices = MessageException.within(head[9], MOST_SLICES, "slices");
    MessageException.require(
        kind != Kind.RESULT || slices > 0, "slices of a " + kind, "at least 1", slices);
    int slice = MessageException.within(head[8], Math.max(0, slices - 1), "slice");
    return new Request(
        kind,
        head[1],
        MessageException.within(head[3], Integer.MAX_VALUE, "member"),
        head[4],
        MessageException.within(head[5], Integer.MAX_VALUE, "partition"),
        head[6],
        head[7],
        slice,
        slices,
        head[10],
        head[11],
        kind == Kind.JOIN ? sender(parts[1]) : "",
        kind == Kind.RESULT ? Optional.of(packed(parts)) : Optional.empty());
  }

  private static String sender(Object part) {
    byte[] bytes = MessageException.cast(part, byte[].class, "the sender");
    MessageException.require(
        bytes.length <= SENDER_BYTES,
        "bytes of the sender",
        "at most " + SENDER_BYTES,
        bytes.length);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static PackedTotal packed(Object[] parts) {
    int[][] rows = MessageException.cast(parts[1], int[][].class, "the rows");
    long[][] sums = MessageException.cast(parts[3], long[][].class, "the sums");
    for (int[] some : rows) {
      MessageException.cast(some, int[].class, "the rows of a field");
    }
    for (long[] some : sums) {
      MessageException.cast(some, long[].class, "the sums of a field");
    }
    return new PackedTotal(
        rows,
        MessageException.cast(parts[2], int[].class, "the places"),
        sums,
        MessageException.cast(parts[4], long[].class, "the peaks"),
        MessageException.cast(parts[5], long[].class, "the terms"));
  }

  /** Id of the executor that joins. */
  String executor() {
    int end = sender.indexOf('\n');
    return end < 0 ? sender : sender.substring(0, end);
  }

  /** Host of the executor that joins. */
  String host() {
    int end = sender.indexOf('\n');
    return end < 0 ? "" : sender.substring(end + 1);
  }
}
