package org.sparksvi.numeric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bits of the kernels do not depend on the compiler, the lane count or the implementation. */
class KernelBitsTest {
  private static final int BEYOND_COMPILATION = 20_000;
  private static final long EXPECTED = KernelChecksum.checksum(FloatKernels.byName("scalar"));

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

    String printed = run(options, kernel, Integer.toString(calls));

    assertTrue(
        printed.contains(name + " " + EXPECTED + " " + EXPECTED),
        () -> "expected " + EXPECTED + ", but was " + printed);
  }

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
    String printed = run(List.of(), "vector", "1");

    assertTrue(
        printed.contains(
            "the kernel 'vector' needs the module jdk.incubator.vector: "
                + "start Java with --add-modules jdk.incubator.vector"),
        printed);
  }

  private static String run(List<String> options, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add("-cp");
    command.add(
        classes(FloatKernels.class)
            + System.getProperty("path.separator")
            + classes(KernelChecksum.class));
    command.add(KernelChecksum.class.getName());
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(1, TimeUnit.MINUTES), "the JVM has not ended: " + command);
    return printed;
  }

  private static String classes(Class<?> type) {
    return Path.of(URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()))
        .toString();
  }
}
