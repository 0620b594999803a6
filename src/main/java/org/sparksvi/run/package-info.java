/**
 * The life of a run directory: begin, resume, read the input once, fit, publish, update, roll back.
 *
 * <p>Nothing here prints, reads a clock or knows an exit code: the process around a run is a {@link
 * org.sparksvi.run.Host}. {@link org.sparksvi.run.Fitting} needs no directory either.
 */
package org.sparksvi.run;
