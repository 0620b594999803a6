package org.sparksvi.models.joint;

import java.util.Arrays;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.model.Round;
import org.sparksvi.random.Streams;

/**
 * Draws of the unconstrained parameters from q.
 *
 * @param centre near which all of them are: nodes are placed there
 * @param each draws × d
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Drawn(double[] centre, double[][] each) {

  /** At a round's noise. */
  static Drawn of(Gaussian q, double[][] noises) {
    return new Drawn(q.mean(), Arrays.stream(noises).map(q::draw).toArray(double[][]::new));
  }

  /** Apart from those of the training, the first of any number. */
  static Drawn apart(JointModel<?> model, Round round, int count) {
    return apart(model, round.parameters(), round.streams(), 0, count);
  }

  /** The same, from any number on. */
  static Drawn apart(
      JointModel<?> model, Bundle parameters, Streams streams, long from, int count) {
    Gaussian q = model.q(parameters);
    double[][] noises = new double[count][];
    Arrays.setAll(noises, s -> Noise.apart(streams, from + s, q.noises()));
    return of(q, noises);
  }

  /** The same, with nodes elsewhere. */
  Drawn around(double[] place) {
    return new Drawn(place, each);
  }

  int count() {
    return each.length;
  }

  /** Prepares a graph for rows at these draws. */
  void begin(Scope scope, UnitRows block) {
    scope.setRows(block);
    scope.placeLocals(centre);
  }
}
