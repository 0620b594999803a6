package org.sparksvi.store;

import java.util.List;
import org.sparksvi.format.Dtype;
import org.sparksvi.format.Safetensors;

/** A tensor of numbers in the narrowest type, U8, U16, F32 or F64, that holds each exactly. */
final class NarrowDoubles {
  private NarrowDoubles() {}

  /** Adds a tensor of arrays put one after the other; keeps them. */
  static void add(Safetensors file, String name, long[] shape, List<double[]> parts) {
    Dtype narrowest = Dtype.U8;
    for (double[] part : parts) {
      narrowest = widen(narrowest, part);
    }
    Dtype type = narrowest;
    file.add(
        name,
        type,
        shape,
        out -> {
          for (double[] values : parts) {
            write(values, type, out);
          }
        });
  }

  private static void write(double[] values, Dtype type, org.sparksvi.format.TensorOutput out)
      throws java.io.IOException {
    int n = values.length;
    switch (type) {
      case U8 -> {
        byte[] narrow = new byte[n];
        for (int i = 0; i < n; i++) {
          narrow[i] = (byte) (int) values[i];
        }
        out.write(narrow, 0, n);
      }
      case U16 -> {
        char[] narrow = new char[n];
        for (int i = 0; i < n; i++) {
          narrow[i] = (char) values[i];
        }
        out.write(narrow, 0, n);
      }
      case F32 -> {
        float[] narrow = new float[n];
        for (int i = 0; i < n; i++) {
          narrow[i] = (float) values[i];
        }
        out.write(narrow, 0, n);
      }
      default -> out.write(values, 0, n);
    }
  }

  private static Dtype widen(Dtype from, double[] values) {
    Dtype type = from;
    for (double value : values) {
      while (!holds(type, value)) {
        type =
            switch (type) {
              case U8 -> Dtype.U16;
              case U16 -> Dtype.F32;
              default -> Dtype.F64;
            };
      }
    }
    return type;
  }

  /** Bit for bit: negative zero and a NaN's payload are not what an integer comes back as. */
  private static boolean holds(Dtype type, double value) {
    return switch (type) {
      case U8 -> value <= 0xff && same(value, (int) value) && value >= 0;
      case U16 -> value <= 0xffff && same(value, (int) value) && value >= 0;
      case F32 -> same(value, (float) value);
      default -> true;
    };
  }

  private static boolean same(double value, double back) {
    return Double.doubleToRawLongBits(value) == Double.doubleToRawLongBits(back);
  }
}
