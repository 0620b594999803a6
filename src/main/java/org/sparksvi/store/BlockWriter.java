package org.sparksvi.store;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.commons.io.output.CountingOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.sparksvi.data.Block;
import org.sparksvi.format.Checksums;
import org.sparksvi.format.Safetensors;

/**
 * Writes shards of blocks.
 *
 * <p>The same blocks give the same bytes, and a shard appears whole: attempts that are retried, or
 * run beside each other, leave one file. Nothing counts before {@link BlockIndex#commit}.
 */
public final class BlockWriter {
  static final String CHECKSUMS = "block.crc32c";

  private BlockWriter() {}

  /**
   * Writes one shard.
   *
   * @param directory of the block store
   * @param shard number that the file is named by; ascends with the blocks' ids
   * @param blocks at least one, of consecutive ids
   */
  public static <B extends Block> Shard write(
      FileSystem fs, Path directory, int shard, BlockCodec<B> codec, List<B> blocks)
      throws IOException {
    check(shard, codec, blocks);
    int[] checksums = checksums(codec, blocks);
    Safetensors file = file(codec, blocks, checksums);
    HadoopFiles.Written written =
        HadoopFiles.writeOnce(
            fs,
            new Path(directory, Shard.fileName(shard)),
            out -> {
              BufferedOutputStream buffered = new BufferedOutputStream(out);
              file.writeTo(buffered);
              buffered.flush();
            });
    return shard(shard, codec, blocks, checksums, written);
  }

  private static <B extends Block> Safetensors file(
      BlockCodec<B> codec, List<B> blocks, int[] checksums) {
    Safetensors file = new Safetensors();
    file.metadata("kind", codec.kind());
    file.metadata("formatVersion", Integer.toString(BlockIndex.FORMAT_VERSION));
    file.add(CHECKSUMS, checksums);
    codec.add(blocks, file);
    return file;
  }

  /** Bytes of the file that would hold a shard. */
  public static <B extends Block> long fileBytes(BlockCodec<B> codec, List<B> blocks) {
    try (CountingOutputStream out = new CountingOutputStream(OutputStream.nullOutputStream())) {
      file(codec, blocks, new int[blocks.size()]).writeTo(out);
      return out.getByteCount();
    } catch (IOException e) {
      throw new UncheckedIOException("counting the bytes of a shard", e);
    }
  }

  /** The same shard where no file holds it. */
  public static <B extends Block> Shard unwritten(int shard, BlockCodec<B> codec, List<B> blocks) {
    check(shard, codec, blocks);
    return shard(shard, codec, blocks, checksums(codec, blocks), new HadoopFiles.Written(0, ""));
  }

  private static <B extends Block> int[] checksums(BlockCodec<B> codec, List<B> blocks) {
    return blocks.stream().mapToInt(block -> BlockDigest.crc32c(codec, block)).toArray();
  }

  private static <B extends Block> Shard shard(
      int shard,
      BlockCodec<B> codec,
      List<B> blocks,
      int[] checksums,
      HadoopFiles.Written written) {
    int n = blocks.size();
    int[] rows = new int[n];
    double[] units = new double[n];
    double[] weights = new double[n];
    ByteBuffer digests = ByteBuffer.allocate(n * BlockIndex.DIGEST_BYTES);
    for (int b = 0; b < n; b++) {
      B block = blocks.get(b);
      rows[b] = block.rows();
      units[b] = block.units();
      weights[b] = block.weight();
      digests.put(BlockDigest.sha256(codec, block));
    }
    B first = blocks.get(0);
    return new Shard(
        shard,
        codec.kind(),
        codec.columns(first),
        first.id(),
        rows,
        units,
        weights,
        digests.array(),
        written,
        digest(checksums));
  }

  /** SHA-256 over the checksums of a shard's blocks. */
  static String digest(int[] checksums) {
    ByteBuffer bytes = ByteBuffer.allocate(checksums.length * Integer.BYTES);
    bytes.asIntBuffer().put(checksums);
    return Checksums.sha256(bytes.array());
  }

  private static <B extends Block> void check(int shard, BlockCodec<B> codec, List<B> blocks) {
    if (shard < 0 || blocks.isEmpty()) {
      throw new IllegalArgumentException(
          "a shard must have a number from 0 and at least one block, but was %d with %d"
              .formatted(shard, blocks.size()));
    }
    B first = blocks.get(0);
    for (int b = 0; b < blocks.size(); b++) {
      B block = blocks.get(b);
      if (block.id() != first.id() + b || codec.columns(block) != codec.columns(first)) {
        throw new IllegalArgumentException(
            "blocks of shard %d must have consecutive ids and the same columns, but block %d of %d columns stands %d places after block %d of %d"
                .formatted(
                    shard, block.id(), codec.columns(block), b, first.id(), codec.columns(first)));
      }
    }
  }
}
