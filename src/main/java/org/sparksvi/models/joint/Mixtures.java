package org.sparksvi.models.joint;

import java.util.List;
import org.sparksvi.random.RandomStream;

/** Densities that are mixed of others, with what chooses among them summed out. */
final class Mixtures {
  private Mixtures() {}

  /**
   *
   *
   * <pre>
   *   log Σ_k weights_k p_k(x)
   * </pre>
   *
   * @param weights 1 × K or n × K, each row adding up to 1
   */
  record Mixture(Value weights, List<Density> components) implements DrawableDensity {
    @Override
    public boolean drawable() {
      return components.stream().allMatch(Density::drawable);
    }

    @Override
    public Value log(Value x) {
      Value logs = components.get(0).log(x);
      for (Density component : components.subList(1, components.size())) {
        logs = logs.beside(component.log(x));
      }
      return logs.plus(weights.log()).logSumExp();
    }

    @Override
    public String refused(double x) {
      String refused = "";
      for (Density component : components) {
        refused = component.refused(x);
        if (refused.isEmpty()) {
          return "";
        }
      }
      return refused;
    }

    @Override
    public double draw(int row, RandomStream stream) {
      double left = stream.uniform();
      int k = 0;
      while (k < components.size() - 1) {
        left -= weight(row, k);
        if (left < 0) {
          break;
        }
        k++;
      }
      return components.get(k).draw(row, stream);
    }

    private double weight(int row, int k) {
      return Given.of(weights).get(row, k);
    }

    @Override
    public double mean(int row) {
      double sum = 0;
      for (int k = 0; k < components.size(); k++) {
        sum += weight(row, k) * components.get(k).mean(row);
      }
      return sum;
    }
  }

  /**
   * Counts with more zeros.
   *
   * <pre>
   *   p(x) = z [x = 0] + (1 − z) q(x)
   * </pre>
   */
  record ZeroInflated(Given zero, Density counts) implements DrawableDensity {
    @Override
    public boolean drawable() {
      return counts.drawable();
    }

    /** Where x is not 0, the first case has no share, whatever the other has. */
    @Override
    public Value log(Value x) {
      Given rest = zero.times(-1).log1p();
      Value counted = Given.of(counts.log(x)).plus(rest).in(x);
      Value isZero = x.times(-1).plus(1).relu();
      Value none = isZero.log().plus(zero.log().in(x));
      int size = counted.rows() * counted.columns();
      return none.reshape(size, 1)
          .beside(counted.reshape(size, 1))
          .logSumExp()
          .reshape(counted.rows(), counted.columns());
    }

    @Override
    public String refused(double x) {
      return Counts.count(x);
    }

    @Override
    public double draw(int row, RandomStream stream) {
      return stream.uniform() < zero.get(row) ? 0 : counts.draw(row, stream);
    }

    @Override
    public double mean(int row) {
      return (1 - zero.get(row)) * counts.mean(row);
    }
  }
}
