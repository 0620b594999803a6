package org.sparksvi.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A tiny corpus of two themes, as docword files: which theme a document has, its words tell. */
public final class Corpus {
  private static final String[] WORDS = {
    "sea", "ship", "wave", "sail", "king", "crown", "throne", "war"
  };

  private Corpus() {}

  /** Documents of ten tokens each, half of them about the sea; returns the docword file. */
  public static Path write(Path directory, int documents) throws IOException {
    List<String> entries = new ArrayList<>();
    for (int d = 1; d <= documents; d++) {
      int theme = d % 2 == 0 ? 0 : 4;
      for (int w = 1; w <= 4; w++) {
        int count = 1 + (d + w) % 3;
        entries.add("%d %d %d".formatted(d, theme + w, count));
      }
    }
    return write(directory, documents, WORDS.length, entries);
  }

  /** A docword file of some entries, and its vocabulary beside it. */
  static Path write(Path directory, int documents, int words, List<String> entries)
      throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add(Integer.toString(documents));
    lines.add(Integer.toString(words));
    lines.add(Integer.toString(entries.size()));
    lines.addAll(entries);
    Files.write(directory.resolve("vocab.txt"), List.of(WORDS));
    return Files.write(directory.resolve("docword.txt"), lines);
  }

  /** A configuration for it, and a run directory beside it. */
  public static Path configuration(Path directory) throws IOException {
    return Files.writeString(
        directory.resolve("job.conf"),
        """
        input.path = "%1$s/docword.txt"
        input.vocabulary = "%1$s/vocab.txt"
        input.held-out = 0.2
        model.topics = 2
        model.alpha = 0.1
        inference.batch-size = 16
        inference.epochs = 4
        run.directory = "%1$s/run"
        """
            .formatted(directory));
  }
}
