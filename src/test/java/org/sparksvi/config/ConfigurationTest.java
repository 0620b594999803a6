package org.sparksvi.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparksvi.engine.RoundPlan;
import org.sparksvi.format.Json;
import org.sparksvi.format.OnInvalid;
import org.sparksvi.kind.Kinds;
import org.sparksvi.rows.HeldOutSource;
import org.sparksvi.rows.InputSettings;
import org.sparksvi.run.TrainingSettings;
import org.sparksvi.update.Constant;
import org.sparksvi.update.RobbinsMonro;

class ConfigurationTest {
  private static final String SMALLEST =
      """
      input.path = "data/docword.txt"
      run.directory = runs/one
      """;

  private static TrainingSettings settings(String text, String... overrides) {
    return TrainingSettings.of(
        Configuration.of(text, "conf/x.conf", List.of(overrides)), Kinds.installed());
  }

  /** The model's settings as they are published. */
  private static ObjectNode model(TrainingSettings settings) {
    ObjectNode json = Json.object();
    settings.kind().settings().write(settings.model(), json);
    return json;
  }

  private static String problem(String text, String... overrides) {
    return assertThrows(ConfigurationException.class, () -> settings(text, overrides)).getMessage();
  }

  @Test
  void everythingButInputAndRunDirectoryHasADefault() {
    TrainingSettings settings = settings(SMALLEST);

    assertEquals("data/docword.txt", settings.input().path());
    assertEquals(InputSettings.Format.DOCWORD, settings.input().format());
    assertEquals(OnInvalid.FAIL, settings.input().onInvalid());
    assertEquals(new HeldOutSource.None(), settings.input().heldOut());
    assertEquals(50, model(settings).get("topics").intValue());
    assertEquals(0.05, model(settings).get("eta").doubleValue());
    assertEquals("fixed", model(settings).get("etaLearning").textValue());
    assertEquals(new BatchSize(BatchSize.AUTO, 128), settings.inference().batch());
    assertEquals(new RobbinsMonro(1, 0.75), settings.inference().schedule());
    assertEquals(Double.POSITIVE_INFINITY, settings.inference().maxSeconds());
    assertEquals("runs/one", settings.run().directory());
  }

  @Test
  void localRoundsBeginAtOneStep() {
    assertEquals(RoundPlan.SYNCHRONOUS, settings(SMALLEST).plan(100).rounds());
    assertEquals(
        RoundPlan.local(8, 3), settings(SMALLEST, "inference.local.steps=3").plan(100).rounds());
    assertEquals(
        RoundPlan.local(2, 3),
        settings(SMALLEST, "inference.local.steps=3", "inference.local.shards=2")
            .plan(100)
            .rounds());
    assertTrue(
        problem(SMALLEST, "inference.local.shards=0").contains("inference.local.shards must be"));
  }

  @Test
  void overridesComeBeforeTheFileAndTheLastOneWins() {
    TrainingSettings settings =
        settings(
            SMALLEST + "model { topics = 7 }", "model.topics=8", "model.topics=9", "model.alpha=2");

    assertEquals(9, model(settings).get("topics").intValue());
    assertEquals(2, model(settings).get("alpha").doubleValue());
    assertEquals("fixed", model(settings).get("alphaLearning").textValue());
  }

  @Test
  void aPathInAnOverrideNeedsNoQuotes() {
    TrainingSettings settings = settings(SMALLEST, "input.path=hdfs://host:8020/a b/part-*");

    assertEquals("hdfs://host:8020/a b/part-*", settings.input().path());
  }

  @Test
  void heldOutIsNothingAFractionAPathOrTwoHalves() {
    assertEquals(
        new HeldOutSource.Fraction(0.1),
        settings(SMALLEST, "input.held-out=0.1").input().heldOut());
    assertEquals(
        new HeldOutSource.Documents("ts.txt"),
        settings(SMALLEST, "input.held-out=ts.txt").input().heldOut());
    assertEquals(
        new HeldOutSource.Halves("h1.txt", "h2.txt"),
        settings(SMALLEST, "input.held-out=h2.txt", "input.held-out-observed=h1.txt")
            .input()
            .heldOut());
  }

  @Test
  void halvesArePairedByDocumentsNamesOnly() {
    ConfigurationException refused =
        assertThrows(
            ConfigurationException.class,
            () ->
                settings(
                    SMALLEST,
                    "input.format=text",
                    "input.held-out=h2.txt",
                    "input.held-out-observed=h1.txt"));

    assertEquals(
        "-s input.held-out-observed: input.held-out-observed must be given only where documents"
            + " have names that both halves share (docword, files), but was \"h1.txt\"",
        refused.getMessage());
  }

