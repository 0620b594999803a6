package org.sparksvi.job.config;

import java.util.Optional;
import org.sparksvi.format.OnInvalid;

/**
 * Where documents come from.
 *
 * @param path of the training documents
 * @param vocabulary path of the words, where given
 * @param column of a table, where the format has columns
 * @param splitSeed names the split of held-out documents
 */
public record InputSettings(
    String path,
    Format format,
    Optional<String> vocabulary,
    Optional<String> column,
    OnInvalid onInvalid,
    HeldOutSource heldOut,
    long splitSeed,
    TextSettings text) {

  /** What files look like. */
  public enum Format {
    DOCWORD(false, 1),
    TEXT(false, 0),
    FILES(false, 0),
    LIBSVM(false, 1),
    CSV(true, 0),
    JSON(true, 0),
    PARQUET(true, 0);

    private final boolean columns;
    private final int firstColumn;

    Format(boolean columns, int firstColumn) {
      this.columns = columns;
      this.firstColumn = firstColumn;
    }

    /** The number that the first column of counts has in the input. */
    public int firstColumn() {
      return firstColumn;
    }

    /** Whether documents have names of their own, by which two files of halves are paired. */
    public boolean namesDocuments() {
      return this == DOCWORD || this == FILES;
    }

    /** Whether one of several columns holds the documents. */
    public boolean columns() {
      return columns;
    }
  }

  static InputSettings of(Configuration c) {
    Format format = c.choice("input.format", Choices.of(Format.class));
    Optional<String> column = c.optionalText("input.column");
    if (format.columns() && column.isEmpty()) {
      throw new ConfigurationException(
          "%s: input.column must be given where input.format is %s"
              .formatted(c.file(), c.show("input.format")));
    }
    if (!format.columns() && column.isPresent()) {
      throw c.refuse(
          "input.column", "not be given where input.format is " + c.show("input.format"));
    }
    return new InputSettings(
        c.text("input.path"),
        format,
        c.optionalText("input.vocabulary"),
        column,
        c.choice("input.on-invalid", Choices.of(OnInvalid.class)),
        heldOut(c),
        c.whole("input.split-seed", Long.MIN_VALUE, Long.MAX_VALUE),
        TextSettings.of(c));
  }

  private static HeldOutSource heldOut(Configuration c) {
    String key = "input.held-out";
    Optional<Double> fraction = c.number(key);
    Optional<String> observed = c.optionalText("input.held-out-observed");
    if (fraction.isEmpty() && !c.has(key)) {
      throw c.refuse(key, "be given");
    }
    if (observed.isPresent()) {
      if (fraction.isPresent()) {
        throw c.refuse(
            key, "be the path of the halves to score where input.held-out-observed is given");
      }
      if (!c.choice("input.format", Choices.of(Format.class)).namesDocuments()) {
        throw c.refuse(
            "input.held-out-observed",
            "be given only where documents have names that both halves share (docword, files)");
      }
      return new HeldOutSource.Halves(observed.get(), c.text(key));
    }
    if (fraction.isEmpty()) {
      return new HeldOutSource.Documents(c.text(key));
    }
    double share = c.real(key, v -> v >= 0 && v < 1, "be a fraction in [0, 1) or a path");
    return share == 0 ? new HeldOutSource.None() : new HeldOutSource.Fraction(share);
  }
}
