package org.sparksvi.models.mixture;

/**
 * Log densities of sparse rows that are linear in what their entries weigh.
 *
 * @param kind says what an entry weighs
 * @param constants of each component
 * @param weights of each column, columns × components
 */
@SuppressWarnings("ArrayRecordComponent") // a table, compared by nobody
record CountTable(CountFamily kind, double[] constants, double[] weights) {}
