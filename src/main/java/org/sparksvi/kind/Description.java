package org.sparksvi.kind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** What was learnt, for people and for programs. */
public interface Description {

  /** What it is, in half a line. */
  String headline();

  /** Everything, as lines. */
  String text();

  /** The same as JSON. */
  void put(ObjectNode page);

  /** A picture, as SVG, where one can be drawn. */
  Optional<String> picture();
}