  @Test
  void batchInferenceIsRateOneOnAllRows() {
    TrainingSettings settings =
        settings(SMALLEST, "inference.rule=batch", "inference.batch-size=all");

    assertEquals(new Constant(1), settings.inference().schedule());
    assertTrue(settings.inference().batch().all());
    assertEquals(12, settings.plan(12).blocksPerRound());
  }

  @ParameterizedTest
  @CsvSource({"1024,128", "512,64", "500,100", "100,100", "64,64", "131,131", "1000,125", "1,1"})
  void aBatchIsAWholeNumberOfBlocksOfAtLeast64Rows(int batch, int block) {
    assertEquals(block, BatchSize.blockRows(batch));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "model.topic=3 | -s model.topic: unknown key 'model.topic'; the nearest known key is"
            + " 'model.topics'",
        "topics=3 | -s topics: unknown key 'topics'; the nearest known key is 'model.topics'",
        "inference.rate.kappa.x=3 | -s inference.rate.kappa.x: unknown key"
            + " 'inference.rate.kappa.x'; the nearest known key is 'inference.rate.delay'",
        "input.held-out.fraction=1 | -s input.held-out.fraction: unknown key"
            + " 'input.held-out.fraction'; the nearest known key is 'input.held-out'",
        "model=topics | -s model: model must be a group of keys, such as model.activation, but was"
            + " \"topics\"",
        "model.topics=0 | -s model.topics: model.topics must be a whole number from 1 to 100000,"
            + " but was 0",
        "model.topics=2.5 | -s model.topics: model.topics must be a whole number from 1 to 100000,"
            + " but was 2.5",
        "model.topics=many | -s model.topics: model.topics must be a whole number from 1 to 100000,"
            + " but was \"many\"",
        "model.alpha=-1 | -s model.alpha: model.alpha must be a number from 1e-12 to 1e9, `symmetric` or"
            + " `asymmetric`, but was -1",
        "model.eta=1e30 | -s model.eta: model.eta must be a number from 1e-12 to 1e9, `symmetric` or"
            + " `asymmetric`, but was 1.0E30",
        "model.alpha=learned | -s model.alpha: model.alpha must be a number from 1e-12 to 1e9, `symmetric`"
            + " or `asymmetric`, but was \"learned\"",
        "model.kind=mixtures | -s model.kind: model.kind must be independent-poissons, topics, mixture,"
            + " count-mixture, factor, autoencoder, regression, mixed or joint, but was"
            + " \"mixtures\"",
        "model.components=3 | -s model.components: model.components is a key of mixture and"
            + " count-mixture, but"
            + " model.kind is topics",
        "input.response-column=y | -s input.response-column: input.response-column is a key of"
            + " regression and mixed, but model.kind is topics",
        "input.columns=[a] | -s input.columns: input.columns is a key of mixture and factor and autoencoder"
            + " and regression and mixed and joint, but model.kind is topics",
        "model.kind=mixture | conf/x.conf: input.format must be libsvm, csv, json, parquet, idx or images, but was"
            + " \"docword\" (the default)",
        "input.format=doc | -s input.format: input.format must be docword, text, files, libsvm, csv,"
            + " json or parquet, but was \"doc\"",
        "input.on-invalid=ignore | -s input.on-invalid: input.on-invalid must be fail or skip, but"
            + " was \"ignore\"",
        "input.held-out=1 | -s input.held-out: input.held-out must be a fraction in [0, 1) or a"
            + " path, but was 1",
        "input.held-out-observed=a.txt | conf/x.conf: input.held-out must be the path of the halves"
            + " to score where input.held-out-observed is given, but was 0 (the default)",
        "inference.rate.forgetting=0.5 | -s inference.rate.forgetting: inference.rate.forgetting"
            + " must be a number in (0.5, 1], or `auto`, but was 0.5",
        "inference.batch-size=some | -s inference.batch-size: inference.batch-size must be a whole"
            + " number from 1 to 1073741824, `all`, or `auto`, but was \"some\"",
        "inference.block-size=some | -s inference.block-size: inference.block-size must be a whole"
            + " number from 1 to 1073741824, or `auto`, but was \"some\"",
        "inference.rule=batch | conf/x.conf: inference.batch-size must be `all` where"
            + " inference.rule is batch, but was \"auto\" (the default)",
        "inference.max-seconds=0 | -s inference.max-seconds: inference.max-seconds must be a"
            + " positive number of seconds, but was 0",
        "inference.seed=x | -s inference.seed: inference.seed must be a whole number, but was"
            + " \"x\"",
        "input.format=csv | conf/x.conf: input.column must be given where input.format is \"csv\"",
        "input.path=null | conf/x.conf: input.path must be given",
        "topics | -s must be given key=value, but was 'topics'",
      })
  void aWrongValueIsRefusedWithPlaceKeyRuleAndValue(String override, String message) {
    assertEquals(message, problem(SMALLEST, override));
  }

  @Test
  void aKeyOfAnotherKindIsNamedByItsLine() {
    assertEquals(
        "conf/x.conf:5: model.topics is a key of topics, but model.kind is mixture",
        problem(SMALLEST + "model.kind = mixture\ninput.format = csv\nmodel.topics = 3\n"));
  }

  @Test
  void aRecordHoldsTheKeysOfItsKindOnly() {
    assertTrue(settings(SMALLEST).all().has("model.topics"));
    assertTrue(!settings(SMALLEST).all().has("model.components"));
    assertTrue(
        settings(SMALLEST, "model.kind=mixture", "input.format=csv").all().has("model.components"));
    assertTrue(
        !settings(SMALLEST, "model.kind=mixture", "input.format=csv").all().has("model.topics"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "input.column=a; input.columns=[b] | -s input.columns: input.columns must not be given"
            + " where input.column is, but was [\"b\"]",
        "input.columns=[b,b] | -s input.columns: input.columns must name every column once, but was"
            + " [\"b\",\"b\"]",
        "input.columns=[b]; input.weight-column=b | -s input.weight-column: input.weight-column must"
            + " not be among input.columns, but was \"b\"",
        "input.format=libsvm; input.columns=[b] | -s input.columns: input.columns must not be given"
            + " where input.format is \"libsvm\", but was [\"b\"]",
        "input.columns=[\"a\",b:c] | -s input.columns: a list must be written as in a file, such as"
            + " [\"?\", NA], but was [\"a\",b:c]",
        "input.columns=[\"a\",\"a\"] | -s input.columns: input.columns must name every column once,"
            + " but was [\"a\",\"a\"]",
        "model.covariance=round | -s model.covariance: model.covariance must be full, diagonal,"
            + " spherical or tied, but was \"round\"",
        "model.concentration=0 | -s model.concentration: model.concentration must be a number"
            + " from 1e-12 to 1e9, or `auto`, but was 0",
      })
  void aWrongValueOfRowsOfNumbersIsRefused(String overrides, String message) {
    assertEquals(
        message,
        problem(SMALLEST + "input.format = csv\nmodel.kind = mixture\n", overrides.split(";\\s*")));
  }

  @Test
  void aMistakeInAFileIsNamedByItsLine() {
    assertEquals(
        "conf/x.conf:4: unknown key 'model.topcs'; the nearest known key is 'model.topics'",
        problem(SMALLEST + "model {\n  topcs = 5\n}\n"));
    assertEquals(
        "conf/x.conf:3: inference.epochs must be a whole number from 1 to 1099511627776, but was"
            + " \"ten\"",
        problem(SMALLEST + "inference.epochs = ten\n"));
  }

  @Test
  void textThatIsNoHoconIsNamedByItsLine() {
    String message = problem(SMALLEST + "model { topics = 5\n");

    assertTrue(message.startsWith("conf/x.conf:"), message);
    assertTrue(message.lines().count() == 1, message);
  }

  @Test
  void aRunDirectoryMustBeNamed() {
    assertEquals(
        "conf/x.conf: run.directory must be given, there or by --run DIR",
        problem("input.path = a.txt"));
  }

  @Test
  void identityLeavesOutWhatMayChangeWhenARunGoesOn() {
    TrainingSettings one = settings(SMALLEST);
    TrainingSettings longer =
        settings(SMALLEST, "inference.epochs=99", "run.directory=elsewhere", "trace.bound-every=1");
    TrainingSettings other = settings(SMALLEST, "model.topics=51");

    assertEquals(one.identity(), longer.identity());
    assertTrue(!one.identity().equals(other.identity()));
  }

  @Test
  void theSameNumberWrittenInOtherWaysIsTheSameConfiguration() {
    assertEquals(
        settings(SMALLEST + "inference.rate.delay = 8.0").all(),
        settings(SMALLEST, "inference.rate.delay=8e0").all());
  }

  @Test
  void everyKeyOfTheReferenceHasAComment() throws IOException {
    List<String> lines = Files.readAllLines(Path.of("conf/reference.conf"));
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains(" = ") && !lines.get(i).strip().startsWith("#")) {
        assertTrue(lines.get(i - 1).strip().startsWith("#"), lines.get(i));
      }
    }
  }
}
