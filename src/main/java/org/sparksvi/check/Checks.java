package org.sparksvi.check;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Field;
import org.sparksvi.check.Report.Check;
import org.sparksvi.data.Block;
import org.sparksvi.data.Blocks;
import org.sparksvi.data.DataRow;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.LocalStep;
import org.sparksvi.model.LogDensity;
import org.sparksvi.model.Model;
import org.sparksvi.model.NumericalException;
import org.sparksvi.model.Round;
import org.sparksvi.model.Start;
import org.sparksvi.model.Term;
import org.sparksvi.random.Streams;

/**
 * Holds a model to the laws that every model keeps: what a block contributes has the same bits
 * every time, is finite, and is the sum over its rows in any order, where a row of weight 2 is two
 * rows. Of models whose log joint density can be asked for, {@link DensityChecks} too. Of a model
 * that is not finite at the start, sums are not compared; where its density is finite nowhere, it
 * is told that alone.
 */
public final class Checks {
  static final String SAME_BITS = "the same bits every time";
  static final String FINITE = "finite at the start";
  static final String ROWS = "rows are independent";
  static final String ORDER = "the order of rows does not matter";
  static final String WEIGHTS = "a row of weight 2 is two rows";

  private static final long SEED = 1;

  /** Rows that are taken one by one. */
  private static final int MOST_ROWS = 64;

  /**
   * Relative to the largest number of a sum: rounding of sums over rows and draws is 1e-13 or so,
   * and rows that depend on each other are off by much more.
   */
  private static final double TOLERANCE = 1e-8;

  /** The same, relative to the largest number of all sums: what cancels leaves rounding alone. */
  private static final double ROUNDING = 1e-12;

  private Checks() {}

  /**
   * Makes every check that fits.
   *
   * @param blocks rows to check with; a few dozen will do
   */
  @SuppressWarnings("unchecked") // a model of blocks asks for the density of such blocks
  public static <B extends Block> Report of(Model<B> model, Blocks<B> blocks) {
    List<Check> checks = new ArrayList<>();
    List<double[]> starts = List.of();
    try {
      Bundle start = model.initial(new Start<>(blocks, new Streams(SEED)));
      checks.addAll(
          sums(model, new Round(1, blocks.totalWeight(), start, new Streams(SEED)), blocks));
      starts = doubles(start);
    } catch (NumericalException | ArithmeticException e) {
      checks.add(
          Check.broken(
              FINITE,
              "there is no start: " + e.getMessage(),
              "give every parameter a prior, and look at the rows"));
    }
    if (model instanceof LogDensity<?> density) {
      DensityChecks<B> laws =
          new DensityChecks<>((LogDensity<B>) density, blocks, new Streams(SEED), starts);
      if (laws.isNumberSomewhere() || new Report(checks).holds()) {
        checks.addAll(laws.all());
      }
    }
    return new Report(checks);
  }

  @SuppressWarnings("unchecked") // a model of blocks that are dense
  private static <B extends Block> List<Check> sums(Model<B> model, Round round, Blocks<B> blocks) {
    B first = blocks.read(0);
    Check finite = finite(model, round, blocks);
    List<Check> checks = new ArrayList<>(List.of(sameBits(model, round, first), finite));
    boolean exact = model.layout().fields().stream().noneMatch(Field::single);
    if (finite.outcome() == Report.Outcome.KEPT && first instanceof DenseBlock dense && exact) {
      checks.addAll(rows((Model<DenseBlock>) model, round, few(dense)));
    }
    return checks;
  }

  /** Fields of a start, one of which may be a model's centre. */
  private static List<double[]> doubles(Bundle parameters) {
    return parameters.layout().fields().stream()
        .filter(field -> !field.single() && !field.rowSparse())
        .map(field -> parameters.copyOf(field.name()))
        .toList();
  }

  private static <B extends Block> Contribution contribution(
      Model<B> model, Round round, List<B> blocks) {
    LocalStep<B> step = model.localSteps(round).create();
    Contribution sum = new Contribution(model.layout());
    blocks.forEach(block -> step.accumulate(block, sum));
    return sum;
  }

