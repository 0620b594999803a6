package org.sparksvi.models.joint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.sparksvi.models.joint.Densities.beta;
import static org.sparksvi.models.joint.Densities.dirichlet;
import static org.sparksvi.models.joint.Densities.exponential;
import static org.sparksvi.models.joint.Densities.halfNormal;
import static org.sparksvi.models.joint.Densities.halfStudentT;
import static org.sparksvi.models.joint.Densities.inverseGamma;
import static org.sparksvi.models.joint.Densities.normal;
import static org.sparksvi.models.joint.Densities.uniform;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparksvi.autodiff.Graph;

/** Priors on constrained parameters, as densities of unconstrained numbers, integrate to 1. */
class ConstraintsTest {
  private static Scope scope(LogJoint joint) {
    return Scope.of(joint, Graph.ofDoubles(), UnitRows.Size.of(1), List.of("y"));
  }

  /** The part of the space that a constraint leaves has this share of what the prior holds. */
  static Stream<Arguments> priors() {
    return Stream.of(
        one("positive", 1, s -> s.positive("a", halfStudentT(4, 1.5))),
        one("two positive", 1, s -> s.positive("a", 2, inverseGamma(3, 2))),
        one("between", 1, s -> s.between("a", -1, 3, uniform(-1, 3))),
        one("between 0 and 1", 1, s -> s.between("a", 0, 1, beta(2.5, 1.5))),
        one("lower bound", 1, s -> s.lowerBound("a", 1, 2, x -> exponential(1.5).log(x.minus(2)))),
        one(
            "upper bound",
            1,
            s -> s.upperBound("a", 1, 2, x -> exponential(1.5).log(x.times(-1).plus(2)))),
        one(
            "bounds of other parameters",
            1,
            s -> {
              Value high = s.positive("high", halfNormal(1));
              Value a = s.between("a", high.times(-1), high, Densities.flat());
              s.add(high.times(2).log().times(-1)); // uniform between them
              return a;
            }),
        one("simplex of 2", 1, s -> s.simplex("a", 2, dirichlet(1.5, 2))),
        one("simplex of 3", 1, s -> s.simplex("a", 3, dirichlet(s.numbers(1.5, 2, 3)))),
        one("ordered of 2", 1 / 2.0, s -> s.ordered("a", 2, normal(1, 1.5))),
        one("ordered of 3", 1 / 6.0, s -> s.ordered("a", 3, normal(0, 1))),
        one("positive ordered of 2", 1 / 2.0, s -> s.positiveOrdered("a", 2, exponential(0.75))),
        one("correlation of 2", 1, s -> s.correlation("a", 2, 0.75)),
        one("correlation of 3", 1, s -> s.correlation("a", 3, 1)),
        one("correlation of 3, weak", 1, s -> s.correlation("a", 3, 2.5)),
        one("matrix", 1, s -> s.real("a", 2, 1, normal(0, 2))));
  }

