package org.sparksvi.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.sparksvi.data.CountBlock;
import org.sparksvi.data.DataRow;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.format.DocwordReader;
import org.sparksvi.format.OnInvalid;
import org.sparksvi.random.RowOrder;
import org.sparksvi.random.Streams;

/** Reads a docword file into blocks in memory: the same blocks that ingestion on Spark writes. */
public final class DocwordBlocks {
  private DocwordBlocks() {}

  /**
   * Reads a local file, plain or gzip.
   *
   * @param seed of the run, which names the order of the rows
   * @param blockSize rows of a block
   */
  public static MemoryBlocks<CountBlock> read(Path file, long seed, int blockSize)
      throws IOException {
    List<DataRow> rows = new ArrayList<>();
    int words;
    try (InputStream in = Files.newInputStream(file)) {
      words =
          DocwordReader.read(
                  in,
                  file.toString(),
                  OnInvalid.FAIL,
                  (document, columns, counts) ->
                      rows.add(DataRow.counts(document, columns, counts)))
              .header()
              .words();
    }
    RowOrder order = new RowOrder(new Streams(seed));
    rows.sort(Comparator.comparingLong(row -> order.place(row.key())));
    return MemoryBlocks.pack(CountBlock::of, words, rows, blockSize);
  }
}
