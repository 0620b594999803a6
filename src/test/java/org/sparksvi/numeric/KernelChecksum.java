package org.sparksvi.numeric;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Prints a checksum of the bits that one implementation gives; run in JVMs of other settings. */
public final class KernelChecksum {
  private static final int SIZE = 53; // no multiple of any lane count

  private KernelChecksum() {}

  /** Prints the checksum of the first call and that of the last of {@code args[1]} calls. */
  public static void main(String[] args) {
    FloatKernels kernels = FloatKernels.byName(args[0]);
    int calls = Integer.parseInt(args[1]);
    long first = checksum(kernels);
    long last = first;
    for (int i = 1; i < calls; i++) {
      last = checksum(kernels);
    }
    PrintStream out = System.out;
    out.println(kernels.name() + " " + first + " " + last);
  }

  static long checksum(FloatKernels kernels) {
    int room = FloatKernels.padded(SIZE);
    SplittableRandom random = new SplittableRandom(7);
    float[] matrix = new float[9 * room];
    float[] x = new float[room];
    float[] y = new float[room];
    for (int i = 0; i < matrix.length; i++) {
      matrix[i] = (float) random.nextDouble(-1, 1);
    }
    for (int i = 0; i < room; i++) {
      x[i] = (float) random.nextDouble(0.01, 20);
      y[i] = (float) random.nextDouble(-90, 90);
    }
    float[] out = new float[room];
    long sum = 1;
    kernels.weightedRows(x, 9, matrix, room, SIZE, out);
    sum = 31 * sum + hash(out);
    kernels.addScaled(1.3f, y, 0, SIZE, out, 0);
    sum = 31 * sum + hash(out);
    kernels.divide(y, x, SIZE, out);
    sum = 31 * sum + hash(out);
    kernels.digamma(x, 0, SIZE, out, 0);
    sum = 31 * sum + hash(out);
    kernels.exp(y, 0, SIZE, 1e-30f, out, 0);
    sum = 31 * sum + hash(out);
    kernels.log(x, 0, SIZE, out, 0);
    sum = 31 * sum + hash(out);
    kernels.expDigammaShifted(x, SIZE, 1e-30f, out);
    sum = 31 * sum + hash(out);
    long[] pairs = new long[room];
    sum = 31 * sum + kernels.addPairs(y, 0, SIZE, 0x1p20f, pairs, 1);
    kernels.addPairs(x, 1, SIZE - 1, 0x1.0p-2f, pairs, 0);
    sum = 31 * sum + Arrays.hashCode(pairs);
    kernels.readPairs(pairs, 1, SIZE, 0x1p-20f, out, 0);
    sum = 31 * sum + hash(out);
    sum = 31 * sum + kernels.largestSize(x, 0, SIZE);
    sum = 31 * sum + activations(kernels.activations(), x, y, out);
    sum = 31 * sum + sums(kernels.sums(), x, y, out);
    sum = 31 * sum + Float.floatToRawIntBits(kernels.max(y, 0, SIZE));
    return 31 * sum + Float.floatToRawIntBits(kernels.maxAbsDifference(x, y, SIZE));
  }

  private static long activations(FloatActivations activations, float[] x, float[] y, float[] out) {
    activations.tanh(y, SIZE, out);
    long sum = hash(out);
    activations.sigmoid(y, SIZE, out);
    sum = 31 * sum + hash(out);
    activations.softplus(y, SIZE, out);
    sum = 31 * sum + hash(out);
    activations.logSigmoid(y, SIZE, out);
    sum = 31 * sum + hash(out);
    activations.elu(y, SIZE, out);
    sum = 31 * sum + hash(out);
    activations.timesSigmoid(-1, y, x, SIZE, out);
    sum = 31 * sum + hash(out);
    activations.within(-40, 30, y, x, SIZE, out);
    return 31 * sum + hash(out);
  }

  private static long sums(FloatSums sums, float[] x, float[] y, float[] out) {
    long sum = Float.floatToRawIntBits(sums.sum(y, 1, SIZE - 1));
    sum = 31 * sum + Float.floatToRawIntBits(sums.dot(x, y, 2, SIZE - 2));
    sum = 31 * sum + Float.floatToRawIntBits(sums.sumOfExp(x, 0, SIZE, 17));
    sums.exp(x, 0, SIZE, 17, 0.3f, out);
    return 31 * sum + hash(out);
  }

  private static int hash(float[] out) {
    return Arrays.hashCode(Arrays.copyOf(out, SIZE));
  }
}
