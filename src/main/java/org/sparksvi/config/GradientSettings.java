package org.sparksvi.config;

import java.util.List;
import org.sparksvi.update.Adam;
import org.sparksvi.update.AdamW;
import org.sparksvi.update.Clip;
import org.sparksvi.update.Constant;
import org.sparksvi.update.Cosine;
import org.sparksvi.update.Exponential;
import org.sparksvi.update.InverseRoot;
import org.sparksvi.update.Momentum;
import org.sparksvi.update.MovingAverage;
import org.sparksvi.update.PolyakAverage;
import org.sparksvi.update.Rules;
import org.sparksvi.update.Schedule;
import org.sparksvi.update.Stage;
import org.sparksvi.update.Staircase;
import org.sparksvi.update.UpdateRule;
import org.sparksvi.update.WarmUp;

/**
 * How gradients become steps, for kinds of models that have ascended fields.
 *
 * <pre>
 *   clip → adam, adamw or momentum and rate → warm-up · decay → averaging
 * </pre>
 *
 * @param rule all of it
 */
public record GradientSettings(UpdateRule rule) {
  private static final String GROUP = "inference.gradient.";
  private static final List<String> OF_ADAM = List.of("first-decay", "second-decay", "epsilon");
  private static final List<String> OF_SGD = List.of("momentum", "nesterov");
  private static final String OF_ADAMW = "weight-decay";
  private static final long MOST_ROUNDS = 1L << 40;

  private enum Rule {
    ADAM,
    ADAMW,
    SGD
  }

  private enum Decay {
    NONE,
    COSINE,
    EXPONENTIAL,
    STAIRCASE,
    INVERSE_ROOT
  }

  private enum Average {
    NONE,
    MOVING,
    POLYAK
  }

  /** The group of keys; a kind that reads them has it among its own. */
  public static List<String> keys() {
    return List.of(GROUP);
  }

  /** Checks the keys. */
  public static GradientSettings of(Configuration c) {
    UpdateRule rule = sized(c);
    if (c.has(GROUP + "clip")) {
      double limit = positive(c, "clip");
      rule = new Clip(limit, norm(c)).then(rule);
    }
    Schedule schedule = decay(c);
    long warmUp = c.whole(GROUP + "warm-up-rounds", 0, MOST_ROUNDS);
    schedule = warmUp == 0 ? schedule : new WarmUp(warmUp).times(schedule);
    rule = schedule.equals(new Constant(1)) ? rule : rule.then(schedule);
    return new GradientSettings(averaged(c, rule));
  }

  private static UpdateRule sized(Configuration c) {
    Rule rule = c.choice(GROUP + "rule", Choices.of(Rule.class));
    if (rule == Rule.SGD) {
      OF_ADAM.forEach(key -> requireUnused(c, key, rule));
    } else {
      OF_SGD.forEach(key -> requireUnused(c, key, rule));
    }
    if (rule != Rule.ADAMW) {
      requireUnused(c, OF_ADAMW, rule);
    }
    double rate = positive(c, "rate");
    return switch (rule) {
      case ADAM -> adam(c, rate);
      case ADAMW -> {
        String words = "be a number from 0 to below 1 / rate";
        double decay = c.real(GROUP + OF_ADAMW, v -> v >= 0 && v * rate < 1, words);
        yield new AdamW(adam(c, rate), decay);
      }
      case SGD -> sgd(c, rate);
    };
  }

  private static void requireUnused(Configuration c, String key, Rule rule) {
    if (c.isGiven(GROUP + key)) {
      throw c.refuse(
          GROUP + key, "not be given where %srule is %s".formatted(GROUP, Choices.word(rule)));
    }
  }

  private static Adam adam(Configuration c, double rate) {
    return new Adam(
        rate, share(c, "first-decay"), share(c, "second-decay"), positive(c, "epsilon"));
  }

  private static UpdateRule sgd(Configuration c, double rate) {
    double momentum = share(c, "momentum");
    boolean nesterov = c.flag(GROUP + "nesterov");
    if (nesterov && momentum == 0) {
      throw c.refuse(GROUP + "nesterov", "be false where %smomentum is 0".formatted(GROUP));
    }
    Schedule constant = new Constant(rate);
    return momentum == 0 ? constant : new Momentum(momentum, nesterov).then(constant);
  }

  private static Stage.Norm norm(Configuration c) {
    boolean all = c.flag(GROUP + "clip-all-fields");
    return all ? Stage.Norm.ALL_FIELDS : Stage.Norm.FIELD;
  }

  private static Schedule decay(Configuration c) {
    long rounds = c.whole(GROUP + "decay-rounds", 1, MOST_ROUNDS);
    double factor = c.real(GROUP + "decay-factor", v -> v > 0 && v <= 1, "be a number in (0, 1]");
    return switch (c.choice(GROUP + "decay", Choices.of(Decay.class))) {
      case NONE -> new Constant(1);
      case COSINE -> new Cosine(rounds, factor);
      case EXPONENTIAL -> new Exponential(rounds, factor);
      case STAIRCASE -> new Staircase(rounds, factor);
      case INVERSE_ROOT -> new InverseRoot(rounds);
    };
  }

  private static UpdateRule averaged(Configuration c, UpdateRule rule) {
    double decay = share(c, "averaging-decay");
    long first = c.whole(GROUP + "averaging-first", 1, MOST_ROUNDS);
    return switch (c.choice(GROUP + "averaging", Choices.of(Average.class))) {
      case NONE -> rule;
      case MOVING -> rule.then(new MovingAverage(decay));
      case POLYAK -> rule.then(new PolyakAverage(first));
    };
  }

  private static double positive(Configuration c, String key) {
    return c.real(GROUP + key, v -> v > 0, "be a positive number");
  }

  private static double share(Configuration c, String key) {
    return c.real(GROUP + key, v -> v >= 0 && v < 1, "be a number in [0, 1)");
  }

  /** The rule of every field that ascends. */
  public Rules rules() {
    return Rules.all(rule);
  }
}
