package org.sparksvi.run;

/** What a training does about a run that its directory holds already. */
public enum Resume {
  /** Goes on with it; begins one where there is none. */
  AUTO,
  /** Begins anew, in its place. */
  NEVER,
  /** Goes on with it; refuses where there is none. */
  MUST
}
