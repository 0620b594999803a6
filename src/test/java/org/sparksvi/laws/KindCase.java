package org.sparksvi.laws;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.sparksvi.job.Corpus;
import org.sparksvi.kind.Option;

/**
 * A kind of models on a small data set, for the laws that every kind keeps. A new kind adds a row
 * to {@link #all}.
 *
 * @param name shown by the tests
 * @param conf the lines of a job's configuration but for its paths
 * @param rows writes rows to train on
 * @param bad rows that are refused
 * @param code what a user wrote, whose class commands are told; null for kinds that need none
 */
public record KindCase(String name, String conf, Rows rows, List<Bad> bad, Object code) {
  private static final List<Bad> BAD_COUNTS =
      List.of(
          new Bad(
              "2;8;2;1 1 1;1 2 -3", "docword.txt, line 5: count is -3; it must not be negative"),
          new Bad("2;8;1;1 9 1", "docword.txt, line 4: word id is 9; the header declares 8 words"));
  private static final Bad INFINITE =
      new Bad(
          "a,b,c;1,2,3;3,-Inf,1",
          "rows.csv, row 2: column 'b' must be a finite number, but is -Infinity, in \"3,-Inf");
  private static final List<Bad> BAD_NUMBERS =
      List.of(
          INFINITE,
          new Bad("a,b,c;1,2,3;3,,1", "row 2: column 'b' must be a finite number, but is missing"));
  private static final String NETWORKS = "latent = 1, encoder = [4], decoder = [4]";

  KindCase(String name, String conf, Rows rows, List<Bad> bad) {
    this(name, conf, rows, bad, null);
  }

  /**
   * Options that laws ask for. Of a user's class that gives groups numbers of their own, rows are
   * not predicted: that is refused by what the class declares, in words of its own
   * (GroupCommandsTest), not by the kind.
   */
  List<Option> asked() {
    return Stream.of(Option.values())
        .filter(option -> option != Option.PREDICTED || !(code instanceof JointCases.Levels))
        .toList();
  }

  /** Writes so many rows, and returns the file. */
  @FunctionalInterface
  public interface Rows {
    Path write(Path directory, int rows) throws IOException;
  }

  /**
   * Rows that are refused.
   *
   * @param content of the file, with ; between lines
   * @param message what is said of it, with the place
   */
  public record Bad(String content, String message) {}

  static Stream<KindCase> all() {
    return Stream.of(
        counts("topics", "kind = topics, topics = 2, alpha = asymmetric"),
        counts("count-mixture", "kind = count-mixture, components = 2, estimator = bayes"),
        counts("independent-poissons", "kind = independent-poissons"),
        counts(
            "autoencoder of counts", "kind = autoencoder, likelihood = multinomial, " + NETWORKS),
        numbers("mixture", "kind = mixture, components = 2, estimator = bayes", 0, BAD_NUMBERS),
        numbers("factor", "kind = factor, latent = 1", 0, BAD_NUMBERS),
        numbers(
            "factor, values missing",
            "kind = factor, latent = 1, missing-values = true",
            0.1,
            List.of(INFINITE)),
        numbers(
            "autoencoder of numbers",
            "kind = autoencoder, likelihood = gaussian, dropout = 0.2, " + NETWORKS,
            0,
            BAD_NUMBERS),
        responses("regression, gaussian", "c", "kind = regression", BAD_NUMBERS),
        responses(
            "regression, priors by column",
            "c",
            "kind = regression, prior { coefficients = laplace, groups = [\"b ~ normal(1)\"] }",
            List.of(INFINITE)),
        new KindCase(
            "joint",
            "input.columns = [a, b, c]\n"
                + conf(
                    "csv",
                    "kind = joint, method = gradient, class = \"%s\""
                        .formatted(JointCases.Plane.class.getName())),
            KindCase::responses,
            BAD_NUMBERS,
            new JointCases.Plane()),
        new KindCase(
            "joint, numbers of groups",
            "input { columns = [a, b, c], group-column = school }\n"
                + conf(
                    "csv",
                    "kind = joint, method = gradient, class = \"%s\""
                        .formatted(JointCases.Levels.class.getName())),
            KindCase::groups,
            List.of(
                new Bad(
                    "a,b,c,school;1,2,3,x;3,-Inf,1,x",
                    "row 2: column 'b' must be a finite number, but is -Infinity")),
            new JointCases.Levels()),
        new KindCase(
            "mixed, gaussian",
            "input { columns = [a, b], response-column = c, group-column = school }\n"
                + conf("csv", "kind = mixed, random = [\"(1 + a | school)\"]"),
            KindCase::groups,
            List.of(
                new Bad(
                    "a,b,c,school;1,2,3,x;3,-Inf,1,x",
                    "row 2: column 'b' must be a finite number, but is -Infinity"))),
        new KindCase(
            "mixed, crossed",
            """
            input { columns = [a, b], categories = [item], category-coding = one-hot }
            input { response-column = c, group-column = school }
            """
                + conf("csv", "kind = mixed, random = [\"(1 | school)\", \"(1 | item)\"]"),
            KindCase::groups,
            List.of(
                new Bad(
                    "a,b,c,school,item;1,2,3,x,i0;2,1,0,x,i1;3,4,1,y,",
                    "row 3: category 'item' must be given, but is missing"))),
        new KindCase(
            "mixed, nested, by a formula",
            "input.group-column = school\n"
                + conf("csv", "kind = mixed, formula = \"c ~ a * b + (1 | school/item)\""),
            KindCase::groups,
            List.of(
                new Bad(
                    "a,b,c,school,item;1,2,3,x,i0;2,1,0,x,i1;3,4,1,y,",
                    "row 3: group 'item' must be a whole number or a text, but is missing"))),
        responses(
            "regression, multinomial",
            "size",
            "kind = regression, likelihood = multinomial, classes = [small, medium, large]",
            List.of(
                new Bad(
                    "a,b,size;1,2,small;2,3,huge",
                    "row 2: response 'size' must be one of small, medium, large, but is \"huge\""))),
        responses(
            "regression, ordinal",
            "size",
            "kind = regression, likelihood = ordinal, classes = [small, medium, large]",
            List.of(
                new Bad(
                    "a,b,size;1,2,small;2,-Inf,large",
                    "row 2: column 'b' must be a finite number, but is -Infinity"))),
        responses(
            "regression, independent coefficients",
            "even",
            "kind = regression, likelihood = logistic, covariance = diagonal",
            List.of(
                new Bad(
                    "a,b,c,even;1,2,3,0;3,-Inf,1,1",
                    "row 2: column 'b' must be a finite number, but is -Infinity"))),
        responses(
            "regression, trials",
            "successes, trials-column = trials",
            "kind = regression, likelihood = logistic",
            List.of(
                new Bad(
                    "a,b,successes,trials;1,2,3,4;2,3,5,4",
                    "row 2: response 'successes' must be at least 0 and at most the trials, 4.0, but is"
                        + " 5.0"))),
        responses(
            "regression, logistic",
            "even",
            "kind = regression, likelihood = logistic",
            List.of(
                new Bad(
                    "a,b,c,even;1,2,3,0;3,-Inf,1,1",
                    "row 2: column 'b' must be a finite number, but is -Infinity"),
                new Bad(
                    "a,b,c,even;1,2,3,0;2,3,1,2",
                    "row 2: response 'even' must be 0 or 1 (or -1 and 1), or a share of trials"
                        + " between 0 and 1, whose number is the row's weight, but is 2.0"))));
  }

