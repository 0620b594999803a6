package org.sparksvi.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.api.plugin.SparkPlugin;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sparksvi.format.Json;
import org.sparksvi.report.Screen;
import org.sparksvi.spark.SharedSpark;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The schedules in {@code submit/}: what they start is a command line of ours. */
@Tag("spark")
@ExtendWith(SharedSpark.class)
class ScheduleFilesTest {
  private static final Path SUBMIT = Path.of("submit");
  private static final long SECONDS = 60;
  private static final int DOCUMENTS = 30;
  private static final String YESTERDAY = "2026-11-21";

  @TempDir private Path directory;

  /** Stands in for the script: writes its arguments down and ends with the code in a file. */
  @BeforeEach
  void writeScript() throws IOException {
    Path script = Files.createDirectories(directory.resolve("svi/submit")).resolve("svi");
    Files.writeString(
        script,
        "#!/bin/sh\nfor a in \"$@\"; do echo \"$a\"; done >%1$s/arguments\nexit $(cat %1$s/code)\n"
            .formatted(directory));
    assertTrue(script.toFile().setExecutable(true));
    endWith(0);
  }

  private void endWith(int code) throws IOException {
    Files.writeString(directory.resolve("code"), Integer.toString(code));
  }

  /** What the script was given, without options of spark-submit, which must be such. */
  private String[] arguments() throws IOException {
    List<String> all = Files.readAllLines(directory.resolve("arguments"));
    while (all.get(0).equals("--conf")) {
      assertTrue(all.get(1).matches("spark[.][\\w.]+=.+"), all.toString());
      all = all.subList(2, all.size());
    }
    return all.toArray(String[]::new);
  }

  /** Refuses options and commands that there are not. */
  private static void assertParses(String... arguments) {
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    var parsed =
        CommandLines.of(new Console(nowhere, nowhere, new Screen(nowhere, false, 80)))
            .parseArgs(arguments);
    assertTrue(parsed.subcommand().commandSpec().userObject() instanceof UpdateCommand);
  }

