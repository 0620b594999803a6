package org.sparksvi.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.sparksvi.format.Checksums;
import org.sparksvi.format.FormatException;
import org.sparksvi.format.JsonReader;
import org.sparksvi.format.Manifest;

/**
 * What a block store holds: the manifest, written last, without which its shards are nothing.
 *
 * <p>The fingerprint names the rows, their order and their cut into blocks, however the blocks are
 * put into shards.
 */
public final class BlockIndex {
  /** Name of the manifest. */
  public static final String FILE = "index.json";

  static final int FORMAT_VERSION = 1;
  static final int DIGEST_BYTES = 32;
  private static final Manifest MANIFEST =
      new Manifest("spark-svi blocks", FORMAT_VERSION, 256 << 20);

  private final String kind;
  private final int columns;
  private final int blockSize;
  private final double units;
  private final double weight;
  private final String fingerprint;
  private final int blocks;
  private final long totalRows;
  private final List<ShardEntry> shards;
  private final SortedMap<String, String> properties;

  private BlockIndex(
      String kind,
      int columns,
      int blockSize,
      double units,
      double weight,
      String fingerprint,
      int blocks,
      long totalRows,
      List<ShardEntry> shards,
      Map<String, String> properties) {
    this.kind = kind;
    this.columns = columns;
    this.blockSize = blockSize;
    this.units = units;
    this.weight = weight;
    this.fingerprint = fingerprint;
    this.blocks = blocks;
    this.totalRows = totalRows;
    this.shards = List.copyOf(shards);
    this.properties = Collections.unmodifiableSortedMap(new TreeMap<>(properties));
  }

  /**
   * Makes a block store of the shards that were written, and removes what other attempts left.
   *
   * @param codec that the blocks were written by
   * @param columns of the data set
   * @param blockSize rows of a block; only the last may be shorter
   * @param shards in any order; together they hold blocks 0, 1, ... without holes
   * @param properties anything to keep with the blocks, such as counts of skipped rows
   */
  public static BlockIndex commit(
      FileSystem fs,
      Path directory,
      BlockCodec<?> codec,
      int columns,
      int blockSize,
      List<Shard> shards,
      Map<String, String> properties)
      throws IOException {
    List<Shard> sorted =
        shards.stream().sorted(Comparator.comparingInt(Shard::firstBlock)).toList();
    BlockIndex index = of(codec.kind(), columns, blockSize, sorted, properties);
    FileSystem plain = HadoopFiles.plain(fs);
    for (ShardEntry shard : index.shards) {
      Path path = new Path(directory, shard.file());
      if (lengthOf(plain, path) != shard.bytes()) {
        throw new FormatException(
            path.toString(),
            "shard must have %d bytes, but has %d".formatted(shard.bytes(), lengthOf(plain, path)));
      }
    }
    NamedFiles.commit(MANIFEST, plain, new Path(directory, FILE), index.toJson());
    index.removeStrays(plain, directory);
    return index;
  }

  /** Of the same shards where no file holds them. */
  public static BlockIndex unwritten(
      BlockCodec<?> codec, int columns, int blockSize, List<Shard> shards) {
    return of(codec.kind(), columns, blockSize, shards, Map.of());
  }

  private static BlockIndex of(
      String kind, int columns, int blockSize, List<Shard> shards, Map<String, String> properties) {
    List<ShardEntry> entries = new ArrayList<>();
    Set<Integer> numbers = new HashSet<>();
    int blocks = 0;
    for (Shard shard : shards) {
      requireShard(
          shard.firstBlock() == blocks,
          shard,
          "must begin with block " + blocks + ", but begins with " + shard.firstBlock());
      requireShard(numbers.add(shard.number()), shard, "must be there once, but is there twice");
      requireShard(
          shard.kind().equals(kind) && shard.columns() == columns,
          shard,
          "must hold '%s' of %d columns, but holds '%s' of %d"
              .formatted(kind, columns, shard.kind(), shard.columns()));
      entries.add(
          new ShardEntry(
              Shard.fileName(shard.number()),
              shard.firstBlock(),
              shard.blocks(),
              shard.bytes(),
              shard.sha256(),
              shard.checksums()));
      blocks = Math.addExact(blocks, shard.blocks());
    }
    long total = 0;
    double units = 0;
    double weight = 0;
    MessageDigest digest = Checksums.sha256();
    digest.update((kind + " " + columns).getBytes(StandardCharsets.UTF_8));
    for (Shard shard : shards) {
      digest.update(shard.digests());
      for (int b = 0; b < shard.blocks(); b++) {
        int block = shard.firstBlock() + b;
        int rows = shard.rowsOf(b);
        total += rows;
        units += shard.unitsOf(b);
        weight += shard.weightOf(b);
        requireShard(
            rows == blockSize || (block == blocks - 1 && rows >= 1 && rows < blockSize),
            shard,
            "must hold blocks of %d rows, of which only the last may be shorter, but block %d has %d"
                .formatted(blockSize, block, rows));
      }
    }
    return new BlockIndex(
        kind,
        columns,
        blockSize,
        units,
        weight,
        Checksums.hex(digest),
        blocks,
        total,
        entries,
        properties);
  }

