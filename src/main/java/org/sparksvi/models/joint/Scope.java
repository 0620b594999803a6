package org.sparksvi.models.joint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sparksvi.autodiff.Graph;
import org.sparksvi.autodiff.Leaf;
import org.sparksvi.autodiff.Node;

/**
 * What a log joint is written in: columns of the rows, and parameters with their priors.
 *
 * <p>It records: priors and log Jacobians are a node of their own, evaluated by the driver; what a
 * log joint returns, a number a row, is evaluated where the rows are.
 */
public final class Scope extends Declarations {
  private final Graph graph;
  private final int rows;
  private final List<String> names; // of the rows' columns
  private final List<Parameter> parameters = new ArrayList<>();
  private final Map<String, Value> kept = new LinkedHashMap<>();
  private final List<Column> columns = new ArrayList<>();
  private final List<Index> indices = new ArrayList<>();
  private Value logPrior; // with log Jacobians; null where flat
  private Value logRows;
  private Observed observed; // null where nothing is
  private final Grouping grouping; // null where rows are the units
  private final Locals locals;
  private Value logLocals; // log p of the rows' own numbers; null where they have none
  private LocalIntegral integral; // the same
  private double[] placed; // the parameters that its nodes are good for; null before there are rows

  /**
   * A declared parameter.
   *
   * @param length of its value
   * @param from where its unconstrained numbers begin
   * @param free how many these are
   */
  record Parameter(String name, int length, int from, int free, Leaf leaf, Value value) {}

  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record Column(Leaf leaf, int[] places) {}

  private Scope(Graph graph, UnitRows.Size size, List<String> names) {
    this.graph = graph;
    this.rows = size.rows();
    this.names = names;
    this.grouping = size.grouped() ? new Grouping(graph, size) : null;
    this.locals = new Locals(graph, size.units(), grouping);
  }

  /** Builds the graph of a log joint for a number of rows. */
  static Scope of(LogJoint joint, Graph graph, UnitRows.Size size, List<String> names) {
    Scope scope = new Scope(graph, size, names);
    int rows = size.rows();
    scope.logRows = joint.rows(scope);
    if (scope.logRows.rows() != rows || scope.logRows.columns() != 1) {
      throw new IllegalArgumentException(
          "a log joint must return a number a row, %d x 1, but returned %s"
              .formatted(rows, scope.logRows.node()));
    }
    if (scope.parameters.isEmpty()) {
      throw new IllegalArgumentException("a log joint must declare a parameter, but declares none");
    }
    if (scope.grouping != null) {
      scope.logRows = scope.grouping.parts(scope.logRows, scope.logLocals);
    } else if (scope.logLocals != null) {
      scope.logRows = scope.logRows.plus(scope.logLocals);
    }
    if (scope.logLocals != null) {
      scope.integral = scope.locals.integral(scope.logRows.node(), scope::addDerivatives);
    }
    return scope;
  }

  // ---- data

  /** A column of the rows, rows × 1. */
  public Value column(String name) {
    requireColumn(names.contains(name), name);
    return columns(name);
  }

  /** Columns of the rows side by side; a star at the end stands for any characters. */
  public Value columns(String... which) {
    List<Integer> places = new ArrayList<>();
    for (String one : which) {
      int before = places.size();
      for (int c = 0; c < names.size(); c++) {
        boolean star = one.endsWith("*");
        String stem = star ? one.substring(0, one.length() - 1) : one;
        if (star ? names.get(c).startsWith(stem) : names.get(c).equals(one)) {
          places.add(c);
        }
      }
      requireColumn(places.size() > before, one);
    }
    Leaf leaf = graph.data(rows, places.size());
    columns.add(new Column(leaf, places.stream().mapToInt(Integer::intValue).toArray()));
    return new Value(graph, leaf, true);
  }

  private void requireColumn(boolean exists, String name) {
    if (!exists) {
      throw new IllegalArgumentException(
          "rows must have a column '%s', but have %s".formatted(name, names));
    }
  }

  /** A column of whole numbers from 0 to size − 1. */
  public Index index(String name, int size) {
    int place = names.indexOf(name);
    requireColumn(place >= 0, name);
    Index index = new Index(name, graph.indices(rows, size), place);
    indices.add(index);
    return index;
  }

