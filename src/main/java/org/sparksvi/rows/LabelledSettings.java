package org.sparksvi.rows;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sparksvi.config.Configuration;
import org.sparksvi.rows.InputSettings.Format;

/**
 * Where rows of numbers with responses come from.
 *
 * @param rows features and weights
 * @param response column of responses, where given
 * @param offset column of offsets, where given
 * @param group column of groups, where given
 */
public record LabelledSettings(
    NumberSettings rows,
    Optional<String> response,
    Optional<String> offset,
    Optional<String> group) {
  private static final String RESPONSE = "input.response-column";
  private static final String OFFSET = "input.offset-column";
  private static final String GROUP = "input.group-column";

  /** Keys that only rows with responses have. */
  public static List<String> ownKeys() {
    return List.of(RESPONSE, OFFSET, GROUP);
  }

  /** Keys that only rows with responses have, or that not all rows have. */
  public static List<String> keys() {
    return Stream.concat(NumberSettings.keys().stream(), ownKeys().stream()).toList();
  }

  /** Checks the keys. The response of libsvm is the label. */
  public static LabelledSettings of(Configuration c) {
    NumberSettings rows = NumberSettings.of(c);
    Format format = rows.input().format();
    for (String key : ownKeys()) {
      if (!format.columns() && c.has(key)) {
        throw c.refuse(key, "not be given where input.format is " + c.show("input.format"));
      }
      if (c.has(key) && rows.columns().contains(c.text(key))) {
        throw c.refuse(key, "not be among input.columns");
      }
    }
    Optional<String> response =
        format == Format.LIBSVM ? Optional.of("label") : c.optionalText(RESPONSE);
    return new LabelledSettings(rows, response, c.optionalText(OFFSET), c.optionalText(GROUP));
  }

  /** Whether rows keep only what is not 0: libsvm and vectors. */
  public boolean sparse() {
    return rows.input().format() == Format.LIBSVM || rows.vector().isPresent();
  }
}
