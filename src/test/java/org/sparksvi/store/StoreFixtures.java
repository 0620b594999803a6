package org.sparksvi.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.sparksvi.data.CompletionBlock;
import org.sparksvi.data.CountBlock;
import org.sparksvi.data.DataRow;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.random.SplitMix64;

/** Small blocks, and places on the local file system. */
final class StoreFixtures {
  static final int COLUMNS = 40;

  private StoreFixtures() {}

  static org.apache.hadoop.fs.Path path(Path directory) {
    return new org.apache.hadoop.fs.Path(directory.toUri());
  }

  static FileSystem fileSystem(Path directory) throws IOException {
    FileSystem fs = new RawLocalFileSystem();
    fs.initialize(directory.getRoot().toUri(), new Configuration(false));
    return fs;
  }

  /** Rows of counts; some are empty. */
  static List<DataRow> rows(int rows, double unit) {
    List<DataRow> list = new ArrayList<>();
    for (int r = 0; r < rows; r++) {
      int size = (int) Long.remainderUnsigned(SplitMix64.mix(r), 7);
      int[] columns = new int[size];
      double[] counts = new double[size];
      for (int i = 0; i < size; i++) {
        columns[i] = (i == 0 ? 0 : columns[i - 1] + 1) + (int) ((r * 3L + i) % 5);
        counts[i] = unit * (1 + (r + i) % 4);
      }
      list.add(DataRow.counts(SplitMix64.mix(r) - r, columns, counts));
    }
    return list;
  }

  static List<CountBlock> blocks(int rows, int blockSize) {
    return MemoryBlocks.pack(CountBlock::of, COLUMNS, rows(rows, 1), blockSize).blocks();
  }

  static List<CompletionBlock> completions(int rows, int blockSize) {
    List<CountBlock> observed = blocks(rows, blockSize);
    List<CountBlock> heldOut =
        MemoryBlocks.pack(CountBlock::of, COLUMNS, rows(rows, 0.25), blockSize).blocks();
    List<CompletionBlock> blocks = new ArrayList<>();
    for (int b = 0; b < observed.size(); b++) {
      blocks.add(new CompletionBlock(observed.get(b), heldOut.get(b)));
    }
    return blocks;
  }
}
