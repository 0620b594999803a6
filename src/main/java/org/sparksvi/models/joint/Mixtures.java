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
  record Mixture(Value weights, List<Density> components) implements Density {
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
  record ZeroInflated(Given zero, Density counts) implements Density {
    @Override
    public Value log(Value x) {
      Given rest = zero.times(-1).log1p();
      Value counted = Given.of(counts.log(x)).plus(rest).in(x);
      Value more = zero.log().in(x).minus(counted).softplus(); // log of how much zeros gain
      Value isZero = x.times(-1).plus(1).relu();
      return counted.plus(isZero.times(more));
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
