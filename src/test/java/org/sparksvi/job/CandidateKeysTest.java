package org.sparksvi.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sparksvi.config.Configuration;
import org.sparksvi.config.ConfigurationException;

class CandidateKeysTest {

  private static List<CandidateKeys.Choice> of(String kind, String... overrides) {
    return CandidateKeys.of(
            List.of(overrides),
            values -> Configuration.of("model.kind = " + kind, "a.conf", values))
        .choices();
  }

  @Test
  void listsOfSeveralKeysMakeAllCombinations() {
    List<CandidateKeys.Choice> choices =
        of("topics", "model.topics=[10, 20]", "inference.seed=3", "model.eta=[0.1,0.5]");

    assertEquals(
        List.of(
            "model.topics = 10, model.eta = 0.1",
            "model.topics = 10, model.eta = 0.5",
            "model.topics = 20, model.eta = 0.1",
            "model.topics = 20, model.eta = 0.5"),
        choices.stream().map(CandidateKeys.Choice::name).toList());
    assertEquals(
        List.of("model.topics=20", "inference.seed=3", "model.eta=0.5"),
        choices.get(3).overrides());
  }

  /** An encoder's widths are a list already. */
  @Test
  void listsOfListsAreCandidatesForKeysThatTakeLists() {
    assertEquals(1, of("autoencoder", "model.encoder=[50, 20]").size());
    assertEquals(
        List.of("model.encoder=[50, 20]"),
        of("autoencoder", "model.encoder=[50, 20]").get(0).overrides());
    assertEquals(
        List.of("model.encoder = [50,20]", "model.encoder = [80]"),
        of("autoencoder", "model.encoder=[[50, 20], [80]]").stream()
            .map(CandidateKeys.Choice::name)
            .toList());
  }

  @Test
  void keysOfOthersThanTheModelAreAsTheyWere() {
    assertEquals(
        List.of("input.columns=[a, b]"), of("mixture", "input.columns=[a, b]").get(0).overrides());
  }

  @Test
  void tooManyAndNoneAreRefused() {
    String many = "model.topics=" + Collections.nCopies(65, 3);
    String tooMany =
        assertThrows(ConfigurationException.class, () -> of("topics", many)).getMessage();
    String none =
        assertThrows(ConfigurationException.class, () -> of("topics", "model.topics=[]"))
            .getMessage();

    assertEquals("there must be at most 64 candidates, but there are 65", tooMany);
    assertTrue(none.contains("model.topics"), none);
    String twice =
        assertThrows(
                ConfigurationException.class,
                () -> of("topics", "model.topics=[1,2]", "model.topics=[3,4]"))
            .getMessage();
    assertEquals("-s model.topics must be given once where it names candidates", twice);
  }

  @Test
  void textsAreQuotedAsInAFile() {
    assertEquals(
        List.of("model.likelihood = poisson", "model.likelihood = a, b"),
        of("regression", "model.likelihood=[\"poisson\", \"a, b\"]").stream()
            .map(CandidateKeys.Choice::name)
            .toList());
  }
}
