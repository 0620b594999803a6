package org.sparksvi.spark.resident;

/** A message that is none of ours, or does not keep its own rules. */
final class MessageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MessageException(String message) {
    super(message);
  }

  static void require(boolean holds, String quantity, Object rule, Object value) {
    if (!holds) {
      throw new MessageException(
          "%s of a message between driver and tasks must be %s, but was %s"
              .formatted(quantity, rule, value));
    }
  }

  /** A number from 0 to a largest one. */
  static int within(long value, int largest, String quantity) {
    require(value >= 0 && value <= largest, quantity, "from 0 to " + largest, value);
    return (int) value;
  }

  static <T> T cast(Object part, Class<T> type, String what) {
    if (!type.isInstance(part)) {
      throw new MessageException(
          "%s between driver and tasks must be %s, but was %s"
              .formatted(
                  what,
                  type.getSimpleName(),
                  part == null ? "null" : part.getClass().getSimpleName()));
    }
    return type.cast(part);
  }
}
