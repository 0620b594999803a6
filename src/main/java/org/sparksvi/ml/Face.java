package org.sparksvi.ml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.param.Param;
import org.sparksvi.config.Reference;
import org.sparksvi.kind.Kind;
import org.sparksvi.kind.Kinds;
import org.sparksvi.kind.Setting;
import org.sparksvi.kind.Setting.Form;
import org.sparksvi.model.Column;

/** A kind of models as Spark ML shows it. */
final class Face {
  static final String WEIGHT = "weightCol";
  static final String VALIDATION = "validationIndicatorCol";
  static final String INVALID = "handleInvalid";
  static final String SCORE = "scoreCol";
  static final String STORAGE = "storage";
  static final String VOCABULARY = "vocabulary";
  static final String WORK_DIRECTORY = "workDir";
  static final String RUN_DIRECTORY = "runDirectory";
  static final String LABEL = "labelCol";
  static final String OFFSET = "offsetCol";
  static final String TRIALS = "trialsCol";
  static final String THRESHOLD = "threshold";

  /**
   * A column that rows receive.
   *
   * @param column the model's name of it
   * @param type what its cells hold
   * @param param that names it for users
   * @param usual its default; empty for a column that is left out
   * @param shown how its cells are shown
   */
  record Output(String column, Column.Type type, String param, String usual, Shown shown) {
    Output(String column, Column.Type type, String param, String usual) {
      this(column, type, param, usual, Shown.CELL);
    }
  }

  private final String kind;
  private final Map<String, String> names;
  private final List<Output> outputs;
  private final Map<String, Object> fixed;
  private final List<ParamRow> more;
  private final boolean byName;
  private final List<Kind<?, ?, ?>> all; // of the name: some are over different rows
  private final List<ParamRow> rows;

  /**
   * Of a kind that is installed.
   *
   * @param kind the value of {@code model.kind}
   * @param names of Params by the keys that they stand for, where these are not the keys' last
   *     words
   * @param outputs the columns that rows receive
   */
  Face(String kind, Map<String, String> names, List<Output> outputs) {
    this(kind, names, outputs, Map.of(), List.of());
  }

  /** Of a kind over vectors, some of whose keys nobody is asked for. */
  Face(
      String kind,
      Map<String, String> names,
      List<Output> outputs,
      Map<String, Object> fixed,
      List<ParamRow> more) {
    this(kind, names, outputs, fixed, more, false);
  }

  /**
   * Of a kind that is installed, some of whose keys nobody is asked for.
   *
   * @param fixed values by their keys; an empty one is not said
   * @param more Params besides
   * @param byName whether rows are columns of a DataFrame by their names, rather than vectors
   */
  Face(
      String kind,
      Map<String, String> names,
      List<Output> outputs,
      Map<String, Object> fixed,
      List<ParamRow> more,
      boolean byName) {
    this.kind = kind;
    this.names = Map.copyOf(names);
    this.outputs = List.copyOf(outputs);
    this.fixed = Map.copyOf(fixed);
    this.more = List.copyOf(more);
    this.byName = byName;
    this.all = Kinds.installed().named(kind);
    this.rows = table();
  }

  /** The value of {@code model.kind}. */
  String kind() {
    return kind;
  }

  List<Output> outputs() {
    return outputs;
  }

  /** All Params, in the order of their names. */
  List<ParamRow> rows() {
    return rows;
  }

  private Kind<?, ?, ?> of() {
    return all.get(0);
  }

  private List<ParamRow> table() {
    List<ParamRow> table = new ArrayList<>(own());
    table.addAll(more);
    Set<String> shared = new LinkedHashSet<>();
    for (Kind<?, ?, ?> one : all) {
      for (ParamRow row : SharedRows.of(one, byName)) {
        if (shared.add(row.name())) {
          table.add(renamed(row));
        }
      }
    }
    Map<String, Reference.Key> reference = Reference.keys();
    for (Setting<?> setting : of().settings().rows()) {
      if (!fixed.containsKey(setting.key())) {
        table.add(row(setting, reference.get(setting.key())));
      }
    }
    return table.stream().sorted(Comparator.comparing(ParamRow::name)).toList();
  }

  private ParamRow renamed(ParamRow row) {
    String name = names.getOrDefault(row.key(), row.name());
    return new ParamRow(
        name, row.key(), row.form(), row.usual(), row.doc(), row.judge(), row.spelling());
  }

  private <T> ParamRow row(Setting<T> setting, Reference.Key known) {
    Form form = setting.type().form();
    Object usual = SharedRows.usual(form, known == null ? setting.usual() : known.usual());
    return new ParamRow(
        names.getOrDefault(setting.key(), lastWords(setting.key())),
        setting.key(),
        form,
        usual,
        "%s; %s.%s"
            .formatted(
                setting.description(),
                setting.type().rule(),
                usual == null && form != Form.TEXT ? " Here unset stands for `auto` or null." : ""),
        Optional.of(new ParamRow.Judge(setting, of().settings().usual())),
        ParamRow.AS_IT_IS);
  }

