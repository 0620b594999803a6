package org.sparksvi.job;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.sparksvi.format.Checksums;
import org.sparksvi.format.FormatException;
import org.sparksvi.format.Json;
import org.sparksvi.format.Manifest;
import org.sparksvi.store.Mutation;

/**
 * Spoils run directories as somebody would who can write there: links, pipes, devices and
 * directories in the places of files, sizes that are not there, other owners and modes, other
 * bytes, numbers under right checksums, other names.
 *
 * @param outside a directory of somebody else, which links point to
 * @param pipe that nobody writes to
 */
record HostileRun(Path outside, Path pipe) {
  private static final int MOST_SPOILT = 3;
  private static final long SPARSE_BYTES = 1L << 40;
  private static final long MOST_READ_BYTES = 1 << 24;
  private static final int NOBODY = 65534;
  private static final List<String> MODES = List.of("---------", "rwxrwxrwx", "-wx--x--x");

  /** Names that a run has, may have, or should not have. */
  private static final List<String> NAMES =
      List.of(
          "run.json",
          "current.json",
          "log.txt",
          "lock.json",
          "trace.jsonl",
          "picture.svg",
          "report.html",
          ".lock-7.tmp",
          "..lock-7.tmp.0.tmp",
          ".run.json.0.tmp",
          ".replaced",
          ".moving",
          ".again",
          "blocks",
          "blocks/training",
          "blocks/training/index.json",
          "blocks/vocabulary.txt",
          "checkpoints",
          "checkpoints/round-000000000099.json",
          "checkpoints/.round-000000000099.json.0.tmp",
          "model",
          "model/model.json",
          "model/parameters.safetensors",
          "model/vocabulary.txt",
          "reservoir",
          "blocks/earlier",
          "updates",
          "updates/000001-0123456789ab",
          "updates/000001-0123456789ab/reservoir",
          "others-1",
          "notes\u001b[2J\n.txt");

  private static final double[] NUMBERS = {
    0, -0.0, -1, 1e-320, 1e-300, 1e149, -1e149, 1e308, Double.NaN, Double.POSITIVE_INFINITY
  };

  /** Where the tests cannot make one: none. */
  static HostileRun of(Path directory) throws IOException, InterruptedException {
    Path outside = Files.createDirectories(directory.resolve("outside"));
    Files.writeString(outside.resolve("canary"), "{ \"sings\" : true }\n");
    Files.writeString(Files.createDirectory(outside.resolve("deep")).resolve("canary"), "sings");
    Path pipe = directory.resolve("pipe");
    if (new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() != 0) {
      throw new IOException("no pipe can be made");
    }
    return new HostileRun(outside, pipe);
  }

  /** Everything outside, with its content and times. */
  List<String> canary() throws IOException {
    List<String> all = new ArrayList<>();
    try (Stream<Path> paths = Files.walk(outside)) {
      for (Path path : paths.sorted().toList()) {
        String content = Files.isRegularFile(path) ? Files.readString(path) : "";
        all.add("%s %s %s".formatted(path, Files.getLastModifiedTime(path), content));
      }
    }
    return all;
  }

  /** Spoils one to three places of a run; what was done, in words. */
  List<String> spoil(Path run, Random random) throws IOException {
    List<String> done = new ArrayList<>();
    for (int i = random.nextInt(MOST_SPOILT); i >= 0; i--) {
      Path place = place(run, random);
      int way = random.nextInt(16);
      if (!Files.exists(place.getParent())) {
        Files.createDirectories(place.getParent());
      }
      done.add("%s: %s".formatted(run.relativize(place), spoil(place, run, way, random)));
    }
    return done;
  }

  private static Path place(Path run, Random random) throws IOException {
    while (true) {
      Path place = run.resolve(NAMES.get(random.nextInt(NAMES.size())));
      if (random.nextBoolean()) {
        try (Stream<Path> all = Files.walk(run)) {
          List<Path> there = all.skip(1).sorted().toList();
          place = there.isEmpty() ? place : there.get(random.nextInt(there.size()));
        }
      }
      if (!isBehindLink(run, place)) {
        return place;
      }
    }
  }

  /** Whether a link was put on the way before. */
  private static boolean isBehindLink(Path run, Path place) {
    for (Path at = place.getParent(); !at.equals(run); at = at.getParent()) {
      if (Files.exists(at, LinkOption.NOFOLLOW_LINKS)
          && !Files.isDirectory(at, LinkOption.NOFOLLOW_LINKS)) {
        return true;
      }
    }
    return false;
  }

