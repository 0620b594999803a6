package org.sparksvi.kind;

import java.util.List;
import java.util.stream.Stream;
import org.sparksvi.data.Block;
import org.sparksvi.data.CompletionBlock;
import org.sparksvi.data.CountBlock;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.data.LabelledBlock;

/**
 * What the rows of a kind of models are.
 *
 * @param training blocks that a model is trained on
 * @param heldOut blocks that it is scored on
 * @param words whether columns are words, which new rows may add to
 * @param missing whether values may be missing
 * @param keys of a configuration that say how such rows are read, and not every row type has; one
 *     that ends with a dot is a group
 * @param <B> blocks that a model is trained on
 * @param <H> blocks that it is scored on
 */
public record RowType<B extends Block, H extends Block>(
    Class<B> training, Class<H> heldOut, boolean words, boolean missing, List<String> keys) {
  private static final List<String> OF_COUNTS =
      List.of("input.vocabulary", "input.column", "input.text.");
  private static final List<String> OF_NUMBERS =
      List.of("input.column", "input.columns", "input.weight-column", "input.scale", "input.image");

  /** Counts of words; a held-out row comes in two halves, one observed, one scored. */
  public static final RowType<CountBlock, CompletionBlock> HALVED_COUNTS =
      new RowType<>(
          CountBlock.class,
          CompletionBlock.class,
          true,
          false,
          List.of(
              "input.vocabulary",
              "input.column",
              "input.text.",
              "input.held-out-observed",
              "input.split-seed"));

  /** Counts of words; held-out rows are scored whole. */
  public static final RowType<CountBlock, CountBlock> COUNTS =
      new RowType<>(CountBlock.class, CountBlock.class, true, false, OF_COUNTS);

  /** Numbers, all of them there. */
  public static final RowType<DenseBlock, DenseBlock> NUMBERS =
      new RowType<>(DenseBlock.class, DenseBlock.class, false, false, OF_NUMBERS);

  /** Numbers, of which some may be missing. */
  public static final RowType<DenseBlock, DenseBlock> NUMBERS_OR_MISSING =
      new RowType<>(DenseBlock.class, DenseBlock.class, false, true, OF_NUMBERS);

  /** Numbers with what a model predicts of them; no kind takes such rows yet. */
  public static final RowType<LabelledBlock, LabelledBlock> LABELLED =
      new RowType<>(
          LabelledBlock.class,
          LabelledBlock.class,
          false,
          false,
          Stream.concat(
                  OF_NUMBERS.stream(),
                  Stream.of("input.response-column", "input.offset-column", "input.group-column"))
              .toList());

  /** Whether held-out rows come in two halves. */
  public boolean halved() {
    return heldOut == CompletionBlock.class;
  }

  /** What people call the rows. */
  public String called() {
    return words ? "documents" : "rows";
  }
}
