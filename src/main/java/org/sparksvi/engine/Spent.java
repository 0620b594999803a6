package org.sparksvi.engine;

/**
 * What was spent on having work done elsewhere.
 *
 * @param exchange seconds from when work was given out until all of it had come back
 * @param computing of these, seconds in which whoever took longest was at work
 */
public record Spent(double exchange, double computing) {
  public static final Spent NOTHING = new Spent(0, 0);

  public Spent plus(Spent more) {
    return new Spent(exchange + more.exchange, computing + more.computing);
  }

  Spent since(Spent before) {
    return new Spent(exchange - before.exchange, computing - before.computing);
  }
}