  private static <B extends Block> Check sameBits(Model<B> model, Round round, B block) {
    Contribution one = contribution(model, round, List.of(block));
    Contribution two;
    try {
      two = contribution(sent(model), round, List.of(block));
    } catch (IOException | ClassNotFoundException e) {
      return Check.broken(
          SAME_BITS,
          "the model cannot be sent to executors: " + e,
          "what a class or a lambda holds must be Serializable");
    }
    String difference = difference(model, one, two, 0);
    return difference.isEmpty()
        ? Check.kept(SAME_BITS, "the same block, here and after it was sent")
        : Check.broken(
            SAME_BITS,
            difference,
            "the model keeps state from one call to the next, or draws numbers of its own");
  }

  /** As executors get it: built anew. */
  @SuppressWarnings("unchecked") // what was written is read
  private static <B extends Block> Model<B> sent(Model<B> model)
      throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(model);
    }
    try (ObjectInputStream in = new OwnObjects(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (Model<B>) in.readObject();
    }
  }

  /** Finds classes where the caller's are, such as those of --jars. */
  private static final class OwnObjects extends ObjectInputStream {
    OwnObjects(InputStream in) throws IOException {
      super(in);
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass described)
        throws IOException, ClassNotFoundException {
      try {
        return Class.forName(
            described.getName(), false, Thread.currentThread().getContextClassLoader());
      } catch (ClassNotFoundException e) {
        return super.resolveClass(described);
      }
    }
  }

  private static <B extends Block> Check finite(Model<B> model, Round round, Blocks<B> blocks) {
    Check check = finite(model, round, blocks.read(0));
    for (int b = 1; b < blocks.count() && check.outcome() == Report.Outcome.KEPT; b++) {
      Check next = finite(model, round, blocks.read(b));
      check = next.outcome() == Report.Outcome.KEPT ? check : next;
    }
    return check;
  }

  private static <B extends Block> Check finite(Model<B> model, Round round, B block) {
    Contribution sum = contribution(model, round, List.of(block));
    for (int f = 0; f < model.layout().count(); f++) {
      long place = sum.statistics().firstNonFinite(f);
      if (place >= 0) {
        Field field = model.layout().field(f);
        return Check.broken(
            FINITE,
            "field '%s' is not at %s, in block %d"
                .formatted(field.name(), field.place(place), block.id()),
            "look at the rows there, and at the start: logarithms of what may be 0, or large exponents");
      }
    }
    double local = sum.localElbo();
    return Double.isFinite(local)
        ? Check.kept(FINITE, "local bound %.6g".formatted(local))
        : Check.broken(
            FINITE,
            "the local bound is %s in block %d".formatted(local, block.id()),
            "the density of a row is 0 or no number: look at the rows there, and at the start");
  }

  private static DenseBlock few(DenseBlock block) {
    return block.rows() <= MOST_ROWS ? block : packed(block, 0, MOST_ROWS, 1);
  }

  /** Some rows of a block, each of so many times its weight. */
  private static DenseBlock packed(DenseBlock block, int from, int to, double times) {
    List<DataRow> rows = new ArrayList<>();
    for (int r = from; r < to; r++) {
      rows.add(row(block, r, times));
    }
    return DenseBlock.of(block.id(), block.columns(), rows);
  }

  private static DenseBlock renumbered(DenseBlock block) {
    return new DenseBlock(
        block.id() + 1, block.columns(), block.keys(), block.weights(), block.values());
  }

  private static DataRow row(DenseBlock block, int r, double times) {
    int columns = block.columns();
    double[] values = Arrays.copyOfRange(block.values(), r * columns, (r + 1) * columns);
    return DataRow.numbers(block.key(r), values, times * block.weights()[r]);
  }

  private static List<Check> rows(Model<DenseBlock> model, Round round, DenseBlock block) {
    Contribution whole = contribution(model, round, List.of(block));
    Contribution elsewhere = contribution(model, round, List.of(renumbered(block)));
    if (!difference(model, whole, elsewhere, TOLERANCE).isEmpty()) {
      return List.of(
          Check.note(
              ROWS,
              "not looked at: sums depend on a block's number, as where each row has draws of its own",
              "use draws that all rows share, to have this checked"));
    }
    List<DenseBlock> alone = new ArrayList<>();
    List<DataRow> reversed = new ArrayList<>();
    List<DataRow> twice = new ArrayList<>();
    for (int r = 0; r < block.rows(); r++) {
      alone.add(packed(block, r, r + 1, 1));
      reversed.add(0, row(block, r, 1));
      twice.add(row(block, r, 1));
      twice.add(row(block, r, 1));
    }
    Contribution doubled = contribution(model, round, List.of(packed(block, 0, block.rows(), 2)));
    int columns = block.columns();
    return List.of(
        compared(
            ROWS,
            difference(model, whole, contribution(model, round, alone), TOLERANCE),
            "%d rows one by one".formatted(block.rows()),
            "the density of a row uses other rows, such as their mean or their number: give it as a column"),
        compared(
            ORDER,
            difference(
                model,
                whole,
                contribution(model, round, List.of(DenseBlock.of(block.id(), columns, reversed))),
                TOLERANCE),
            "%d rows backwards".formatted(block.rows()),
            "the density of a row uses its place among others: give it as a column"),
        compared(
            WEIGHTS,
            difference(
                model,
                doubled,
                contribution(model, round, List.of(DenseBlock.of(block.id(), columns, twice))),
                TOLERANCE),
            "%d rows twice".formatted(block.rows()),
            "return a number for each row, and leave weights and sums to the model"));
  }

  private static Check compared(String law, String difference, String made, String advice) {
    return difference.isEmpty() ? Check.kept(law, made) : Check.broken(law, difference, advice);
  }

  /** Says where two sums differ most, by more than a share of the largest number; else nothing. */
  private static String difference(
      Model<?> model, Contribution one, Contribution two, double tolerance) {
    double rounding = tolerance == 0 ? 0 : ROUNDING * Math.max(largest(one), largest(two));
    for (Term term : Term.values()) {
      double size = Math.max(Math.abs(one.get(term)), Math.abs(two.get(term)));
      if (term != Term.LOCAL_ITERATIONS
          && !alike(one.get(term), two.get(term), Math.max(rounding, tolerance * size))) {
        return "%s: %.10g and %.10g"
            .formatted(
                term.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                one.get(term),
                two.get(term));
      }
    }
    for (Field field : model.layout().fields()) {
      double[] a = numbers(field, one);
      double[] b = numbers(field, two);
      double allowed = Math.max(rounding, tolerance * Math.max(largest(a), largest(b)));
      for (int i = 0; i < a.length; i++) {
        if (!alike(a[i], b[i], allowed)) {
          return "field '%s' at %s: %.10g and %.10g"
              .formatted(field.name(), field.place(i), a[i], b[i]);
        }
      }
    }
    return "";
  }

  private static double largest(double[] numbers) {
    return Arrays.stream(numbers).map(Math::abs).max().orElse(0);
  }

  private static double largest(Contribution sum) {
    double terms = largest(Arrays.stream(Term.values()).mapToDouble(sum::get).toArray());
    return sum.statistics().layout().fields().stream()
        .mapToDouble(field -> largest(numbers(field, sum)))
        .reduce(terms, Math::max);
  }

  /** The same number or none, or within a tolerance. */
  private static boolean alike(double a, double b, double tolerance) {
    return Double.compare(a, b) == 0 || Math.abs(a - b) <= tolerance;
  }

  private static double[] numbers(Field field, Contribution of) {
    if (field.single()) {
      float[] floats = of.statistics().singles(field.name());
      double[] wide = new double[floats.length];
      Arrays.setAll(wide, i -> floats[i]);
      return wide;
    }
    if (!field.rowSparse()) {
      return of.statistics().values(field.name());
    }
    Bundle sum = Bundle.zeros(org.sparksvi.bundle.Layout.of(field));
    org.sparksvi.bundle.Direction only =
        new org.sparksvi.bundle.Direction(org.sparksvi.bundle.Layout.of(field));
    int f = of.statistics().layout().index(field.name());
    only.add(0, of.statistics(), f);
    sum.moveToward(0, 1, only);
    return sum.copyOf(field.name());
  }
}