  private String spoil(Path place, Path run, int way, Random random) throws IOException {
    boolean isFile = isFile(place);
    switch (way) {
      case 0, 1, 2, 3, 4 -> {
        Path to =
            switch (way) {
              case 0 -> outside.resolve("canary");
              case 1 -> outside;
              case 2 -> outside.resolve("none");
              case 3 -> place;
              default -> Path.of("/dev/zero");
            };
        remove(place);
        Files.createSymbolicLink(place, to);
        return "link to " + to;
      }
      case 5 -> {
        remove(place);
        Files.createLink(place, pipe);
        return "pipe";
      }
      case 6 -> {
        remove(place);
        Files.createDirectories(place.resolve("x"));
        return "directory";
      }
      case 7 -> {
        if (Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
          remove(place);
        }
        if (isFile || !Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
          try (RandomAccessFile file = new RandomAccessFile(place.toFile(), "rw")) {
            file.setLength(SPARSE_BYTES);
          }
        }
        return "sparse";
      }
      case 8 -> {
        if (Files.exists(place, LinkOption.NOFOLLOW_LINKS) && !Files.isSymbolicLink(place)) {
          String mode = MODES.get(random.nextInt(MODES.size()));
          Files.setPosixFilePermissions(place, PosixFilePermissions.fromString(mode));
          if (System.getProperty("user.name").equals("root")) {
            Files.setAttribute(place, "unix:uid", NOBODY);
          }
        }
        return "of nobody";
      }
      case 9 -> {
        if (isFile) {
          byte[] bytes = Files.readAllBytes(place);
          Files.write(place, java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length + 1)));
        }
        return "cut";
      }
      case 10 -> {
        remove(place);
        return "gone";
      }
      case 11 -> {
        if (isFile) {
          Files.write(place, Mutation.of(Files.readAllBytes(place), random));
        }
        return "other bytes";
      }
      case 12 -> {
        if (isFile) {
          Files.write(place, signed(Mutation.of(Files.readAllBytes(place), random)));
        }
        return "other content, signed";
      }
      case 13 -> {
        Path other = place(run, random);
        if (isFile && isFile(other)) {
          Files.copy(place, other, StandardCopyOption.REPLACE_EXISTING);
        }
        return "copied to " + run.relativize(other);
      }
      case 14 -> {
        if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
          Files.write(place, Mutation.of(new byte[100], random));
        }
        return "noise";
      }
      default -> {
        return forge(run.resolve("model"), random);
      }
    }
  }

  /** Whether there is a plain file that is not too long to be read. */
  private static boolean isFile(Path place) throws IOException {
    return Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS)
        && Files.size(place) <= MOST_READ_BYTES;
  }

  /** With the checksum that belongs to the changed content, where that is JSON still. */
  static byte[] signed(byte[] changed) {
    try {
      var json = Json.read(changed, "changed");
      json.remove("checksum");
      return new Manifest("", 0, 0).bytes(json);
    } catch (FormatException e) {
      return changed;
    }
  }

  /** Numbers of a model in the place of others, under the checksums that belong to them. */
  private static String forge(Path model, Random random) throws IOException {
    Path manifest = model.resolve("model.json");
    Path parameters = model.resolve("parameters.safetensors");
    if (!isFile(manifest) || !isFile(parameters)) {
      return "no model to forge";
    }
    ByteBuffer bytes =
        ByteBuffer.wrap(Files.readAllBytes(parameters)).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.capacity() < 32) {
      return "no model to forge";
    }
    long header = 8 + bytes.getLong(0);
    int count = (int) ((bytes.capacity() - header) / 8);
    if (header < 8 || count < 1) {
      return "no model to forge";
    }
    for (int i = random.nextInt(4); i >= 0; i--) {
      double number = NUMBERS[random.nextInt(NUMBERS.length)];
      bytes.putDouble((int) header + 8 * random.nextInt(count), number);
    }
    Files.write(parameters, bytes.array());
    try {
      var json = Json.read(Files.readAllBytes(manifest), "model.json");
      if (json.get("parameters") instanceof com.fasterxml.jackson.databind.node.ObjectNode named) {
        named.put("sha256", Checksums.sha256(bytes.array())).put("bytes", bytes.capacity());
      }
      json.remove("checksum");
      Files.write(manifest, new Manifest("", 0, 0).bytes(json));
    } catch (FormatException e) {
      return "no model to forge";
    }
    return "forged numbers";
  }

  /** Removes what has a name, and nothing that it points to. */
  static void remove(Path place) throws IOException {
    if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
      try (Stream<Path> all = Files.walk(place)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
