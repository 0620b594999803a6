package org.sparksvi.store;

import java.util.List;
import org.sparksvi.data.CountBlock;
import org.sparksvi.format.Dtype;
import org.sparksvi.format.Safetensors;

/**
 * The tensors of count blocks in a shard, under names with a common prefix.
 *
 * <pre>
 *   offsets   I64 [blocks + 1, 3]   where each block's rows, entries and distinct columns begin
 *   keys      I64 [rows]
 *   lengths   I32 [rows]            entries of each row
 *   distinct  I32 [distinct]        the columns that occur in a block, ascending
 *   place     U16 or I32 [entries]  index into the block's distinct columns
 *   counts    U8, U16, F32 or F64 [entries], the narrowest that holds every count of the shard
 * </pre>
 */
final class CountTensors {
  static final int OFFSETS = 3; // rows, entries, distinct

  private final List<CountBlock> blocks;
  private final long[] offsets; // (blocks + 1) × 3
  private final Dtype place;

  CountTensors(List<CountBlock> blocks) {
    this.blocks = blocks;
    this.offsets = new long[(blocks.size() + 1) * OFFSETS];
    int distinct = 0;
    for (int b = 0; b < blocks.size(); b++) {
      CountBlock block = blocks.get(b);
      int at = b * OFFSETS;
      offsets[at + 3] = offsets[at] + block.rows();
      offsets[at + 4] = offsets[at + 1] + block.counts().length;
      offsets[at + 5] = offsets[at + 2] + block.distinct().length;
      distinct = Math.max(distinct, block.distinct().length);
    }
    this.place = distinct <= Character.MAX_VALUE + 1 ? Dtype.U16 : Dtype.I32;
  }

  void addTo(Safetensors file, String prefix) {
    file.add(prefix + "offsets", offsets, blocks.size() + 1, OFFSETS);
    long rows = total(0);
    long entries = total(1);
    file.add(
        prefix + "keys",
        Dtype.I64,
        new long[] {rows},
        out -> {
          for (CountBlock block : blocks) {
            long[] keys = new long[block.rows()];
            for (int r = 0; r < keys.length; r++) {
              keys[r] = block.key(r);
            }
            out.write(keys, 0, keys.length);
          }
        });
    file.add(
        prefix + "lengths",
        Dtype.I32,
        new long[] {rows},
        out -> {
          for (CountBlock block : blocks) {
            int[] lengths = new int[block.rows()];
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
          for (CountBlock block : blocks) {
            out.write(block.distinct(), 0, block.distinct().length);
          }
        });
    file.add(prefix + "place", place, new long[] {entries}, placeContent());
    NarrowDoubles.add(
        file,
        prefix + "counts",
        new long[] {entries},
        blocks.stream().map(CountBlock::counts).toList());
  }

  private long total(int column) {
    return offsets[blocks.size() * OFFSETS + column];
  }

  private Safetensors.Content placeContent() {
    return out -> {
      for (CountBlock block : blocks) {
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
