/** Exponential families: expectations, normalisers, divergences, estimates. */
package org.sparksvi.family;
