package org.sparksvi.bench;

import java.util.List;
import java.util.stream.IntStream;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Direction;
import org.sparksvi.bundle.Field;
import org.sparksvi.bundle.Layout;
import org.sparksvi.data.Block;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.engine.Workload;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.LocalSteps;
import org.sparksvi.model.Model;
import org.sparksvi.model.Round;
import org.sparksvi.model.Start;
import org.sparksvi.model.Term;
import org.sparksvi.spark.WorkloadSource;

/** A model with next to no work of its own, whose every round moves so many numbers. */
record NumbersModel(int size) implements Model<NumbersModel.Row> {
  private static final String FIELD = "numbers";

  /** A block of one row without content. */
  record Row(int id) implements Block {
    @Override
    public int rows() {
      return 1;
    }

    @Override
    public double units() {
      return 1;
    }
  }

  /** What executors open: so many blocks. */
  record Source(NumbersModel model, int blocks) implements WorkloadSource {
    @Override
    public Workload<Row, Row> open() {
      List<Row> rows = IntStream.range(0, blocks).mapToObj(Row::new).toList();
      return Workload.of(model, new MemoryBlocks<>(rows));
    }
  }

  @Override
  public Layout layout() {
    return Layout.of(List.of(Field.mixed(FIELD, size, 1)));
  }

  @Override
  public Bundle initial(Start<Row> start) {
    return Bundle.zeros(layout());
  }

  @Override
  public LocalSteps<Row> localSteps(Round round) {
    double[] parameters = round.parameters().values(FIELD);
    return () ->
        (block, into) -> {
          double[] out = into.statistics().values(0);
          System.arraycopy(parameters, 0, out, 0, out.length);
          out[(int) (round.number() % out.length)] +=
              Math.sin((double) (round.number() + block.id()));
          into.add(Term.ROWS, 1);
          into.add(Term.UNITS, 1);
        };
  }

  @Override
  public void target(Round round, Contribution total, Direction out) {
    double[] sums = total.statistics().values(0);
    double[] target = out.values(0);
    for (int i = 0; i < size; i++) {
      target[i] = sums[i] / round.totalWeight();
    }
  }

  @Override
  public double globalElbo(Round round) {
    return 0;
  }
}
