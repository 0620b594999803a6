package org.sparksvi.store;

import java.util.List;
import java.util.stream.IntStream;
import org.sparksvi.data.CountBlock;
import org.sparksvi.data.SparseEntries;
import org.sparksvi.format.Dtype;
import org.sparksvi.format.Safetensors;

/**
 * The tensors of blocks of sparse rows in a shard, under names with a common prefix.
 *
 * <pre>
 *   offsets   I64 [blocks + 1, 3]   where each block's rows, entries and distinct columns begin
 *   keys      I64 [rows]
 *   lengths   I32 [rows]            entries of each row
 *   distinct  I32 [distinct]        the columns that occur in a block, ascending
 *   place     U16 or I32 [entries]  index into the block's distinct columns
 *   counts    U8, U16, F32 or F64 [entries], the narrowest that holds every value of the shard
 * </pre>
 */
final class CountTensors {
  static final int OFFSETS = 3; // rows, entries, distinct

  private final List<long[]> keys; // by block, then row
  private final List<SparseEntries> entries; // by block
  private final long[] offsets; // (blocks + 1) × 3
  private final Dtype place;

  CountTensors(List<long[]> keys, List<SparseEntries> entries) {
    this.keys = keys;
    this.entries = entries;
    this.offsets = new long[(entries.size() + 1) * OFFSETS];
    int distinct = 0;
    for (int b = 0; b < entries.size(); b++) {
      SparseEntries block = entries.get(b);
      int at = b * OFFSETS;
      offsets[at + 3] = offsets[at] + keys.get(b).length;
      offsets[at + 4] = offsets[at + 1] + block.values().length;
      offsets[at + 5] = offsets[at + 2] + block.distinct().length;
      distinct = Math.max(distinct, block.distinct().length);
    }
    this.place = distinct <= Character.MAX_VALUE + 1 ? Dtype.U16 : Dtype.I32;
  }

  static CountTensors of(List<CountBlock> blocks) {
    return new CountTensors(
        blocks.stream().map(CountTensors::keys).toList(),
        blocks.stream().map(CountBlock::entries).toList());
  }

  private static long[] keys(CountBlock block) {
    return IntStream.range(0, block.rows()).mapToLong(block::key).toArray();
  }

  void addTo(Safetensors file, String prefix) {
    file.add(prefix + "offsets", offsets, entries.size() + 1, OFFSETS);
    long rows = total(0);
    long size = total(1);
    file.add(
        prefix + "keys",
        Dtype.I64,
        new long[] {rows},
        out -> {
          for (long[] block : keys) {
            out.write(block, 0, block.length);
          }
        });
    file.add(
        prefix + "lengths",
        Dtype.I32,
        new long[] {rows},
        out -> {
          for (SparseEntries block : entries) {
            int[] lengths = new int[block.start().length - 1];
            for (int r = 0; r < lengths.length; r++) {
              lengths[r] = block.start()[r + 1] - block.start()[r];
            }
            out.write(lengths, 0, lengths.length);
          }
        });
    file.add(
        prefix + "distinct",
        Dtype.I32,
        new long[] {total(2)},
        out -> {
          for (SparseEntries block : entries) {
            out.write(block.distinct(), 0, block.distinct().length);
          }
        });
    file.add(prefix + "place", place, new long[] {size}, placeContent());
    NarrowDoubles.add(
        file,
        prefix + "counts",
        new long[] {size},
        entries.stream().map(SparseEntries::values).toList());
  }

  private long total(int column) {
    return offsets[entries.size() * OFFSETS + column];
  }

  private Safetensors.Content placeContent() {
    return out -> {
      for (SparseEntries block : entries) {
        int[] places = block.place();
        if (place == Dtype.I32) {
          out.write(places, 0, places.length);
        } else {
          char[] narrow = new char[places.length];
          for (int i = 0; i < narrow.length; i++) {
            narrow[i] = (char) places[i];
          }
          out.write(narrow, 0, narrow.length);
        }
      }
    };
  }
}
