package org.sparksvi.store;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.sparksvi.data.Block;
import org.sparksvi.data.Blocks;
import org.sparksvi.format.ByteSource;
import org.sparksvi.format.Dtype;
import org.sparksvi.format.FormatException;
import org.sparksvi.format.SafetensorsFile;

/**
 * The blocks of a committed block store, each read alone and compared with its checksum.
 *
 * <p>Reading a block reads its own bytes; the tables of a shard are read once. Safe for many
 * threads; holds no file open between reads. Content that is not what was written is a {@link
 * FormatException}, trouble with the file system that does not pass an {@link
 * UncheckedIOException}.
 */
public final class StoredBlocks<B extends Block> implements Blocks<B> {
  private final FileSystem fs;
  private final Path directory;
  private final BlockCodec<B> codec;
  private final BlockIndex index;
  private final int[] firstBlocks; // by shard
  private final AtomicReferenceArray<Tables<B>> tables; // by shard; null until needed

  private StoredBlocks(FileSystem fs, Path directory, BlockCodec<B> codec, BlockIndex index) {
    this.fs = fs;
    this.directory = directory;
    this.codec = codec;
    this.index = index;
    this.firstBlocks = index.shards().stream().mapToInt(ShardEntry::firstBlock).toArray();
    this.tables = new AtomicReferenceArray<>(firstBlocks.length);
  }

  /** Reads the manifest of a block store of the codec's kind. */
  public static <B extends Block> StoredBlocks<B> open(
      FileSystem fs, Path directory, BlockCodec<B> codec) throws IOException {
    FileSystem plain = HadoopFiles.plain(fs);
    BlockIndex index = Retry.run(() -> BlockIndex.read(plain, directory));
    if (!index.kind().equals(codec.kind())) {
      throw new FormatException(
          new Path(directory, BlockIndex.FILE).toString(),
          "'kind' must be \"%s\", but is \"%s\"".formatted(codec.kind(), index.kind()));
    }
    return new StoredBlocks<>(plain, directory, codec, index);
  }

  /** These blocks with the latest ones kept in memory. */
  public CachedBlocks<B> cached(long maxBytes) {
    return new CachedBlocks<>(this, maxBytes, codec::bytes);
  }

  public BlockIndex index() {
    return index;
  }

  /** Of the manifest, for messages. */
  public String place() {
    return new Path(directory, BlockIndex.FILE).toString();
  }

  @Override
  public int count() {
    return index.blocks();
  }

  @Override
  public int rows(int block) {
    return index.rows(block);
  }

  @Override
  public long totalRows() {
    return index.totalRows();
  }

  @Override
  public double totalWeight() {
    return index.weight();
  }

  @Override
  public B read(int block) {
    if (block < 0 || block >= count()) {
      throw new IllegalArgumentException(
          "block must be one of %d, but was %d".formatted(count(), block));
    }
    int shard = shardOf(block);
    ShardEntry entry = index.shards().get(shard);
    Path path = new Path(directory, entry.file());
    try {
      return Retry.run(
          () -> {
            try (ByteSource source = FileSource.open(fs, path, entry.bytes())) {
              return read(source, shard, block);
            } catch (EOFException e) { // a shard that was cut, or a connection
              requireLength(path, entry);
              throw e;
            }
          });
    } catch (FileNotFoundException e) {
      throw new FormatException(path.toString(), "shard is missing", e);
    } catch (EOFException e) {
      throw new FormatException(
          path.toString(), "shard must have %d bytes, but ends before".formatted(entry.bytes()), e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read block " + block + " of " + path, e);
    }
  }

  /** Reads one block of an open shard. */
  B read(ByteSource source, int shard, int block) throws IOException {
    Tables<B> table = tables.get(shard);
    if (table == null) {
      table = readTables(source, index.shards().get(shard));
      tables.set(shard, table);
    }
    int place = block - firstBlocks[shard];
    B read = table.reader().read(table.header().over(source), place);
    int checksum = BlockDigest.crc32c(codec, read);
    if (checksum != table.checksums()[place] || read.rows() != index.rows(block)) {
      throw new FormatException(
          source.name(),
          "block %d must have %d rows and the checksum %08x, but has %d and %08x"
              .formatted(
                  block, index.rows(block), table.checksums()[place], read.rows(), checksum));
    }
    return read;
  }

  private Tables<B> readTables(ByteSource source, ShardEntry entry) throws IOException {
    Path path = new Path(directory, entry.file());
    requireLength(path, entry);
    SafetensorsFile file = SafetensorsFile.open(source);
    file.require(BlockWriter.CHECKSUMS, Dtype.I32, entry.blocks());
    int[] checksums = file.ints(BlockWriter.CHECKSUMS);
    if (!BlockWriter.digest(checksums).equals(entry.checksums())) {
      throw new FormatException(
          path.toString(), "shard is not the one that " + BlockIndex.FILE + " names");
    }
    return new Tables<>(
        file, codec.open(file, entry.firstBlock(), entry.blocks(), index.columns()), checksums);
  }

  private void requireLength(Path path, ShardEntry entry) throws IOException {
    long length = fs.getFileStatus(path).getLen();
    if (length != entry.bytes()) {
      throw new FormatException(
          path.toString(), "shard must have %d bytes, but has %d".formatted(entry.bytes(), length));
    }
  }

  private int shardOf(int block) {
    int at = java.util.Arrays.binarySearch(firstBlocks, block);
    return at >= 0 ? at : -at - 2;
  }

  /**
   * What is kept of a shard between reads.
   *
   * @param header without an open source
   * @param reader knows where each block's parts begin
   * @param checksums by block
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody; the array is never written to
  private record Tables<B extends Block>(
      SafetensorsFile header, BlockCodec.ShardReader<B> reader, int[] checksums) {}
}
