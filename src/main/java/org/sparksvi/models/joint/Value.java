package org.sparksvi.models.joint;

import java.util.Arrays;
import java.util.function.BinaryOperator;
import org.sparksvi.autodiff.Graph;
import org.sparksvi.autodiff.Leaf;
import org.sparksvi.autodiff.Node;

/**
 * A matrix in a log joint, with arithmetic: 1 × 1, 1 × m and n × 1 stretch to n × m where the other
 * operand asks for it.
 */
public final class Value {
  private final Graph graph;
  private final Node node;
  private final boolean ofRows; // whether it depends on rows of the data

  Value(Graph graph, Node node, boolean ofRows) {
    this.graph = graph;
    this.node = node;
    this.ofRows = ofRows;
  }

  Graph graph() {
    return graph;
  }

  Node node() {
    return node;
  }

  boolean ofRows() {
    return ofRows;
  }

  public int rows() {
    return node.rows();
  }

  public int columns() {
    return node.columns();
  }

  /** What was made of this alone. */
  private Value of(Node result) {
    return new Value(graph, result, ofRows);
  }

  /** What was made of this and another. */
  private Value of(Node result, Value other) {
    return new Value(graph, result, ofRows || other.ofRows);
  }

  /** A number, 1 × 1. */
  Value constant(double value) {
    return numbers(new double[] {value});
  }

  /** Plain numbers, 1 × m. */
  Value numbers(double[] numbers) {
    Leaf leaf = graph.data(1, numbers.length);
    leaf.set(numbers, 0);
    return new Value(graph, leaf, false);
  }

  /** The same, stretched. */
  private Node stretched(int rows, int columns) {
    return graph.broadcast(node, rows, columns);
  }

  /** What two values become together, which stretch to each other. */
  private Value together(String verb, Value other, BinaryOperator<Node> operation) {
    int rows = Math.max(rows(), other.rows());
    int columns = Math.max(columns(), other.columns());
    requireFit(verb, other, rows, columns);
    return of(operation.apply(stretched(rows, columns), other.stretched(rows, columns)), other);
  }

  private void requireFit(String verb, Value other, int rows, int columns) {
    if (!fits(rows, columns) || !other.fits(rows, columns)) {
      throw new IllegalArgumentException(
          "values of %s and %s cannot be %s: sizes must be equal, or 1"
              .formatted(node, other.node, verb));
    }
  }

  private boolean fits(int rows, int columns) {
    return (rows() == rows || rows() == 1) && (columns() == columns || columns() == 1);
  }

  public Value plus(Value other) {
    if (contains(other)) {
      boolean column = other.columns() == 1 && other.rows() == rows();
      return of(
          column
              ? graph.plusColumn(node, other.node)
              : graph.plusRow(node, other.stretched(1, columns())),
          other);
    }
    return other.contains(this) ? other.plus(this) : together("added", other, graph::add);
  }

  public Value times(Value other) {
    if (contains(other)) {
      boolean column = other.columns() == 1 && other.rows() == rows();
      return of(
          column
              ? graph.timesColumn(node, other.node)
              : graph.timesRow(node, other.stretched(1, columns())),
          other);
    }
    return other.contains(this) ? other.times(this) : together("multiplied", other, graph::times);
  }

  /** Whether another is a row, a column or a number that stretches to this, and is smaller. */
  private boolean contains(Value other) {
    return other.fits(rows(), columns())
        && (other.rows() == 1 || other.columns() == 1)
        && (other.rows() < rows() || other.columns() < columns());
  }

  public Value minus(Value other) {
    return sameSize(other) ? of(graph.subtract(node, other.node), other) : plus(other.times(-1));
  }

  public Value over(Value other) {
    return sameSize(other) ? of(graph.divide(node, other.node), other) : times(other.reciprocal());
  }

  private boolean sameSize(Value other) {
    return rows() == other.rows() && columns() == other.columns();
  }

  /** The larger of both, element by element. */
  public Value max(Value other) {
    return together("compared", other, graph::max);
  }

  /** The smaller of both, element by element. */
  public Value min(Value other) {
    return together("compared", other, graph::min);
  }

  public Value plus(double number) {
    return of(graph.plus(node, number));
  }

  public Value minus(double number) {
    return plus(-number);
  }

  public Value times(double number) {
    return of(graph.scale(node, number));
  }

  public Value over(double number) {
    return times(1 / number);
  }

  public Value exp() {
    return of(graph.exp(node));
  }

  public Value log() {
    return of(graph.log(node));
  }

  public Value square() {
    return of(graph.square(node));
  }

  public Value sqrt() {
    return of(graph.sqrt(node));
  }

  public Value sigmoid() {
    return of(graph.sigmoid(node));
  }

