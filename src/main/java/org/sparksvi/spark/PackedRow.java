package org.sparksvi.spark;

import java.io.Serializable;

/**
 * A row ready for its block.
 *
 * @param heldOut whether it is scored, not trained on
 * @param bytes as the row's kind packs them
 */
@SuppressWarnings("ArrayRecordComponent") // a message, compared by nobody
record PackedRow(boolean heldOut, byte[] bytes) implements Serializable {}
