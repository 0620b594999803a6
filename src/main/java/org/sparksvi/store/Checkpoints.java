package org.sparksvi.store;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Layout;
import org.sparksvi.engine.State;
import org.sparksvi.format.FormatException;
import org.sparksvi.format.JsonReader;
import org.sparksvi.format.LayoutJson;
import org.sparksvi.format.Manifest;

/**
 * States of a run to go on from: each a file of tensors and a manifest, written last.
 *
 * <p>A run that resumes from one repeats every bit of the run that was not interrupted. Reading one
 * runs nothing.
 */
public final class Checkpoints {
  private static final Manifest MANIFEST = new Manifest("spark-svi checkpoint", 1, 64 << 20);
  private static final Pattern NAME = Pattern.compile("round-(\\d{12})\\.(json|safetensors)");

  private final FileSystem fs;
  private final Path directory;
  private final int keep;
  private final SortedMap<String, String> identity;

  /**
   * A state that was saved.
   *
   * @param state to go on from
   * @param identity what the run that saved it was
   */
  public record Checkpoint(State state, SortedMap<String, String> identity) {}

  /**
   * The checkpoints of a directory.
   *
   * @param keep number of checkpoints that stay, at least 1
   * @param identity what names the run, such as hashes of its settings and its data; saved with
   *     every checkpoint
   */
  public Checkpoints(FileSystem fs, Path directory, int keep, Map<String, String> identity) {
    if (keep < 1) {
      throw new IllegalArgumentException("checkpoints kept must be at least 1, but was " + keep);
    }
    this.fs = HadoopFiles.plain(fs);
    this.directory = directory;
    this.keep = keep;
    this.identity = Collections.unmodifiableSortedMap(new TreeMap<>(identity));
  }

  /**
   * Saves a state, then removes what is later than this one, or older than those kept: the last
   * ones, and of each of them the state that had the best held-out score until then.
   */
  public void save(State state) throws IOException {
    write(state);
    removeOthers(state.round());
  }

  /** Saves a state that had the best held-out score so far; removes nothing. */
  public void saveBest(State state) throws IOException {
    write(state);
  }

  private void write(State state) throws IOException {
    Path tensors = path(state.round());
    HadoopFiles.Written written = NamedFiles.write(fs, tensors, StateTensors.write(state));
    ObjectNode json = MANIFEST.begin();
    json.put("round", state.round());
    json.put("epochs", state.progress().scores().length);
    json.put("roundsOfEpoch", state.progress().rounds());
    json.put("bestRound", state.progress().best().round());
    json.put("seconds", state.seconds());
    json.put("heldOut", state.progress().heldOut());
    ObjectNode texts = json.putObject("identity");
    identity.forEach(texts::put);
    LayoutJson.write(state.parameters().layout(), json.putArray("layout"));
    ArrayNode memories = json.putArray("memory");
    for (Bundle memory : state.memory()) {
      LayoutJson.write(memory.layout(), memories.addObject().putArray("layout"));
    }
    NamedFiles.put(json, "tensors", tensors, written);
    NamedFiles.commit(MANIFEST, fs, new Path(directory, name(state.round(), "json")), json);
  }

  /** Removes what is later than a round, or older than those kept, as {@link #save} does. */
  public void removeOthers(long newest) throws IOException {
    List<Long> last = new ArrayList<>();
    Set<Long> kept = new HashSet<>();
    for (long round : rounds("json")) {
      if (round <= newest && last.size() < keep) {
        last.add(round);
        kept.add(round);
        bestRound(round).ifPresent(kept::add);
      }
    }
    for (String kind : List.of("json", "safetensors")) { // the manifest first: it is what counts
      for (long round : rounds(kind)) {
        if (!kept.contains(round)) {
          fs.delete(new Path(directory, name(round, kind)), false);
        }
      }
    }
    for (FileStatus status : fs.listStatus(directory)) {
      if (status.isFile() && HadoopFiles.isAside(status.getPath().getName())) {
        fs.delete(status.getPath(), false);
      }
    }
  }

  /**
   * The newest checkpoint that is whole.
   *
   * @param use what is made of it; a {@link FormatException} where it cannot be used
   * @param messages told of every one that is not
   */
  public <T> Optional<T> latest(Function<Checkpoint, T> use, Consumer<String> messages)
      throws IOException {
    for (long round : rounds("json")) {
      try {
        return Optional.of(use.apply(whole(round)));
      } catch (FormatException | EOFException | FileNotFoundException e) {
        messages.accept(
            "checkpoint of round %d cannot be used, the one before is tried: %s"
                .formatted(round, e.getMessage()));
      }
    }
    return Optional.empty();
  }

  /** Rounds that have a manifest, the newest first. */
  public List<Long> rounds() throws IOException {
    return rounds("json");
  }

  /** The round of the best held-out score that a checkpoint knows; empty where it is unreadable. */
  private OptionalLong bestRound(long round) throws IOException {
    try {
      JsonReader json = NamedFiles.manifest(MANIFEST, fs, new Path(directory, name(round, "json")));
      return OptionalLong.of(json.integer("bestRound", 0, round));
    } catch (FormatException | FileNotFoundException e) {
      return OptionalLong.empty();
    }
  }

  /** What names the run. */
  public SortedMap<String, String> identity() {
    return identity;
  }

  /** The file that holds the state after a round. */
  public Path path(long round) {
    return new Path(directory, name(round, "safetensors"));
  }

  /** The state after a round; a {@link FormatException} where it is not there or not whole. */
  public Checkpoint read(long round) throws IOException {
    try {
      return whole(round);
    } catch (FileNotFoundException | EOFException e) {
      throw new FormatException(path(round).toString(), "there is no such checkpoint", e);
    }
  }

  private Checkpoint whole(long round) throws IOException {
    JsonReader json = NamedFiles.manifest(MANIFEST, fs, new Path(directory, name(round, "json")));
    json.integer("round", round, round);
    Layout layout = LayoutJson.read(json, "layout");
    List<Layout> memories = new ArrayList<>();
    for (JsonReader memory : json.objects("memory")) {
      memories.add(LayoutJson.read(memory, "layout"));
    }
    Path tensors = path(round);
    HadoopFiles.Written written = NamedFiles.require(fs, tensors, json, "tensors");
    State state =
        NamedFiles.read(fs, tensors, written, file -> StateTensors.read(file, layout, memories));
    if (state.round() != round) {
      throw new FormatException(
          tensors.toString(), "round must be %d, but is %d".formatted(round, state.round()));
    }
    return new Checkpoint(
        state, Collections.unmodifiableSortedMap(new TreeMap<>(json.texts("identity"))));
  }

  private List<Long> rounds(String kind) throws IOException {
    List<Long> rounds = new ArrayList<>();
    try {
      for (FileStatus status : fs.listStatus(directory)) {
        Matcher name = NAME.matcher(status.getPath().getName());
        if (status.isFile() && name.matches() && name.group(2).equals(kind)) {
          rounds.add(Long.parseLong(name.group(1)));
        }
      }
    } catch (FileNotFoundException e) {
      return List.of();
    }
    rounds.sort(Comparator.reverseOrder());
    return rounds;
  }

  private static String name(long round, String kind) {
    return String.format(Locale.ROOT, "round-%012d.%s", round, kind);
  }
}
