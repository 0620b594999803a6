package org.sparksvi.spark.resident;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sparksvi.spark.resident.Simulation.SECOND;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Which attempts take part. */
class ParticipantsTest {
  private final Participants members = new Participants();

  private Answer join(long attempt, int partition, String executor) {
    return members.join(Request.join(1, attempt, partition, executor, "h"), 0);
  }

  private void assertGo(String reason, Answer answer) {
    assertEquals(Answer.Kind.GO, answer.kind());
    assertEquals(reason, answer.reason());
  }

  @Test
  void tasksOfAnExecutorAreOneMember() {
    assertEquals(1, join(10, 0, "a").member());
    assertEquals(1, join(11, 1, "a").member());
    assertEquals(2, join(12, 2, "b").member());

    assertEquals(List.of("a", "b"), members.executors());
    assertEquals(3, members.tasks());
  }

  @Test
  void anAttemptThatAsksTwiceIsTakenOnce() {
    join(10, 0, "a");

    assertEquals(1, join(10, 0, "a").member());
    assertEquals(1, members.tasks());
  }

  @Test
  void aSecondAttemptGoesWhileTheFirstLives() {
    join(10, 0, "a");

    assertGo("another attempt at this task is at work", join(11, 0, "b"));
    assertGo("another attempt at this task is at work", join(12, 0, "a"));
    members.over(10);
    assertEquals(Answer.Kind.WELCOME, join(13, 0, "b").kind());
  }

  @Test
  void anExecutorIsGoneWithItsLastTask() {
    join(10, 0, "a");
    join(11, 1, "a");

    assertTrue(members.leave(Request.leave(1, 1, 10, 0)).isEmpty());
    assertEquals("a", members.over(11).orElseThrow().executor());
    assertEquals(0, members.count());
    assertTrue(members.over(11).isEmpty());
  }

  /** Spark says that the tasks are over before it says that the executor is gone. */
  @Test
  void anExecutorThatIsGoneIsKnownAfterItsTasksAreOver() {
    join(10, 0, "a");
    members.over(10);

    assertTrue(members.lost("a").isEmpty());
    assertTrue(members.forget("a"));
    assertFalse(members.forget("a"));
    assertFalse(members.forget("b"));
  }

  @Test
  void anExecutorThatComesBackIsANewMember() {
    join(10, 0, "a");
    members.lost("a");

    assertEquals(2, join(11, 0, "a").member());
    assertTrue(members.leave(Request.leave(1, 1, 10, 0)).isEmpty()); // the old one's
    assertEquals(1, members.tasks());
  }

  /** Its question came after Spark's own word that it is over. */
  @Test
  void anAttemptThatIsOverIsNotTaken() {
    members.over(10);

    assertGo("this attempt is over", join(10, 0, "a"));
    assertEquals(Answer.Kind.WELCOME, join(11, 0, "a").kind());
  }

  @Test
  void whatIsOverIsRememberedForAWhileOnly() {
    for (long attempt = 0; attempt < 100_000; attempt++) {
      members.over(attempt);
    }

    assertGo("this attempt is over", join(99_999, 0, "a"));
    assertEquals(Answer.Kind.WELCOME, join(0, 0, "a").kind());
  }

  @Test
  void whereAnExecutorIsToGoNobodyJoins() {
    join(10, 0, "a");
    assertTrue(members.drain("a"));
    assertFalse(members.drain("a"));

    assertGo("this executor is to be decommissioned", join(11, 1, "a"));
    assertEquals(List.of(), List.copyOf(members.active()));
  }

  @Test
  void everyTaskIsToldAgainASecondAfterItWasTold() {
    Participant member = new Participant(1, "a", "h");
    member.enter(10, 0);
    member.enter(11, 1);

    member.letGo(10);
    assertArrayEquals(new int[] {0}, member.tell(0));
    member.letGo(11);
    assertArrayEquals(new int[] {1}, member.tell(6 * SECOND / 10));
    assertArrayEquals(new int[] {0}, member.tell(11 * SECOND / 10));
    assertArrayEquals(new int[] {1}, member.tell(17 * SECOND / 10));
  }

  @Test
  void whatAnExecutorStillWorksOnIsNotLeftBehind() {
    join(10, 0, "a");
    join(11, 1, "b");
    members.get(1).orElseThrow().worksOn(5);

    assertEquals(4, members.leftBehind(7));
    members.get(1).orElseThrow().idle();
    assertEquals(7, members.leftBehind(7));
  }

  /** It may stand still for hours, in which the others need new parameters every round. */
  @Test
  void whatAnExecutorThatIsNotWaitedForHadIsLeftBehind() {
    join(10, 0, "a");
    Participant member = members.get(1).orElseThrow();
    member.worksOn(5);

    member.notWaitedFor();

    assertEquals(7, members.leftBehind(7));
    assertEquals(List.of(), List.copyOf(members.active()));
    member.worksOn(8);
    assertEquals(7, members.leftBehind(9));
  }
}
