package org.sparksvi.models.joint.posteriordb;

import static org.sparksvi.models.joint.Densities.gamma;
import static org.sparksvi.models.joint.Densities.halfNormal;
import static org.sparksvi.models.joint.Densities.multivariateNormal;
import static org.sparksvi.models.joint.Densities.normal;
import static org.sparksvi.models.joint.Densities.poissonLog;

import java.util.List;
import org.sparksvi.models.joint.Density;
import org.sparksvi.models.joint.LogJoint;
import org.sparksvi.models.joint.Scope;
import org.sparksvi.models.joint.Value;

/**
 * Functions of x under a Gaussian process: one row is a whole function, with a column for each x.
 *
 * <pre>
 *   K = α² exp(−(x − x')² / (2 ρ²))
 * </pre>
 */
final class GaussianProcess {
  private GaussianProcess() {}

  private static Value kernel(Scope s, List<Double> places) {
    Value x = s.numbers(places.stream().mapToDouble(Double::doubleValue).toArray());
    Value rho = s.positive("rho", gamma(25, 4));
    Value alpha = s.positive("alpha", halfNormal(2));
    Value distance = x.transpose().minus(x).over(rho);
    return distance.square().times(-0.5).exp().times(alpha.square());
  }

  private static Value identity(Scope s, int size) {
    Value rows = s.numbers(unit(size, 0));
    for (int i = 1; i < size; i++) {
      rows = rows.above(s.numbers(unit(size, i)));
    }
    return rows;
  }

  private static double[] unit(int size, int place) {
    double[] unit = new double[size];
    unit[place] = 1;
    return unit;
  }

  /** Seen with noise, of which σ is the variance: columns y1, y2, ... */
  record Noisy(List<Double> places) implements LogJoint {
    private static final long serialVersionUID = 1L;

    @Override
    public Value rows(Scope s) {
      int n = places.size();
      Value kernel = kernel(s, places);
      Value sigma = s.positive("sigma", halfNormal(1));
      Value factor = kernel.plus(identity(s, n).times(sigma)).cholesky();
      Density density = multivariateNormal(s.numbers(new double[n]), factor);
      return density.log(s.columns("y*"));
    }
  }

  /** Counts whose log rate it is: columns k1, k2, ... */
  record Counts(List<Double> places) implements LogJoint {
    private static final long serialVersionUID = 1L;

    @Override
    public Value rows(Scope s) {
      int n = places.size();
      Value factor = kernel(s, places).plus(identity(s, n).times(1e-10)).cholesky();
      Value error = s.real("f.error", n, normal(0, 1));
      Value f = s.keep("f", error.dot(factor.transpose()));
      return poissonLog(f).log(s.columns("k*")).rowSums();
    }
  }
}
