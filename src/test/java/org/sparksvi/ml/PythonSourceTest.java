package org.sparksvi.ml;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The Python classes are those that the tables of settings give. {@code mvn test
 * -Dtest=PythonSourceTest -Dpython.write=true} writes them anew.
 */
class PythonSourceTest {
  private static final Path FILE = Path.of("python/src/org/sparksvi/ml/__init__.py");

  @Test
  void thePythonClassesAreThoseOfTheTables() throws IOException {
    String source = PythonSource.text();
    if (Boolean.getBoolean("python.write")) {
      Files.createDirectories(FILE.getParent());
      Files.writeString(FILE, source);
    }
    assertEquals(source, Files.readString(FILE));
  }

  @Test
  void everyParamHasANameOfItsOwn() {
    for (PythonSource.Pair pair : PythonSource.pairs()) {
      Set<String> names = new HashSet<>();
      for (ParamRow row : pair.face().rows()) {
        assertEquals(true, names.add(row.name()), pair.name() + ": " + row.name());
      }
    }
  }
}
