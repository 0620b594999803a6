/**
 * Special functions, vector kernels behind one face, exact accumulators and dense algebra; uses no
 * other room.
 */
package org.sparksvi.numeric;
