package org.sparksvi.engine;

/**
 * What was spent on having work done elsewhere.
 *
 * @param exchange seconds from when work was given out until all of it had come back
 * @param computing of these, seconds in which whoever took longest was at work
 * @param alone of these, seconds in which one executor or task was at work and no other
 */
public record Spent(double exchange, double computing, double alone) {
  public static final Spent NOTHING = new Spent(0, 0, 0);

  public Spent plus(Spent more) {
    return new Spent(exchange + more.exchange, computing + more.computing, alone + more.alone);
  }

  Spent since(Spent before) {
    return new Spent(
        exchange - before.exchange, computing - before.computing, alone - before.alone);
  }
}
