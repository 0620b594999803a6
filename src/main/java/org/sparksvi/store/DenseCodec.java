package org.sparksvi.store;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.format.Dtype;
import org.sparksvi.format.FormatException;
import org.sparksvi.format.Safetensors;
import org.sparksvi.format.SafetensorsFile;

/**
 * Blocks of dense rows in shards.
 *
 * <pre>
 *   offsets  I64 [blocks + 1]           where each block's rows begin
 *   keys     I64 [rows]
 *   weights  U8, U16, F32 or F64 [rows]  the narrowest that holds every weight of the shard
 *   values   F32 or F64 [rows, columns]  the narrowest that holds every value; NaN where missing
 * </pre>
 */
public record DenseCodec() implements BlockCodec<DenseBlock> {
  private static final long BLOCK_BYTES = 128; // object headers and references

  @Override
  public String kind() {
    return "dense";
  }

  @Override
  public int columns(DenseBlock block) {
    return block.columns();
  }

  @Override
  public long bytes(DenseBlock block) {
    return BLOCK_BYTES
        + (long) block.rows() * (Long.BYTES + Double.BYTES + Double.BYTES * (long) block.columns());
  }

  @Override
  public void feed(DenseBlock block, BlockDigest into) {
    into.put(block.id());
    into.put(block.columns());
    into.put(block.keys());
    into.put(block.weights());
    into.put(block.values());
  }

  @Override
  public void add(List<DenseBlock> blocks, Safetensors into) {
    long[] offsets = new long[blocks.size() + 1];
    for (int b = 0; b < blocks.size(); b++) {
      offsets[b + 1] = offsets[b] + blocks.get(b).rows();
    }
    long rows = offsets[blocks.size()];
    int columns = blocks.get(0).columns();
    into.add("offsets", offsets, offsets.length);
    into.add(
        "keys",
        Dtype.I64,
        new long[] {rows},
        out -> {
          for (DenseBlock block : blocks) {
            out.write(block.keys(), 0, block.rows());
          }
        });
    NarrowDoubles.add(
        into, "weights", new long[] {rows}, blocks.stream().map(DenseBlock::weights).toList());
    NarrowDoubles.add(
        into,
        "values",
        new long[] {rows, columns},
        blocks.stream().map(DenseBlock::values).toList());
  }

  @Override
  public ShardReader<DenseBlock> open(SafetensorsFile file, int firstBlock, int blocks, int columns)
      throws IOException {
    long[] offsets = offsets(file, blocks, columns);
    file.require("keys", Dtype.I64, offsets[blocks]);
    requireShape(file, "weights", offsets[blocks]);
    requireShape(file, "values", offsets[blocks], columns);
    return (from, place) -> read(from, firstBlock + place, columns, offsets, place);
  }

  /** Where each block's rows begin in the shard, and the end of the last. */
  static long[] offsets(SafetensorsFile file, int blocks, int columns) throws IOException {
    file.require("offsets", Dtype.I64, blocks + 1L);
    long[] offsets = file.longs("offsets");
    for (int b = 0; b <= blocks; b++) {
      long before = b == 0 ? 0 : offsets[b - 1];
      long most = Integer.MAX_VALUE / columns;
      if (offsets[b] < before || offsets[b] - before > most || (b == 0 && offsets[b] != 0)) {
        throw new FormatException(
            file.name(),
            "tensor 'offsets' must ascend from 0 by at most %d, but has %s"
                .formatted(most, Arrays.toString(Arrays.copyOf(offsets, Math.min(b + 1, 8)))));
      }
    }
    return offsets;
  }

  static void requireShape(SafetensorsFile file, String name, long... shape) {
    if (!Arrays.equals(file.shape(name), shape)) {
      throw new FormatException(
          file.name(),
          "tensor '%s' must have the shape %s that the offsets say, but has %s"
              .formatted(name, Arrays.toString(shape), Arrays.toString(file.shape(name))));
    }
  }

  private static DenseBlock read(
      SafetensorsFile file, int id, int columns, long[] offsets, int place) throws IOException {
    long from = offsets[place];
    int rows = (int) (offsets[place + 1] - from);
    try {
      return new DenseBlock(
          id,
          columns,
          file.longs("keys", from, rows),
          file.doubles("weights", from, rows),
          file.doubles("values", from * columns, rows * columns));
    } catch (IllegalArgumentException e) {
      throw new FormatException(file.name(), e.getMessage(), e);
    }
  }
}
