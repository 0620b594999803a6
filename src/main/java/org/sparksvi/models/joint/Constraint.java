package org.sparksvi.models.joint;

/** Where a parameter lives, as a map from unconstrained numbers ζ, with log |its Jacobian|. */
interface Constraint {
  /** A value and the logarithm of the Jacobian's determinant, 1 × 1; null where that is 0. */
  record Placed(Value value, Value logJacobian) {}

  /** Unconstrained numbers of a vector of a length. */
  default int free(int length) {
    return length;
  }

  Placed place(Value free);

  Constraint REAL = free -> new Placed(free, null);

  /** The same numbers in rows of a matrix. */
  static Constraint matrix(int rows, int columns) {
    return free -> new Placed(free.reshape(rows, columns), null);
  }

  /** θ = e^ζ. */
  Constraint POSITIVE = free -> new Placed(free.exp(), free.sum());

  /** θ = low + e^ζ. */
  static Constraint above(Given low) {
    return free -> new Placed(Given.of(free.exp()).plus(low).in(free), free.sum());
  }

  /** θ = high − e^ζ. */
  static Constraint below(Given high) {
    return free -> new Placed(high.minus(Given.of(free.exp())).in(free), free.sum());
  }

  /** θ = low + (high − low) σ(ζ): log |J| = Σ log (high − low) + log σ(ζ) + log σ(−ζ). */
  static Constraint between(Given low, Given high) {
    return free -> {
      Given width = high.minus(low);
      Value slope = free.logSigmoid().plus(free.times(-1).logSigmoid());
      return new Placed(
          width.times(Given.of(free.sigmoid())).plus(low).in(free),
          width.log().plus(Given.of(slope)).in(free).sum());
    };
  }

  /** θ = softmax(ζ, 0): log |J| = Σ log θ. */
  Constraint SIMPLEX =
      new Constraint() {
        @Override
        public int free(int length) {
          return length - 1;
        }

        @Override
        public Placed place(Value free) {
          Value log = free.beside(free.constant(0)).logSoftmax();
          return new Placed(log.exp(), log.sum());
        }
      };

  /** θ_1 = ζ_1, θ_k = θ_{k−1} + e^ζ_k. */
  Constraint ORDERED =
      free -> {
        int k = free.columns();
        if (k == 1) {
          return new Placed(free, null);
        }
        Value steps = free.columns(1, k);
        return new Placed(free.column(0).beside(steps.exp()).cumulativeSums(), steps.sum());
      };

  /** θ_1 = e^ζ_1, θ_k = θ_{k−1} + e^ζ_k. */
  Constraint POSITIVE_ORDERED = free -> new Placed(free.exp().cumulativeSums(), free.sum());

  /**
   * Lower triangular L, K × K, rows of length 1, by partial correlations z = tanh ζ.
   *
   * <pre>
   *   L_ij = z_ij √(Π_{l&lt;j} (1 − z_il²)),   L_ii = √(Π_{l&lt;i} (1 − z_il²))
   *   log |J| = Σ_ij [log(1 − z_ij²) + ½ Σ_{l&lt;j} log(1 − z_il²)]
   * </pre>
   */
  static Constraint correlation(int size) {
    return new Constraint() {
      @Override
      public int free(int length) {
        return size * (size - 1) / 2;
      }

      @Override
      public Placed place(Value free) {
        Value rest = restLogs(free);
        Value rows = null;
        Value logJacobian = rest.sum();
        for (int i = 1; i < size; i++) {
          int from = i * (i - 1) / 2;
          Value z = free.columns(from, from + i).tanh();
          Value sums = free.constant(0).beside(rest.columns(from, from + i)).cumulativeSums();
          logJacobian = logJacobian.plus(sums.columns(0, i).sum().times(0.5));
          Value row = z.beside(free.constant(1)).times(sums.times(0.5).exp());
          Value padded = i == size - 1 ? row : row.beside(free.numbers(new double[size - 1 - i]));
          rows = rows == null ? first(free).above(padded) : rows.above(padded);
        }
        return new Placed(rows, logJacobian);
      }

      private Value first(Value free) {
        double[] unit = new double[size];
        unit[0] = 1;
        return free.numbers(unit);
      }

      /** log(1 − tanh² ζ) = log 4 + log σ(2ζ) + log σ(−2ζ). */
      private Value restLogs(Value free) {
        Value twice = free.times(2);
        return twice.logSigmoid().plus(twice.times(-1).logSigmoid()).plus(StrictMath.log(4));
      }
    };
  }
}
