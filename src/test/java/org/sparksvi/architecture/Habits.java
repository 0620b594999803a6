package org.sparksvi.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.charset.Charset;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.AbstractCollection;
import java.util.AbstractMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;

/** What no class below the commands does, as rules over any root package. */
final class Habits {
  /**
   * Classes that may read a clock, by name below the root, each with its reason. Numbers that
   * inference gives never depend on one: {@code engine.Inference} is handed its clock by the
   * caller.
   */
  static final Map<String, String> MAY_READ_CLOCK =
      Map.of(
          "ml.SessionHost",
          "a training in a user's session is timed as one by a command is",
          "spark.resident.MonotonicClock",
          "polls are timed; results never are",
          "store.LockEntry",
          "a sign of life says when it was given, for people; nobody decides by it");

  /** Classes that may hold state in a static field, by name below the root, with the reason. */
  static final Map<String, String> MAY_HOLD_STATE =
      Map.of("spark.resident.Endpoints", "Spark makes plugins itself and hands them to nobody");

  private static final String CLOCK_TYPES =
      String.join(
          "|",
          named(Instant.class),
          named(Clock.class),
          named(LocalDate.class),
          named(LocalTime.class),
          named(LocalDateTime.class),
          named(OffsetDateTime.class),
          named(ZonedDateTime.class));

  private final String root;

  Habits(String root) {
    this.root = root;
  }

  private static String named(Class<?> type) {
    return type.getName().replace(".", "\\.");
  }

  private String job() {
    return root + ".job..";
  }

  private DescribedPredicate<JavaClass> exceptedIn(Map<String, String> exceptions) {
    return DescribedPredicate.describe(
        "excepted by name",
        type ->
            exceptions.keySet().stream()
                .map(name -> root + "." + name)
                .anyMatch(
                    name -> type.getName().equals(name) || type.getName().startsWith(name + "$")));
  }

  ArchRule randomnessIsNamed() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(job())
        .should()
        .callMethodWhere(
            DescribedPredicate.describe(
                "an unnamed draw",
                call ->
                    call.getTarget().getName().equals("randomUUID")
                        || (call.getTarget().getName().equals("random")
                            && call.getTargetOwner().getPackageName().equals("java.lang"))))
        .orShould()
        .dependOnClassesThat(
            assignableTo(Random.class)
                .or(assignableTo(SplittableRandom.class))
                .or(assignableTo(ThreadLocalRandom.class)))
        .as("randomness comes from named streams only");
  }

  ArchRule noClockBelowTheCommands() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(job())
        .and(DescribedPredicate.not(exceptedIn(MAY_READ_CLOCK)))
        .should()
        .callMethodWhere(
            DescribedPredicate.describe(
                "a clock",
                call -> {
                  String type = call.getTargetOwner().getName();
                  String method = call.getTarget().getName();
                  return (type.equals(System.class.getName())
                          && (method.equals("nanoTime") || method.equals("currentTimeMillis")))
                      || (type.matches(CLOCK_TYPES)
                          && (method.equals("now") || method.startsWith("system")));
                }))
        .orShould()
        .dependOnClassesThat(nameMatching("java\\.util\\.(Date|Calendar)"))
        .as("only the commands read a clock");
  }

  /** What a method does that has a twin with a locale or a character set. */
  ArchRule nothingDependsOnTheMachinesLocale() {
    return noClasses()
        .should()
        .callMethodWhere(
            DescribedPredicate.describe(
                "the machine's locale, character set or time zone",
                call -> {
                  String type = call.getTargetOwner().getName();
                  String method = call.getTarget().getName();
                  List<JavaClass> given = call.getTarget().getRawParameterTypes();
                  boolean none = given.isEmpty();
                  return switch (type) {
                    case "java.lang.String" ->
                        (none && method.matches("toLowerCase|toUpperCase|getBytes"))
                            || (method.equals("format")
                                && !given.get(0).isEquivalentTo(Locale.class));
                    case "java.util.Locale" -> method.equals("getDefault");
                    case "java.time.ZoneId" -> method.equals("systemDefault");
                    case "java.util.TimeZone" -> method.equals("getDefault");
                    case "java.nio.charset.Charset" -> method.equals("defaultCharset");
                    default -> false;
                  };
                }))
        .orShould()
        .callConstructorWhere(
            DescribedPredicate.describe(
                "the machine's character set",
                call -> {
                  List<JavaClass> given = call.getTarget().getRawParameterTypes();
                  return switch (call.getTargetOwner().getName()) {
                    case "java.lang.String" ->
                        given.size() == 1 && given.get(0).isEquivalentTo(byte[].class);
                    case "java.io.InputStreamReader", "java.io.OutputStreamWriter" ->
                        given.size() == 1;
                    case "java.io.FileReader", "java.io.FileWriter" ->
                        given.stream().noneMatch(t -> t.isEquivalentTo(Charset.class));
                    default -> false;
                  };
                }))
        .as("nothing depends on the locale, character set or time zone of the machine");
  }

  ArchRule onlyTheCommandsPrint() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(job())
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethodWhere(
            DescribedPredicate.describe(
                "printStackTrace", call -> call.getTarget().getName().equals("printStackTrace")))
        .as("only the commands print");
  }

  /**
   * Reading Java serialisation runs what it reads. Laws of a user's model read the copy of it that
   * they have just written.
   */
  ArchRule nobodyReadsJavaSerialisation() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(root + ".check..")
        .should()
        .dependOnClassesThat(assignableTo(java.io.ObjectInputStream.class))
        .as("nobody reads Java serialisation by hand");
  }

  ArchRule staticFieldsAreFinal() {
    return fields()
        .that()
        .areStatic()
        .and()
        .areDeclaredInClassesThat(DescribedPredicate.not(exceptedIn(MAY_HOLD_STATE)))
        .should()
        .beFinal()
        .allowEmptyShould(true)
        .as("static fields are final");
  }

  /** A final field may still hold what changes: collections, atomics, builders, thread locals. */
  ArchRule staticFieldsHoldNoState() {
    return noFields()
        .that()
        .areStatic()
        .and()
        .areDeclaredInClassesThat(DescribedPredicate.not(exceptedIn(MAY_HOLD_STATE)))
        .should()
        .haveRawType(
            assignableTo(AbstractMap.class)
                .or(assignableTo(AbstractCollection.class))
                .or(assignableTo(StringBuilder.class))
                .or(assignableTo(ThreadLocal.class))
                .or(
                    DescribedPredicate.describe(
                        "concurrent state",
                        type -> type.getPackageName().startsWith("java.util.concurrent"))))
        .allowEmptyShould(true)
        .as("static fields hold no state");
  }
}
