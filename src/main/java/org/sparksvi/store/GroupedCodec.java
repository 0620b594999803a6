package org.sparksvi.store;

import java.io.IOException;
import java.util.List;
import org.sparksvi.data.GroupedBlock;
import org.sparksvi.data.LabelledBlock;
import org.sparksvi.format.FormatException;
import org.sparksvi.format.Safetensors;
import org.sparksvi.format.SafetensorsFile;

/** Blocks of rows packed by group in shards: the tensors of {@link LabelledCodec}. */
public record GroupedCodec() implements BlockCodec<GroupedBlock> {
  private static final LabelledCodec MEMBERS = new LabelledCodec();

  @Override
  public String kind() {
    return "grouped";
  }

  @Override
  public int columns(GroupedBlock block) {
    return block.members().columns();
  }

  @Override
  public long bytes(GroupedBlock block) {
    return MEMBERS.bytes(block.members()) + Integer.BYTES * (block.rows() + 1L);
  }

  @Override
  public void feed(GroupedBlock block, BlockDigest into) {
    MEMBERS.feed(block.members(), into);
  }

  @Override
  public void add(List<GroupedBlock> blocks, Safetensors into) {
    MEMBERS.add(blocks.stream().map(GroupedBlock::members).toList(), into);
  }

  @Override
  public ShardReader<GroupedBlock> open(
      SafetensorsFile file, int firstBlock, int blocks, int columns) throws IOException {
    ShardReader<LabelledBlock> members = MEMBERS.open(file, firstBlock, blocks, columns);
    return (from, place) -> {
      try {
        return new GroupedBlock(members.read(from, place));
      } catch (IllegalArgumentException e) {
        throw new FormatException(from.name(), e.getMessage(), e);
      }
    };
  }
}
