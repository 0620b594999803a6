package org.sparksvi.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileUtil;

/**
 * A standalone cluster of Spark on this machine: a master and two workers of one core, each a Java
 * process of its own.
 *
 * <p>The workers have different loopback addresses, since Spark puts no speculative copy of a task
 * on the host of the first. Closing kills everything that was started.
 */
public final class SparkCluster implements AutoCloseable {
  /** The addresses of the workers. */
  public static final List<String> HOSTS = List.of("127.0.0.1", "127.0.0.2");

  /** What an executor may take of its worker. */
  public static final String EXECUTOR_MEMORY = "512m";

  private static final Pattern MASTER =
      Pattern.compile("Starting Spark master at (spark://[^\\s]+)");
  private static final Pattern WORKER = Pattern.compile("Successfully registered with master");
  private static final int WAIT_SECONDS = 120;
  private static final String DAEMON_MEMORY = "-Xmx256m";
  private static final String DRIVER_MEMORY = "-Xmx1g";

  private final Path directory;
  private final Path properties;
  private final List<SparkProcess> processes = new ArrayList<>();
  private final List<SparkProcess> workers = new ArrayList<>();
  private final Thread whenThisProcessEnds = new Thread(this::kill, "end of the cluster");
  private String url;
  private int submissions;

  private SparkCluster(Path directory, Path properties) {
    this.directory = directory;
    this.properties = properties;
  }

  /**
   * Starts a cluster and waits for its workers.
   *
   * @param name of the directory below {@code target} that keeps its logs
   * @param settings of Spark, for the processes of the cluster and for all that is submitted
   */
  public static SparkCluster start(String name, Map<String, String> settings) throws IOException {
    Path directory = Path.of("target", "cluster", name).toAbsolutePath();
    delete(directory);
    Files.createDirectories(directory);
    Path properties = directory.resolve("spark.properties");
    Map<String, String> all = new TreeMap<>(settings);
    all.put("spark.master.rest.enabled", "false"); // its port is fixed, and it knows no secret
    all.put("spark.executor.extraJavaOptions", String.join(" ", SparkHome.options()));
    Files.writeString(
        properties,
        all.entrySet().stream()
            .map(e -> e.getKey() + " " + e.getValue() + "\n")
            .collect(Collectors.joining()));
    SparkCluster cluster = new SparkCluster(directory, properties);
    Runtime.getRuntime().addShutdownHook(cluster.whenThisProcessEnds);
    try {
      cluster.startAll();
    } catch (IOException | RuntimeException e) {
      cluster.close();
      throw e;
    }
    return cluster;
  }

  private void startAll() throws IOException {
    SparkProcess master =
        daemon("master", HOSTS.get(0), "org.apache.spark.deploy.master.Master", List.of());
    url = master.await(MASTER, WAIT_SECONDS);
    for (int w = 0; w < HOSTS.size(); w++) {
      workers.add(worker(w));
    }
    awaitWorkers();
  }

  private SparkProcess worker(int w) throws IOException {
    return daemon(
        "worker-" + w,
        HOSTS.get(w),
        "org.apache.spark.deploy.worker.Worker",
        List.of(
            "--cores",
            "1",
            "--memory",
            "1g",
            "--work-dir",
            directory.resolve("work-" + w).toString(),
            url));
  }

  private SparkProcess daemon(String name, String host, String main, List<String> more)
      throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--host",
                host,
                "--port",
                "0",
                "--webui-port",
                "0",
                "--properties-file",
                properties.toString()));
    arguments.addAll(more);
    return start(name, host, DAEMON_MEMORY, main, arguments);
  }

  private SparkProcess start(
      String name, String host, String memory, String main, List<String> arguments)
      throws IOException {
    List<String> options = new ArrayList<>(SparkHome.options());
    options.add(memory);
    SparkProcess process =
        SparkProcess.start(host, directory.resolve(name + ".log"), options, main, arguments);
    processes.add(process);
    return process;
  }

  /** Where submissions are made from. */
  public Path directory() {
    return directory;
  }

  /** Where applications are submitted to. */
  public String url() {
    return url;
  }

  /** Kills a worker and its executors, as a machine that is gone. */
  public void killWorker(int w) {
    workers.get(w).kill();
  }

  /** Starts a worker anew, after it was killed, and waits until the master knows it. */
  public void restartWorker(int w) throws IOException {
    beginWorker(w);
    awaitWorkers();
  }

  /** The same, without waiting. */
  public void beginWorker(int w) throws IOException {
    workers.get(w).awaitEnd(WAIT_SECONDS);
    workers.set(w, worker(w));
  }

  /** Waits until the master knows all workers. */
  public void awaitWorkers() {
    workers.forEach(worker -> worker.await(WORKER, WAIT_SECONDS));
  }

  /** The executors of a worker that live. */
  public List<ProcessHandle> executors(int w) {
    return workers.get(w).children();
  }

  /** The executors of all workers that live. */
  public List<ProcessHandle> executors() {
    return workers.stream().flatMap(worker -> worker.children().stream()).toList();
  }

  /** Kills the executors of a worker (SIGKILL), which the worker outlives; how many there were. */
  public int killExecutors(int w) {
    List<ProcessHandle> there = executors(w);
    there.forEach(ProcessHandle::destroyForcibly);
    return there.size();
  }

  /** What a submission left. */
  public record Submission(int exitCode, String output) {}

  /**
   * Runs Spark's own {@code spark-submit} and waits for its end.
   *
   * @param master of Spark
   * @param arguments options, the jar, and the job's own arguments
   */
  public Submission submit(String master, List<String> arguments, int seconds)
      throws IOException, InterruptedException {
    return begin(master, arguments).end(seconds);
  }

  /** The same, without waiting. */
  public Running begin(String master, List<String> arguments) throws IOException {
    List<String> all = new ArrayList<>();
    all.addAll(List.of("--master", master, "--properties-file", properties.toString()));
    all.addAll(arguments);
    return new Running(
        start(
            "submission-" + submissions++,
            HOSTS.get(0),
            DRIVER_MEMORY,
            "org.apache.spark.deploy.SparkSubmit",
            all));
  }

  /** A driver that was submitted. */
  public static final class Running {
    private final SparkProcess process;

    private Running(SparkProcess process) {
      this.process = process;
    }

    /** Waits for its end. */
    public Submission end(int seconds) throws InterruptedException {
      int exitCode = process.exitCode(seconds);
      return new Submission(exitCode, process.output());
    }

    /** Sends a signal, such as STOP. */
    public void signal(String name) throws IOException, InterruptedException {
      Signals.send(name, process.pid());
    }

    /** Ends it at once (SIGKILL). */
    public void kill() {
      process.kill();
    }

    public boolean isAlive() {
      return process.isAlive();
    }

    public String output() {
      return process.output();
    }

    /** The last lines of its output. */
    public String tail() {
      return process.tail();
    }
  }

  /** How many workers were asked for an executor so far. */
  public long workersInUse() {
    return workers.stream()
        .filter(worker -> worker.output().contains("Asked to launch executor"))
        .count();
  }

  /** The last lines of the output of every process. */
  public String tails() {
    return processes.stream().map(SparkProcess::tail).collect(Collectors.joining());
  }

  private void kill() {
    processes.forEach(SparkProcess::kill);
  }

  @Override
  public void close() {
    kill();
    Runtime.getRuntime().removeShutdownHook(whenThisProcessEnds);
  }

  private static void delete(Path directory) throws IOException {
    if (Files.exists(directory) && !FileUtil.fullyDelete(directory.toFile())) { // links alone
      throw new IOException("cannot delete " + directory);
    }
  }
}
