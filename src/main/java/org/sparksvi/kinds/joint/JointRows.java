package org.sparksvi.kinds.joint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.sparksvi.config.Configuration;
import org.sparksvi.config.ConfigurationException;
import org.sparksvi.format.JsonReader;
import org.sparksvi.kind.Rule;
import org.sparksvi.kind.Setting;
import org.sparksvi.kind.Settings;
import org.sparksvi.kind.Values;
import org.sparksvi.models.joint.JointSettings;
import org.sparksvi.models.joint.JointSettings.Method;
import org.sparksvi.models.joint.JointSettings.Posterior;

/** The keys of user-written models. */
final class JointRows {
  /** Names the groups, where the class has local numbers of these. */
  static final String GROUPS = "input.group-column";

  /** Texts of a class's own. */
  static final String ARGUMENTS = "model.settings";

  private static final String GRADIENT = "inference.gradient.";
  private static final String BATCH = "inference.batch-size";
  private static final String LOCAL = "inference.local.steps";
  private static final String DIGEST_KEY = "model.class-sha256";

  /** Says that any jar will do. */
  private static final String ANY = "any";

  private static final String AUTO = "auto";

  static final Setting<String> DIGEST =
      Setting.of(DIGEST_KEY, AUTO, new DigestType(), "of the jar that model.class must come from")
          .named("");
  static final Setting<UserClass> CLASS =
      Setting.of(
          "model.class", UserClass.NONE, new ClassType(), "name of a class that is a LogJoint");
  static final Setting<Unit> UNIT =
      Setting.of(
          "model.unit",
          Unit.ROW,
          new UnitType(),
          "what the class has local numbers of: rows, or groups of rows");
  static final Setting<Posterior> POSTERIOR =
      Setting.choice("model.approximation", Posterior.AUTO, "the shape of the Gaussian posterior");
  static final Setting<Integer> RANK =
      Setting.whole(
          "model.rank", JointSettings.RANK, 1, 1000, "factors of a covariance of low rank");
  static final Setting<Method> METHOD =
      Setting.choice("model.method", Method.DETERMINISTIC, "what steps follow");
  static final Setting<Integer> DRAWS =
      Setting.of("model.draws", 0, new DrawsType(), "of the parameters a round");
  static final Setting<Double> START_SCALE =
      Setting.positive(
          "model.start-scale",
          JointSettings.START_SCALE,
          "standard deviations of the posterior at the start");

  static final Settings SETTINGS =
      Settings.of(DIGEST, CLASS, UNIT, POSTERIOR, RANK, METHOD, DRAWS, START_SCALE)
          .with(
              JointRows::mustName,
              Rule.only(RANK, POSTERIOR, p -> p == Posterior.LOW_RANK || p == Posterior.AUTO),
              Rule.must(
                  POSTERIOR,
                  "be mean-field or full-rank",
                  p -> p != Posterior.LOW_RANK && p != Posterior.AUTO,
                  METHOD,
                  m -> m == Method.NATURAL_GRADIENT),
              searches(BATCH, "be auto or all", c -> c.says(BATCH, "auto") || c.says(BATCH, "all")),
              searches(LOCAL, "be 0", c -> c.says(LOCAL, "0")),
              JointRows::mustSearch);

  /** What has numbers of its own. */
  enum Unit {
    ROW,
    GROUP
  }

  private JointRows() {}

  static JointSettings settings(Values values, List<String> columns) {
    return new JointSettings(
        columns,
        values.get(POSTERIOR),
        values.get(RANK),
        values.get(METHOD),
        values.get(DRAWS),
        values.get(START_SCALE));
  }

  /** Binds a record to the jar that the class came from. */
  static void record(Values values, ObjectNode all) {
    String digest = values.get(CLASS).digest();
    if (!digest.isEmpty() && !values.get(DIGEST).equals(ANY)) {
      all.put(DIGEST_KEY, digest);
    }
  }

  private static Optional<ConfigurationException> mustName(Values values, Configuration c) {
    return c.says("model.kind", JointKind.NAME) && !c.has("model.class")
        ? Optional.of(c.refuse("model.class", "be given where model.kind is " + JointKind.NAME))
        : Optional.empty();
  }

  private static Rule searches(String key, String words, Predicate<Configuration> holds) {
    return (values, c) ->
        !c.says("model.kind", JointKind.NAME)
                || values.get(METHOD) != Method.DETERMINISTIC
                || holds.test(c)
            ? Optional.empty()
            : Optional.of(c.refuse(key, words + " where model.method is deterministic"));
  }

