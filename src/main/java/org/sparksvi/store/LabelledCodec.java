package org.sparksvi.store;

import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.sparksvi.data.LabelledBlock;
import org.sparksvi.data.SparseEntries;
import org.sparksvi.format.Dtype;
import org.sparksvi.format.FormatException;
import org.sparksvi.format.Safetensors;
import org.sparksvi.format.SafetensorsFile;

/**
 * Blocks of rows with roles in shards.
 *
 * <pre>
 *   weights, responses, shifts  U8, U16, F32 or F64 [rows], the narrowest that holds every value;
 *                               a response is NaN where not known, a shift is the row's offset
 *   groups                      I64 [rows]
 *   subgroups                   the same of parts of groups, where there are some
 *   features.*                  sparse rows: the tensors of {@link CountTensors}
 *   offsets, keys, values       dense rows: as {@link DenseCodec} has them
 * </pre>
 */
public record LabelledCodec() implements BlockCodec<LabelledBlock> {
  private static final String SUBGROUPS = "subgroups";
  private static final String SPARSE = "features.";
  private static final long BLOCK_BYTES = 256; // object headers and references
  private static final long ROW_BYTES = 6 * Long.BYTES;

  @Override
  public String kind() {
    return "labelled";
  }

  @Override
  public int columns(LabelledBlock block) {
    return block.columns();
  }

  @Override
  public long bytes(LabelledBlock block) {
    long features =
        block
            .sparse()
            .map(
                entries ->
                    Integer.BYTES * (long) entries.distinct().length
                        + (Integer.BYTES + Double.BYTES) * (long) entries.values().length)
            .orElse((long) Double.BYTES * block.rows() * block.columns());
    return BLOCK_BYTES + ROW_BYTES * block.rows() + features;
  }

  @Override
  public void feed(LabelledBlock block, BlockDigest into) {
    into.put(block.id());
    into.put(block.columns());
    LabelledBlock.Sides sides = block.sides();
    into.put(sides.keys());
    into.put(sides.weights());
    into.put(sides.responses());
    into.put(sides.offsets());
    into.put(sides.groups());
    if (sides.subgroups().length > 0) {
      into.put(sides.subgroups());
    }
    block.dense().ifPresent(into::put);
    if (block.sparse().isPresent()) {
      SparseEntries entries = block.sparse().get();
      into.put(entries.start());
      into.put(entries.distinct());
      into.put(entries.place());
      into.put(entries.values());
    }
  }

  @Override
  public void add(List<LabelledBlock> blocks, Safetensors into) {
    List<LabelledBlock.Sides> sides = blocks.stream().map(LabelledBlock::sides).toList();
    long rows = blocks.stream().mapToLong(LabelledBlock::rows).sum();
    if (blocks.get(0).sparse().isPresent()) {
      new CountTensors(
              sides.stream().map(LabelledBlock.Sides::keys).toList(),
              blocks.stream().map(block -> block.sparse().orElseThrow()).toList())
          .addTo(into, SPARSE);
    } else {
      addDense(blocks, rows, into);
    }
    narrow(into, "weights", rows, sides, LabelledBlock.Sides::weights);
    narrow(into, "responses", rows, sides, LabelledBlock.Sides::responses);
    narrow(into, "shifts", rows, sides, LabelledBlock.Sides::offsets);
    longs(into, "groups", rows, sides, LabelledBlock.Sides::groups);
    if (sides.stream().anyMatch(of -> of.subgroups().length > 0)) {
      longs(into, SUBGROUPS, rows, sides, LabelledCodec::subgroups);
    }
  }

  private static long[] subgroups(LabelledBlock.Sides sides) {
    return sides.subgroups().length > 0 ? sides.subgroups() : new long[sides.keys().length];
  }

  private static void addDense(List<LabelledBlock> blocks, long rows, Safetensors into) {
    long[] offsets = new long[blocks.size() + 1];
    for (int b = 0; b < blocks.size(); b++) {
      offsets[b + 1] = offsets[b] + blocks.get(b).rows();
    }
    into.add("offsets", offsets, offsets.length);
    List<LabelledBlock.Sides> sides = blocks.stream().map(LabelledBlock::sides).toList();
    longs(into, "keys", rows, sides, LabelledBlock.Sides::keys);
    NarrowDoubles.add(
        into,
        "values",
        new long[] {rows, blocks.get(0).columns()},
        blocks.stream().map(block -> block.dense().orElseThrow()).toList());
  }

  private static void narrow(
      Safetensors into,
      String name,
      long rows,
      List<LabelledBlock.Sides> sides,
      Function<LabelledBlock.Sides, double[]> values) {
    NarrowDoubles.add(into, name, new long[] {rows}, sides.stream().map(values).toList());
  }

  private static void longs(
      Safetensors into,
      String name,
      long rows,
      List<LabelledBlock.Sides> sides,
      Function<LabelledBlock.Sides, long[]> values) {
    into.add(
        name,
        Dtype.I64,
        new long[] {rows},
        out -> {
          for (LabelledBlock.Sides of : sides) {
            out.write(values.apply(of), 0, values.apply(of).length);
          }
        });
  }

  @Override
  public ShardReader<LabelledBlock> open(
      SafetensorsFile file, int firstBlock, int blocks, int columns) throws IOException {
    if (file.names().contains(SPARSE + "offsets")) {
      CountReader entries = CountReader.open(file, SPARSE, firstBlock, blocks, columns);
      requireSides(file, entries.firstRow(blocks));
      return (from, place) ->
          checked(
              from,
              () ->
                  new LabelledBlock(
                      firstBlock + place,
                      columns,
                      sides(
                          from,
                          entries.keys(from, place),
                          entries.firstRow(place),
                          entries.rows(place)),
                      entries.entries(from, place)));
    }
    long[] offsets = DenseCodec.offsets(file, blocks, columns);
    file.require("keys", Dtype.I64, offsets[blocks]);
    DenseCodec.requireShape(file, "values", offsets[blocks], columns);
    requireSides(file, offsets[blocks]);
    return (from, place) ->
        checked(from, () -> dense(from, firstBlock + place, columns, offsets, place));
  }

  private static LabelledBlock dense(
      SafetensorsFile file, int id, int columns, long[] offsets, int place) throws IOException {
    long from = offsets[place];
    int rows = (int) (offsets[place + 1] - from);
    return new LabelledBlock(
        id,
        columns,
        sides(file, file.longs("keys", from, rows), from, rows),
        file.doubles("values", from * columns, rows * columns));
  }

  private static LabelledBlock.Sides sides(SafetensorsFile file, long[] keys, long from, int rows)
      throws IOException {
    return new LabelledBlock.Sides(
        keys,
        file.doubles("weights", from, rows),
        file.doubles("responses", from, rows),
        file.doubles("shifts", from, rows),
        file.longs("groups", from, rows),
        file.names().contains(SUBGROUPS) ? file.longs(SUBGROUPS, from, rows) : new long[0]);
  }

  private static void requireSides(SafetensorsFile file, long rows) {
    file.require("groups", Dtype.I64, rows);
    if (file.names().contains(SUBGROUPS)) {
      file.require(SUBGROUPS, Dtype.I64, rows);
    }
    for (String name : List.of("weights", "responses", "shifts")) {
      DenseCodec.requireShape(file, name, rows);
    }
  }

  /** Makes a block. */
  private interface Made {
    LabelledBlock block() throws IOException;
  }

  private static LabelledBlock checked(SafetensorsFile file, Made made) throws IOException {
    try {
      return made.block();
    } catch (IllegalArgumentException e) {
      throw new FormatException(file.name(), e.getMessage(), e);
    }
  }
}