  // ---- parameters

  /**
   * A number that each row has of its own, rows × 1, such as the ability of a student whose answers
   * are one row. Where {@code input.group-column} says which rows belong together, it is one that
   * each group has: the same for all rows of it.
   */
  public Value local(String name, Density prior) {
    return local(name, 1, prior);
  }

  /**
   * Numbers of any sign that each row has of its own, rows × length: a row is a group of
   * observations, in columns. They are integrated out where the rows are, so that q is of the
   * parameters alone; a row, or a group of rows, may have {@value LocalIntegral#MOST} such numbers.
   */
  public Value local(String name, int length, Density prior) {
    requireNewName(!locals.has(name) && !kept.containsKey(name), name);
    Value value = locals.declare(name, length);
    Value log = logPrior(name, value, prior).rowSums();
    logLocals = logLocals == null ? log : logLocals.plus(log);
    return grouping == null ? value : grouping.ofRows(value);
  }

  @Override
  Value parameter(String name, int length, Constraint constraint, Density prior) {
    if (length < 1) {
      throw new IllegalArgumentException(
          "the size of parameter '%s' must be at least 1, but is %d".formatted(name, length));
    }
    int free = constraint.free(length);
    Leaf leaf = graph.variable(1, free);
    Constraint.Placed placed = constraint.place(new Value(graph, leaf, false));
    keep(name, placed.value());
    parameters.add(new Parameter(name, length, size(), free, leaf, placed.value()));
    add(logPrior(name, placed.value(), prior).sum());
    if (placed.logJacobian() != null) {
      add(placed.logJacobian());
    }
    return placed.value();
  }

