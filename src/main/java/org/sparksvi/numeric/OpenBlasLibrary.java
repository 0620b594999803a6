package org.sparksvi.numeric;

import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;

/**
 * The native library, loaded once a process and told to use the calling thread alone: tasks are the
 * unit of parallel work here.
 */
final class OpenBlasLibrary {
  /** Why the library is not there; empty where it is. */
  private static final String PROBLEM = load();

  private OpenBlasLibrary() {}

  private static String load() {
    try {
      Loader.load(openblas_nolapack.class);
      openblas_nolapack.blas_set_num_threads(1);
      return "";
    } catch (LinkageError | RuntimeException e) {
      return String.valueOf(e);
    }
  }

  static boolean loaded() {
    return PROBLEM.isEmpty();
  }

  static void require() {
    if (!loaded()) {
      throw new IllegalArgumentException(
          "the linear algebra 'openblas' needs a native library for this machine: " + PROBLEM);
    }
  }

  static String version() {
    String text = openblas_nolapack.OPENBLAS_VERSION.strip();
    return text.replaceAll("[^0-9.]", "");
  }
}
