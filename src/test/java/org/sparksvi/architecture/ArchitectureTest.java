package org.sparksvi.architecture;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rooms of the house, and what no room does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchitectureTest {
  private static final String ROOT = "org.sparksvi";

  /** Classes of the same rooms that break every rule, to see that the rules can fail. */
  private static final String FIXTURE = ROOT + ".architecture.fixture";

  private final JavaClasses main =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
          .importPackages(ROOT);
  private final JavaClasses fixture = new ClassFileImporter().importPackages(FIXTURE);

  private static Stream<ArchRule> rules() {
    Rooms rooms = new Rooms(ROOT);
    Habits habits = new Habits(ROOT);
    return Stream.concat(
        Rooms.names().stream().map(rooms::uses),
        Stream.of(
            rooms.everyClassIsInARoom(),
            rooms.roomsHaveNoCycles(),
            rooms.modelFamiliesDoNotSeeEachOther(),
            rooms.kindsDoNotSeeEachOther(),
            rooms.onlyTheEdgeUsesSpark(),
            rooms.onlyTheStoreAndTheEdgeUseHadoop(),
            habits.randomnessIsNamed(),
            habits.noClockBelowTheCommands(),
            habits.nothingDependsOnTheMachinesLocale(),
            habits.onlyTheCommandsPrint(),
            habits.nobodyReadsJavaSerialisation(),
            habits.staticFieldsAreFinal(),
            habits.staticFieldsHoldNoState()));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void theHouseKeepsItsRules(ArchRule rule) {
    rule.check(main);
  }

  @Test
  void theHouseIsNotEmpty() {
    assertTrue(main.contain(ROOT + ".engine.Inference"));
    assertTrue(main.stream().noneMatch(type -> type.getName().contains("Test")));
  }

  @Test
  void everyRuleAboutRoomsReportsTheClassThatBreaksIt() {
    Rooms rooms = new Rooms(FIXTURE);

    assertAll(
        () -> reports(rooms.uses("numeric"), "numeric.UsesEngine"),
        () -> reports(rooms.uses("engine"), "engine.UsesModels"),
        () -> reports(rooms.uses("run"), "run.UsesCommands"),
        () -> reports(rooms.uses("run"), "run.UsesKinds"),
        () -> reports(rooms.uses("rows"), "rows.UsesRun"),
        () -> reports(rooms.uses("kinds"), "kinds.a.UsesRows"),
        () -> reports(rooms.uses("kind"), "kind.UsesStore"),
        () -> reports(rooms.uses("config"), "config.UsesKind"),
        () -> reports(rooms.kindsDoNotSeeEachOther(), "kinds.a.UsesSibling"),
        () -> reports(rooms.everyClassIsInARoom(), "surprise.NoRoom"),
        () -> reports(rooms.roomsHaveNoCycles(), "numeric.UsesEngine"),
        () -> reports(rooms.modelFamiliesDoNotSeeEachOther(), "models.a.UsesSibling"),
        () -> reports(rooms.onlyTheEdgeUsesSpark(), "engine.UsesSpark"),
        () -> reports(rooms.onlyTheStoreAndTheEdgeUseHadoop(), "engine.UsesHadoop"));
  }

  @Test
  void everyRuleAboutHabitsReportsTheClassThatBreaksIt() {
    Habits habits = new Habits(FIXTURE);

    assertAll(
        () -> reports(habits.randomnessIsNamed(), "bundle.CallsMathRandom"),
        () -> reports(habits.randomnessIsNamed(), "bundle.HoldsRandom"),
        () -> reports(habits.randomnessIsNamed(), "bundle.UsesThreadLocalRandom"),
        () -> reports(habits.noClockBelowTheCommands(), "engine.ReadsNanoTime"),
        () -> reports(habits.noClockBelowTheCommands(), "engine.ReadsMillis"),
        () -> reports(habits.noClockBelowTheCommands(), "engine.ReadsInstant"),
        () -> reports(habits.noClockBelowTheCommands(), "run.ReadsAClock"),
        () -> reports(habits.nothingDependsOnTheMachinesLocale(), "engine.LowersCase"),
        () -> reports(habits.nothingDependsOnTheMachinesLocale(), "engine.DecodesBytes"),
        () -> reports(habits.onlyTheCommandsPrint(), "engine.Prints"),
        () -> reports(habits.onlyTheCommandsPrint(), "engine.PrintsError"),
        () -> reports(habits.onlyTheCommandsPrint(), "engine.PrintsStackTrace"),
        () -> reports(habits.nobodyReadsJavaSerialisation(), "engine.ReadsObjects"),
        () -> reports(habits.staticFieldsAreFinal(), "engine.CountsInAStatic"),
        () -> reports(habits.staticFieldsHoldNoState(), "engine.KeepsAMap"));
  }

  @Test
  void theEdgeMayDoWhatTheCoreMayNot() {
    Rooms rooms = new Rooms(FIXTURE);
    Habits habits = new Habits(FIXTURE);

    assertAll(
        () -> isSilentOn(rooms.onlyTheEdgeUsesSpark(), "spark.AtTheEdge"),
        () -> isSilentOn(rooms.onlyTheStoreAndTheEdgeUseHadoop(), "store.UsesFiles"),
        () -> isSilentOn(habits.onlyTheCommandsPrint(), "job.Command"),
        () -> isSilentOn(habits.noClockBelowTheCommands(), "job.Command"));
  }

  private void reports(ArchRule rule, String type) {
    EvaluationResult result = rule.evaluate(fixture);
    assertTrue(
        result.getFailureReport().toString().contains(FIXTURE + "." + type),
        () -> "no report of %s by: %s".formatted(type, rule.getDescription()));
  }

  private void isSilentOn(ArchRule rule, String type) {
    EvaluationResult result = rule.evaluate(fixture);
    assertFalse(result.getFailureReport().toString().contains(FIXTURE + "." + type));
  }
}