  /** Rows of numbers of which one is the response. */
  private static KindCase responses(String name, String response, String model, List<Bad> bad) {
    return new KindCase(
        name,
        "input { columns = [a, b], response-column = %s }\n".formatted(response)
            + conf("csv", model),
        KindCase::responses,
        bad);
  }

  private static KindCase counts(String name, String model) {
    return new KindCase(name, conf("docword", model), Corpus::write, BAD_COUNTS);
  }

  private static KindCase numbers(String name, String model, double missing, List<Bad> bad) {
    return new KindCase(
        name,
        "input.columns = [\"*\"]\n" + conf("csv", model),
        (directory, rows) -> numbers(directory, rows, missing),
        bad);
  }

  private static String conf(String format, String model) {
    return """
        input { format = %s, held-out = 0.2 }
        model { %s }
        inference { batch-size = 12, block-size = 4, epochs = 4 }
        """
        .formatted(format, model);
  }

  /** Rows about two points in three columns, beside a name. */
  private static Path numbers(Path directory, int rows, double missing) throws IOException {
    Random random = new Random(rows);
    List<String> lines = new ArrayList<>(List.of("name,a,b,c"));
    for (int r = 0; r < rows; r++) {
      StringBuilder line = new StringBuilder("row").append(r);
      for (int c = 0; c < 3; c++) {
        double value = (r % 2 == 0 ? c : 10 - c) + random.nextGaussian();
        line.append(',');
        line.append(random.nextDouble() < missing ? "" : String.format(Locale.ROOT, "%.4f", value));
      }
      lines.add(line.toString());
    }
    return Files.write(directory.resolve("rows.csv"), lines);
  }

  /** Rows of two features, a number, 0 or 1, one of three texts, and successes of trials. */
  private static Path responses(Path directory, int rows) throws IOException {
    Random random = new Random(rows);
    List<String> lines = new ArrayList<>(List.of("a,b,c,even,size,successes,trials"));
    for (int r = 0; r < rows; r++) {
      double a = random.nextGaussian();
      double b = 5 + random.nextGaussian();
      double c = a - b + random.nextGaussian();
      int even = random.nextDouble() < 1 / (1 + Math.exp(-c - 5)) ? 1 : 0;
      String size = c < -6 ? "small" : c < -4 ? "medium" : "large";
      int trials = 1 + r % 4;
      int successes = even * random.nextInt(1 + trials);
      lines.add(
          String.format(
              Locale.ROOT, "%.4f,%.4f,%.4f,%d,%s,%d,%d", a, b, c, even, size, successes, trials));
    }
    return Files.write(directory.resolve("rows.csv"), lines);
  }

  /** Groups of two rows, whose middle differs. */
  private static Path groups(Path directory, int rows) throws IOException {
    Random random = new Random(rows);
    List<String> lines = new ArrayList<>(List.of("school,item,a,b,c"));
    for (int g = 0; g < rows / 2; g++) {
      double middle = 2 * random.nextGaussian();
      for (int r = 0; r < 2; r++) {
        double a = random.nextGaussian();
        double b = 5 + random.nextGaussian();
        double c = middle + a - b + 0.5 * random.nextGaussian();
        lines.add(
            String.format(Locale.ROOT, "school%d,i%d,%.4f,%.4f,%.4f", g, (g + r) % 3, a, b, c));
      }
    }
    return Files.write(directory.resolve("rows.csv"), lines);
  }

  @Override
  public String toString() {
    return name;
  }
}
