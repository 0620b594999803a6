/** The loop: rounds, steps, executions in process, and what a run leaves behind. */
package org.sparksvi.engine;