  private static void requireShard(boolean holds, Shard shard, String problem) {
    if (!holds) {
      throw new IllegalArgumentException("shard " + shard.number() + " " + problem);
    }
  }

  /** Whether a directory holds a committed block store. */
  public static boolean exists(FileSystem fs, Path directory) throws IOException {
    return HadoopFiles.plain(fs).exists(new Path(directory, FILE));
  }

  private static JsonReader manifest(FileSystem fs, Path path) throws IOException {
    try {
      return NamedFiles.manifest(MANIFEST, fs, path);
    } catch (FileNotFoundException e) {
      throw new FormatException(path.toString(), "there is no block store", e);
    }
  }

  /** Reads the manifest of a block store. */
  public static BlockIndex read(FileSystem fs, Path directory) throws IOException {
    JsonReader json = manifest(fs, new Path(directory, FILE));
    int blockSize = (int) json.integer("blockSize", 1, Integer.MAX_VALUE);
    int blocks = (int) json.integer("blocks", 0, Integer.MAX_VALUE - 8);
    long total = json.integer("rows", 0, Long.MAX_VALUE);
    List<ShardEntry> shards = ShardEntry.read(json, "shards", blocks);
    long least = blocks == 0 ? 0 : (blocks - 1L) * blockSize + 1;
    if (total < least || total > (long) blocks * blockSize) {
      throw json.problem(
          "rows", "must fit %d blocks of %d, but is %d".formatted(blocks, blockSize, total));
    }
    return new BlockIndex(
        json.text("kind"),
        (int) json.integer("columns", 1, Integer.MAX_VALUE),
        blockSize,
        json.number("units"),
        json.number("weight"),
        json.text("fingerprint"),
        blocks,
        total,
        shards,
        json.texts("properties"));
  }

  private ObjectNode toJson() {
    ObjectNode json = MANIFEST.begin();
    json.put("kind", kind);
    json.put("columns", columns);
    json.put("blockSize", blockSize);
    json.put("blocks", blocks);
    json.put("rows", totalRows);
    json.put("units", units);
    json.put("weight", weight);
    json.put("fingerprint", fingerprint);
    ObjectNode texts = json.putObject("properties");
    properties.forEach(texts::put);
    ShardEntry.write(shards, json.putArray("shards"));
    return json;
  }

  private void removeStrays(FileSystem fs, Path directory) throws IOException {
    Set<String> kept = new HashSet<>();
    shards.forEach(shard -> kept.add(shard.file()));
    for (FileStatus status : fs.listStatus(directory)) {
      String name = status.getPath().getName();
      boolean stray = name.startsWith("part-") && !kept.contains(name);
      if (status.isFile() && (stray || HadoopFiles.isAside(name))) {
        fs.delete(status.getPath(), false);
      }
    }
  }

  private static long lengthOf(FileSystem fs, Path path) throws IOException {
    try {
      return fs.getFileStatus(path).getLen();
    } catch (FileNotFoundException e) {
      throw new FormatException(path.toString(), "shard is missing", e);
    }
  }

  /** Name of the kind of blocks. */
  public String kind() {
    return kind;
  }

  /** Columns of the data set. */
  public int columns() {
    return columns;
  }

  /** Rows of every block but the last. */
  public int blockSize() {
    return blockSize;
  }

  /** Number of blocks. */
  public int blocks() {
    return blocks;
  }

  /** Rows of a block. */
  public int rows(int block) {
    return block < blocks - 1 ? blockSize : (int) (totalRows - (blocks - 1L) * blockSize);
  }

  /** Rows of all blocks. */
  public long totalRows() {
    return totalRows;
  }

  /** Units of observation of all blocks, such as tokens. */
  public double units() {
    return units;
  }

  /** Bytes of the files that hold all blocks. */
  public long bytes() {
    return shards.stream().mapToLong(ShardEntry::bytes).sum();
  }

  /** Sum of the weights of all rows; their number where none are given. */
  public double weight() {
    return weight;
  }

  /** SHA-256 that names the data: the same rows in the same order and blocks have the same. */
  public String fingerprint() {
    return fingerprint;
  }

  /** What the writer kept with the blocks. */
  public SortedMap<String, String> properties() {
    return properties;
  }

  List<ShardEntry> shards() {
    return shards;
  }
}