  public Value logSigmoid() {
    return of(graph.logSigmoid(node));
  }

  public Value softplus() {
    return of(graph.softplus(node));
  }

  public Value tanh() {
    return of(graph.tanh(node));
  }

  public Value logGamma() {
    return of(graph.lgamma(node));
  }

  /** {@code exp − 1}, exact near 0. */
  public Value expm1() {
    return of(graph.expm1(node));
  }

  /** {@code log(1 + x)}, exact near 0. */
  public Value log1p() {
    return of(graph.log1p(node));
  }

  public Value sin() {
    return of(graph.sin(node));
  }

  public Value cos() {
    return of(graph.cos(node));
  }

  public Value abs() {
    return of(graph.abs(node));
  }

  /** The larger of this and 0. */
  public Value relu() {
    return of(graph.relu(node));
  }

  public Value reciprocal() {
    return of(graph.reciprocal(node));
  }

  /** A power, of positive numbers where the exponent is not whole. */
  public Value pow(double exponent) {
    return of(graph.pow(node, exponent));
  }

  /** log Φ, Φ the cumulative distribution of the standard normal. */
  public Value logNormalCdf() {
    return of(graph.logNormalCdf(node));
  }

  /** What is below low becomes low, what is above high becomes high. */
  public Value clamp(double low, double high) {
    return of(graph.clamp(node, low, high));
  }

  /** The sum of all elements, 1 × 1. */
  public Value sum() {
    return of(graph.sum(node));
  }

  /** The sum of each row, n × 1. */
  public Value rowSums() {
    return of(graph.rowSums(node));
  }

  /** The sum of each row's elements up to each column. */
  public Value cumulativeSums() {
    return of(graph.cumulativeSums(node));
  }

  /** log Σ exp of each row, n × 1. */
  public Value logSumExp() {
    return of(graph.logSumExpRows(node));
  }

  /** The logarithms of shares of each row that are proportional to the exponentials. */
  public Value logSoftmax() {
    return of(graph.logSoftmax(node));
  }

  /** The columns of this, then those of another. */
  public Value beside(Value other) {
    return of(graph.concatenate(node, other.node), other);
  }

  /** The columns from {@code from} to, without it, {@code to}. */
  public Value columns(int from, int to) {
    return of(graph.columns(node, from, to));
  }

  /** A column, n × 1. */
  public Value column(int c) {
    return columns(c, c + 1);
  }

  /** The rows of this, then those of another. */
  public Value above(Value other) {
    return of(graph.stack(node, other.node), other);
  }

  /** The rows from {@code from} to, without it, {@code to}. */
  public Value rows(int from, int to) {
    return of(graph.rows(node, from, to));
  }

  public Value transpose() {
    return of(graph.transpose(node));
  }

  /** The same elements, row by row, in rows of another length. */
  public Value reshape(int rows, int columns) {
    return of(graph.reshape(node, rows, columns));
  }

  /** The lower triangular L with {@code L Lᵀ} this, of a positive definite matrix; else NaN. */
  public Value cholesky() {
    return of(graph.cholesky(node));
  }

  /** L⁻¹ b, where this is L, lower triangular. */
  public Value solve(Value b) {
    return of(graph.solveLower(node, b.node), b);
  }

  /** The diagonal of n × n, n × 1. */
  public Value diagonal() {
    return of(graph.diagonal(node));
  }

  /** Whether the elements of a column are 0, 1, … size − 1: n × size, 1 where they are. */
  Value oneHot(int size) {
    double[] places = new double[size];
    Arrays.setAll(places, i -> i);
    return minus(numbers(places)).abs().times(-1).plus(1).relu();
  }

  /** The matrix product; a vector of 1 × m counts as a column where that fits. */
  public Value dot(Value vector) {
    boolean row = vector.rows() == 1 && vector.columns() == columns();
    Node right = row ? graph.reshape(vector.node, columns(), 1) : vector.node;
    return of(graph.multiply(node, right), vector);
  }

  /** The elements of a vector at places from 0, 1 × as many: neighbours of a map's regions. */
  public Value pick(int... places) {
    Node column = graph.reshape(node, rows() * columns(), 1);
    return of(graph.reshape(graph.gather(column, places), 1, places.length));
  }

  /** The element of a vector, or the row of a matrix, at each row's index. */
  public Value at(Index index) {
    Node column = rows() == 1 ? graph.reshape(node, columns(), 1) : node;
    if (column.rows() != index.size()) {
      throw new IllegalArgumentException(
          "index '%s' has %d places, but the value has %d"
              .formatted(index.name(), index.size(), column.rows()));
    }
    return new Value(graph, graph.gather(column, index.leaf()), true);
  }
}
