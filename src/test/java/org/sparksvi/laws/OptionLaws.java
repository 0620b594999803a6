package org.sparksvi.laws;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.sparksvi.kind.Option;
import org.sparksvi.kind.Trained;

/** What the options of commands that not every kind accepts are given, and how they are refused. */
final class OptionLaws {
  private OptionLaws() {}

  /** A column of the rows of a run. */
  static String label(KindRun run) {
    try {
      var model = Trained.load(run.model());
      return model.rows().words() ? "document" : model.names().word(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The message, up to the kind. */
  static String refusal(Option option) {
    return switch (option) {
      case WORDS -> "--words is for models whose components are described by words";
      case VOCABULARY -> "--vocabulary is for models over words";
      case OBSERVED -> "--observed is for models that complete documents";
      case SPLIT_SEED -> "--split-seed is for models that complete documents";
      case SAMPLES -> "--samples is for models that are scored by samples";
      case SEED -> "--seed is for models that are scored by samples or impute values";
      case LABELS -> "--labels is for models that give every row a component";
      case MASKED -> "--masked is for models that impute values";
      case EVIDENCE ->
          "--evidence is for models whose posterior can be compared with the exact one";
      case TOKENS -> "--tokens is for models that draw documents of a given length";
      case EXPECTED -> "--expected is for models with a decoder of numbers";
      case PREDICTED ->
          "--input is for models of regression, mixed ones, and those that users write with a column that they observe";
    };
  }
}
