package org.sparksvi.kind;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Field;
import org.sparksvi.format.Json;

/**
 * How far a model has moved by new rows.
 *
 * @param measure what a divergence is of
 * @param components of the model, by their ids
 * @param fields of weights, where there are any
 * @param fit to the new rows, once it is known
 */
public record Drift(
    String measure, List<Component> components, List<FieldChange> fields, Optional<Fit> fit) {
  private static final int SHOWN = 10;

  /**
   * A field of weights.
   *
   * @param change length of the way from the old weights to the new ones, as a share of the longer
   *     of the two vectors; 0 where both are 0
   */
  public record FieldChange(String name, double change) {}

  /**
   * How well the new rows are told: log-likelihood without the KL of their latent variables, a row.
   *
   * @param before the first round, at the old parameters
   * @param now mean of the last epoch's rounds
   */
  public record Fit(double before, double now) {}

  /**
   * One component.
   *
   * @param id its place in the parameters, from 0
   * @param divergence KL of the new from the old, in nats
   * @param before its share of all earlier rows or tokens
   * @param now its share of the new ones
   */
  public record Component(int id, double divergence, double before, double now) {}

  public Drift {
    components = List.copyOf(components);
    fields = List.copyOf(fields);
  }

  /** The same with what is known of the fit. */
  public Drift with(Fit known) {
    return new Drift(measure, components, fields, Optional.of(known));
  }

  /** The same with changes of weights. */
  public Drift with(List<FieldChange> changes) {
    return new Drift(measure, components, changes, fit);
  }

  /**
   * Of arrays by component.
   *
   * @param before weights of the components in earlier rows
   * @param now the same in the new ones
   */
  public static Drift of(String measure, double[] divergences, double[] before, double[] now) {
    double[] p = shares(before);
    double[] q = shares(now);
    List<Component> components = new ArrayList<>();
    for (int k = 0; k < divergences.length; k++) {
      components.add(new Component(k, divergences[k], p[k], q[k]));
    }
    return new Drift(measure, components, List.of(), Optional.empty());
  }

  /**
   * How far a field of weights has moved.
   *
   * @param field of the parameters before, which may have grown since
   */
  public static FieldChange change(Field field, Bundle before, Bundle after) {
    double[] old = before.copyOf(field.name());
    double[] now = after.copyOf(field.name());
    int columns = after.layout().field(after.layout().index(field.name())).columns();
    double oldSquares = 0;
    double nowSquares = 0;
    double squares = 0;
    for (int i = 0; i < old.length; i++) {
      double a = old[i];
      double b = now[i / field.columns() * columns + i % field.columns()];
      oldSquares += a * a;
      nowSquares += b * b;
      squares += (a - b) * (a - b);
    }
    double longer = Math.max(oldSquares, nowSquares);
    return new FieldChange(field.name(), longer == 0 ? 0 : Math.sqrt(squares / longer));
  }

  private static double[] shares(double[] weights) {
    double[] shares = weights.clone();
    double sum = 0;
    for (int k = 0; k < shares.length; k++) {
      shares[k] = Math.max(0, shares[k]);
      sum += shares[k];
    }
    for (int k = 0; k < shares.length; k++) {
      shares[k] = sum > 0 ? shares[k] / sum : 1.0 / shares.length;
    }
    return shares;
  }

  /**
   * How unlike the new rows' mix of components is to the earlier one: Jensen and Shannon's
   * divergence, from 0 to log 2.
   */
  public double mix() {
    double sum = 0;
    for (Component c : components) {
      double middle = 0.5 * (c.before() + c.now());
      sum += 0.5 * (part(c.before(), middle) + part(c.now(), middle));
    }
    return sum;
  }

  private static double part(double p, double middle) {
    return p > 0 ? p * Math.log(p / middle) : 0;
  }

  /** The largest divergence of a component. */
  public double largest() {
    return components.stream().mapToDouble(Component::divergence).max().orElse(0);
  }

  /** The mix, and the components that moved most. */
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append(line("drift of the mix: %.4f of at most %.4f", mix(), Math.log(2)));
    text.append(
        line("%9s  %12s  %8s  %8s   (%s)", "component", "divergence", "before", "now", measure));
    components.stream()
        .sorted(
            Comparator.comparingDouble((Component c) -> -c.divergence())
                .thenComparingInt(Component::id))
        .limit(SHOWN)
        .forEach(
            c ->
                text.append(
                    line(
                        "%9d  %12.4f  %6.1f %%  %6.1f %%",
                        c.id(), c.divergence(), 100 * c.before(), 100 * c.now())));
    fields.forEach(f -> text.append(line("%-30s moved by %.4f", f.name(), f.change())));
    fit.ifPresent(
        f -> text.append(line("bound of a new row: %.4f before, %.4f now", f.before(), f.now())));
    return text.toString();
  }

  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values) + "\n";
  }

  /** The same for programs. */
  public ObjectNode json() {
    ObjectNode json = Json.object();
    json.put("mix", mix());
    json.put("largestDivergence", largest());
    json.put("measure", measure);
    ArrayNode array = json.putArray("components");
    for (Component c : components) {
      ObjectNode node = Json.object();
      node.put("id", c.id());
      node.put("divergence", c.divergence());
      node.put("shareBefore", c.before());
      node.put("shareNow", c.now());
      array.add(node);
    }
    ObjectNode changes = json.putObject("fields");
    fields.forEach(f -> changes.put(f.name(), f.change()));
    fit.ifPresent(f -> json.put("rowBoundBefore", f.before()).put("rowBoundNow", f.now()));
    return json;
  }
}
