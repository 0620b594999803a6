/**
 * Spark ML: an Estimator and a Model for each kind of models, whose Params come from the tables of
 * settings. {@code fit} gives the bits of {@code svi train} on the same rows.
 */
package org.sparksvi.ml;
