package org.sparksvi.kinds.regression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "model.random = [\"(1 I town)\"] | job.conf:4: model.random must vary by 'school', which"
            + " input.group-column names: effects of one column of groups are found, but was [\"(1 I town)\"]",
        "model.random = [\"(1 I school\"] | job.conf:4: model.random must be a list of terms such as"
            + " '(1 + x I group)', '(0 + x I group)' or '(1 + x II group)', each column in one of them,"
            + " but was [\"(1 I school\"]",
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