  private static Value logPrior(String name, Value value, Density prior) {
    Value log;
    try {
      log = prior.log(value);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "the prior of parameter '%s', %s, does not fit it: %s"
              .formatted(name, value.node(), e.getMessage()),
          e);
    }
    if (log.ofRows() && !value.ofRows()) {
      throw new IllegalArgumentException(
          "the prior of parameter '%s' must depend on no row, but does".formatted(name));
    }
    if (log.rows() > value.rows() || log.columns() > value.columns()) {
      throw new IllegalArgumentException(
          "the prior of parameter '%s', %s, must fit it, but is one of %s"
              .formatted(name, value.node(), log.node()));
    }
    return log;
  }

  /** Plain numbers, 1 × m. */
  public Value numbers(double... numbers) {
    Leaf leaf = graph.data(1, numbers.length);
    leaf.set(numbers, 0);
    return new Value(graph, leaf, false);
  }

  /** Adds a term of the prior that belongs to no single parameter, 1 × 1. */
  public void add(Value logDensity) {
    if (logDensity.ofRows() || logDensity.node().rows() * logDensity.node().columns() != 1) {
      throw new IllegalArgumentException(
          "a term of the prior must be a number that depends on no row, but is %s%s"
              .formatted(logDensity.node(), logDensity.ofRows() ? " of rows" : ""));
    }
    logPrior = logPrior == null ? logDensity : logPrior.plus(logDensity);
  }

  /** Names a quantity that is to be reported with the parameters. */
  @Override
  public Value keep(String name, Value quantity) {
    if (quantity.ofRows()) {
      throw new IllegalArgumentException(
          "a kept quantity must depend on parameters alone, but '%s' depends on rows"
              .formatted(name));
    }
    requireNewName(!locals.has(name) && kept.putIfAbsent(name, quantity) == null, name);
    return quantity;
  }

  private static void requireNewName(boolean is, String name) {
    if (!is) {
      throw new IllegalArgumentException(
          "parameters and kept quantities must have names of their own, but two are '%s'"
              .formatted(name));
    }
  }

  /** Says that a column has a density: log p of each row, and what new rows are drawn from. */
  public Value observe(String column, Density density) {
    Value values = column(column);
    Value logs;
    try {
      logs = density.log(values);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "the density of column '%s', %s, does not fit it: %s"
              .formatted(column, values.node(), e.getMessage()),
          e);
    }
    observed = new Observed(column, density);
    return logs;
  }

  // ---- what the model does with it

  /** Unconstrained numbers of all parameters. */
  int size() {
    return parameters.stream().mapToInt(Parameter::free).sum();
  }

  /** A name for each unconstrained number: tau, slopes[1], slopes[2] and so on. */
  List<String> coordinates() {
    List<String> all = new ArrayList<>();
    for (Parameter p : parameters) {
      for (int i = 1; i <= p.free(); i++) {
        all.add(p.free() == 1 ? p.name() : "%s[%d]".formatted(p.name(), i));
      }
    }
    return all;
  }

  List<Parameter> parameters() {
    return parameters;
  }

  Map<String, Value> kept() {
    return kept;
  }

  /** The column that has a density. */
  Optional<String> response() {
    return Optional.ofNullable(observed).map(Observed::column);
  }

  /**
   * What rows are predicted in; nothing where they have numbers of their own, or the column's
   * density cannot be drawn from.
   */
  Optional<Observed> observed() {
    boolean drawn = locals.size() == 0 && observed != null && observed.density().drawable();
    return drawn ? Optional.of(observed) : Optional.empty();
  }

  void setRows(UnitRows all) {
    UnitRows block = all.observing(names, observed);
    int width = block.columns();
    if (width != names.size()) {
      throw new IllegalArgumentException(
          "rows must have the %d columns %s, but those of block %d have %d"
              .formatted(names.size(), names, block.id(), width));
    }
    if (observed != null) {
      observed.require(block, names.indexOf(observed.column()));
    }
    if (grouping != null) {
      grouping.set(block);
    }
    for (Column column : columns) {
      int m = column.places().length;
      double[] values = new double[rows * m];
      for (int r = 0; r < rows; r++) {
        for (int c = 0; c < m; c++) {
          values[r * m + c] = block.values()[r * width + column.places()[c]];
        }
      }
      column.leaf().set(values, 0);
    }
    for (Index index : indices) {
      index.set(block.values(), width, block.keys());
    }
    graph.forwardData(logRows.node());
    locals.change();
    placed = null;
  }

  Locals locals() {
    return locals;
  }

  /** Integrates over rows' own numbers, which are where they are likely at these parameters. */
  void placeLocals(double[] unconstrained) {
    if (integral != null && !Arrays.equals(placed, unconstrained)) {
      setParameters(unconstrained);
      integral.fit();
      placed = unconstrained.clone();
    }
  }

  /** Over units' own numbers; null where they have none. */
  LocalIntegral integral() {
    return integral;
  }

  void setParameters(double[] unconstrained) {
    locals.change();
    for (Parameter p : parameters) {
      p.leaf().set(unconstrained, p.from());
    }
  }

  /** Evaluates log p of each unit into {@code out}; what is of rows alone, once for all draws. */
  void forwardRows(double[] out) {
    if (integral != null) {
      integral.evaluate(out);
      return;
    }
    graph.forwardVariables(logRows.node());
    locals.read(logRows.node(), out);
  }

  /** Adds the derivative of Σ weight · log p(unit). */
  void backwardRows(double[] weights, double[] into) {
    if (integral != null) {
      integral.backward(weights, into);
      return;
    }
    locals.backward(logRows.node(), weights);
    addDerivatives(into);
  }

  private void addDerivatives(double[] into) {
    for (Parameter p : parameters) {
      p.leaf().addDerivative(into, p.from());
    }
  }

  /** log p(parameters) + log |J|. */
  double prior() {
    if (logPrior == null) {
      return 0;
    }
    graph.forward(logPrior.node());
    return logPrior.node().get(0, 0);
  }

  /** The same; adds its derivative. */
  double prior(double[] into) {
    double value = prior();
    if (logPrior != null) {
      graph.backward(logPrior.node());
      addDerivatives(into);
    }
    return value;
  }

  /** Evaluates parameters and kept quantities, to {@code out} from an offset on. */
  void readKept(double[] out, int from) {
    graph.forward(kept.values().stream().map(Value::node).toArray(Node[]::new));
    int at = from;
    for (Value value : kept.values()) {
      double[] numbers = value.node().doubles();
      System.arraycopy(numbers, 0, out, at, numbers.length);
      at += numbers.length;
    }
  }

  /** Numbers that an evaluation writes. */
  double elements() {
    return (double) graph.elements() * (integral == null ? 1 : integral.evaluations());
  }
}
