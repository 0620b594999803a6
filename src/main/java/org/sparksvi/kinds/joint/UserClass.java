package org.sparksvi.kinds.joint;

import java.util.Optional;
import org.sparksvi.models.joint.LogJoint;

/**
 * A user's class, by its name; with its code only where who calls the program named it. What a run
 * directory holds can confirm the name, and tell what the class has declared, but loads nothing.
 *
 * @param name of the class; empty where there is none
 * @param code the log joint, where it may run
 * @param digest SHA-256 of the jar it came from, or of the class where it came from no jar; empty
 *     without code
 * @param declared what a published model tells of it
 */
public record UserClass(
    String name, Optional<LogJoint> code, String digest, Optional<Declared> declared) {

  /** In the place of a name where a program has the code at hand. */
  static final String GIVEN = "given";

  /** No class. */
  public static final UserClass NONE = new UserClass("", Optional.empty(), "", Optional.empty());

  /** A log joint that a program has at hand, such as a lambda. */
  public static UserClass of(LogJoint joint) {
    return new UserClass(joint.getClass().getName(), Optional.of(joint), "", Optional.empty());
  }

  /** A class that a published model names. */
  static UserClass published(String name, Optional<Declared> declared) {
    return new UserClass(name, Optional.empty(), "", declared);
  }

  /** The same with what a published model tells of it. */
  UserClass with(Optional<Declared> known) {
    return new UserClass(name, code, digest, known);
  }
}
