package org.sparksvi.ml;

import java.util.Optional;

/** A stage whose model may be code that the program has at hand. */
interface WithCode {
  Optional<Object> code();
}
