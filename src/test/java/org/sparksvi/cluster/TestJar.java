package org.sparksvi.cluster;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** The classes of the tests, for executors. */
public final class TestJar {
  private TestJar() {}

  /** Packs the directory of compiled classes that a class is in, for executors. */
  public static Path of(Class<?> member) throws IOException {
    Path classes =
        Path.of(URI.create(member.getProtectionDomain().getCodeSource().getLocation().toString()));
    Path jar = Path.of("target", "cluster", "tests.jar").toAbsolutePath();
    Files.createDirectories(jar.getParent());
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        var files = Files.walk(classes)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).sorted().toList()) {
        out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
        Files.copy(file, out);
      }
    }
    return jar;
  }
}
