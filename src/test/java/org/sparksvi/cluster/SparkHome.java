package org.sparksvi.cluster;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.FileUtil;
import org.apache.spark.launcher.JavaModuleOptions;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * A Spark home below {@code target}, whose jars are links to those that Maven brought, and an
 * archive of their classes.
 *
 * <p>The archive (class data sharing of the JVM) is made once, by a small job. A process whose
 * class path begins with {@link #classPath} takes half the processor time to start; the JVM passes
 * over an archive that does not fit.
 */
public final class SparkHome {
  /**
   * Options of Java for processes that live for seconds, most of which the better compiler would
   * take.
   */
  private static final List<String> QUICK = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  private static final Path DIRECTORY = Path.of("target", "spark-home").toAbsolutePath();
  private static final Path LOCK = DIRECTORY.resolveSibling("spark-home.lock");
  private static final Path ARCHIVE = DIRECTORY.resolve("classes.jsa");
  private static final int WAIT_SECONDS = 300;

  private SparkHome() {}

  /** The directory, made by the first call of a build, in whichever process of tests. */
  static synchronized Path directory() throws IOException {
    if (!Files.exists(ARCHIVE)) {
      try (FileChannel file = FileChannel.open(LOCK, CREATE, WRITE)) {
        file.lock(); // until the channel is closed
        make();
      }
    }
    return DIRECTORY;
  }

  private static void make() throws IOException {
    if (!Files.exists(ARCHIVE)) {
      if (Files.exists(DIRECTORY) && !FileUtil.fullyDelete(DIRECTORY.toFile())) { // links alone
        throw new IOException("cannot delete " + DIRECTORY);
      }
      Path jars = Files.createDirectories(DIRECTORY.resolve("jars"));
      String brought = Files.readString(Path.of(System.getProperty("spark.classpath.file")));
      for (String jar : brought.strip().split(File.pathSeparator, -1)) {
        Path target = Path.of(jar);
        Files.createSymbolicLink(jars.resolve(target.getFileName()), target);
      }
      makeArchive();
    }
  }

  /** What the class path of a process begins with. */
  public static String classPath() throws IOException {
    return directory().resolve("jars") + "/*";
  }

  /** Options of Java for processes that live for seconds, those of executors, too. */
  public static List<String> options() throws IOException {
    directory();
    List<String> options = new ArrayList<>(QUICK);
    options.add("-XX:SharedArchiveFile=" + ARCHIVE);
    options.add("-Xlog:cds*=off");
    return options;
  }

  private static void makeArchive() throws IOException {
    Path scratch = DIRECTORY.resolve("classes.jsa.new");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(JavaModuleOptions.defaultModuleOptionArray()));
    command.addAll(QUICK);
    command.add("-XX:ArchiveClassesAtExit=" + scratch);
    command.addAll(List.of("-cp", DIRECTORY.resolve("jars") + "/*"));
    command.addAll(List.of("org.apache.spark.deploy.SparkSubmit", "--master", "local[2]"));
    command.addAll(List.of("--class", SparkHome.class.getName()));
    command.add(TestJar.of(SparkHome.class).toString());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("SPARK_LOCAL_IP", SparkCluster.HOSTS.get(0));
    Path log = DIRECTORY.resolve("classes.log");
    Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      if (!process.waitFor(WAIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IllegalStateException("no archive of Spark's classes was made: " + log);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } finally {
      process.destroyForcibly();
    }
    Files.move(scratch, ARCHIVE, StandardCopyOption.ATOMIC_MOVE);
  }

  /** The job whose classes are kept: tables, a shuffle and results. */
  public static void main(String[] arguments) throws IOException {
    try (SparkSession session = SparkSession.builder().appName("archive").getOrCreate()) {
      session
          .range(100)
          .groupBy(functions.col("id").mod(3))
          .agg(functions.sum("id"))
          .orderBy(functions.col("sum(id)"))
          .collectAsList();
    }
  }
}
