package org.sparksvi.store;

import java.io.IOException;
import java.util.List;
import org.sparksvi.data.CompletionBlock;
import org.sparksvi.data.CountBlock;
import org.sparksvi.format.FormatException;
import org.sparksvi.format.Safetensors;
import org.sparksvi.format.SafetensorsFile;

/** Blocks of held-out counts in two halves, in shards. */
public record CompletionCodec() implements BlockCodec<CompletionBlock> {
  private static final String OBSERVED = "observed.";
  private static final String HELD_OUT = "heldOut.";
  private static final CountCodec HALF = new CountCodec();

  @Override
  public String kind() {
    return "completion";
  }

  @Override
  public int columns(CompletionBlock block) {
    return block.observed().columns();
  }

  @Override
  public long bytes(CompletionBlock block) {
    return HALF.bytes(block.observed()) + HALF.bytes(block.heldOut());
  }

  @Override
  public void feed(CompletionBlock block, BlockDigest into) {
    HALF.feed(block.observed(), into);
    HALF.feed(block.heldOut(), into);
  }

  @Override
  public void add(List<CompletionBlock> blocks, Safetensors into) {
    CountTensors.of(blocks.stream().map(CompletionBlock::observed).toList()).addTo(into, OBSERVED);
    CountTensors.of(blocks.stream().map(CompletionBlock::heldOut).toList()).addTo(into, HELD_OUT);
  }

  @Override
  public ShardReader<CompletionBlock> open(
      SafetensorsFile file, int firstBlock, int blocks, int columns) throws IOException {
    CountReader observed = CountReader.open(file, OBSERVED, firstBlock, blocks, columns);
    CountReader heldOut = CountReader.open(file, HELD_OUT, firstBlock, blocks, columns);
    return (from, place) -> {
      CountBlock first = observed.read(from, place);
      CountBlock second = heldOut.read(from, place);
      if (first.rows() != second.rows()) {
        throw new FormatException(
            from.name(),
            "the halves of block %d must have the same rows, but have %d and %d"
                .formatted(first.id(), first.rows(), second.rows()));
      }
      return new CompletionBlock(first, second);
    };
  }
}
