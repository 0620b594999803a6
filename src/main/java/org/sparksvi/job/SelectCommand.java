package org.sparksvi.job;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.sparksvi.config.ConfigurationException;
import org.sparksvi.diagnose.Trust;
import org.sparksvi.format.Json;
import org.sparksvi.kind.Kinds;
import org.sparksvi.run.Resume;
import org.sparksvi.run.Run;
import org.sparksvi.run.Selection;
import org.sparksvi.run.TrainingSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code svi select}: chooses among settings of a model by held-out rows. */
@Command(
    name = "select",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Chooses among settings of a model: -s model.topics=[10,20,50] names three candidates, and",
      "several such keys all combinations. They are trained side by side on rows that are read",
      "once; the worse half by held-out score stops at each stage. The best is then trained as",
      "by train, in the run directory."
    })
final class SelectCommand implements Job {
  @Mixin private ConfOptions conf = new ConfOptions();

  @Option(
      names = "--simplest",
      description = {
        "Train the one with the fewest numbers among those within a standard error of the best,",
        "instead of the best."
      })
  private boolean simplest;

  @Option(names = "--json", description = "JSON instead of a table.")
  private boolean json;

  @Mixin private SparkOptions spark = new SparkOptions();

  @Override
  public ExitCode run(Session session) {
    String text = conf.read(session);
    CandidateKeys keys =
        CandidateKeys.of(conf.overrides(), values -> conf.configuration(text, values));
    List<Selection.Candidate> candidates = new ArrayList<>();
    for (CandidateKeys.Choice choice : keys.choices()) {
      candidates.add(
          new Selection.Candidate(
              choice.name(),
              TrainingSettings.of(
                  conf.configuration(text, choice.overrides()), Kinds.installed())));
    }
    if (candidates.size() < 2) {
      throw new ConfigurationException(
          "there must be at least two candidates, such as by -s model.topics=[10,20], but there is one");
    }
    Set<Trust.Requirement> none = EnumSet.noneOf(Trust.Requirement.class);
    CommandHost host = new CommandHost(session, spark.master(), none);
    Selection.Outcome outcome = Selection.among(host, candidates);
    session.print(json ? page(outcome) : table(outcome));
    int chosen = simplest ? outcome.simplest() : outcome.best();
    host.note("training " + candidates.get(chosen).name());
    Run.Outcome run = Run.train(host, candidates.get(chosen).settings(), Resume.AUTO);
    return host.exit(run.verdict().outcome(), run.trust());
  }

  private static String table(Selection.Outcome outcome) {
    int widest =
        outcome.table().stream().mapToInt(j -> j.candidate().name().length()).max().orElse(0);
    String names = "%-" + Math.max(widest, "candidate".length()) + "s";
    StringBuilder text = new StringBuilder(names.formatted("candidate"));
    text.append("      numbers  rounds      score     to best  std error\n");
    for (int c = 0; c < outcome.table().size(); c++) {
      Selection.Judged judged = outcome.table().get(c);
      text.append(names.formatted(judged.candidate().name()));
      List<String> notes = new ArrayList<>();
      if (c == outcome.best()) {
        notes.add("best");
      }
      if (c == outcome.simplest()) {
        notes.add("simplest within one standard error");
      }
      if (!judged.note().isEmpty()) {
        notes.add(judged.note());
      }
      text.append(
          String.format(
              Locale.ROOT,
              "  %11.0f  %6d  %9.4f  %10.4f  %9.4f  %s%n",
              judged.numbers(),
              judged.rounds(),
              judged.score(),
              judged.toBest().difference(),
              judged.toBest().standardError(),
              String.join(", ", notes)));
    }
    return text.toString();
  }

  private static String page(Selection.Outcome outcome) {
    ObjectNode page = Json.object();
    ArrayNode table = page.putArray("candidates");
    for (Selection.Judged judged : outcome.table()) {
      ObjectNode row = table.addObject();
      row.put("candidate", judged.candidate().name());
      row.put("numbers", judged.numbers());
      row.put("rounds", judged.rounds());
      if (Double.isFinite(judged.score())) {
        row.put("score", judged.score());
        row.put("toBest", judged.toBest().difference());
        if (Double.isFinite(judged.toBest().standardError())) {
          row.put("standardError", judged.toBest().standardError());
        }
      }
      row.put("note", judged.note());
    }
    page.put("best", outcome.table().get(outcome.best()).candidate().name());
    page.put("simplest", outcome.table().get(outcome.simplest()).candidate().name());
    return Json.page(page);
  }
}
