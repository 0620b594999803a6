package org.sparksvi.job;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.api.plugin.SparkPlugin;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.apache.spark.launcher.JavaModuleOptions;
import org.apache.spark.sql.SparkSession;
import org.sparksvi.config.ConfigurationException;
import org.sparksvi.config.Environment;
import org.sparksvi.format.Quote;
import org.sparksvi.report.Screen;

/** What a command works with: where it speaks, its log, and Spark once it needs it. */
final class Session implements AutoCloseable {
  private static final String LISTING_TASKS = "64";
  private static final String OPENING_BYTES = Integer.toString(1 << 20); // read while a file opens
  private static final String OPEN = "--add-opens=";
  private static final String LOOPBACK = "127.0.0.1";
  private static final String LOCAL_ADDRESS = "SPARK_LOCAL_IP";

  private final Console console;
  private final RunLog log;
  private final StopSignal stop;
  private SparkSession spark;
  private boolean ours; // whether this session started Spark

  Session(Console console, RunLog log) {
    this.console = console;
    this.log = log;
    this.stop = new StopSignal(this::note);
  }

  Console console() {
    return console;
  }

  Screen screen() {
    return console.screen();
  }

  RunLog log() {
    return log;
  }

  /** The signal that asks the process to stop. */
  StopSignal stop() {
    return stop;
  }

  /** Says something on the screen and in the log. */
  void note(String line) {
    String shown = new Environment(System.getenv()).hide(line);
    log.info(shown);
    screen().note(shown);
  }

  /** Prints a result, with its ends of lines. */
  void print(String text) {
    console.out().print(Quote.lines(text));
    console.out().flush();
  }

  /** The clock: seconds from any origin. */
  double seconds() {
    return System.nanoTime() * 1e-9;
  }

  /** Settings of Hadoop's file systems; those of the submission among them. */
  Configuration hadoop() {
    return SparkHadoopUtil.get().newConfiguration(new SparkConf());
  }

  /**
   * Starts Spark, unless the process is asked to stop meanwhile.
   *
   * @param name of the application
   * @param master where the command line names one; otherwise the submission decides
   */
  SparkSession spark(String name, Optional<String> master) {
    if (spark == null) {
      stop.keep();
      SparkConf settings = new SparkConf().setAppName(name);
      master.ifPresent(settings::setMaster);
      settings.setIfMissing("spark.master", "local[*]");
      SparkMaster.require(settings.get("spark.master"));
      if (settings.get("spark.master").matches("local(\\[.*])?")) {
        // otherwise Spark ends the process in the middle of a task without memory
        settings.setIfMissing("spark.executor.killOnFatalError.depth", "0");
        listenToThisMachine(settings, System.getenv());
      }
      // Spark would look at many files with up to 10 000 tasks, most of whose time is their start
      settings.setIfMissing(
          "spark.sql.sources.parallelPartitionDiscovery.parallelism", LISTING_TASKS);
      settings.setIfMissing("spark.sql.files.openCostInBytes", OPENING_BYTES);
      // below it a task makes a serializer for each partition, which takes it a millisecond
      settings.setIfMissing("spark.shuffle.sort.bypassMergeThreshold", "1");
      settings.setIfMissing("spark.ui.showConsoleProgress", "false");
      requireOpenPackages();
      ours = SparkSession.getDefaultSession().isEmpty();
      if (ours) {
        requirePlugins(settings);
      }
      spark = SparkSession.builder().config(settings).getOrCreate();
      stop.requireNone("while Spark started");
    }
    return spark;
  }

  /**
   * Ports of a local master are for this machine alone, unless something else is asked for. Spark
   * lets its UI listen to all the world, but where the environment names an address.
   */
  static void listenToThisMachine(SparkConf settings, Map<String, String> environment) {
    if (environment.containsKey(LOCAL_ADDRESS)) {
      return;
    }
    if (!settings.contains("spark.driver.host")) {
      settings.setIfMissing("spark.driver.bindAddress", LOOPBACK);
      settings.set("spark.driver.host", LOOPBACK);
    }
    settings.setIfMissing("spark.ui.enabled", "false");
  }

  /**
   * A standalone master's older way of submission starts drivers without the options of Java that
   * Spark needs; jobs then fail in the middle, in words that tell nobody why.
   */
  private static void requireOpenPackages() {
    List<String> closed =
        Arrays.stream(JavaModuleOptions.defaultModuleOptionArray())
            .filter(option -> option.startsWith(OPEN))
            .filter(
                option ->
                    !isOpen(option.substring(OPEN.length(), option.indexOf('=', OPEN.length()))))
            .toList();
    if (!closed.isEmpty()) {
      throw new ConfigurationException(
          "Java must be started with the options that Spark needs, but %d of them are not given (%s); in cluster deploy mode pass them by spark-submit --driver-java-options, as submit/svi does"
              .formatted(closed.size(), closed.get(0)));
    }
  }

  private static boolean isOpen(String place) {
    String[] names = place.split("/", 2);
    return ModuleLayer.boot()
        .findModule(names[0])
        .map(
            module ->
                !module.getPackages().contains(names[1])
                    || module.isOpen(names[1], Session.class.getModule()))
        .orElse(true);
  }

  /** Spark itself ends with a stack trace where it cannot make a plugin. */
  private static void requirePlugins(SparkConf settings) {
    for (String name : settings.get("spark.plugins", "").split(",", -1)) {
      if (!name.isBlank() && !isPlugin(name.strip())) {
        throw new ConfigurationException(
            "spark.plugins must name plugins of Spark that are in the job's jars, but names '%s'"
                .formatted(name.strip()));
      }
    }
  }

  private static boolean isPlugin(String name) {
    try {
      ClassLoader loader = Thread.currentThread().getContextClassLoader();
      return SparkPlugin.class.isAssignableFrom(Class.forName(name, false, loader));
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  /** Whether the application of Spark is this session's own. */
  boolean ownsSpark() {
    return ours;
  }

  @Override
  public void close() {
    stop.close();
    if (spark != null && ours) {
      spark.stop();
    }
  }
}
