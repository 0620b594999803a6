package org.sparksvi.kinds.joint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparksvi.check.Checks;
import org.sparksvi.check.Report;
import org.sparksvi.config.Configuration;
import org.sparksvi.data.Block;
import org.sparksvi.data.DataRow;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.data.GroupedBlock;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.data.RowRoles;
import org.sparksvi.diagnose.Verdict;
import org.sparksvi.engine.Fit;
import org.sparksvi.engine.InProcess;
import org.sparksvi.engine.Inference;
import org.sparksvi.engine.Listener;
import org.sparksvi.engine.Plan;
import org.sparksvi.engine.RoundPlan;
import org.sparksvi.engine.Workload;
import org.sparksvi.format.Vocabulary;
import org.sparksvi.kind.Values;
import org.sparksvi.models.joint.JointModel;
import org.sparksvi.models.joint.JointSummary.Quantity;
import org.sparksvi.update.Constant;
import org.sparksvi.update.Rules;

/**
 * The folder examples/own-model: its classes are compiled against the program alone, found by the
 * configurations beside them, keep the laws, and find the numbers that their rows were made with.
 */
class OwnModelTest {
  private static final Path FOLDER = Path.of("examples/own-model");

  /** Rows of configurations whose first column names groups. */
  private static final Map<String, String> GROUPED =
      Map.of("students", "answers", "panel", "series");

  @TempDir static Path compiled;
  private static ClassLoader before;
  private static URLClassLoader own;

  @BeforeAll
  static void compile() throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of("-proc:none", "--release", "17", "-d", "" + compiled));
    arguments.addAll(List.of("-cp", "target/classes", "-Xlint:all", "-Werror"));
    try (Stream<Path> files = Files.walk(FOLDER.resolve("src/main/java"))) {
      files.filter(f -> f.toString().endsWith(".java")).forEach(f -> arguments.add("" + f));
    }
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    assertEquals(0, code);
    before = Thread.currentThread().getContextClassLoader();
    own = new URLClassLoader(new URL[] {compiled.toUri().toURL()}, before);
    Thread.currentThread().setContextClassLoader(own);
  }

  @AfterAll
  static void close() throws IOException {
    Thread.currentThread().setContextClassLoader(before);
    own.close();
  }

  private static JointModel<Block> model(String name, List<String> columns) throws IOException {
    Path conf = FOLDER.resolve("conf/" + name + ".conf");
    Configuration configuration =
        Configuration.of(Files.readString(conf), conf.toString(), List.of());
    JointKind kind = new JointKind();
    Values settings = kind.settings().parse(configuration);
    return kind.model(settings, Vocabulary.of(columns, name));
  }

  private static List<String> lines(String name) throws IOException {
    return Files.readAllLines(FOLDER.resolve("data/" + GROUPED.getOrDefault(name, name) + ".csv"));
  }

  private static List<String> columns(String name) throws IOException {
    List<String> all = List.of(lines(name).get(0).split(","));
    return GROUPED.containsKey(name) ? all.subList(1, all.size()) : all;
  }

  private static MemoryBlocks<Block> rows(String name) throws IOException {
    return GROUPED.containsKey(name) ? groups(lines(name)) : rows(lines(name));
  }

  /** Of the first column; the file has their rows one after another. */
  private static MemoryBlocks<Block> groups(List<String> lines) {
    List<DataRow> rows = new ArrayList<>();
    int columns = lines.get(0).split(",").length - 1;
    for (String line : lines.subList(1, lines.size())) {
      double[] values = Arrays.stream(line.split(",")).mapToDouble(Double::parseDouble).toArray();
      rows.add(
          DataRow.of(rows.size(), Arrays.copyOfRange(values, 1, values.length))
              .with(new RowRoles(Double.NaN, 0, (long) values[0])));
    }
    return new MemoryBlocks<>(List.of(GroupedBlock.of(0, columns, rows)));
  }

  private static MemoryBlocks<Block> rows(List<String> lines) {
    List<DataRow> rows = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      double[] values = Arrays.stream(line.split(",")).mapToDouble(Double::parseDouble).toArray();
      rows.add(DataRow.of(rows.size(), values));
    }
    int columns = lines.get(0).split(",").length;
    return MemoryBlocks.pack(DenseBlock::of, columns, rows, 200);
  }

  private static Fit fit(JointModel<Block> model, MemoryBlocks<Block> rows) {
    Workload<Block, Block> workload = Workload.of(model, rows);
    Plan plan =
        new Plan(1, 1000, Double.POSITIVE_INFINITY, 0, 0, 1, 0, 1, RoundPlan.quasiNewton(10));
    try (InProcess execution = new InProcess(workload, 2)) {
      Inference inference = new Inference(workload, Rules.all(new Constant(1)), plan, execution);
      return inference.run(inference.start(), Listener.NONE, () -> 0);
    }
  }

  /**
   * The numbers are those that the rows were made with, but for the schools', which are by
   * quadrature.
   */
  @ParameterizedTest
  @CsvSource({
    "schools, mu, 4.397",
    "intercepts, slopes[1], 0.7",
    "intercepts, slopes[2], -0.5",
    "mixture, weights[1], 0.35",
    "mixture, means[2], 1.5",
    "survival, shape, 1.4",
    "survival, effect, 0.6",
    "change, change, 1892",
    "series, persistence, 0.6",
    "series, noise, 0.5",
    "panel, persistence, 0.6",
    "panel, noise, 0.5",
  })
  void aModelFindsTheNumbersThatItsRowsWereMadeWith(String name, String quantity, double made)
      throws IOException {
    JointModel<Block> model = model(name, columns(name));
    Fit fit = fit(model, rows(name));

    assertEquals(Verdict.Outcome.CONVERGED, fit.verdict().outcome(), fit.verdict().reason());
    Quantity found =
        model.summary(fit.parameters(), 2000, 1).quantities().stream()
            .filter(q -> q.name().equals(quantity))
            .findFirst()
            .orElseThrow();
    assertEquals(made, found.mean(), 3 * found.deviation(), found.toString());
  }

  /** Beside the model of the same rows in which what groups have of their own are parameters. */
  @ParameterizedTest
  @CsvSource({"students, answers, difficulty\\[.*, 10", "panel, series, mean|persistence|noise, 3"})
  void groupsIntegratedOutAreAsGroupsFitted(String own, String all, String names, int count)
      throws IOException {
    JointModel<Block> grouped = model(own, columns(own));
    JointModel<Block> plain = model(all, columns(all));
    List<Quantity> integrated =
        grouped.summary(fit(grouped, rows(own)).parameters(), 2000, 1).quantities();
    List<Quantity> fitted = plain.summary(fit(plain, rows(all)).parameters(), 2000, 1).quantities();
    int compared = 0;
    for (Quantity one : integrated) {
      for (Quantity other : fitted) {
        if (one.name().equals(other.name()) && one.name().matches(names)) {
          assertEquals(one.mean(), other.mean(), 0.5 * one.deviation(), one.name());
          compared++;
        }
      }
    }
    assertEquals(count, compared);
  }

  @ParameterizedTest
  @CsvSource({
    "schools",
    "intercepts",
    "mixture",
    "survival",
    "change",
    "answers",
    "students",
    "series",
    "panel"
  })
  void aModelKeepsTheLaws(String name) throws IOException {
    Report report = Checks.of(model(name, columns(name)), rows(name));
    assertTrue(report.holds(), report.text());
  }
}
