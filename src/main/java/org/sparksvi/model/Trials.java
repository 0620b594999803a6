package org.sparksvi.model;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Direction;
import org.sparksvi.bundle.Geometry;
import org.sparksvi.data.Block;
import org.sparksvi.data.Blocks;
import org.sparksvi.random.Purpose;
import org.sparksvi.random.Streams;

/**
 * Starts that are tried on the start's sample, of which the best are kept.
 *
 * <p>All make rounds at rate 1 on the sample, whose sums are scaled to all rows; the half with the
 * higher bound goes on, with twice the rounds (successive halving; Karnin, Koren and Somekh, 2013),
 * until as many are left as are asked for.
 */
final class Trials<B extends Block> {
  /** Of each candidate to begin with. */
  private static final int ROUNDS = 10;

  /** Nats per row that are not worth another round. */
  private static final double NEGLIGIBLE = 1e-6;

  private final Model<B> model;
  private final Start<B> start;
  private final List<B> sample;

  /** Reads the sample. */
  Trials(Model<B> model, Start<B> start) {
    this.model = model;
    this.sample = start.sample();
    this.start = new Start<>(new Sampled<>(start.blocks(), sample), start.streams());
  }

  /** Blocks of which the first are at hand. */
  private record Sampled<B extends Block>(Blocks<B> all, List<B> first) implements Blocks<B> {
    @Override
    public int count() {
      return all.count();
    }

    @Override
    public int rows(int block) {
      return all.rows(block);
    }

    @Override
    public B read(int block) {
      return block < first.size() ? first.get(block) : all.read(block);
    }

    @Override
    public double totalWeight() {
      return all.totalWeight();
    }
  }

  /**
   * A start, where the rounds have brought it.
   *
   * @param bound before the last round; −∞ before the first
   * @param gain of the last round
   */
  private record Candidate(Streams streams, Bundle parameters, double bound, double gain) {}

  /** The best first; candidates as they are where all are kept. */
  List<Bundle> best(int candidates, int kept) {
    List<Candidate> left =
        IntStream.range(0, candidates).parallel().mapToObj(this::candidate).toList();
    int last = 0;
    while (candidates > kept && last != left.size()) {
      last = left.size();
      int rounds = ROUNDS * (candidates / last);
      left =
          left.stream()
              .parallel()
              .map(candidate -> advanced(candidate, rounds))
              .sorted(Comparator.comparingDouble(candidate -> -candidate.bound()))
              .limit(Math.max(kept, last / 2))
              .toList();
    }
    return left.stream().map(Candidate::parameters).toList();
  }

  private Candidate candidate(int number) {
    Streams streams = new Streams(start.streams().name(Purpose.START, number));
    return new Candidate(
        streams,
        model.initial(new Start<>(start.blocks(), streams)),
        Double.NEGATIVE_INFINITY,
        Double.POSITIVE_INFINITY);
  }

  private Candidate advanced(Candidate from, int rounds) {
    Candidate now = from;
    for (int r = 1; r <= rounds && now.gain() > NEGLIGIBLE * start.weight(); r++) {
      now = advanced(now);
    }
    return now;
  }

  private Candidate advanced(Candidate from) {
    Round round = round(from, from.parameters());
    LocalStep<B> step = model.localSteps(round).create();
    Contribution sums = new Contribution(model.layout());
    sample.forEach(block -> step.accumulate(block, sums));
    sums.scale(start.weight() / sums.get(Term.ROWS));
    double bound = sums.localElbo() + model.globalElbo(round);
    Direction target = new Direction(model.layout());
    model.target(round, sums, target);
    Bundle moved = from.parameters().copy();
    for (int f = 0; f < model.layout().count(); f++) {
      if (model.layout().field(f).geometry() == Geometry.MIXED) {
        moved.moveToward(f, 1, target);
      }
    }
    Optional<Settlement> settled = model.settle(round(from, moved));
    return new Candidate(
        from.streams(),
        settled.map(Settlement::parameters).orElse(moved),
        bound,
        bound - from.bound());
  }

  private Round round(Candidate candidate, Bundle parameters) {
    return new Round(1, start.weight(), parameters, candidate.streams());
  }
}
