package org.sparksvi.store;

import java.io.IOException;
import org.sparksvi.data.CountBlock;
import org.sparksvi.data.SparseEntries;
import org.sparksvi.format.Dtype;
import org.sparksvi.format.FormatException;
import org.sparksvi.format.SafetensorsFile;

/** Reads blocks of sparse rows from the tensors that {@link CountTensors} describes. */
final class CountReader implements BlockCodec.ShardReader<CountBlock> {
  private final String prefix;
  private final int firstBlock;
  private final int columns;
  private final long[] offsets; // (blocks + 1) × 3

  private CountReader(String prefix, int firstBlock, int columns, long[] offsets) {
    this.prefix = prefix;
    this.firstBlock = firstBlock;
    this.columns = columns;
    this.offsets = offsets;
  }

  static CountReader open(
      SafetensorsFile file, String prefix, int firstBlock, int blocks, int columns)
      throws IOException {
    String name = prefix + "offsets";
    file.require(name, Dtype.I64, blocks + 1L, CountTensors.OFFSETS);
    file.require(prefix + "keys", Dtype.I64, -1);
    file.require(prefix + "lengths", Dtype.I32, -1);
    file.require(prefix + "distinct", Dtype.I32, -1);
    long[] offsets = file.longs(name);
    String[] parts = {"keys", "counts", "distinct"};
    for (int part = 0; part < CountTensors.OFFSETS; part++) {
      long before = 0;
      for (int b = 0; b <= blocks; b++) {
        long offset = offsets[b * CountTensors.OFFSETS + part];
        if (offset < before || offset - before > Integer.MAX_VALUE || (b == 0 && offset != 0)) {
          throw new FormatException(
              file.name(),
              "tensor '%s' must ascend from 0 by less than 2^31, but has %d after %d at block %d"
                  .formatted(name, offset, before, b));
        }
        before = offset;
      }
      requireElements(file, prefix + parts[part], before);
    }
    requireElements(file, prefix + "lengths", offsets[blocks * CountTensors.OFFSETS]);
    requireElements(file, prefix + "place", offsets[blocks * CountTensors.OFFSETS + 1]);
    return new CountReader(prefix, firstBlock, columns, offsets);
  }

  private static void requireElements(SafetensorsFile file, String name, long elements) {
    if (file.elements(name) != elements) {
      throw new FormatException(
          file.name(),
          "tensor '%s' must have the %d elements that the offsets say, but has %d"
              .formatted(name, elements, file.elements(name)));
    }
  }

  @Override
  public CountBlock read(SafetensorsFile file, int place) throws IOException {
    SparseEntries of = entries(file, place);
    try {
      return new CountBlock(
          firstBlock + place,
          columns,
          keys(file, place),
          of.start(),
          of.distinct(),
          of.place(),
          of.values());
    } catch (IllegalArgumentException e) {
      throw new FormatException(file.name(), e.getMessage(), e);
    }
  }

  /** The keys of a block's rows. */
  long[] keys(SafetensorsFile file, int place) throws IOException {
    int at = place * CountTensors.OFFSETS;
    return file.longs(prefix + "keys", offsets[at], rows(place));
  }

  /** Number of a block's rows. */
  int rows(int place) {
    int at = place * CountTensors.OFFSETS;
    return (int) (offsets[at + 3] - offsets[at]);
  }

  /** Where the rows of a block begin in the shard. */
  long firstRow(int place) {
    return offsets[place * CountTensors.OFFSETS];
  }

  /** The entries of a block, which are not checked yet. */
  SparseEntries entries(SafetensorsFile file, int place) throws IOException {
    int at = place * CountTensors.OFFSETS;
    int entries = (int) (offsets[at + 4] - offsets[at + 1]);
    int distinct = (int) (offsets[at + 5] - offsets[at + 2]);
    int[] lengths = file.ints(prefix + "lengths", offsets[at], rows(place));
    return new SparseEntries(
        start(file, firstBlock + place, lengths, entries),
        file.ints(prefix + "distinct", offsets[at + 2], distinct),
        file.ints(prefix + "place", offsets[at + 1], entries),
        file.doubles(prefix + "counts", offsets[at + 1], entries));
  }

  private int[] start(SafetensorsFile file, int id, int[] lengths, int entries) {
    int[] start = new int[lengths.length + 1];
    for (int r = 0; r < lengths.length; r++) {
      if (lengths[r] < 0 || lengths[r] > entries - start[r]) {
        throw wrongLengths(file, id, entries);
      }
      start[r + 1] = start[r] + lengths[r];
    }
    if (start[lengths.length] != entries) {
      throw wrongLengths(file, id, entries);
    }
    return start;
  }

  private FormatException wrongLengths(SafetensorsFile file, int id, int entries) {
    return new FormatException(
        file.name(),
        "tensor '%slengths' must add up to the %d entries of block %d"
            .formatted(prefix, entries, id));
  }
}
