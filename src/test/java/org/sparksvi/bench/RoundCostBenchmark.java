package org.sparksvi.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.bundle.Direction;
import org.sparksvi.bundle.Layout;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.engine.InProcess;
import org.sparksvi.engine.Inference;
import org.sparksvi.engine.Listener;
import org.sparksvi.engine.Plan;
import org.sparksvi.engine.State;
import org.sparksvi.engine.TraceLine;
import org.sparksvi.engine.Workload;
import org.sparksvi.laws.Bits;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.LocalStep;
import org.sparksvi.model.LocalSteps;
import org.sparksvi.model.Model;
import org.sparksvi.model.Round;
import org.sparksvi.model.Settlement;
import org.sparksvi.model.Start;
import org.sparksvi.models.factor.FactorModel;
import org.sparksvi.models.factor.FactorSettings;
import org.sparksvi.models.factor.Noise;
import org.sparksvi.models.mixture.Covariance;
import org.sparksvi.models.mixture.GaussianComponents;
import org.sparksvi.models.mixture.GaussianPrior;
import org.sparksvi.models.mixture.Gaussians;
import org.sparksvi.models.mixture.Mixing;
import org.sparksvi.models.mixture.MixtureModel;
import org.sparksvi.models.mixture.Rows;
import org.sparksvi.numeric.Blas;
import org.sparksvi.numeric.Panel;
import org.sparksvi.update.RobbinsMonro;
import org.sparksvi.update.Rules;

/**
 * What the parts of a round of mixtures and factor models cost: those that all tasks wait for, and
 * the tasks' own work, which more processors share.
 */
@Tag("bench")
final class RoundCostBenchmark {
  private static final int ROUNDS = Integer.getInteger("bench.rounds", 60);
  private static final int THREADS = Integer.getInteger("bench.threads", 2);
  private static final int BATCH = 1024;
  private static final double MILLIS = 1e6;

  @Test
  void fewRowsPerComponent() {
    report(
        "ml 64x100, 41 rows each", mixture(64, 100, Gaussians.likelihood()), rows(4096, 64, 100));
  }

  @Test
  void manyRowsPerComponent() {
    report(
        "ml 64x100, 205 rows each",
        mixture(64, 100, Gaussians.likelihood()),
        rows(20_480, 64, 100));
  }

  @Test
  void manyColumns() {
    report("ml 256x12", mixture(256, 12, Gaussians.likelihood()), rows(8192, 256, 12));
  }

  @Test
  void posteriors() {
    Gaussians posterior = Gaussians.posterior(GaussianPrior.DEFAULT);
    report("bayes 64x100", mixture(64, 100, posterior), rows(20_480, 64, 100));
  }

  @Test
  void factors() {
    FactorModel model = new FactorModel(FactorSettings.of(5000, 10), Noise.ISOTROPIC);
    report("factor 5000, 10 factors", model, rows(2048, 5000, 8));
    System.out.printf(Locale.ROOT, "its products: %.1f ms%n", products(5000, 10));
  }

  /** Milliseconds of the products of a round with rows × columns, as they are called. */
  private static double products(int columns, int factors) {
    Blas blas = Blas.best();
    int rows = BATCH / 8;
    double[] y = new Random(2).doubles((long) rows * columns).toArray();
    double[] z = new double[rows * (factors + 1)];
    double[] w = new double[columns * (factors + 1)];
    long best = Long.MAX_VALUE;
    for (int run = 0; run < ROUNDS; run++) {
      long start = System.nanoTime();
      for (int block = 0; block < 8; block++) {
        Panel of = Panel.of(y, rows, columns);
        Panel means = Panel.of(z, rows, factors);
        Panel loadings = Panel.of(w, columns, factors);
        blas.multiply(1, of, loadings, 0, means);
        blas.multiply(-1, means, loadings.transpose(), 1, of);
        Panel sums = Panel.of(w, columns, factors + 1);
        blas.multiply(1, of.transpose(), Panel.of(z, rows, factors + 1), 0, sums);
        Arrays.fill(w, 0);
      }
      best = Math.min(best, System.nanoTime() - start);
    }
    return best / MILLIS;
  }

  private static MixtureModel<DenseBlock> mixture(int columns, int count, Gaussians gaussians) {
    return new MixtureModel<>(
        Mixing.likelihood(), new GaussianComponents(count, columns, Covariance.FULL, gaussians));
  }

