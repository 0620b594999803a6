package org.sparksvi.run;

/**
 * Rounds of a training on some of its blocks: medians of the later half.
 *
 * @param blocks of a round
 * @param start seconds until there was a state to begin at
 * @param work seconds of a round's sum
 * @param update seconds of the rest of a round
 * @param down bytes that an executor is sent in a round
 * @param up bytes of a sum
 * @param parameters bytes of the parameters
 * @param state bytes of the parameters and what the rules remember
 */
record RoundTimes(
    int blocks,
    double start,
    double work,
    double update,
    long down,
    long up,
    long parameters,
    long state) {}
