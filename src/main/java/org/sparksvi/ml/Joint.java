package org.sparksvi.ml;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.sparksvi.config.Configuration;
import org.sparksvi.config.ConfigurationException;
import org.sparksvi.data.Block;
import org.sparksvi.engine.TraceLine;
import org.sparksvi.format.FormatException;
import org.sparksvi.kind.Kinds;
import org.sparksvi.kind.Trained;
import org.sparksvi.models.joint.JointModel;
import org.sparksvi.models.joint.JointSummary;
import org.sparksvi.models.joint.LogJoint;
import org.sparksvi.rows.RowTransform;
import org.sparksvi.run.MemoryRun;
import org.sparksvi.run.TrainingSettings;
import org.sparksvi.spark.input.InputException;

/**
 * A model that a user wrote, fitted to a DataFrame.
 *
 * <pre>
 *   Joint fitted = Joint.fit(s -&gt; {
 *     Value mu = s.real("mu", normal(0, 5));
 *     return s.observe("y", normal(mu, s.column("sigma")));
 *   }, rows);
 *   System.out.println(fitted.describe());
 * </pre>
 */
public final class Joint {
  private static final String ROWS = "DataFrame";
  private static final int DRAWS = 4000;
  private static final int WORDS = 10;

  private final TrainingSettings settings;
  private final MemoryRun.Outcome outcome;
  private final Trained<?, ?, ?> trained;
  private final List<TraceLine> trace;

  private Joint(
      TrainingSettings settings,
      MemoryRun.Outcome outcome,
      Trained<?, ?, ?> trained,
      List<TraceLine> trace) {
    this.settings = settings;
    this.outcome = outcome;
    this.trained = trained;
    this.trace = trace;
  }

  /**
   * Fits a model to rows, whose columns of numbers have their names in it.
   *
   * @param model a class, or a lambda
   * @param keys such as {@code model.approximation=mean-field}, as in a configuration
   * @throws IllegalArgumentException where the rows, the keys or the model's declarations are not
   *     acceptable
   */
  public static Joint fit(LogJoint model, Dataset<Row> rows, String... keys) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("model.kind", "joint");
    values.put("model.class", "given");
    values.put("input.table", ROWS);
    values.put("run.directory", "none");
    for (String key : keys) {
      int equals = key.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException(
            "a key must be given key=value, but was '%s'".formatted(key));
      }
      values.put(key.substring(0, equals).strip(), key.substring(equals + 1).strip());
    }
    SessionHost host = new SessionHost(rows.sparkSession(), line -> {}, line -> {});
    try {
      TrainingSettings settings =
          TrainingSettings.of(Configuration.of(values, "Joint.fit"), Kinds.installed())
              .givenCode(model)
              .given(Map.of(ROWS, rows));
      MemoryRun run = new MemoryRun(host, settings, "joint", Long.MAX_VALUE);
      MemoryRun.Outcome outcome = run.train(rows.sparkSession());
      Trained<?, ?, ?> trained =
          Trained.of(outcome.trained().published(), Kinds.installed(), "Joint.fit")
              .configured(settings.model());
      return new Joint(settings, outcome, trained, host.trace());
    } catch (ConfigurationException | InputException | FormatException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("Joint.fit cannot keep its rows", e);
    }
  }

  /** Parameters and kept quantities: means, standard deviations, quantiles. */
  public JointSummary summary() {
    return ((JointModel<?>) trained.model()).summary(trained.parameters(), DRAWS, 1);
  }

  /** The same as lines, and why the training ended. */
  public String describe() {
    return "%s: %s\n%s"
        .formatted(
            outcome.verdict().outcome().text(),
            outcome.verdict().reason(),
            trained.readOut(WORDS).text());
  }

  /** The bound by round, in nats. */
  public List<Double> bounds() {
    List<Double> bounds = new ArrayList<>();
    trace.forEach(line -> line.elbo().ifPresent(bounds::add));
    return bounds;
  }

  /** What was fitted; {@code trained().published()} can be written. */
  public Trained<?, ?, ?> trained() {
    return trained;
  }

  /**
   * Rows with what is expected of the observed column, and their log density; they may lack that
   * column.
   */
  public Dataset<Row> transform(Dataset<Row> rows) {
    return transform(trained, rows);
  }

  private <B extends Block> Dataset<Row> transform(Trained<B, ?, ?> trained, Dataset<Row> rows) {
    TrainingSettings given = settings.given(Map.of(ROWS, rows));
    var request = new RowTransform.Request(ROWS, Optional.empty(), line -> {});
    return RowTransform.of(rows.sparkSession(), trained, given.rows(), request).rows();
  }
}