  /** Around as many centres, three standard deviations from zero in each column. */
  private static double[][] rows(int count, int columns, int centres) {
    Random random = new Random(1);
    double[][] centre = new double[centres][columns];
    for (double[] one : centre) {
      Arrays.setAll(one, d -> 3 * random.nextGaussian());
    }
    double[][] rows = new double[count][columns];
    for (double[] row : rows) {
      double[] around = centre[random.nextInt(centres)];
      Arrays.setAll(row, d -> around[d] + random.nextGaussian());
    }
    return rows;
  }

  private static void report(String what, Model<DenseBlock> model, double[][] rows) {
    MemoryBlocks<DenseBlock> blocks = Rows.blocks(rows, BATCH / 8);
    Parts parts = new Parts(model);
    Workload<DenseBlock, DenseBlock> workload = Workload.of(parts, blocks);
    int perEpoch = rows.length / BATCH;
    int epochs = (ROUNDS + perEpoch - 1) / perEpoch;
    Plan plan = Plan.of(8, epochs, 1);
    Bundle end;
    try (InProcess execution = new InProcess(workload, THREADS)) {
      Rules rules = Rules.all(new RobbinsMonro(10, 0.7));
      Inference inference = new Inference(workload, rules, plan, execution);
      State start = inference.start();
      end = inference.follow(start, parts, () -> 0).parameters();
    }
    double derive = parts.median(0);
    double settle = parts.median(2);
    double local = parts.median(4);
    System.out.printf(
        Locale.ROOT,
        "%s: derive %.1f ms (%.1f CPU), settle %.1f ms (%.1f CPU), local %.1f CPU ms; serial of local %.2f; bits %08x%n",
        what,
        derive,
        parts.mean(1),
        settle,
        parts.mean(3),
        local,
        (derive + settle) / local,
        Arrays.hashCode(Bits.of(end)));
  }

  /** Delegates, and keeps the times of each round. */
  private static final class Parts implements Model<DenseBlock>, Listener {
    private static final long serialVersionUID = 1L;
    private static final OperatingSystemMXBean SYSTEM =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final Model<DenseBlock> model;
    private final transient List<long[]> rounds = new ArrayList<>();
    private final transient AtomicLong local = new AtomicLong();
    private transient long[] now = new long[5];

    Parts(Model<DenseBlock> model) {
      this.model = model;
    }

    /** Of the later half of the rounds, in milliseconds. */
    double median(int part) {
      LongStream later = rounds.stream().skip(rounds.size() / 2).mapToLong(r -> r[part]).sorted();
      long[] sorted = later.toArray();
      return sorted[sorted.length / 2] / MILLIS;
    }

    /** The same on average: the clock of processors ticks too rarely for one round. */
    double mean(int part) {
      LongStream later = rounds.stream().skip(rounds.size() / 2).mapToLong(r -> r[part]);
      return later.average().orElseThrow() / MILLIS;
    }

    @Override
    public void onRound(TraceLine line, State state) {
      now[4] = local.getAndSet(0);
      rounds.add(now);
      now = new long[5];
    }

    @Override
    public Layout layout() {
      return model.layout();
    }

    @Override
    public Bundle initial(Start<DenseBlock> start) {
      return model.initial(start);
    }

    @Override
    public LocalSteps<DenseBlock> localSteps(Round round) {
      long wall = System.nanoTime();
      long cpu = SYSTEM.getProcessCpuTime();
      LocalSteps<DenseBlock> steps = model.localSteps(round);
      now[0] = System.nanoTime() - wall;
      now[1] = SYSTEM.getProcessCpuTime() - cpu;
      return () -> timed(steps.create());
    }

    private LocalStep<DenseBlock> timed(LocalStep<DenseBlock> step) {
      return (block, into) -> {
        long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        step.accumulate(block, into);
        local.addAndGet(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu);
      };
    }

    @Override
    public void target(Round round, Contribution total, Direction out) {
      model.target(round, total, out);
    }

    @Override
    public double globalElbo(Round round) {
      return model.globalElbo(round);
    }

    @Override
    public Optional<Settlement> settle(Round round) {
      long wall = System.nanoTime();
      long cpu = SYSTEM.getProcessCpuTime();
      Optional<Settlement> settled = model.settle(round);
      now[2] = System.nanoTime() - wall;
      now[3] = SYSTEM.getProcessCpuTime() - cpu;
      return settled;
    }
  }
}
