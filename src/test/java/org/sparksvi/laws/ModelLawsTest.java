package org.sparksvi.laws;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Direction;
import org.sparksvi.bundle.Field;
import org.sparksvi.bundle.Geometry;
import org.sparksvi.data.Block;
import org.sparksvi.engine.ExactTotal;
import org.sparksvi.engine.Fit;
import org.sparksvi.engine.InProcess;
import org.sparksvi.engine.Inference;
import org.sparksvi.engine.Listener;
import org.sparksvi.engine.Plan;
import org.sparksvi.engine.Quanta;
import org.sparksvi.engine.State;
import org.sparksvi.engine.Workload;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.LocalStep;
import org.sparksvi.model.Model;
import org.sparksvi.model.Round;
import org.sparksvi.model.Term;
import org.sparksvi.update.Constant;
import org.sparksvi.update.Rules;

/** Laws every model keeps, whatever its kind of inference. */
class ModelLawsTest {
  private static final long SEED = 41;

  static Stream<ModelCase<?, ?, ?>> models() {
    return ModelCases.all();
  }

  /** Those without ascended fields, which have no target. */
  static Stream<ModelCase<?, ?, ?>> mixedModels() {
    return models()
        .filter(
            model ->
                model.model().layout().fields().stream()
                    .allMatch(field -> field.geometry() != Geometry.ASCENDED));
  }

  @ParameterizedTest
  @MethodSource("models")
  void contributionsAddUpOverBlocks(ModelCase<?, ?, ?> model) {
    Round round = model.round(model.somewhere(SEED), 3, SEED);
    ExactTotal total = model.sum(round, model.all());

    double[] sum = new double[Bits.values(total.read()).length];
    for (int id : model.all()) {
      double[] one = Bits.values(model.alone(round, id));
      Arrays.setAll(sum, i -> sum[i] + one[i]);
    }

    assertTrue(total.fits());
    assertArrayEquals(sum, Bits.values(total.read()), model.roundingOfSums());
  }

  @ParameterizedTest
  @MethodSource("models")
  void rowsAreCounted(ModelCase<?, ?, ?> model) {
    Round round = model.round(model.start(SEED), 1, SEED);

    assertEquals(model.totalRows(), model.sum(round, model.all()).read().get(Term.ROWS));
  }

  @ParameterizedTest
  @MethodSource("models")
  void aBlockContributesTheSameAfterOthersAsAlone(ModelCase<?, ?, ?> model) {
    assertNoStateLeaks(model);
  }