  private static Optional<ConfigurationException> mustSearch(Values values, Configuration c) {
    if (!c.says("model.kind", JointKind.NAME) || values.get(METHOD) != Method.DETERMINISTIC) {
      return Optional.empty();
    }
    return c.keys().stream()
        .filter(key -> key.startsWith(GRADIENT) && c.isGiven(key))
        .findFirst()
        .map(key -> c.refuse(key, "not be given where model.method is deterministic"));
  }

  /** A class, made where the caller names it. */
  private record ClassType() implements Setting.Type<UserClass> {

    @Override
    public String rule() {
      return "the name of a class that is a LogJoint";
    }

    @Override
    public UserClass parse(Configuration c, String key, Values before) {
      Optional<String> name = c.optionalText(key);
      if (name.isEmpty()) {
        return UserClass.NONE;
      }
      if (!c.isOfCaller(key) || name.get().equals(UserClass.GIVEN)) {
        return UserClass.published(name.get(), Optional.empty());
      }
      try {
        Class<?> found = UserClasses.find(name.get());
        String digest = UserClasses.digest(found);
        requireSame(c, before.get(DIGEST), digest);
        return new UserClass(
            name.get(),
            Optional.of(UserClasses.make(found, c.group(ARGUMENTS))),
            digest,
            Optional.empty());
      } catch (UserClasses.Unfit e) {
        ConfigurationException refusal = c.refuse(key, e.getMessage());
        refusal.initCause(e);
        throw refusal;
      }
    }

    private static void requireSame(Configuration c, String wanted, String digest) {
      if (!wanted.equals(AUTO) && !wanted.equals(ANY) && !wanted.equals(digest)) {
        throw c.refuse(
            DIGEST_KEY,
            "be that of the jar of model.class, %s; `any` takes whichever".formatted(digest));
      }
    }

    @Override
    public void write(UserClass value, ObjectNode json, String name) {
      json.put(name, value.name());
    }

    @Override
    public UserClass read(JsonReader json, String name) {
      return UserClass.published(json.text(name), Declared.read(json));
    }

    @Override
    public String show(UserClass value) {
      return value.name();
    }
  }

  /** A unit, or auto: groups where the input names their column. */
  private record UnitType() implements Setting.Type<Unit> {
    private static final Map<String, Unit> WORDS = Map.of("row", Unit.ROW, "group", Unit.GROUP);

    @Override
    public String rule() {
      return "row, group or auto";
    }

    @Override
    public Unit parse(Configuration c, String key, Values before) {
      if (c.says(key, AUTO)) {
        return c.has(GROUPS) ? Unit.GROUP : Unit.ROW;
      }
      Unit unit = c.choice(key, WORDS);
      if (unit == Unit.ROW && c.has(GROUPS)) {
        throw c.refuse(GROUPS, "not be given where model.unit is row");
      }
      return unit;
    }

    @Override
    public void write(Unit value, ObjectNode json, String name) {
      json.put(name, show(value));
    }

    @Override
    public Unit read(JsonReader json, String name) {
      return json.optionalText(name).map(WORDS::get).orElse(Unit.ROW);
    }

    @Override
    public String show(Unit value) {
      return value.name().toLowerCase(Locale.ROOT);
    }
  }

  /** 64 hexadecimal digits, or a word. */
  private record DigestType() implements Setting.Type<String> {

    @Override
    public String rule() {
      return "a SHA-256 of 64 hexadecimal digits, `auto` or `any`";
    }

    @Override
    public String parse(Configuration c, String key, Values before) {
      String text = c.text(key);
      if (!text.matches("auto|any|[0-9a-f]{64}")) {
        throw c.refuse(key, "be " + rule());
      }
      return text;
    }

    @Override
    public void write(String value, ObjectNode json, String name) {
      json.put(name, value);
    }

    @Override
    public String read(JsonReader json, String name) {
      return json.text(name);
    }
  }

  /** An even number, or auto, which is 0. */
  private record DrawsType() implements Setting.Type<Integer> {
    private static final int MOST = 100_000;

    @Override
    public Setting.Form form() {
      return Setting.Form.WHOLE;
    }

    @Override
    public String rule() {
      return "an even number from 2 to %d, or `auto`".formatted(MOST);
    }

    @Override
    public Integer parse(Configuration c, String key, Values before) {
      if (c.says(key, AUTO)) {
        return 0;
      }
      int draws = c.number(key).isEmpty() ? 1 : c.whole(key, 2, MOST);
      if (draws % 2 != 0) {
        throw c.refuse(key, "be " + rule());
      }
      return draws;
    }

    @Override
    public void write(Integer value, ObjectNode json, String name) {
      json.put(name, value);
    }

    @Override
    public Integer read(JsonReader json, String name) {
      return (int) json.integer(name, 0, MOST);
    }

    @Override
    public String show(Integer value) {
      return value == 0 ? AUTO : value.toString();
    }
  }
}
