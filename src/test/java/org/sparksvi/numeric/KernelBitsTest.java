package org.sparksvi.numeric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparksvi.ForkedJvm;

/** The bits of the kernels do not depend on the compiler, the lane count or the implementation. */
class KernelBitsTest {
  private static final int BEYOND_COMPILATION = 20_000;
  private static final long EXPECTED = KernelChecksum.checksum(FloatKernels.byName("scalar"));

  @Tag("thorough")
  @ParameterizedTest
  @CsvSource({
    "vector, 16, vector-512, -Xint, 2",
    "vector,  8, vector-256, -Xint, 2",
    "vector,  4, vector-128, -Xint, 2",
    "vector, 16, vector-512, -Xmixed, " + BEYOND_COMPILATION,
    "vector,  8, vector-256, -Xmixed, " + BEYOND_COMPILATION,
    "vector,  4, vector-128, -Xmixed, " + BEYOND_COMPILATION,
    "scalar,  4, scalar,     -Xint, 2",
    "scalar,  4, scalar,     -Xmixed, " + BEYOND_COMPILATION,
  })
  void everyJvmGivesTheSameBits(String kernel, int lanes, String name, String mode, int calls)
      throws Exception {
    List<String> options =
        List.of(mode, "-Dsvi.kernel.lanes=" + lanes, "--add-modules=jdk.incubator.vector");

    String printed = ForkedJvm.run(KernelChecksum.class, options, kernel, Integer.toString(calls));

    assertTrue(
        printed.contains(name + " " + EXPECTED + " " + EXPECTED),
        () -> "expected " + EXPECTED + ", but was " + printed);
  }

  @Tag("thorough")
  @Test
  void compiledAndInterpretedCallsOfThisJvmGiveTheSameBits() {
    for (FloatKernels kernels : FloatKernelsTest.kernels()) {
      for (int i = 0; i < BEYOND_COMPILATION; i++) {
        assertEquals(EXPECTED, KernelChecksum.checksum(kernels), "call " + i);
      }
    }
  }

  @Test
  void withoutTheModuleTheVectorKernelIsRefused() throws Exception {
    String printed = ForkedJvm.run(KernelChecksum.class, List.of(), "vector", "1");

    assertTrue(
        printed.contains(
            "the kernel 'vector' needs the module jdk.incubator.vector: "
                + "start Java with --add-modules jdk.incubator.vector"),
        printed);
  }
}
