package org.sparksvi.store;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.sparksvi.format.JsonReader;

/**
 * A shard as the manifest of a block store names it.
 *
 * @param file its name in the directory
 * @param firstBlock id of its first block
 * @param blocks number of its blocks
 * @param bytes length of the file
 * @param sha256 of the file
 * @param checksums SHA-256 over the checksums of its blocks
 */
record ShardEntry(
    String file, int firstBlock, int blocks, long bytes, String sha256, String checksums) {

  static void write(List<ShardEntry> shards, ArrayNode out) {
    for (ShardEntry shard : shards) {
      ObjectNode entry = out.addObject();
      entry.put("file", shard.file());
      entry.put("firstBlock", shard.firstBlock());
      entry.put("blocks", shard.blocks());
      entry.put("bytes", shard.bytes());
      entry.put("sha256", shard.sha256());
      entry.put("checksums", shard.checksums());
    }
  }

  /** Reads shards that together hold the given number of blocks, without holes. */
  static List<ShardEntry> read(JsonReader json, String key, int blocks) {
    List<ShardEntry> shards = new ArrayList<>();
    int next = 0;
    for (JsonReader entry : json.objects(key)) {
      int first = (int) entry.integer("firstBlock", next, next);
      long bytes = entry.integer("bytes", 0, Long.MAX_VALUE);
      long most = Math.min(blocks - (long) next, bytes / Integer.BYTES); // a checksum a block
      int count = (int) entry.integer("blocks", 1, most);
      String file = entry.text("file");
      if (!file.matches("part-\\d+\\.safetensors")) {
        throw entry.problem("file", "must be the name of a shard, but is \"" + file + "\"");
      }
      shards.add(
          new ShardEntry(file, first, count, bytes, entry.text("sha256"), entry.text("checksums")));
      next += count;
    }
    if (next != blocks) {
      throw json.problem(key, "must hold %d blocks, but hold %d".formatted(blocks, next));
    }
    return shards;
  }
}
