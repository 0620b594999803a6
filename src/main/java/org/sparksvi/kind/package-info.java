/**
 * What a kind of models is to the rest of the program: its settings, its rows, its read-out, and
 * trained models of it. Knows no path but that of a model, no session and no run directory.
 */
package org.sparksvi.kind;
