package org.sparksvi.model;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Direction;
import org.sparksvi.bundle.Field;
import org.sparksvi.bundle.Layout;
import org.sparksvi.data.Block;

/**
 * A model that is trained on new rows from what earlier ones left.
 *
 * @param <B> the blocks it reads
 * @param <H> the blocks it is scored on
 * @param <M> the model
 */
public final class WarmStart<B extends Block, H extends Block, M extends Model<B> & HeldOut<H>>
    implements Model<B>, HeldOut<H> {
  private static final long serialVersionUID = 1L;

  private final M model;
  private final transient UnaryOperator<Bundle> beginning; // asked by the driver alone

  /**
   * Begins where this says.
   *
   * @param beginning parameters to begin at, from those that the model would begin at
   */
  public WarmStart(M model, UnaryOperator<Bundle> beginning) {
    this.model = model;
    this.beginning = beginning;
  }

  /**
   * Begins at parameters. Fields may have grown, by rows or columns behind the earlier ones: these
   * begin as a model of the new rows would begin there.
   *
   * @param earlier with the fields of the model, or fewer rows or columns of them; read only
   */
  public WarmStart(M model, Bundle earlier) {
    this(model, begun -> over(begun, earlier));
    Layout before = earlier.layout();
    for (Field field : model.layout().fields()) {
      if (!before.has(field.name()) || !reaches(field, before.field(before.index(field.name())))) {
        throw new IllegalArgumentException(
            "field '%s' must begin with the earlier one, but is %s after %s"
                .formatted(field.name(), model.layout(), before));
      }
    }
  }

  private static boolean reaches(Field now, Field before) {
    return now.rows() >= before.rows() && now.columns() >= before.columns();
  }

  @Override
  public Layout layout() {
    return model.layout();
  }

  @Override
  public String arithmetic() {
    return model.arithmetic();
  }

  @Override
  public Bundle initial(Start<B> start) {
    return beginning.apply(model.initial(start));
  }

  private static Bundle over(Bundle begun, Bundle earlier) {
    Layout layout = begun.layout();
    Bundle initial = begun.copy();
    for (Field before : earlier.layout().fields()) {
      Field now = layout.field(layout.index(before.name()));
      double[] values = initial.copyOf(before.name());
      double[] kept = earlier.copyOf(before.name());
      for (int r = 0; r < before.rows(); r++) {
        System.arraycopy(kept, r * before.columns(), values, r * now.columns(), before.columns());
      }
      initial.set(before.name(), values);
    }
    return initial;
  }

  @Override
  public Optional<Settlement> settle(Round round) {
    return model.settle(round);
  }

  @Override
  public void steepest(Round round, Direction gradient) {
    model.steepest(round, gradient);
  }

  @Override
  public double negligible(double totalWeight) {
    return model.negligible(totalWeight);
  }

  @Override
  public Optional<String> held(Bundle parameters) {
    return model.held(parameters);
  }

  @Override
  public LocalSteps<B> localSteps(Round round) {
    return model.localSteps(round);
  }

  @Override
  public LocalSteps<H> scorers(Round round) {
    return model.scorers(round);
  }

  @Override
  public void target(Round round, Contribution total, Direction out) {
    model.target(round, total, out);
  }

  @Override
  public double globalElbo(Round round) {
    return model.globalElbo(round);
  }
}
