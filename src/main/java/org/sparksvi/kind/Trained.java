package org.sparksvi.kind;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.config.ConfigurationException;
import org.sparksvi.data.Block;
import org.sparksvi.data.ImageShape;
import org.sparksvi.data.RowForm;
import org.sparksvi.format.ByteSource;
import org.sparksvi.format.FormatException;
import org.sparksvi.format.JsonReader;
import org.sparksvi.format.PublishedModel;
import org.sparksvi.format.Vocabulary;
import org.sparksvi.model.HeldOut;
import org.sparksvi.model.Model;
import org.sparksvi.model.Transforms;

/**
 * A model with its parameters, of whatever kind: what was published, and all that can be asked of
 * it. Immutable.
 *
 * <pre>
 *   Trained&lt;?, ?, ?&gt; trained = Trained.load(Path.of("runs/topics-kjv/model"));
 *   System.out.println(trained.readOut(10).text());
 *   trained.scorer().score(List.of("moses", "pharaoh"));
 * </pre>
 *
 * @param <B> blocks that the model is trained on
 * @param <H> blocks that it is scored on
 * @param <M> the model
 */
public final class Trained<
    B extends Block, H extends Block, M extends Model<B> & HeldOut<H> & Transforms<B>> {
  private static final String COLUMNS = "columns";
  private static final String SCALE = "scale";
  private static final String IMAGE = "image";
  private static final int ALL = Integer.MAX_VALUE;

  private final Kind<B, H, M> kind;
  private final Values settings;
  private final Vocabulary names;
  private final RowForm form;
  private final M model;
  private final Bundle parameters;

  private Trained(
      Kind<B, H, M> kind,
      Values settings,
      Vocabulary names,
      RowForm form,
      M model,
      Bundle parameters) {
    this.kind = kind;
    this.settings = settings;
    this.names = names;
    this.form = form;
    this.model = model;
    this.parameters = parameters;
  }

  /**
   * A model of some settings over rows that it may be trained on; its parameters are zeros.
   *
   * @throws ConfigurationException where there is no such model
   */
  public static <B extends Block, H extends Block, M extends Model<B> & HeldOut<H> & Transforms<B>>
      Trained<B, H, M> untrained(Kind<B, H, M> kind, Values settings, DataFacts data) {
    try {
      kind.check(settings, data);
      M model = kind.model(settings, data.names());
      return new Trained<>(
          kind, settings, data.names(), data.form(), model, Bundle.zeros(model.layout()));
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(e.getMessage(), e);
    }
  }

  /**
   * The model that a local directory holds, such as the directory {@code model} of a run.
   *
   * @throws FormatException where it holds none, or one that is damaged
   */
  public static Trained<?, ?, ?> load(Path directory) throws IOException {
    PublishedModel published = PublishedModel.read(new LocalFiles(directory));
    return of(published, Kinds.installed(), directory.toString());
  }

  /**
   * A published model.
   *
   * @param place names it in messages
   * @throws FormatException where its settings and its parameters are not of one model
   */
  public static Trained<?, ?, ?> of(PublishedModel published, Kinds kinds, String place) {
    Kinds.Chosen chosen = kinds.choose(published, place);
    return of(chosen.kind(), chosen.settings(), published, place);
  }

  private static <B extends Block, H extends Block, M extends Model<B> & HeldOut<H> & Transforms<B>>
      Trained<B, H, M> of(
          Kind<B, H, M> kind, Values settings, PublishedModel published, String place) {
    ObjectNode json = published.settings();
    Vocabulary names = published.vocabulary().orElseGet(() -> names(json, place));
    RowForm form =
        published.vocabulary().isPresent() ? RowForm.PLAIN : form(new JsonReader(json, place));
    M model;
    try {
      model = kind.model(settings, names);
    } catch (IllegalArgumentException e) {
      throw new FormatException(place, e.getMessage(), e);
    }
    Bundle parameters = published.parameters();
    if (!model.layout().equals(parameters.layout())) {
      throw new FormatException(
          place,
          "the parameters must have the fields of the settings, %s, but have %s"
              .formatted(model.layout(), parameters.layout()));
    }
    Bundle held = parameters.over(model.layout());
    PublishedModel.require(held, place);
    return new Trained<>(kind, settings, names, form, model, held);
  }

  private static Vocabulary names(ObjectNode json, String place) {
    List<String> names = new ArrayList<>();
    json.path(COLUMNS).forEach(name -> names.add(name.asText()));
    return Vocabulary.of(names, place);
  }

  private static RowForm form(JsonReader json) {
    Optional<ImageShape> image = Optional.empty();
    if (json.has(IMAGE)) {
      JsonReader shape = json.object(IMAGE);
      try {
        image =
            Optional.of(
                new ImageShape(
                    (int) shape.integer("height", 1, Integer.MAX_VALUE),
                    (int) shape.integer("width", 1, Integer.MAX_VALUE),
                    (int) shape.integer("channels", 1, Integer.MAX_VALUE)));
      } catch (IllegalArgumentException e) {
        throw json.problem(IMAGE, "is no shape: " + e.getMessage());
      }
    }
    return new RowForm(json.number(SCALE), image);
  }

  /** The model as it is published. */
  public PublishedModel published() {
    ObjectNode json = org.sparksvi.format.Json.object();
    kind.write(settings, names.size(), json);
    kind.describe(this, json);
    if (rows().words()) {
      return new PublishedModel(kind.name(), json, parameters, Optional.of(names));
    }
    ArrayNode columns = json.putArray(COLUMNS);
    names.words().forEach(columns::add);
    json.put(SCALE, form.scale());
    form.image()
        .ifPresent(
            image ->
                json.putObject(IMAGE)
                    .put("height", image.height())
                    .put("width", image.width())
                    .put("channels", image.channels()));
    return new PublishedModel(kind.name(), json, parameters, Optional.empty());
  }

  /** The same model with other parameters. */
  public Trained<B, H, M> with(Bundle others) {
    return new Trained<>(kind, settings, names, form, model, others);
  }

  /** The same with those of a configuration's settings that are not the model's own. */
  public Trained<B, H, M> configured(Values configured) {
    Values reconciled = kind.reconciled(settings, configured);
    M same = kind.model(reconciled, names);
    return new Trained<>(kind, reconciled, names, form, same, parameters);
  }

  /** The same with columns behind its own, which nothing is known of. */
  public Trained<B, H, M> over(Vocabulary more) {
    M wider = kind.model(settings, more);
    return new Trained<>(kind, settings, more, form, wider, kind.grown(this, wider));
  }

  public Kind<B, H, M> kind() {
    return kind;
  }

  public Values settings() {
    return settings;
  }

  /** The name of each column, such as a word. */
  public Vocabulary names() {
    return names;
  }

  /** What is known of rows of numbers beside their columns. */
  public RowForm form() {
    return form;
  }

  public M model() {
    return model;
  }

  public Bundle parameters() {
    return parameters;
  }

  /** What holds the model back where it is, if anything does; see {@link Model#held}. */
  public Optional<String> held() {
    return model.held(parameters);
  }

  public RowType<B, H> rows() {
    return kind.rows(settings);
  }

  /** The value of white pixels in the input, where values are scaled to [0, 1]. */
  public OptionalDouble white() {
    return form.scale() == 1 ? OptionalDouble.empty() : OptionalDouble.of(form.scale());
  }

  /** Refuses an option of a command that this kind does not accept. */
  public void require(Option option, boolean given) {
    option.require(given, kind.options(settings), kind.name());
  }

  /** The training that begins with these columns. */
  public Trainable<B, H, ?> begin(DataFacts data) {
    return kind.begin(this, data);
  }

  /**
   * The same at the parameters of another model.
   *
   * @throws IllegalArgumentException where they do not fit
   */
  public Trainable<B, H, ?> beginAt(Trained<?, ?, ?> other, DataFacts data) {
    if (!other.kind.name().equals(kind.name())) {
      throw new IllegalArgumentException(
          "a model of the kind %s does not begin at one of the kind %s"
              .formatted(kind.name(), other.kind.name()));
    }
    return kind.beginAt(other.parameters(), this, data);
  }

  /** The training whose prior is the posterior of another model; see {@link Kind#beginAfter}. */
  public Trainable<B, H, ?> beginAfter(Trained<?, ?, ?> earlier, DataFacts data) {
    return kind.beginAfter(earlier, this, data);
  }

  /** The training that goes on with more rows; see {@link Kind#goOn}. */
  public Trainable<B, H, ?> goOn(DataFacts more, double memory) {
    kind.checkMore(settings, more);
    return kind.goOn(this, more, memory);
  }

  /**
   * How far the posterior has moved.
   *
   * @param after what {@link #goOn} made of this model with the same memory
   */
  @SuppressWarnings("unchecked") // a training that goes on keeps the kind
  public Drift drift(Trained<?, ?, ?> after, double memory) {
    if (!after.kind.name().equals(kind.name()) || after.rows().training() != rows().training()) {
      throw new IllegalArgumentException(
          "a model of the kind %s does not go on from one of the kind %s"
              .formatted(after.kind.name(), kind.name()));
    }
    return kind.drift(this, (Trained<B, H, M>) after, memory);
  }

  /** What was learnt, with so many words for each component. */
  public ReadOut readOut(int words) {
    return readOut(words, ALL);
  }

  /**
   * What was learnt.
   *
   * @param words for each component
   * @param rows of a table that are shown, at most
   */
  public ReadOut readOut(int words, int rows) {
    return readOut(new ReadOut.Request<>(words, rows, List::of));
  }

  public ReadOut readOut(ReadOut.Request<B> request) {
    return kind.readOut(this, request);
  }

  /** What the model consists of; empty where its parts have no meaning of their own. */
  public Optional<Parts<?>> parts() {
    return kind.parts(this);
  }

  /** How new rows are drawn. */
  public Draws draws(Draws.Request request) {
    return kind.draws(this, request);
  }

  /** Says the posterior of blocks of rows; sent to executors. */
  public RowPosteriors<B> posteriors() {
    return new RowPosteriors<>(kind.transforming(this), parameters, rows().blocks(), names.size());
  }

  /**
   * Draws what the model predicts in rows that lack it; sent to executors.
   *
   * @param count draws of each row
   * @param seed names them
   */
  public RowPosteriors<B> predictions(int count, long seed) {
    Transforms<B> drawing =
        kind.predictions(this, count, seed)
            .orElseThrow(
                () ->
                    new ConfigurationException("the model has no column that it predicts in rows"));
    return new RowPosteriors<>(drawing, parameters, rows().blocks(), names.size());
  }

  /** Says the posterior of rows in this process, without Spark. */
  public RowScorer scorer() {
    return new RowScorer(this, posteriors());
  }

  /** The files of a local directory. */
  private record LocalFiles(Path directory) implements PublishedModel.Files {

    @Override
    public String place(String name) {
      return directory.resolve(name).toString();
    }

    @Override
    public byte[] bytes(String name, int most) throws IOException {
      long length = length(name);
      if (length > most) {
        throw new FormatException(
            place(name), "must have at most %d bytes, but has %d".formatted(most, length));
      }
      try (InputStream in = stream(name)) { // perhaps another one by now
        return in.readNBytes(most);
      }
    }

    @Override
    public long length(String name) throws IOException {
      Path file = directory.resolve(name);
      try {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
          throw new FormatException(
              place(name), "must be a plain file, but is a directory, a pipe or a device");
        }
        return Files.size(file);
      } catch (NoSuchFileException e) {
        throw (IOException) new FileNotFoundException(place(name)).initCause(e);
      }
    }

    @Override
    public InputStream stream(String name) throws IOException {
      return Files.newInputStream(directory.resolve(name));
    }

    @Override
    public ByteSource source(String name) throws IOException {
      return ByteSource.open(directory.resolve(name));
    }
  }
}
