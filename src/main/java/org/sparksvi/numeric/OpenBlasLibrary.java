package org.sparksvi.numeric;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;

/**
 * The native library, loaded once a process and told to use the calling thread alone: tasks are the
 * unit of parallel work here.
 *
 * <p>Two BLAS libraries in one Linux process take each other's symbols and crash (seen: ours beside
 * Debian's OpenBLAS, which netlib loads for Spark MLlib where it is installed). So ours stays away
 * where another one is loaded, or asked for by netlib's properties; and where ours is loaded,
 * netlib is kept from loading another.
 */
final class OpenBlasLibrary {
  /** Libraries that netlib may load, by the properties that name them. */
  private static final List<String> NETLIB =
      List.of(
          "dev.ludovic.netlib.blas.nativeLibPath",
          "dev.ludovic.netlib.lapack.nativeLibPath",
          "dev.ludovic.netlib.arpack.nativeLibPath");

  /** What those properties then say: netlib finds nothing there and uses its Java. */
  private static final String NOTHING = "/kept out by spark-svi";

  private static final Pattern OTHERS =
      Pattern.compile(".*/(lib(open)?blas|libcblas|liblapack|libmkl|libatlas|libblis)[^/]*$");

  /** Why the library is not there; empty where it is. */
  private static final String PROBLEM = load();

  private OpenBlasLibrary() {}

  private static String load() {
    for (String property : NETLIB) {
      for (String key : List.of(property, property.replace("Path", ""))) {
        String value = System.getProperty(key, NOTHING);
        if (!value.equals(NOTHING)) {
          return "the property %s asks for another one, %s".formatted(key, value);
        }
      }
    }
    Optional<String> other = other(Path.of("/proc/self/maps"));
    if (other.isPresent()) {
      return "this process has another one already, " + other.get();
    }
    NETLIB.forEach(property -> System.setProperty(property, NOTHING));
    try {
      LibraryDirectory.choose();
      Loader.load(openblas_nolapack.class);
      openblas_nolapack.blas_set_num_threads(1);
      return "";
    } catch (LinkageError | RuntimeException | IOException e) {
      NETLIB.forEach(System::clearProperty);
      return String.valueOf(e);
    }
  }

  /** Another library of the kind in a list of mapped files; none where there is no list. */
  static Optional<String> other(Path maps) {
    if (!Files.isReadable(maps)) {
      return Optional.empty();
    }
    try (Stream<String> lines = Files.lines(maps)) {
      return lines
          .filter(line -> line.indexOf('/') >= 0)
          .map(line -> line.substring(line.indexOf('/')))
          .filter(file -> OTHERS.matcher(file).matches())
          .findFirst();
    } catch (IOException | java.io.UncheckedIOException e) {
      return Optional.empty();
    }
  }

  /** Whether products run on it; the first call loads it. */
  static boolean loaded() {
    return PROBLEM.isEmpty();
  }

  static void require() {
    if (!loaded()) {
      throw new IllegalArgumentException(
          "the linear algebra 'openblas' cannot be used: " + PROBLEM);
    }
  }

  static String version() {
    String text = openblas_nolapack.OPENBLAS_VERSION.strip();
    return text.replaceAll("[^0-9.]", "");
  }
}
