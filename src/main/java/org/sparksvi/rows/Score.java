package org.sparksvi.rows;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A score of rows, for people and for programs.
 *
 * @param text lines
 * @param page the same as JSON
 */
public record Score(String text, ObjectNode page) {}
