package org.sparksvi.spark.resident;

import java.nio.charset.StandardCharsets;

/**
 * What the driver answers: an array of primitives and arrays of them.
 *
 * <pre>
 *   { long[] head, int[] units, byte[] content }
 * </pre>
 *
 * @param kind what the task is to do
 * @param member number of the executor, with WELCOME
 * @param exchange the work is of
 * @param lease of the units
 * @param nanos to wait before the next question, with WAIT
 * @param units to work on, with WORK; with SHIFT_OVER the partitions of the tasks that are to go
 * @param content with WORK the work, or the handle of its broadcast, or nothing where it is shared;
 *     with REFUSED and GO a reason in UTF-8
 */
@SuppressWarnings("ArrayRecordComponent") // a message, compared by nobody
record Answer(
    Kind kind, int member, long exchange, long lease, long nanos, int[] units, byte[] content) {
  private static final int HEAD = 6;
  private static final int[] NO_UNITS = {};
  private static final byte[] NOTHING = {};
  private static final Kind[] KINDS = Kind.values();

  /** What a task can be told. */
  enum Kind {
    /** Stay. */
    WELCOME,
    /** Ask again later. */
    WAIT,
    /** Work, whose description is shared in this process. */
    SHARED,
    /** Work, whose description is in the message. */
    WORK,
    /** Work, whose description is broadcast. */
    BROADCAST,
    /** The training is over. */
    END,
    /** The shift of some tasks is over: others take their places. */
    SHIFT_OVER,
    /** Nothing for this attempt; another may be needed elsewhere. */
    GO,
    /** The question was not understood or not allowed. */
    REFUSED
  }

  static Answer welcome(int member) {
    return new Answer(Kind.WELCOME, member, 0, 0, 0, NO_UNITS, NOTHING);
  }

  static Answer waitFor(long nanos) {
    return new Answer(Kind.WAIT, 0, 0, 0, nanos, NO_UNITS, NOTHING);
  }

  static Answer end() {
    return new Answer(Kind.END, 0, 0, 0, 0, NO_UNITS, NOTHING);
  }

  static Answer shiftOver(int[] partitions) {
    return new Answer(Kind.SHIFT_OVER, 0, 0, 0, 0, partitions, NOTHING);
  }

  static Answer go(String reason) {
    return new Answer(Kind.GO, 0, 0, 0, 0, NO_UNITS, reason.getBytes(StandardCharsets.UTF_8));
  }

  static Answer refused(String reason) {
    return new Answer(Kind.REFUSED, 0, 0, 0, 0, NO_UNITS, reason.getBytes(StandardCharsets.UTF_8));
  }

  static Answer work(long exchange, long lease, int[] units, Payload payload) {
    return new Answer(payload.kind(), 0, exchange, lease, 0, units, payload.content());
  }

  /** The reason given. */
  String reason() {
    return new String(content, StandardCharsets.UTF_8);
  }

  /** As it is sent. */
  Object[] message() {
    long[] head = {Request.VERSION, kind.ordinal(), member, exchange, lease, nanos};
    return new Object[] {head, units, content};
  }

  /**
   * Reads an answer.
   *
   * @throws MessageException where it is none of ours, or of another version
   */
  static Answer of(Object message) {
    Object[] parts = MessageException.cast(message, Object[].class, "the answer");
    MessageException.require(parts.length == 3, "parts", 3, parts.length);
    long[] head = MessageException.cast(parts[0], long[].class, "the head");
    MessageException.require(head.length == HEAD, "numbers of the head", HEAD, head.length);
    MessageException.require(head[0] == Request.VERSION, "version", Request.VERSION, head[0]);
    return new Answer(
        KINDS[MessageException.within(head[1], KINDS.length - 1, "kind")],
        MessageException.within(head[2], Integer.MAX_VALUE, "member"),
        head[3],
        head[4],
        head[5],
        MessageException.cast(parts[1], int[].class, "the units"),
        MessageException.cast(parts[2], byte[].class, "the content"));
  }
}
