package org.sparksvi.models.topics;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparksvi.ForkedJvm;
import org.sparksvi.numeric.FloatKernels;

/** What a block contributes does not depend on the compiler or the lane count. */
class FloatFitterBitsTest {
  private static final int BEYOND_COMPILATION = 20_000;
  private static final long EXPECTED = FloatFitterChecksum.checksum(FloatKernels.byName("scalar"));

  @Tag("thorough")
  @ParameterizedTest
  @CsvSource({
    "vector, 16, vector-512, -Xint, 2",
    "vector,  8, vector-256, -Xmixed, " + BEYOND_COMPILATION,
    "vector,  4, vector-128, -Xmixed, " + BEYOND_COMPILATION,
    "vector, 16, vector-512, -Xmixed, " + BEYOND_COMPILATION,
    "scalar,  4, scalar,     -Xmixed, " + BEYOND_COMPILATION,
    "scalar,  4, scalar,     -Xint, 2",
  })
  void everyJvmGivesTheSameBits(String kernel, int lanes, String name, String mode, int calls)
      throws Exception {
    List<String> options =
        List.of(mode, "-Dsvi.kernel.lanes=" + lanes, "--add-modules=jdk.incubator.vector");

    String printed =
        ForkedJvm.run(FloatFitterChecksum.class, options, kernel, Integer.toString(calls));

    assertTrue(
        printed.contains(name + " " + EXPECTED + " " + EXPECTED),
        () -> "expected " + EXPECTED + ", but was " + printed);
  }

  @Test
  void withoutTheModuleTheVectorKernelIsRefusedAndTheScalarOneIsBest() throws Exception {
    String printed = ForkedJvm.run(BestKernel.class, List.of());

    assertTrue(printed.contains("best SCALAR"), printed);
    assertTrue(
        printed.contains(
            "the kernel 'vector' needs the module jdk.incubator.vector: "
                + "start Java with --add-modules jdk.incubator.vector"),
        printed);
  }

  /** Prints the best kernel and then asks for vectors. */
  public static final class BestKernel {
    private BestKernel() {}

    public static void main(String[] args) {
      java.io.PrintStream out = System.out;
      out.println("best " + Kernel.best());
      TopicsSettings settings = TopicsSettings.of(2, 3, 0.1, 0.1);
      Kernel.VECTOR.table(TopicBlocks.parameters(settings, 1, 1, 1), settings);
    }
  }
}
