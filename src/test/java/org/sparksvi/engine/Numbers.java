package org.sparksvi.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Direction;
import org.sparksvi.bundle.Field;
import org.sparksvi.bundle.Layout;
import org.sparksvi.data.Block;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.HeldOut;
import org.sparksvi.model.LocalStep;
import org.sparksvi.model.LocalSteps;
import org.sparksvi.model.Model;
import org.sparksvi.model.Round;
import org.sparksvi.model.Start;
import org.sparksvi.model.Term;

/**
 * A model whose numbers a test makes up: block b adds {@code (b + 1) · scale(round)} to row 0 of
 * the field "sum", and the target is the total.
 */
final class Numbers implements Model<Numbers.One>, HeldOut<Numbers.One> {
  private static final long serialVersionUID = 1L;

  /** Blocks 0 to 5 add 1 + … + 6. */
  static final int BLOCKS = 6;

  static final double SUM_OF_WEIGHTS = 21;

  private static final Layout LAYOUT = Layout.of(Field.mixedRows("sum", 2, 1));

  private final transient Script script;

  Numbers(Script script) {
    this.script = script;
  }

  /** What a test decides by round. */
  interface Script {
    default double scale(long round) {
      return 1;
    }

    default double localElbo(long round) {
      return -10;
    }

    default double globalElbo(long round) {
      return -3;
    }

    default double heldOut(long round) {
      return -7;
    }

    default double heldOutUnits() {
      return 2;
    }

    /** Changes to a target before it is used. */
    default BiConsumer<Long, Direction> onTarget() {
      return (round, out) -> {};
    }
  }

  record One(int id) implements Block {
    @Override
    public int rows() {
      return 1;
    }

    @Override
    public double units() {
      return 4;
    }
  }

  Workload<One, One> workload(boolean scoresHeldOut) {
    List<One> blocks = new ArrayList<>(IntStream.range(0, BLOCKS).mapToObj(One::new).toList());
    MemoryBlocks<One> training = new MemoryBlocks<>(blocks);
    return scoresHeldOut
        ? Workload.of(this, training, new MemoryBlocks<>(List.of(new One(0), new One(1))))
        : Workload.of(this, training);
  }

  @Override
  public Layout layout() {
    return LAYOUT;
  }

  @Override
  public Bundle initial(Start<One> start) {
    return Bundle.zeros(LAYOUT);
  }

  @Override
  public LocalSteps<One> localSteps(Round round) {
    LocalStep<One> step =
        (block, into) -> {
          int at = into.statistics().rows(0).touch(0);
          into.statistics().rows(0).values()[at] += (block.id() + 1) * script.scale(round.number());
          into.add(Term.ROWS, 1);
          into.add(Term.UNITS, block.units());
          into.add(Term.EXPECTED_LOG_LIKELIHOOD, script.localElbo(round.number()) + 0.25);
          into.add(Term.LOCAL_KL, 0.25);
        };
    return () -> step;
  }

  @Override
  public LocalSteps<One> scorers(Round round) {
    LocalStep<One> step =
        (block, into) -> {
          double units = script.heldOutUnits();
          // scores are of the parameters after a round, hence of the next
          into.add(Term.HELD_OUT_LOG_PROBABILITY, units * script.heldOut(round.number() - 1));
          into.add(Term.HELD_OUT_UNITS, units);
        };
    return () -> step;
  }

  @Override
  public void target(Round round, Contribution total, Direction out) {
    int at = out.rows(0).touch(0);
    out.rows(0).values()[at] = total.statistics().rows(0).values()[0];
    script.onTarget().accept(round.number(), out);
  }

  @Override
  public double globalElbo(Round round) {
    return script.globalElbo(round.number());
  }
}