  private static Arguments one(String name, double share, LogJoint declared) {
    LogJoint joint =
        s -> {
          declared.rows(s);
          return s.column("y");
        };
    return arguments(name, share, joint);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("priors")
  void integrateToOne(String name, double share, LogJoint joint) {
    // the trapezoidal rule converges exponentially; the tails decay like e^−|ζ| or faster
    assertEquals(share, integral(scope(joint), s -> 1), 1e-5, name);
  }

  /** ∫ f e^(log prior) dζ by the trapezoidal rule. */
  private static double integral(Scope scope, ToDoubleFunction<Scope> f) {
    int size = scope.size();
    double step = size == 1 ? 0.05 : size == 2 ? 0.15 : 0.4;
    double most = size == 1 ? 60 : size == 2 ? 24 : 12;
    int points = (int) Math.round(2 * most / step) + 1;
    int[] place = new int[size];
    double[] at = new double[size];
    double sum = 0;
    while (true) {
      for (int i = 0; i < size; i++) {
        at[i] = -most + step * place[i];
      }
      scope.setParameters(at);
      double density = Math.exp(scope.prior());
      sum += density > 0 ? density * f.applyAsDouble(scope) : 0;
      int i = 0;
      while (i < size && ++place[i] == points) {
        place[i++] = 0;
      }
      if (i == size) {
        return sum * Math.pow(step, size);
      }
    }
  }

  /**
   * A correlation of K variables is Beta(a, a) on (−1, 1) with a = η + (K − 2) / 2 (Lewandowski,
   * Kurowicka and Joe, 2009): its square has the mean 1 / (2a + 1).
   */
  @ParameterizedTest
  @ValueSource(doubles = {1, 2.5})
  void correlationsHaveTheirKnownSpread(double concentration) {
    Scope scope = scope(s -> s.correlation("a", 3, concentration).column(0).rows(0, 1));
    double expected = 1 / (2 * (concentration + 0.5) + 1);

    double sum =
        integral(
            scope,
            s -> {
              double[] l = kept(s);
              double squares = 0;
              for (int[] pair : new int[][] {{1, 0}, {2, 0}, {2, 1}}) {
                double product = 0;
                for (int j = 0; j < 3; j++) {
                  product += l[3 * pair[0] + j] * l[3 * pair[1] + j];
                }
                squares += (pair[1] + 1) * product * product; // weights, so that none hides
              }
              return squares;
            });
    assertEquals(expected * 4, sum, 1e-4);
  }

  private static double[] kept(Scope scope) {
    return Derivatives.read(scope.kept().get("a"));
  }

  @Test
  void valuesAreWhereTheyBelong() {
    double[] at = {-0.7, 0.4, 1.3, -2, 0.1, 0.6};
    Scope simplex = scope(s -> s.simplex("a", 7, dirichlet(1, 7)).column(0));
    simplex.setParameters(at);
    assertEquals(1, Arrays.stream(kept(simplex)).sum(), 1e-15);

    Scope ordered = scope(s -> s.ordered("a", 6, normal(0, 1)).column(0));
    ordered.setParameters(at);
    for (int i = 1; i < 6; i++) {
      assertTrue(kept(ordered)[i] > kept(ordered)[i - 1]);
    }
    assertEquals(at[0], kept(ordered)[0]);

    Scope correlation = scope(s -> s.correlation("a", 4, 1).column(0).rows(0, 1));
    correlation.setParameters(at);
    double[] l = kept(correlation);
    for (int i = 0; i < 4; i++) {
      double square = 0;
      for (int j = 0; j < 4; j++) {
        square += l[4 * i + j] * l[4 * i + j];
        assertTrue(j <= i || l[4 * i + j] == 0);
      }
      assertEquals(1, square, 1e-15);
      assertTrue(l[5 * i] > 0);
    }
  }

  @Test
  void covariancesAreScalesAndCorrelations() {
    Scope scope = scope(s -> s.covariance("a", 2, halfNormal(1), 1).column(0).rows(0, 1));
    scope.setParameters(new double[] {Math.log(2), Math.log(3), 0.5});
    double rho = Math.tanh(0.5);

    assertArrayEquals(
        new double[] {2, 0, 3 * rho, 3 * Math.sqrt(1 - rho * rho)}, kept(scope), 1e-15);
  }

  @Test
  void derivativesAreCentralDifferences() {
    Scope scope =
        scope(
            s -> {
              Value low = s.real("low", normal(0, 1));
              s.between("between", low, low.plus(2), normal(0, 1));
              s.lowerBound("lower", low, normal(0, 1));
              s.upperBound("upper", low, normal(0, 1));
              s.positiveOrdered("ordered", 3, normal(0, 1));
              s.aroundRows("a", 2, s.numbers(1, 2, 3), s.covariance("c", 3, halfNormal(1), 2));
              s.add(s.kept().get("a").square().sum());
              return s.column("y");
            });
    double[] at = new double[scope.size()];
    Arrays.setAll(at, i -> Math.sin(1 + 3 * i));
    scope.setParameters(at);
    double[] actual = new double[at.length];
    scope.prior(actual);

    for (int i = 0; i < at.length; i++) {
      double middle = at[i];
      at[i] = middle + 1e-5;
      scope.setParameters(at);
      double up = scope.prior();
      at[i] = middle - 1e-5;
      scope.setParameters(at);
      double expected = (up - scope.prior()) / 2e-5;
      at[i] = middle;
      assertEquals(expected, actual[i], 1e-6 * Math.max(1, Math.abs(expected)));
    }
  }
}