  /** Runs words as a process of its own; returns its exit code. */
  private int run(Map<String, String> variables, String... words) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.redirectOutput(file("out"));
    builder.environment().putAll(variables);
    Process process = builder.start();
    assertTrue(process.waitFor(SECONDS, TimeUnit.SECONDS), "it must end");
    return process.exitValue();
  }

  private File file(String name) {
    return directory.resolve(name).toFile();
  }

  private String out() throws IOException {
    return Files.readString(directory.resolve("out"));
  }

  /** The variables of a crontab, and its only entry under the empty name. */
  private static Map<String, String> crontab(String text) {
    Map<String, String> lines = new java.util.TreeMap<>();
    for (String line : text.lines().filter(l -> !l.startsWith("#") && !l.isBlank()).toList()) {
      Matcher variable = Pattern.compile("([A-Z_]+)=(.*)").matcher(line);
      boolean known = variable.matches();
      assertEquals(
          null, lines.put(known ? variable.group(1) : "", known ? variable.group(2) : line));
    }
    return lines;
  }

  /** As cron does: five fields, then a command that ends at a bare percent sign. */
  private int cron(Map<String, String> crontab) throws Exception {
    Matcher entry = Pattern.compile("((?:[0-9*/,-]+ +){5})(.*)").matcher(crontab.get(""));
    assertTrue(entry.matches(), crontab.get(""));
    String command = entry.group(2).replaceFirst("(?<!\\\\)%.*", "").replace("\\%", "%");
    Map<String, String> variables = new java.util.TreeMap<>(crontab);
    variables.remove("");
    variables.put("HOME", directory.toString());
    Path date = Files.createDirectories(directory.resolve("bin")).resolve("date");
    Files.writeString(
        date, "#!/bin/sh\n[ \"$*\" = '-d yesterday +%F' ] && echo " + YESTERDAY + "\n");
    assertTrue(date.toFile().setExecutable(true));
    variables.put("PATH", date.getParent() + ":" + System.getenv("PATH"));
    return run(variables, "sh", "-c", command);
  }

  @Test
  void theCrontabFeedsYesterdaysDataToTheRun() throws Exception {
    Path data = Files.createDirectories(directory.resolve("data"));
    Path day = data.resolve("day=" + YESTERDAY);
    Files.move(Corpus.write(directory, DOCUMENTS + 1), day);
    Corpus.write(directory, DOCUMENTS);
    String conf = Corpus.configuration(directory).toString();
    assertEquals(ExitCode.DONE, CommandRun.of("train", conf, "-s", "input.held-out=0").code());
    String text = Files.readString(SUBMIT.resolve("update.crontab"));
    Map<String, String> crontab = crontab(text.replace("hdfs:///data", data.toString()));
    crontab.put("SVI", directory.resolve("svi").toString());
    crontab.put("RUN", directory.resolve("run").toString());

    assertEquals(0, cron(crontab), out());
    assertEquals("", out());
    CommandRun updated = CommandRun.of(arguments());

    assertEquals(ExitCode.DONE, updated.code(), updated.err());
    assertTrue(updated.out().contains("published: "), updated.out());
    assertTrue(CommandRun.of(arguments()).out().contains("is in the model already"));
    endWith(7);
    cron(crontab);
    assertEquals("", out(), "a run directory in use is no news");
    endWith(5);
    cron(crontab);
    assertTrue(out().startsWith("svi update ended with code 5, see " + directory), out());
  }

  @Test
  void theAirflowTaskCallsUpdateAndRepeatsOnlyWhatMayHelp() throws Exception {
    String text = Files.readString(SUBMIT.resolve("airflow_update.py"));
    Matcher list = Pattern.compile("(?m)^ARGUMENTS = (\\[.*])$").matcher(text);
    assertTrue(list.find(), text);
    List<String> words = new ArrayList<>();
    for (JsonNode word :
        Json.read("{\"words\": " + list.group(1) + "}", "ARGUMENTS").path("words")) {
      words.add(word.asText().replace("{ds}", "2026-11-22"));
    }
    assertParses(words.toArray(String[]::new));
    assertEquals("hdfs:///data/day=2026-11-22", words.get(words.indexOf("--input") + 1));

    Assumptions.assumeTrue(hasPython(), "python3 is on PATH");
    writeAirflow();
    Path file = directory.resolve("airflow_update.py");
    Files.writeString(
        file,
        text.replace("/opt/spark-svi/submit/svi", directory.resolve("svi/submit/svi").toString()));
    assertStopsTheScript();
    writeScript();
    for (int code = 0; code <= 8; code++) {
      endWith(code);
      assertEquals(0, run(Map.of(), "python3", "-c", CALL.formatted(directory)), out());
      assertEquals(words, List.of(arguments()));
      String expected = code == 0 ? "done" : code >= 2 && code <= 5 ? "fail" : "again";
      assertEquals(expected, out().strip(), "code " + code);
    }
  }

  /** Airflow's own handler of the signal raises an exception. */
  private void assertStopsTheScript() throws Exception {
    Path script = directory.resolve("svi/submit/svi");
    String said = "#!/bin/sh\ntrap 'echo TERM; exit 8' TERM\necho begun\n";
    Files.writeString(script, said + "while :; do sleep 0.1; done\n");
    String handler =
        """
        import signal
        def stopped(*_):
            raise RuntimeError("stopped")
        signal.signal(signal.SIGTERM, stopped)
        """;
    ProcessBuilder builder =
        new ProcessBuilder("python3", "-u", "-c", handler + CALL.formatted(directory));
    builder.redirectErrorStream(true).redirectOutput(file("out"));
    Process python = builder.start();
    try {
      while (!out().contains("begun")) {
        assertTrue(python.isAlive(), out());
        Thread.sleep(10);
      }
      python.destroy();
      assertTrue(python.waitFor(SECONDS, TimeUnit.SECONDS), "it must end");
    } finally {
      python.destroyForcibly();
    }
    assertTrue(out().contains("TERM\n") && out().contains("RuntimeError: stopped"), out());
  }

  private static final String CALL =
      """
      import sys
      sys.path.insert(0, "%s")
      import airflow_update
      from airflow.exceptions import AirflowException, AirflowFailException
      try:
          airflow_update.update(ds="2026-11-22", params={})
          print("done")
      except AirflowFailException:
          print("fail")
      except AirflowException:
          print("again")
      """;

  private boolean hasPython() throws Exception {
    try {
      return run(Map.of(), "python3", "--version") == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** As much of Airflow as the file names; in Airflow too the failure is one of the exceptions. */
  private void writeAirflow() throws IOException {
    Path airflow = Files.createDirectories(directory.resolve("airflow/operators"));
    Files.writeString(
        directory.resolve("airflow/__init__.py"),
        """
        class DAG:
            def __init__(self, dag_id, schedule, start_date, catchup, max_active_runs, default_args):
                pass
            def __enter__(self):
                return self
            def __exit__(self, *_):
                pass
        """);
    Files.writeString(
        directory.resolve("airflow/exceptions.py"),
        """
        class AirflowException(Exception):
            pass
        class AirflowFailException(AirflowException):
            pass
        """);
    Files.writeString(airflow.resolve("__init__.py"), "");
    Files.writeString(
        airflow.resolve("python.py"),
        """
        class PythonOperator:
            def __init__(self, task_id, python_callable):
                assert callable(python_callable)
        """);
  }

  private static Object at(Object node, String... keys) {
    Object found = node;
    for (String key : keys) {
      found = ((Map<?, ?>) found).get(key);
    }
    return found;
  }

  @Test
  void theScheduledApplicationStartsOurMainWithAnUpdate() throws Exception {
    Object yaml =
        new Yaml(new SafeConstructor(new LoaderOptions()))
            .load(Files.readString(SUBMIT.resolve("scheduled-update.yaml")));

    assertEquals("ScheduledSparkApplication", at(yaml, "kind"));
    assertEquals("Forbid", at(yaml, "spec", "concurrencyPolicy"));
    assertTrue(at(yaml, "spec", "schedule").toString().matches("([0-9*/,-]+ ){4}[0-9*/,-]+"));
    Object template = at(yaml, "spec", "template");
    assertEquals(Main.class.getName(), at(template, "mainClass"));
    assertEquals(org.apache.spark.package$.MODULE$.SPARK_VERSION(), at(template, "sparkVersion"));
    Stream<?> words = ((List<?>) at(template, "arguments")).stream();
    assertParses(words.map(String.class::cast).toArray(String[]::new));
    String plugin = at(template, "sparkConf", "spark.plugins").toString();
    assertTrue(SparkPlugin.class.isAssignableFrom(Class.forName(plugin)), plugin);
    assertFalse(at(template, "driver", "memory").toString().isBlank());
  }
}
