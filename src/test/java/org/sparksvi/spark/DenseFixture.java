package org.sparksvi.spark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.util.SerializableConfiguration;
import org.sparksvi.data.DataRow;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.engine.Execution;
import org.sparksvi.engine.Fit;
import org.sparksvi.engine.InProcess;
import org.sparksvi.engine.Inference;
import org.sparksvi.engine.Listener;
import org.sparksvi.engine.Plan;
import org.sparksvi.engine.Workload;
import org.sparksvi.model.HeldOut;
import org.sparksvi.model.Model;
import org.sparksvi.models.autoencoder.Autoencoder;
import org.sparksvi.models.autoencoder.AutoencoderSettings;
import org.sparksvi.models.autoencoder.DenseObservations;
import org.sparksvi.models.autoencoder.Gaussian;
import org.sparksvi.models.autoencoder.ScoreSettings;
import org.sparksvi.models.factor.ArdSettings;
import org.sparksvi.models.factor.BayesianPca;
import org.sparksvi.models.factor.FactorSettings;
import org.sparksvi.models.mixture.Covariance;
import org.sparksvi.models.mixture.GaussianComponents;
import org.sparksvi.models.mixture.GaussianPrior;
import org.sparksvi.models.mixture.Gaussians;
import org.sparksvi.models.mixture.Mixing;
import org.sparksvi.models.mixture.MixtureModel;
import org.sparksvi.store.BlockIndex;
import org.sparksvi.store.BlockWriter;
import org.sparksvi.store.DenseCodec;
import org.sparksvi.update.Adam;
import org.sparksvi.update.Constant;
import org.sparksvi.update.RobbinsMonro;
import org.sparksvi.update.Rules;

/** Drawn rows of numbers in a store and in memory, and models of them trained there. */
public final class DenseFixture {
  private static final int ROWS = 530;
  private static final int BLOCK_ROWS = 30; // the last block has 20
  private static final int COLUMNS = 5;

  private final List<DenseBlock> blocks;
  private final Path store;

  private DenseFixture(List<DenseBlock> blocks, Path store) {
    this.blocks = blocks;
    this.store = store;
  }

  /** Writes a block store below a directory, in process. */
  public static DenseFixture write(Path directory) throws IOException {
    List<DenseBlock> blocks =
        MemoryBlocks.pack(DenseBlock::of, COLUMNS, rows(), BLOCK_ROWS).blocks();
    Path store = directory.resolve("dense");
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(store.toUri());
    FileSystem fs = path.getFileSystem(new Configuration());
    var shard = BlockWriter.write(fs, path, 0, new DenseCodec(), blocks);
    BlockIndex.commit(fs, path, new DenseCodec(), COLUMNS, BLOCK_ROWS, List.of(shard), Map.of());
    return new DenseFixture(blocks, store);
  }

  private static List<DataRow> rows() {
    Random random = new Random(11);
    List<DataRow> rows = new ArrayList<>();
    for (int r = 0; r < ROWS; r++) {
      double side = 3 * random.nextInt(3);
      double[] values = new double[COLUMNS];
      for (int d = 0; d < COLUMNS; d++) {
        values[d] = side * (d - 2) + random.nextGaussian() + (d > 0 ? 0.4 * values[d - 1] : 0);
      }
      rows.add(DataRow.numbers(r, values, 1 + r % 3));
    }
    return rows;
  }

  /** Models that compute by products of matrices. */
  public enum Kind {
    /** Full covariances, posteriors, a Dirichlet process. */
    MIXTURE {
      @Override
      WorkloadSource source(DenseFixture rows) {
        return rows.source(mixture());
      }

      @Override
      Model<DenseBlock> model() {
        return mixture();
      }
    },
    /** Bayesian principal components. */
    FACTORS {
      @Override
      WorkloadSource source(DenseFixture rows) {
        return rows.source(components());
      }

      @Override
      Model<DenseBlock> model() {
        return components();
      }
    },
    /** An autoencoder in single precision. */
    NETWORKS {
      @Override
      WorkloadSource source(DenseFixture rows) {
        return rows.source(networks());
      }

      @Override
      Model<DenseBlock> model() {
        return networks();
      }

      @Override
      Rules rules() {
        return Rules.all(new Adam(0.01)).with(Autoencoder.MOMENTS, new Constant(0.1));
      }
    };

    /** What executors open. */
    abstract WorkloadSource source(DenseFixture rows);

    abstract Model<DenseBlock> model();

    Rules rules() {
      return Rules.all(new RobbinsMonro(1, 0.7));
    }
  }

  private static MixtureModel<DenseBlock> mixture() {
    return new MixtureModel<>(
        Mixing.sticks(1),
        new GaussianComponents(
            6, COLUMNS, Covariance.FULL, Gaussians.posterior(GaussianPrior.DEFAULT)));
  }

  private static BayesianPca components() {
    return new BayesianPca(FactorSettings.of(COLUMNS, 3), ArdSettings.VAGUE);
  }

  private static Autoencoder<DenseBlock> networks() {
    Gaussian likelihood = new Gaussian(Gaussian.Noise.DIAGONAL, 1e-4, 1);
    AutoencoderSettings settings =
        AutoencoderSettings.of(COLUMNS, 2, List.of(40, 24), List.of(24, 40), likelihood);
    return new Autoencoder<>(settings, new DenseObservations(), ScoreSettings.BOUND);
  }

  /** Minibatches of four blocks, the bound in every second round. */
  public static Plan plan() {
    return new Plan(4, 4, Double.POSITIVE_INFINITY, 0, 2, 0, 7);
  }

  private <M extends Model<DenseBlock> & HeldOut<DenseBlock>> WorkloadSource source(M model) {
    return new StoredWorkload<>(
        new SerializableConfiguration(new Configuration()),
        model,
        new StoredWorkload.Store<>(List.of(store.toUri().toString()), new DenseCodec()),
        new StoredWorkload.Store<>(List.of(), new DenseCodec()),
        0.2);
  }

  /** Trains by an execution; the clock stands still. */
  public Fit train(Kind kind, Execution execution) {
    Inference inference = new Inference(workload(kind), kind.rules(), plan(), execution);
    return inference.run(inference.start(), Listener.NONE, () -> 0);
  }

  /** Trains on one thread of this process. */
  public Fit trainInProcess(Kind kind) {
    try (InProcess execution = new InProcess(workload(kind), 1)) {
      return train(kind, execution);
    }
  }

  private Workload<DenseBlock, DenseBlock> workload(Kind kind) {
    return Workload.of(kind.model(), new MemoryBlocks<>(blocks));
  }
}
