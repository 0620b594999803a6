package org.sparksvi.spark.input;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.sparksvi.format.IdxHeader;
import org.sparksvi.spark.input.InputFiles.InputFile;

/**
 * Rows of an idx file that one task reads.
 *
 * @param header of the file
 * @param before rows of the files before this one
 * @param whole whether the file is compressed, so that it is read from its beginning to its end
 * @param from the first row
 * @param to the row behind the last one
 */
record IdxPart(InputFile file, IdxHeader header, long before, boolean whole, int from, int to)
    implements Serializable {

  /** Cuts a file into parts of about so many bytes. */
  static List<IdxPart> cut(
      InputFile file, IdxHeader header, long before, boolean whole, long bytes) {
    int rows = header.rows();
    if (whole) {
      return List.of(new IdxPart(file, header, before, true, 0, rows));
    }
    int step = (int) Math.max(1, Math.min(Integer.MAX_VALUE / 2, bytes / header.rowBytes()));
    List<IdxPart> parts = new ArrayList<>();
    for (long from = 0; from < rows; from += step) {
      int to = (int) Math.min(rows, from + step);
      parts.add(new IdxPart(file, header, before, false, (int) from, to));
    }
    return parts;
  }
}
