package org.sparksvi.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.format.FormatException;
import org.sparksvi.format.Json;
import org.sparksvi.format.Vocabulary;
import org.sparksvi.models.topics.Concentration;
import org.sparksvi.models.topics.Kernel;
import org.sparksvi.models.topics.TopicsModel;
import org.sparksvi.models.topics.TopicsSettings;
import org.sparksvi.store.ModelFiles;
import org.sparksvi.store.RunDirectory;
import org.sparksvi.store.RunDirectoryException;

/**
 * A topic model with its parameters and words, as a run publishes it.
 *
 * @param vocabulary a word for each of the model's
 */
record TrainedTopics(TopicsModel model, Bundle parameters, Vocabulary vocabulary) {
  private static final String KIND = "topics";

  /** Publishes the model in its run's directory. */
  void write(RunDirectory run) throws IOException {
    ModelFiles.write(
        run.fileSystem(),
        run.model(),
        new ModelFiles.Published(
            KIND, json(model.settings()), parameters, Optional.of(vocabulary)));
  }

  /** Reads the model that a run has published. */
  static TrainedTopics read(RunDirectory run) {
    String place = run.model().toString();
    try {
      if (!ModelFiles.exists(run.fileSystem(), run.model())) {
        throw new RunDirectoryException(
            "run directory %s has no model yet; its training has not ended".formatted(run.path()));
      }
      ModelFiles.Published published = ModelFiles.read(run.fileSystem(), run.model());
      if (!published.kind().equals(KIND)) {
        throw new RunDirectoryException(
            "%s must be a model of the kind %s, but is of the kind %s"
                .formatted(place, KIND, published.kind()));
      }
      TopicsModel model = new TopicsModel(settings(published.settings(), place));
      if (!model.layout().equals(published.parameters().layout())) {
        throw new RunDirectoryException(
            "%s: parameters must have the fields of the settings, %s, but have %s"
                .formatted(place, model.layout(), published.parameters().layout()));
      }
      Vocabulary vocabulary =
          published
              .vocabulary()
              .orElseThrow(() -> new RunDirectoryException(place + " has no vocabulary"));
      vocabulary.requireSize(model.settings().words(), place);
      return new TrainedTopics(model, published.parameters(), vocabulary);
    } catch (FormatException | IllegalArgumentException e) {
      throw new RunDirectoryException("the model is unreadable: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + place, e);
    }
  }

  private static ObjectNode json(TopicsSettings settings) {
    ObjectNode json = Json.object();
    json.put("topics", settings.topics());
    json.put("words", settings.words());
    put(json, "alpha", settings.alpha());
    put(json, "eta", settings.eta());
    json.put("innerIterations", settings.innerIterations());
    json.put("innerTolerance", settings.innerTolerance());
    json.put("kernel", text(settings.kernel()));
    return json;
  }

  private static void put(ObjectNode json, String name, Concentration concentration) {
    json.put(name, concentration.value());
    json.put(name + "Learning", text(concentration.learning()));
  }

  private static TopicsSettings settings(ObjectNode json, String place) {
    return new TopicsSettings(
        (int) number(json, "topics", place),
        (int) number(json, "words", place),
        concentration(json, "alpha", place),
        concentration(json, "eta", place),
        (int) number(json, "innerIterations", place),
        number(json, "innerTolerance", place),
        Kernel.best()); // scores need not have the bits of the training
  }

  private static Concentration concentration(ObjectNode json, String name, String place) {
    JsonNode learning = json.path(name + "Learning");
    return new Concentration(
        number(json, name, place),
        Concentration.Learning.valueOf(learning.asText("").toUpperCase(Locale.ROOT)));
  }

  private static double number(ObjectNode json, String name, String place) {
    JsonNode node = json.path(name);
    if (!node.isNumber()) {
      throw new FormatException(place, "'%s' must be a number, but is %s".formatted(name, node));
    }
    return node.doubleValue();
  }

  private static String text(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
