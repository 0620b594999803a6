package org.sparksvi.store;

import java.io.Serializable;
import java.util.Locale;

/** What the writer of a shard reports to the driver. */
public final class Shard implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int number;
  private final String kind;
  private final int columns;
  private final int firstBlock;
  private final int[] rows; // by block
  private final double[] units; // by block
  private final double[] weights; // by block
  private final byte[] digests; // blocks × 32, SHA-256 of each block's content
  private final long bytes;
  private final String sha256;
  private final String checksums; // SHA-256 over the blocks' own checksums

  Shard(
      int number,
      String kind,
      int columns,
      int firstBlock,
      int[] rows,
      double[] units,
      double[] weights,
      byte[] digests,
      HadoopFiles.Written file,
      String checksums) {
    this.number = number;
    this.kind = kind;
    this.columns = columns;
    this.firstBlock = firstBlock;
    this.rows = rows;
    this.units = units;
    this.weights = weights;
    this.digests = digests;
    this.bytes = file.bytes();
    this.sha256 = file.sha256();
    this.checksums = checksums;
  }

  /** Name of a shard's file. */
  static String fileName(int number) {
    return String.format(Locale.ROOT, "part-%05d.safetensors", number);
  }

  /** The number that its file is named by. */
  public int number() {
    return number;
  }

  /** Id of its first block. */
  public int firstBlock() {
    return firstBlock;
  }

  /** Number of its blocks. */
  public int blocks() {
    return rows.length;
  }

  /** Rows of all its blocks. */
  public long rows() {
    long sum = 0;
    for (int n : rows) {
      sum += n;
    }
    return sum;
  }

  /** Length of its file. */
  public long bytes() {
    return bytes;
  }

  String kind() {
    return kind;
  }

  int columns() {
    return columns;
  }

  int rowsOf(int place) {
    return rows[place];
  }

  double unitsOf(int place) {
    return units[place];
  }

  double weightOf(int place) {
    return weights[place];
  }

  byte[] digests() {
    return digests;
  }

  String sha256() {
    return sha256;
  }

  String checksums() {
    return checksums;
  }
}
