package org.sparksvi.rows;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sparksvi.config.Choices;
import org.sparksvi.config.Configuration;
import org.sparksvi.format.OnInvalid;

/**
 * Where rows come from, whatever they are.
 *
 * @param path of the training rows
 */
public record InputSettings(
    String path, Format format, OnInvalid onInvalid, HeldOutSource heldOut) {

  /** What files look like. */
  public enum Format {
    DOCWORD(false, 1),
    TEXT(false, 0),
    FILES(false, 0),
    LIBSVM(false, 1),
    CSV(true, 0),
    JSON(true, 0),
    PARQUET(true, 0),
    IDX(false, 0),
    IMAGES(false, 0);

    private final boolean columns;
    private final int firstColumn;

    Format(boolean columns, int firstColumn) {
      this.columns = columns;
      this.firstColumn = firstColumn;
    }

    /** The number that the first column of vectors has in the input. */
    public int firstColumn() {
      return firstColumn;
    }

    /** Whether documents have names of their own, by which two files of halves are paired. */
    public boolean namesDocuments() {
      return this == DOCWORD || this == FILES;
    }

    /** Whether rows are pixels, of a shape that the files say. */
    public boolean pixels() {
      return this == IDX || this == IMAGES;
    }

    /** Whether rows have columns with names. */
    public boolean columns() {
      return columns;
    }
  }

  /** Formats of rows of counts. */
  static Set<Format> ofCounts() {
    return EnumSet.complementOf(EnumSet.of(Format.IDX, Format.IMAGES));
  }

  /** Formats of rows of numbers. */
  static Set<Format> ofNumbers() {
    return EnumSet.complementOf(EnumSet.of(Format.DOCWORD, Format.TEXT, Format.FILES));
  }

  /** Checks the keys of a kind of rows that comes in some formats. */
  static InputSettings of(Configuration c, Set<Format> formats) {
    return new InputSettings(
        c.text("input.path"),
        format(c, formats),
        c.choice("input.on-invalid", Choices.of(OnInvalid.class)),
        heldOut(c));
  }

  /** The format, whatever it is. */
  public static Format format(Configuration c) {
    return format(c, EnumSet.allOf(Format.class));
  }

  /** One of some formats. */
  static Format format(Configuration c, Set<Format> formats) {
    Map<String, Format> choices = new LinkedHashMap<>(Choices.of(Format.class));
    choices.values().retainAll(formats);
    return c.choice("input.format", choices);
  }

  /** The paths of all that is read. */
  public List<String> paths() {
    if (heldOut instanceof HeldOutSource.Documents documents) {
      return List.of(path, documents.path());
    }
    return heldOut instanceof HeldOutSource.Halves halves
        ? List.of(path, halves.observed(), halves.scored())
        : List.of(path);
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
