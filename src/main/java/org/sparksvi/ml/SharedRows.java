package org.sparksvi.ml;

import static org.sparksvi.kind.Setting.Form.FLAG;
import static org.sparksvi.kind.Setting.Form.LONG;
import static org.sparksvi.kind.Setting.Form.REAL;
import static org.sparksvi.kind.Setting.Form.TEXT;
import static org.sparksvi.kind.Setting.Form.TEXTS;
import static org.sparksvi.kind.Setting.Form.WHOLE;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.sparksvi.config.Reference;
import org.sparksvi.kind.Kind;
import org.sparksvi.kind.Kinds;
import org.sparksvi.kind.Setting.Form;

/** The Params of keys that several kinds have; what is said of them is the reference's. */
final class SharedRows {
  private static final String BATCH_SIZE = "inference.batch-size";
  private static final Object ALL_ROWS = 0;

  private static final String GRADIENT = "inference.gradient.";

  /** A key with the name of its Param. */
  private record Key(String key, String name, Form form) {}

  /** Of rows that are columns by their names. */
  private static final List<Key> BY_NAME =
      List.of(
          new Key("input.columns", FrameColumns.COLUMNS, TEXTS),
          new Key("input.categories", FrameColumns.CATEGORIES, TEXTS),
          new Key("input.category-coding", "categoryCoding", TEXT),
          new Key("input.group-column", FrameColumns.GROUP, TEXT));

  private static final List<Key> KEYS =
      List.of(
          new Key("input.held-out", "heldOut", REAL),
          new Key("input.split-seed", "splitSeed", LONG),
          new Key("input.missing", "missing", TEXTS),
          new Key("input.scale", "scale", REAL),
          new Key("input.text.token-pattern", "tokenPattern", TEXT),
          new Key("input.text.locale", "locale", TEXT),
          new Key("input.text.lower-case", "lowerCase", FLAG),
          new Key("input.text.min-token-length", "minTokenLength", WHOLE),
          new Key("input.text.stop-words", "stopWords", TEXT),
          new Key("input.text.min-documents", "minDocuments", REAL),
          new Key("input.text.max-documents", "maxDocuments", REAL),
          new Key("input.text.vocabulary-size", "vocabularySize", WHOLE),
          new Key(BATCH_SIZE, "batchSize", WHOLE),
          new Key("inference.block-size", "blockSize", WHOLE),
          new Key("inference.epochs", "maxEpochs", WHOLE),
          new Key("inference.max-seconds", "maxSeconds", REAL),
          new Key("inference.rule", "learningRule", TEXT),
          new Key("inference.rate.delay", "learningOffset", REAL),
          new Key("inference.rate.forgetting", "learningDecay", REAL),
          new Key("inference.rate.value", "learningRate", REAL),
          new Key("inference.gradient.rule", "optimizer", TEXT),
          new Key("inference.gradient.rate", "learningRate", REAL),
          new Key("inference.gradient.first-decay", "firstDecay", REAL),
          new Key("inference.gradient.second-decay", "secondDecay", REAL),
          new Key("inference.gradient.epsilon", "epsilon", REAL),
          new Key("inference.gradient.weight-decay", "weightDecay", REAL),
          new Key("inference.gradient.momentum", "momentum", REAL),
          new Key("inference.gradient.nesterov", "nesterov", FLAG),
          new Key("inference.gradient.clip", "clip", REAL),
          new Key("inference.gradient.clip-all-fields", "clipAllFields", FLAG),
          new Key("inference.gradient.warm-up-rounds", "warmUpRounds", LONG),
          new Key("inference.gradient.decay", "decay", TEXT),
          new Key("inference.gradient.decay-rounds", "decayRounds", LONG),
          new Key("inference.gradient.decay-factor", "decayFactor", REAL),
          new Key("inference.gradient.averaging", "averaging", TEXT),
          new Key("inference.gradient.averaging-decay", "averagingDecay", REAL),
          new Key("inference.gradient.averaging-first", "averagingFirst", LONG),
          new Key("inference.local.shards", "shards", WHOLE),
          new Key("inference.local.steps", "shardSteps", WHOLE),
          new Key("inference.seed", "seed", LONG),
          new Key("inference.tolerance", "tol", REAL),
          new Key("inference.patience", "patience", LONG),
          new Key("inference.retries", "retries", WHOLE),
          new Key("run.checkpoint-rounds", "checkpointInterval", LONG),
          new Key("run.checkpoint-seconds", "checkpointSeconds", REAL),
          new Key("run.checkpoints", "checkpoints", WHOLE),
          new Key("run.publish", "publish", TEXT),
          new Key("run.held-out-every", "heldOutEvery", LONG),
          new Key("run.execution", "execution", TEXT),
          new Key("run.slots", "slots", WHOLE),
          new Key("run.join-seconds", "joinSeconds", REAL),
          new Key("run.patience-seconds", "patienceSeconds", REAL),
          new Key("run.shift-seconds", "shiftSeconds", REAL),
          new Key("trace.bound-every", "boundEvery", LONG));

  private SharedRows() {}

  /**
   * The rows of a kind of models.
   *
   * @param byName whether its rows are columns by their names
   */
  static List<ParamRow> of(Kind<?, ?, ?> kind, boolean byName) {
    List<String> ofRows = kind.rows(kind.settings().usual()).keys();
    Map<String, Reference.Key> reference = Reference.keys();
    List<ParamRow> rows = new ArrayList<>();
    List<Key> keys = new ArrayList<>(byName ? BY_NAME : List.of());
    keys.addAll(KEYS);
    for (Key key : keys) {
      if (isOf(kind, ofRows, key.key())) {
        rows.add(row(key, reference.get(key.key())));
      }
    }
    return rows;
  }

  private static boolean isOf(Kind<?, ?, ?> kind, List<String> ofRows, String key) {
    if (key.startsWith("input.")) {
      return key.equals("input.held-out")
          || kind.groups().contains(key)
          || ofRows.stream()
              .anyMatch(own -> own.endsWith(".") ? key.startsWith(own) : key.equals(own));
    }
    return kind.ascends() ? !Kinds.isOfTargets(key) : !key.startsWith(GRADIENT);
  }

  private static ParamRow row(Key key, Reference.Key known) {
    String doc = known.description();
    UnaryOperator<Object> spelling = ParamRow.AS_IT_IS;
    if (key.key().equals(BATCH_SIZE)) {
      spelling = size -> size.equals(ALL_ROWS) ? "all" : size;
      doc += " Here 0 stands for `all`, and unset for `auto`.";
    } else if (!(key.form() == TEXT) && "auto".equals(known.usual())) {
      doc += " Here unset stands for `auto`.";
    }
    return new ParamRow(
        key.name(),
        key.key(),
        key.form(),
        usual(key.form(), known.usual()),
        doc,
        Optional.empty(),
        spelling);
  }

  /** A default of the reference in a form; null for a word that stands in a number's place. */
  static Object usual(Form form, Object usual) {
    return switch (form) {
      case WHOLE -> usual instanceof Number number ? number.intValue() : null;
      case LONG -> usual instanceof Number number ? number.longValue() : null;
      case REAL -> usual instanceof Number number ? number.doubleValue() : null;
      case FLAG -> usual;
      case TEXT -> usual == null ? null : String.valueOf(usual);
      case WHOLES ->
          usual instanceof List<?> list
              ? list.stream().mapToInt(item -> ((Number) item).intValue()).toArray()
              : null;
      case TEXTS ->
          usual instanceof List<?> list
              ? list.stream().map(String::valueOf).toArray(String[]::new)
              : null;
    };
  }
}
