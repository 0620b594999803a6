package org.sparksvi.spark.resident;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.lang.reflect.Array;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparksvi.engine.PackedTotal;

/** Messages come back as they were sent; what is none is refused, and only with a reason. */
class RequestAnswerTest {
  private static final PackedTotal PART = new Sums(1).total(0, 7).packed();
  private static final byte[] WHO = "3\nhost".getBytes(StandardCharsets.UTF_8);

  static Stream<Request> requests() {
    return Stream.of(
        Request.join(-5, 11, 2, "3", "a.host"),
        Request.join(1, 0, 0, "driver", ""),
        Request.poll(Long.MIN_VALUE, 4),
        Request.leave(8, 4, 11, 2),
        Request.result(9, Integer.MAX_VALUE, 5, 6, 3, 4, 70, 80, PART));
  }

  static Stream<Answer> answers() {
    return Stream.of(
        Answer.welcome(3),
        Answer.waitFor(1_000_000),
        Answer.end(),
        Answer.shiftOver(new int[] {3, 1}),
        Answer.go("nothing für you"),
        Answer.refused("so that"),
        Answer.work(4, 5, new int[] {7, 1}, Payload.SHARED),
        Answer.work(4, 5, new int[] {7, 1}, new Payload(Answer.Kind.WORK, new byte[] {1, 2})),
        Answer.work(4, 5, new int[0], new Payload(Answer.Kind.BROADCAST, new byte[] {3})));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void aRequestComesBackAsItWasSent(Request sent) {
    Request read = Request.of(sent.message());

    assertEquals(sent, read);
  }

  @Test
  void theSenderIsAnExecutorAndAHost() {
    Request read = Request.of(Request.join(-5, 11, 2, "3", "a.host").message());

    assertEquals("3", read.executor());
    assertEquals("a.host", read.host());
  }

  @ParameterizedTest
  @MethodSource("answers")
  void anAnswerComesBackAsItWasSent(Answer sent) {
    Answer read = Answer.of(sent.message());

    assertEquals(sent.kind(), read.kind());
    assertEquals(sent.member(), read.member());
    assertEquals(sent.exchange(), read.exchange());
    assertEquals(sent.lease(), read.lease());
    assertEquals(sent.nanos(), read.nanos());
    assertArrayEquals(sent.units(), read.units());
    assertArrayEquals(sent.content(), read.content());
    assertEquals(sent.reason(), read.reason());
  }

  /** The thread that receives a message on an executor sees no class of the application. */
  @Test
  void messagesHoldArraysOfPrimitivesOnly() {
    List<Object[]> messages = new ArrayList<>();
    requests().forEach(request -> messages.add(request.message()));
    answers().forEach(answer -> messages.add(answer.message()));
    for (Object[] message : messages) {
      assertEquals(Object[].class, message.getClass());
      for (Object part : message) {
        assertPrimitive(part);
      }
    }
  }

  private static void assertPrimitive(Object part) {
    Class<?> component = part.getClass().getComponentType();
    assertTrue(component != null, () -> part.getClass() + " in a message");
    while (component.isArray()) {
      component = component.getComponentType();
    }
    assertTrue(component.isPrimitive(), () -> part.getClass() + " in a message");
  }

  private static long[] head(int at, long value) {
    long[] head = (long[]) Request.result(9, 2, 5, 6, 3, 4, 70, 80, PART).message()[0];
    head[at] = value;
    return head;
  }

  private static Object[] result(long[] head) {
    return new Object[] {head, PART.rows(), PART.from(), PART.sums(), PART.peaks(), PART.terms()};
  }

  private static Object[] with(int at, Object part) {
    Object[] message = result(head(9, 4));
    message[at] = part;
    return message;
  }

  private static Arguments wrong(Object message, String what) {
    return arguments(message, what);
  }

  static Stream<Arguments> malformedRequests() {
    String of = " of a message between driver and tasks must be ";
    long[] poll = (long[]) Request.poll(1, 1).message()[0];
    long[] join = (long[]) Request.join(1, 1, 1, "e", "h").message()[0];
    return Stream.of(
        wrong(null, "the message between driver and tasks must be Object[], but was null"),
        wrong("hello", "the message between driver and tasks must be Object[], but was String"),
        wrong(
            new long[11], "the message between driver and tasks must be Object[], but was long[]"),
        wrong(new Object[0], "parts" + of + "at least 1, but was 0"),
        wrong(new Object[1], "the head between driver and tasks must be long[], but was null"),
        wrong(
            new Object[] {new int[11]},
            "the head between driver and tasks must be long[], but was int[]"),
        wrong(new Object[] {new long[0]}, "numbers of the head" + of + "at least 1, but was 0"),
        wrong(
            new Object[] {new long[] {Request.VERSION + 1}},
            "version" + of + Request.VERSION + ", but was " + (Request.VERSION + 1)),
        wrong(
            new Object[] {new long[] {Request.VERSION}},
            "numbers of the head" + of + "12, but was 1"),
        wrong(result(head(2, 4)), "kind" + of + "from 0 to 3, but was 4"),
        wrong(result(head(2, -1)), "kind" + of + "from 0 to 3, but was -1"),
        wrong(result(head(2, 1L << 32)), "kind" + of + "from 0 to 3, but was 4294967296"),
        wrong(result(head(3, -2)), "member" + of + "from 0 to 2147483647, but was -2"),
        wrong(result(head(5, -2)), "partition" + of + "from 0 to 2147483647, but was -2"),
        wrong(result(head(8, 4)), "slice" + of + "from 0 to 3, but was 4"),
        wrong(result(head(8, -1)), "slice" + of + "from 0 to 3, but was -1"),
        wrong(result(head(9, -1)), "slices" + of + "from 0 to 131072, but was -1"),
        wrong(result(head(9, 131073)), "slices" + of + "from 0 to 131072, but was 131073"),
        wrong(result(head(9, 0)), "slices of a RESULT" + of + "at least 1, but was 0"),
        wrong(new Object[] {poll, WHO}, "parts of a POLL" + of + "1, but was 2"),
        wrong(new Object[] {join}, "parts of a JOIN" + of + "2, but was 1"),
        wrong(new Object[] {head(9, 4)}, "parts of a RESULT" + of + "6, but was 1"),
        wrong(
            new Object[] {join, "e"},
            "the sender between driver and tasks must be byte[], but was String"),
        wrong(
            new Object[] {join, new byte[4097]},
            "bytes of the sender" + of + "at most 4096, but was 4097"),
        wrong(
            with(1, new long[0][]),
            "the rows between driver and tasks must be int[][], but was long[][]"),
        wrong(
            with(1, new int[2][]),
            "the rows of a field between driver and tasks must be int[], but was null"),
        wrong(with(2, null), "the places between driver and tasks must be int[], but was null"),
        wrong(
            with(3, new double[2][]),
            "the sums between driver and tasks must be long[][], but was double[][]"),
        wrong(
            with(3, new long[2][]),
            "the sums of a field between driver and tasks must be long[], but was null"),
        wrong(with(4, 3L), "the peaks between driver and tasks must be long[], but was Long"),
        wrong(
            with(5, new Object[1]),
            "the terms between driver and tasks must be long[], but was Object[]"));
  }

  @ParameterizedTest
  @MethodSource("malformedRequests")
  void aMalformedRequestIsRefused(Object malformed, String message) {
    assertEquals(
        message, assertThrows(MessageException.class, () -> Request.of(malformed)).getMessage());
  }

  static Stream<Arguments> malformedAnswers() {
    String of = " of a message between driver and tasks must be ";
    long version = Request.VERSION;
    return Stream.of(
        wrong(null, "the answer between driver and tasks must be Object[], but was null"),
        wrong(3, "the answer between driver and tasks must be Object[], but was Integer"),
        wrong(new Object[2], "parts" + of + "3, but was 2"),
        wrong(new Object[3], "the head between driver and tasks must be long[], but was null"),
        wrong(
            new Object[] {new long[5], new int[0], new byte[0]},
            "numbers of the head" + of + "6, but was 5"),
        wrong(
            new Object[] {new long[6], new int[0], new byte[0]},
            "version" + of + version + ", but was 0"),
        wrong(
            new Object[] {new long[] {version, 9, 0, 0, 0, 0}, new int[0], new byte[0]},
            "kind" + of + "from 0 to 8, but was 9"),
        wrong(
            new Object[] {new long[] {version, 1, -1, 0, 0, 0}, new int[0], new byte[0]},
            "member" + of + "from 0 to 2147483647, but was -1"),
        wrong(
            new Object[] {new long[] {version, 1, 0, 0, 0, 0}, null, new byte[0]},
            "the units between driver and tasks must be int[], but was null"),
        wrong(
            new Object[] {new long[] {version, 1, 0, 0, 0, 0}, new int[0], "c"},
            "the content between driver and tasks must be byte[], but was String"));
  }

  @ParameterizedTest
  @MethodSource("malformedAnswers")
  void aMalformedAnswerIsRefused(Object malformed, String message) {
    assertEquals(
        message, assertThrows(MessageException.class, () -> Answer.of(malformed)).getMessage());
  }

  @Provide
  Arbitrary<Object> parts() {
    return Arbitraries.of(
        null,
        new long[0],
        new long[11],
        new int[3],
        new int[2][],
        new int[2][1],
        new long[2][],
        new long[2][3],
        new byte[5],
        new Object[2],
        "text",
        7L);
  }

  /** A message with something wrong in it, or not, is read or refused: nothing else happens. */
  @Property(tries = 2000)
  void anythingIsReadOrRefused(@ForAll long seed, @ForAll("parts") Object part) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Request> requests = requests().toList();
    Object[] message = copy(requests.get(random.nextInt(requests.size())).message());
    long[] head = (long[]) message[0];
    switch (random.nextInt(3)) {
      case 0 -> head[random.nextInt(head.length)] = random.nextLong(-3, 5);
      case 1 -> head[random.nextInt(head.length)] = random.nextLong();
      default -> message[random.nextInt(message.length)] = part;
    }

    DriverSide exchange = new DriverSide(2, Long.MAX_VALUE, () -> 0);
    exchange.open(Sums.units(3), new Sums(1).none(), Payload.SHARED);
    try {
      exchange.answer(Request.of(message));
    } catch (MessageException | IllegalArgumentException refused) {
      assertTrue(refused.getMessage().contains("must be"), refused::getMessage);
    }
  }

  private static Object[] copy(Object[] message) {
    Object[] copy = message.clone();
    for (int i = 0; i < copy.length; i++) {
      int length = Array.getLength(copy[i]);
      Object part = Array.newInstance(copy[i].getClass().getComponentType(), length);
      System.arraycopy(copy[i], 0, part, 0, length);
      copy[i] = part;
    }
    return copy;
  }

  /** A result before any exchange, as an executor of another application might send. */
  @Test
  void aResultBeforeTheFirstExchangeIsNoResult() {
    DriverSide exchange = new DriverSide(2, Long.MAX_VALUE, () -> 0);

    assertEquals(
        Answer.Kind.GO, exchange.answer(Request.result(9, 2, 0, 1, 0, 1, 0, 0, PART)).kind());
  }
}