  /** The words behind the group of a key: model.least-variance is leastVariance. */
  private static String lastWords(String key) {
    StringBuilder name = new StringBuilder();
    for (String word : key.substring(key.indexOf('.') + 1).split("[-.]", -1)) {
      name.append(
          name.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
    }
    return name.toString();
  }

  /** Whether rows are columns of a DataFrame by their names, rather than one column of vectors. */
  boolean byName() {
    return byName;
  }

  /** Name of the Param that names the column of rows, where they are vectors. */
  String features() {
    return names.getOrDefault("input.column", "featuresCol");
  }

  /** Whether rows may be documents of text. */
  boolean words() {
    return all.stream().anyMatch(one -> one.rows(one.settings().usual()).words());
  }

  private boolean weighted() {
    return all.stream().anyMatch(one -> !one.rows(one.settings().usual()).words());
  }

  /** Whether rows have a response to predict. */
  boolean labelled() {
    return of().rows(of().settings().usual()).labelled();
  }

  private List<ParamRow> own() {
    List<ParamRow> own = new ArrayList<>();
    if (!byName) {
      own.add(
          ParamRow.own(
              features(),
              Form.TEXT,
              "features",
              "column of the rows: vectors or arrays of numbers"
                  + (words() ? ", or documents of text" : "")));
      own.add(
          ParamRow.own(
              SCORE,
              Form.TEXT,
              null,
              "column of held-out scores: a struct of logProbability, in nats, and units; of"
                  + " documents the completion of one half by the other. Unset: not computed."));
    }
    if (weighted()) {
      own.add(
          new ParamRow(
              WEIGHT,
              "input.weight-column",
              Form.TEXT,
              null,
              "column of weights, not negative; a row of weight 2 counts as two equal rows. Unset:"
                  + " every row has weight 1.",
              Optional.empty(),
              ParamRow.AS_IT_IS));
    }
    if (labelled()) {
      own.add(
          ParamRow.own(
              LABEL,
              Form.TEXT,
              "label",
              "column of the responses to predict. Rows to transform need none; where they have it,"
                  + " their log densities are those of their responses."));
      own.add(
          ParamRow.own(
              OFFSET,
              Form.TEXT,
              null,
              "column of numbers that are added to the linear predictor, such as the log of an"
                  + " exposure; rows to transform must have it, too. Unset: 0."));
      own.add(
          ParamRow.own(
              TRIALS,
              Form.TEXT,
              null,
              "column of numbers of trials, of which the responses count the successes. Unset:"
                  + " responses are not counts of that kind."));
    }
    if (words()) {
      own.add(
          ParamRow.own(
              VOCABULARY,
              Form.TEXTS,
              null,
              "the words that columns of vectors stand for, such as a CountVectorizerModel's"
                  + " vocabulary; of text, those to count. Unset: vectors' columns are called by"
                  + " their numbers, and text is read for its words."));
    }
    own.add(
        ParamRow.own(
            VALIDATION,
            Form.TEXT,
            null,
            "column of flags: rows where it is true are held out of training and score it"));
    own.add(
        ParamRow.own(
            INVALID,
            Form.TEXT,
            "error",
            "what becomes of invalid rows, such as those with null or an infinite value: error;"
                + " skip leaves them out"
                + (byName
                    ? ""
                    : "; keep leaves them out of fit, and in transform gives them null outputs")));
    own.add(
        ParamRow.own(
            STORAGE,
            Form.TEXT,
            "auto",
            "where rows are kept while fit works: memory, of driver and executors; disk, below"
                + " workDir; auto, in memory while they are few"));
    own.add(
        ParamRow.own(
            WORK_DIRECTORY,
            Form.TEXT,
            null,
            "directory that driver and executors share, for rows on disk; they are removed when"
                + " fit ends. Unset: the checkpoint directory of the SparkContext, or in local mode"
                + " Spark's own."));
    own.add(
        ParamRow.own(
            RUN_DIRECTORY,
            Form.TEXT,
            null,
            "directory of a run: fit is `svi train` there, goes on with a run that it finds, and"
                + " leaves trace, checkpoints and model. Unset: nothing is left."));
    for (Output output : outputs) {
      own.add(
          ParamRow.own(
              output.param(),
              Form.TEXT,
              output.usual(),
              "column of the model's '%s'; empty: not computed".formatted(output.column())));
    }
    return own;
  }

  /** What is set of the Params of a stage, by the keys of a configuration. */
  Map<String, Object> values(PipelineStage stage) {
    Map<String, Object> values = new LinkedHashMap<>(fixed);
    values.values().removeIf(""::equals); // nobody is asked, and nothing is said
    for (ParamRow row : rows) {
      Param<Object> param = stage.getParam(row.name());
      if (!row.key().isEmpty() && stage.isSet(param)) {
        Object other = values.put(row.key(), row.configured(stage.getOrDefault(param)));
        if (other != null) {
          throw new IllegalArgumentException(
              "%s: one Param only may be set of those that stand for %s, but %s is set besides another"
                  .formatted(stage.uid(), row.key(), row.name()));
        }
      }
    }
    return values;
  }

  /** New Params of an owner, which get their defaults there. */
  Param<?>[] params(PipelineStage owner) {
    return rows.stream().map(row -> row.param(owner)).toArray(Param<?>[]::new);
  }

  /** Gives the owner of Params their defaults. */
  void setDefaults(PipelineStage owner) {
    for (ParamRow row : rows) {
      if (row.usual() != null) {
        owner.setDefault(owner.getParam(row.name()), row.usual());
      }
    }
  }
}