  private static <B extends Block> void assertNoStateLeaks(ModelCase<B, ?, ?> model) {
    Round round = model.round(model.somewhere(SEED), 3, SEED);
    LocalStep<B> step = model.model().localSteps(round).create();
    Contribution contribution = new Contribution(model.model().layout());
    for (int id : shuffled(model.all(), 1)) {
      contribution.clear();
      step.accumulate(model.workload().training().read(id), contribution);

      assertArrayEquals(Bits.of(model.alone(round, id)), Bits.of(contribution), "block " + id);
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void anyOrderAndGroupingOfBlocksGivesTheSameBits(ModelCase<?, ?, ?> model) {
    Round round = model.round(model.somewhere(SEED), 3, SEED);
    long[] expected = Bits.of(model.sum(round, model.all()));
    Random random = new Random(2);

    for (int trial = 0; trial < 20; trial++) {
      List<ExactTotal> groups = new ArrayList<>();
      int count = 1 + random.nextInt(model.blocks());
      for (int g = 0; g < count; g++) {
        groups.add(model.emptyTotal());
      }
      for (int id : shuffled(model.all(), trial)) {
        groups.get(random.nextInt(count)).add(model.alone(round, id));
      }
      Collections.shuffle(groups, random);
      while (groups.size() > 1) {
        groups.get(0).add(groups.remove(groups.size() - 1).packed());
        Collections.rotate(groups, 1);
      }

      assertArrayEquals(expected, Bits.of(groups.get(0)), "trial " + trial);
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void scaledMinibatchesAverageToTheWhole(ModelCase<?, ?, ?> model) {
    Round round = model.round(model.somewhere(SEED), 3, SEED);
    double[] whole = Bits.values(model.sum(round, model.all()).read());

    for (int size = 1; size < model.blocks(); size++) {
      double[] average = new double[whole.length];
      List<int[]> batches = choose(model.blocks(), size);
      for (int[] batch : batches) {
        Contribution sum = model.sum(round, batch).read();
        sum.scale(model.totalRows() / sum.get(Term.ROWS));
        double[] scaled = Bits.values(sum);
        Arrays.setAll(average, i -> average[i] + scaled[i] / batches.size());
      }

      assertArrayEquals(
          whole, average, model.roundingOfSums(), batches.size() + " batches of " + size);
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void theSameSeedGivesTheSameBitsAndAnotherSeedOthers(ModelCase<?, ?, ?> model) {
    Fit first = model.run(2, 2, SEED, 1);
    Fit again = model.run(2, 2, SEED, 1);
    Fit other = model.run(2, 2, SEED + 1, 1);

    assertArrayEquals(Bits.of(first.state()), Bits.of(again.state()));
    assertEquals(first.trace(), again.trace());
    assertFalse(Arrays.equals(Bits.of(first.parameters()), Bits.of(other.parameters())));
  }

  @ParameterizedTest
  @MethodSource("models")
  void aModelThatTravelledContributesTheSame(ModelCase<?, ?, ?> model) {
    assertTravels(model);
  }

  private static <B extends Block> void assertTravels(ModelCase<B, ?, ?> model) {
    Round round = model.round(model.somewhere(SEED), 3, SEED);

    Model<B> travelled = travel(model.model());
    Round travelledRound = travel(round);

    for (int id : model.all()) {
      assertArrayEquals(
          Bits.of(model.alone(round, id)), Bits.of(model.alone(travelled, travelledRound, id)));
    }
  }

  @SuppressWarnings("unchecked") // what comes out is what went in
  private static <T> T travel(T value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(value);
      out.flush();
      return (T) new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
    } catch (IOException | ClassNotFoundException e) {
      throw new IllegalStateException("cannot serialise", e);
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void parametersStayInTheirSupport(ModelCase<?, ?, ?> model) {
    assertTrue(model.support().test(model.start(SEED)), "at the start");
    for (int epochs = 1; epochs <= 4; epochs++) {
      Bundle parameters = model.run(1, epochs, SEED, 1).parameters();

      assertTrue(model.support().test(parameters), "after %d epochs".formatted(epochs));
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void aMinibatchOfEverythingIsTheBatchBitForBit(ModelCase<?, ?, ?> model) {
    Quanta fitting = model.run(model.blocks(), 1, SEED, 1).state().quanta();
    Fit byEngine = firstRound(model, fitting);

    Bundle byHand = model.start(SEED);
    Round round = model.round(byHand, 1, SEED);
    ExactTotal total = new ExactTotal(model.model().layout(), fitting);
    for (int id : model.all()) {
      total.add(model.alone(round, id));
    }
    Direction target = new Direction(model.model().layout());
    model.model().target(round, total.read(), target);

    for (int f = 0; f < model.model().layout().count(); f++) {
      if (model.model().layout().field(f).geometry() == Geometry.MIXED) {
        double rate = model.rules().schedule(model.model().layout().field(f)).rate(1);
        byHand.moveToward(f, rate, target);
      }
    }
    Bundle settled = model.settled(byHand, 1, SEED);
    for (Field field : model.model().layout().fields()) {
      if (field.geometry() == Geometry.MIXED) {
        String name = field.name();
        assertArrayEquals(
            Bits.of(settled.copyOf(name)), Bits.of(byEngine.parameters().copyOf(name)), name);
      }
    }
  }

  /** A round on all rows with quanta that its sums fit, so that none is repeated with others. */
  private static Fit firstRound(ModelCase<?, ?, ?> model, Quanta quanta) {
    try (InProcess execution = new InProcess(model.workload(), 1)) {
      Inference batch = model.inference(Plan.of(model.blocks(), 1, SEED), execution);
      State start = batch.start();
      State fitting =
          new State(start.parameters(), start.memory(), 0, quanta, start.progress(), 0, 0);
      return batch.run(fitting, Listener.NONE, () -> 0);
    }
  }

  @ParameterizedTest
  @MethodSource("mixedModels")
  void rateOneOnAllRowsIsTheTarget(ModelCase<?, ?, ?> model) {
    Workload<?, ?> workload = model.workload();
    Plan plan = Plan.of(model.blocks(), 1, SEED);
    Inference batch =
        new Inference(workload, Rules.all(new Constant(1)), plan, new InProcess(workload, 1));

    Bundle parameters = batch.run(batch.start(), Listener.NONE, () -> 0).parameters();

    Bundle start = model.start(SEED);
    Direction target = model.target(model.round(start, 1, SEED));
    Bundle expected = ModelCase.moved(start, 1, target);
    Bundle settled = model.settled(expected, 1, SEED);
    for (Field field : target.layout().fields()) {
      String name = field.name();
      assertArrayEquals(settled.copyOf(name), parameters.copyOf(name), 1e-6, name);
    }
  }

  private static int[] shuffled(int[] ids, long seed) {
    List<Integer> list = new ArrayList<>(Arrays.stream(ids).boxed().toList());
    Collections.shuffle(list, new Random(seed));
    return list.stream().mapToInt(Integer::intValue).toArray();
  }

  /** All subsets of 0 .. n − 1 of a size. */
  private static List<int[]> choose(int n, int size) {
    List<int[]> subsets = new ArrayList<>();
    for (int mask = 0; mask < 1 << n; mask++) {
      if (Integer.bitCount(mask) == size) {
        int chosen = mask;
        subsets.add(
            java.util.stream.IntStream.range(0, n).filter(i -> (chosen >> i & 1) == 1).toArray());
      }
    }
    return subsets;
  }
}
