package org.sparksvi.kinds.regression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparksvi.config.Configuration;
import org.sparksvi.config.ConfigurationException;
import org.sparksvi.format.Vocabulary;
import org.sparksvi.kind.Values;
import org.sparksvi.models.regression.MixedSettings;
import org.sparksvi.models.regression.RandomEffects;

/** What a configuration says of a mixed model, and what is refused. */
class MixedKindTest {
  private static final MixedKind KIND = new MixedKind();

  private static Values parsed(String model) {
    String all =
        """
        input { path = x, format = csv, group-column = school }
        run.directory = y
        model.kind = mixed
        %s
        """;
    return KIND.settings().parse(Configuration.of(all.formatted(model), "job.conf", List.of()));
  }

  @Test
  void termsAndPriorsAreThoseOfTheConfiguration() {
    Values values =
        parsed(
            """
            model.random = ["(1 + a | school)", "(0 + b | school)"]
            model.prior { random-scale = 3, random-correlation = 2 }
            """);

    MixedSettings settings =
        KIND.model(values, Vocabulary.of(List.of("a", "b"), "columns")).settings();

    RandomEffects random = settings.random();
    assertEquals(List.of(RandomEffects.INTERCEPT, 0, 1), random.columns());
    assertEquals(2, random.terms().size());
    assertEquals(2, random.correlation());
    // half of Student's t of 3 degrees: λ(0) = (ν + 1) / (ν c²)
    assertEquals(4 / (3 * 9.0), random.deviations().precision(0), 1e-15);
  }

  private static final Values CROSSED =
      parsed(
          """
          input { categories = [item], category-coding = one-hot }
          model.random = ["(1 | school)", "(1 | item)"]
          """);

  @Test
  void aCategoryIsAFactorThatCrossesTheGroups() {
    MixedSettings settings =
        KIND.model(CROSSED, Vocabulary.of(List.of("a", "item=p", "item=q"), "columns")).settings();

    assertEquals(List.of(RandomEffects.INTERCEPT), settings.random().columns());
    assertEquals(1, settings.fixed().priors().factors().size());
    assertEquals(List.of(1, 2), settings.fixed().priors().factors().get(0).columns());
  }

  @Test
  void partsOfGroupsHaveEffectsOfTheirOwn() {
    Values values = parsed("model.random = [\"(1 | school : class)\", \"(1 + a | school)\"]");
    RandomEffects random =
        KIND.model(values, Vocabulary.of(List.of("a"), "columns")).settings().random();

    assertEquals(List.of(RandomEffects.INTERCEPT, 0, RandomEffects.PART), random.columns());
    assertEquals(Optional.of("class"), KIND.rows(values).subgroup());
    Values slash = parsed("model.random = [\"(1 | school/class)\"]");
    assertEquals(Optional.of("class"), KIND.rows(slash).subgroup());
  }

  /** Parts of parts, once taken for parts. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "(1 | school:class:room)",
        "(1 | school/class:room)",
        "(1 | school/class/room)",
        "(1 | school:)",
        "(1 | /class)"
      })
  void partsOfPartsAreNone(String text) {
    assertTrue(RandomTerms.parse(text).isEmpty(), text);
    ConfigurationException refused =
        assertThrows(
            ConfigurationException.class, () -> parsed("model.random = [\"" + text + "\"]"));
    assertTrue(refused.getMessage().contains(RandomTerms.RULE), refused.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "(1 | school);item=p (not r),item=q (not r);model.random: 'item' must have a column for every"
            + " level, which input.category-coding = one-hot makes, but has 'item=p (not r)'",
        "(1 | school);item=p;a factor must have at least 2 levels, but has 1",
        "(1 + a | item);item=p,item=q;model.random: effects by 'item', which crosses the groups, must"
            + " be an intercept, but are 1 + a"
      })
  void aFactorHasAColumnForEachLevelAndAnIntercept(String term, String columns, String message) {
    Values values =
        parsed(
            "input { categories = [item], category-coding = one-hot }\nmodel.random = [\"1\", \"%s\"]"
                .formatted(term.replace("school", "item")));
    List<String> names = List.of(("a," + columns).split(",", -1));
    Exception refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> KIND.model(values, Vocabulary.of(names, "columns")));
    assertEquals(message, refused.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "model.random = [\"(1 I town)\"] | job.conf:4: model.random must vary by 'school', which"
            + " input.group-column names, or by columns of input.categories, but was [\"(1 I town)\"]",
        "input.categories = [town], model.random = [\"1\", \"(1 I town)\"] | job.conf: input.category-coding"
            + " must be one-hot where model.random varies by 'town', but was \"reference\" (the default)",
        "input { categories = [a], category-coding = one-hot }, model.random = [\"1\", \"(1 I a)\"],"
            + " model.prior.run = x | job.conf:4: model.prior.run must not be given where model.random"
            + " has factors that cross the groups, but was \"x\"",
        "model.random = [\"1\", \"(1 I town:class)\"] | job.conf:4: model.random must have effects of parts"
            + " of 'school', which input.group-column names, by a column that no other key names, but"
            + " was [\"1\",\"(1 I town:class)\"]",
        "model.random = [\"(1 I school/a)\"], input.columns = [a] | job.conf:4: model.random must have"
            + " effects of parts of 'school', which input.group-column names, by a column that no other"
            + " key names, but was [\"(1 I school/a)\"]",
        "model.random = [\"(1 + x I school/class)\"] | job.conf:4: model.random must be a list of terms"
            + " such as '(1 + x I group)', '(0 + x I group)', '(1 + x II group)' or '(1 I group/part)',"
            + " each column in one of them for a group, and parts, of intercepts, in one, but was"
            + " [\"(1 + x I school/class)\"]",
        "input.categories = [school], model.random = [\"1\"] | job.conf:4: input.categories must not name"
            + " 'school', which input.group-column does, but was [\"school\"]",
        "model.random = [\"(1 I school\"] | job.conf:4: model.random must be a list of terms such as"
            + " '(1 + x I group)', '(0 + x I group)', '(1 + x II group)' or '(1 I group/part)', each column"
            + " in one of them for a group, and parts, of intercepts, in one, but was [\"(1 I school\"]",
        "model { likelihood = ordinal, classes = [a, b] } | job.conf:4: model.likelihood must have one"
            + " predictor without cutpoints in a mixed model, but was \"ordinal\"",
        "model.prior { coefficients = flat, random-scale = 2 } | job.conf:4: model.prior.random-scale"
            + " must not be given where model.prior.coefficients is flat, but was 2",
        "model.prior { coefficients = flat, random-correlation = 2 } | job.conf:4:"
            + " model.prior.random-correlation must not be given where model.prior.coefficients is flat,"
            + " but was 2",
        "model.prior.random-correlation = 0.5 | job.conf:4: model.prior.random-correlation must be a"
            + " number of at least 1, and moderate, but was 0.5"
      })
  void whatIsNoMixedModelIsRefused(String model, String message) {
    ConfigurationException refused =
        assertThrows(ConfigurationException.class, () -> parsed(model.replace('I', '|')));
    assertEquals(message.replace(" I ", " | ").replace("II", "||"), refused.getMessage());
  }
}
