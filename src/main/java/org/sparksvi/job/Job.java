package org.sparksvi.job;

/** What one command does. */
interface Job {

  /** Does it, and says how it ended. */
  ExitCode run(Session session);
}
