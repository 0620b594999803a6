/** Numbers in, verdict out: when to stop, and what the numbers mean. */
package org.sparksvi.diagnose;
