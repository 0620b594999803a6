package org.sparksvi.kind;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sparksvi.data.Block;
import org.sparksvi.data.CompletionBlock;
import org.sparksvi.data.CountBlock;
import org.sparksvi.data.DataRow;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.data.GroupedBlock;
import org.sparksvi.data.LabelledBlock;
import org.sparksvi.data.ValueRule;
import org.sparksvi.format.Formula;

/**
 * What the rows of a kind of models are.
 *
 * @param training blocks that a model is trained on
 * @param heldOut blocks that it is scored on
 * @param blocks makes blocks of the former kind
 * @param words whether columns are words, which new rows may add to
 * @param missing whether values may be missing
 * @param values what values must be
 * @param responses what responses must be, where rows have them
 * @param optional columns of numbers that rows to be scored may lack
 * @param formula what a response depends on, where it is written as one
 * @param subgroup column of the parts of groups, where they have parts
 * @param keys of a configuration that say how such rows are read, and not every row type has; one
 *     that ends with a dot is a group
 * @param <B> blocks that a model is trained on
 * @param <H> blocks that it is scored on
 */
public record RowType<B extends Block, H extends Block>(
    Class<B> training,
    Class<H> heldOut,
    Maker<B> blocks,
    boolean words,
    boolean missing,
    ValueRule values,
    ValueRule responses,
    List<String> optional,
    Optional<Formula> formula,
    Optional<String> subgroup,
    List<String> keys) {
  private static final List<String> OF_COUNTS =
      List.of("input.vocabulary", "input.column", "input.text.");
  private static final List<String> OF_HALVES =
      List.of("input.held-out-observed", "input.split-seed");
  private static final List<String> OF_NUMBERS =
      List.of(
          "input.column",
          "input.columns",
          "input.categories",
          "input.category-coding",
          "input.weight-column",
          "input.missing",
          "input.scale",
          "input.image");
  private static final List<String> OF_RESPONSES =
      List.of(
          "input.response-column",
          "input.trials-column",
          "input.offset-column",
          "input.group-column");

  /** Counts of words; a held-out row comes in two halves, one observed, one scored. */
  public static final RowType<CountBlock, CompletionBlock> HALVED_COUNTS =
      new RowType<>(
          CountBlock.class,
          CompletionBlock.class,
          CountBlock::of,
          true,
          false,
          ValueRule.ANY,
          ValueRule.ANY,
          List.of(),
          Optional.empty(),
          Optional.empty(),
          both(OF_COUNTS, OF_HALVES));

  /** Counts of words; held-out rows are scored whole. */
  public static final RowType<CountBlock, CountBlock> COUNTS =
      new RowType<>(
          CountBlock.class,
          CountBlock.class,
          CountBlock::of,
          true,
          false,
          ValueRule.ANY,
          ValueRule.ANY,
          List.of(),
          Optional.empty(),
          Optional.empty(),
          OF_COUNTS);

  /** Numbers, all of them there. */
  public static final RowType<DenseBlock, DenseBlock> NUMBERS =
      new RowType<>(
          DenseBlock.class,
          DenseBlock.class,
          DenseBlock::of,
          false,
          false,
          ValueRule.ANY,
          ValueRule.ANY,
          List.of(),
          Optional.empty(),
          Optional.empty(),
          OF_NUMBERS);

  /** Numbers, of which some may be missing. */
  public static final RowType<DenseBlock, DenseBlock> NUMBERS_OR_MISSING =
      new RowType<>(
          DenseBlock.class,
          DenseBlock.class,
          DenseBlock::of,
          false,
          true,
          ValueRule.ANY,
          ValueRule.ANY,
          List.of(),
          Optional.empty(),
          Optional.empty(),
          OF_NUMBERS);

  /** Numbers with a response to predict, and maybe an offset and a group; dense or sparse. */
  public static final RowType<LabelledBlock, LabelledBlock> LABELLED =
      new RowType<>(
          LabelledBlock.class,
          LabelledBlock.class,
          LabelledBlock::of,
          false,
          false,
          ValueRule.ANY,
          ValueRule.ANY,
          List.of(),
          Optional.empty(),
          Optional.empty(),
          both(OF_NUMBERS, OF_RESPONSES));

  /**
   * Rows with a response that are packed by group: the model's row is a group, {@code
   * input.group-column} must be given, and whole groups are held out.
   */
  public static final RowType<GroupedBlock, GroupedBlock> GROUPED = grouped(OF_RESPONSES);

  /** Numbers without a response, packed by group. */
  public static final RowType<GroupedBlock, GroupedBlock> GROUPED_NUMBERS =
      grouped(List.of("input.group-column"));

  private static RowType<GroupedBlock, GroupedBlock> grouped(List<String> roles) {
    return new RowType<>(
        GroupedBlock.class,
        GroupedBlock.class,
        GroupedBlock::of,
        false,
        false,
        ValueRule.ANY,
        ValueRule.ANY,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        both(OF_NUMBERS, roles));
  }

  /** Makes a block of its rows; sent to executors. */
  @FunctionalInterface
  public interface Maker<B extends Block> extends Serializable {
    B of(int id, int columns, List<DataRow> rows);
  }

  private static List<String> both(List<String> some, List<String> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }

  /** The same rows, of values that keep a rule. */
  public RowType<B, H> where(ValueRule rule) {
    return new RowType<>(
        training, heldOut, blocks, words, missing, rule, responses, optional, formula, subgroup,
        keys);
  }

  /** The same rows, of responses that keep a rule. */
  public RowType<B, H> whereResponses(ValueRule rule) {
    return new RowType<>(
        training, heldOut, blocks, words, missing, values, rule, optional, formula, subgroup, keys);
  }

  /** The same rows, of which those to be scored may lack some columns. */
  public RowType<B, H> lacking(List<String> columns) {
    return new RowType<>(
        training,
        heldOut,
        blocks,
        words,
        missing,
        values,
        responses,
        List.copyOf(columns),
        formula,
        subgroup,
        keys);
  }

  /** The same rows, of the columns of a formula. */
  public RowType<B, H> by(Optional<Formula> given) {
    return new RowType<>(
        training, heldOut, blocks, words, missing, values, responses, optional, given, subgroup,
        keys);
  }

  /** The same rows, in parts of groups that a column names. */
  public RowType<B, H> within(Optional<String> part) {
    return new RowType<>(
        training, heldOut, blocks, words, missing, values, responses, optional, formula, part,
        keys);
  }

  /** The same for a kind whose models take several kinds of blocks, and look at each. */
  @SuppressWarnings("unchecked") // all of them are blocks
  public RowType<Block, Block> ofAnyBlocks() {
    return (RowType<Block, Block>) this;
  }

  /** Whether held-out rows come in two halves. */
  public boolean halved() {
    return heldOut == CompletionBlock.class;
  }

  /** Whether rows may have roles, such as a response to predict. */
  public boolean labelled() {
    return training == LabelledBlock.class || grouped();
  }

  /** Whether rows are packed by group. */
  public boolean grouped() {
    return training == GroupedBlock.class;
  }

  /** What people call the rows. */
  public String called() {
    return words ? "documents" : grouped() ? "groups" : "rows";
  }
}
