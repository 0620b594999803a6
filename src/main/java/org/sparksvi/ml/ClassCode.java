package org.sparksvi.ml;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.param.Param;
import org.sparksvi.config.ConfigurationException;
import org.sparksvi.format.FormatException;
import org.sparksvi.kind.Trained;

/** The code of a model's class, where the stage says one: made once for what its Params are. */
final class ClassCode {
  private final Face face;
  private final PipelineStage stage;
  private Trained<?, ?, ?> coded; // null before it is asked for
  private List<Object> by = List.of();

  ClassCode(Face face, PipelineStage stage) {
    this.face = face;
    this.stage = stage;
  }

  /**
   * A model with the code that the stage says; the model itself where stages have none.
   *
   * @throws IllegalArgumentException where it is not the code that the model was trained with
   */
  synchronized Trained<?, ?, ?> of(Trained<?, ?, ?> learnt) {
    if (!(stage instanceof WithCode given)) {
      return learnt;
    }
    List<Object> now = new ArrayList<>(List.of(given.code()));
    for (String param :
        List.of(JointPosterior.CLASS, JointPosterior.SETTINGS, JointPosterior.DIGEST)) {
      Param<Object> one = stage.getParam(param);
      Object value = stage.isDefined(one) ? stage.getOrDefault(one) : "";
      now.add(value instanceof String[] texts ? List.of(texts) : value);
    }
    if (coded == null || !by.equals(now)) {
      try {
        coded = learnt.configured(FrameSettings.of(face, stage).training().model());
        by = now;
      } catch (ConfigurationException | FormatException e) {
        throw new IllegalArgumentException("%s: %s".formatted(stage.uid(), e.getMessage()), e);
      }
    }
    return coded;
  }

  /** Remembers the jar of the class, so that another is refused. */
  void bind() {
    if (stage instanceof WithCode) {
      JsonNode digest =
          FrameSettings.of(face, stage).training().all().path(JointPosterior.DIGEST_KEY);
      Param<Object> param = stage.getParam(JointPosterior.DIGEST);
      if (digest.isTextual() && !stage.isSet(param)) {
        stage.set(param, digest.asText());
      }
    }
  }
}
