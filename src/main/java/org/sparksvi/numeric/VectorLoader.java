package org.sparksvi.numeric;

/** Finds the kernels on Java's incubating vectors, which alone need that module. */
final class VectorLoader {
  private static final String MODULE = "jdk.incubator.vector";
  private static final String KERNELS = "org.sparksvi.numeric.vector.VectorFloatKernels";

  private VectorLoader() {}

  /** Whether this Java was started with the module. */
  static boolean present() {
    return ModuleLayer.boot().findModule(MODULE).isPresent();
  }

  static FloatKernels load() {
    if (!present()) {
      throw new IllegalArgumentException(
          "the kernel 'vector' needs the module "
              + MODULE
              + ": start Java with --add-modules "
              + MODULE);
    }
    try {
      return Class.forName(KERNELS)
          .asSubclass(FloatKernels.class)
          .getDeclaredConstructor()
          .newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the kernel 'vector' could not be loaded: " + KERNELS, e);
    }
  }
}
