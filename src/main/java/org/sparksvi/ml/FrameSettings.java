package org.sparksvi.ml;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.ml.PipelineStage;
import org.sparksvi.config.Configuration;
import org.sparksvi.config.ConfigurationException;
import org.sparksvi.kind.Kinds;
import org.sparksvi.run.TrainingSettings;

/**
 * The Params of an estimator as the configuration of a training.
 *
 * @param values by the keys of a configuration
 * @param code of the model, where the program has it at hand
 * @param place what messages call it
 */
record FrameSettings(Map<String, Object> values, Optional<Object> code, String place) {
  /** Name of the rows in messages, and of their table. */
  static final String ROWS = "DataFrame";

  /** Name of the rows that are held out by {@code validationIndicatorCol}. */
  static final String VALIDATION_ROWS = "DataFrame, validation rows";

  /** Name of the words of the rows' columns. */
  static final String WORDS = "DataFrame, vocabulary";

  /** Of an estimator or a model. */
  static FrameSettings of(Face face, PipelineStage stage) {
    Map<String, Object> values = face.values(stage);
    values.put("model.kind", face.kind());
    values.put("input.table", ROWS);
    if (!face.byName()) {
      values.put("input.format", "libsvm"); // rows of vectors; the table comes before it
      values.put("input.column", FrameColumns.text(stage, face.features()).orElseThrow());
    }
    FrameColumns.of(face, stage)
        .label()
        .ifPresent(name -> values.put("input.response-column", name));
    FrameColumns.text(stage, Face.OFFSET)
        .ifPresent(name -> values.put("input.offset-column", name));
    FrameColumns.text(stage, Face.TRIALS)
        .ifPresent(name -> values.put("input.trials-column", name));
    values.put(
        "input.on-invalid",
        FrameColumns.text(stage, Face.INVALID).orElse("").equals("error") ? "fail" : "skip");
    if (stage.hasParam(Face.VOCABULARY) && stage.isSet(stage.getParam(Face.VOCABULARY))) {
      values.put("input.vocabulary", WORDS);
    }
    if (FrameColumns.text(stage, Face.VALIDATION).isPresent()) {
      values.put("input.held-out", VALIDATION_ROWS);
    }
    Optional<String> directory = FrameColumns.text(stage, Face.RUN_DIRECTORY);
    values.put("run.directory", directory.orElse("none"));
    Optional<Object> code = Optional.empty();
    if (stage instanceof WithCode given) {
      code = given.code();
      values.putIfAbsent("model.class", "given");
    }
    return new FrameSettings(values, code, stage.uid());
  }

  /** The same in a run directory. */
  FrameSettings in(String directory) {
    return with("run.directory", directory);
  }

  /** The same for a training that goes on from a model, as `svi update` does. */
  FrameSettings ofUpdate() {
    FrameSettings all = this;
    for (String override : training().updateDefaults()) {
      int equals = override.indexOf('=');
      all = all.with(override.substring(0, equals), override.substring(equals + 1));
    }
    return all;
  }

  private FrameSettings with(String key, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(values);
    more.put(key, value);
    return new FrameSettings(more, code, place);
  }

  /** The settings of a training. */
  TrainingSettings training() {
    TrainingSettings settings =
        TrainingSettings.of(Configuration.of(values, place), Kinds.installed());
    return code.isEmpty() ? settings : settings.givenCode(code.get());
  }

  /** Refuses values that no training takes. */
  void requireAcceptable() {
    try {
      training();
    } catch (ConfigurationException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }
}
