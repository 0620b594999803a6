package org.sparksvi.spark.input;

import org.sparksvi.format.OnInvalid;

/**
 * How a corpus of text is counted.
 *
 * @param tokens how text becomes tokens
 * @param vocabulary which words are counted, where no vocabulary is given
 * @param onInvalid what is done about rows that are not acceptable
 */
public record TextSettings(
    TokenSettings tokens, VocabularySettings vocabulary, OnInvalid onInvalid) {}
