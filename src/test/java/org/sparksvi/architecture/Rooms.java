package org.sparksvi.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which room may use which, as rules over any root package. A room that does not exist yet keeps
 * them; a package that is no room breaks them.
 */
final class Rooms {
  /** Rooms that a room may use besides itself. */
  private static final Map<String, List<String>> MAY_USE = mayUse();

  private final String root;

  Rooms(String root) {
    this.root = root;
  }

  private static Map<String, List<String>> mayUse() {
    List<String> upToRank2 =
        List.of(
            "numeric",
            "bundle",
            "data",
            "random",
            "format",
            "family",
            "autodiff",
            "model",
            "update",
            "diagnose");
    List<String> upToStore = union(upToRank2, List.of("models", "engine", "store"));
    Map<String, List<String>> map = new LinkedHashMap<>();
    map.put("numeric", List.of());
    map.put("bundle", List.of("numeric"));
    map.put("data", List.of());
    map.put("random", List.of("numeric"));
    map.put("format", List.of("bundle", "data"));
    map.put("family", List.of("numeric", "bundle", "random"));
    map.put("autodiff", List.of("numeric"));
    map.put("model", List.of("bundle", "data", "random"));
    map.put("update", List.of("bundle"));
    map.put("diagnose", List.of("numeric", "random"));
    map.put("models", upToRank2);
    // numeric: the exact accumulators that make sums independent of their order
    map.put(
        "engine", List.of("model", "update", "diagnose", "bundle", "data", "random", "numeric"));
    map.put("check", List.of("model", "engine", "update", "bundle", "data", "random", "numeric"));
    map.put("store", List.of("format", "engine", "model", "bundle", "data", "random"));
    map.put("spark", upToStore);
    map.put("report", List.of("data", "format", "engine", "diagnose", "store"));
    map.put("config", List.of("format", "data", "update", "engine", "spark"));
    List<String> upToKind = union(upToRank2, List.of("config", "report", "kind"));
    map.put("kind", union(upToRank2, List.of("config", "report")));
    map.put("kinds", union(upToKind, List.of("models")));
    map.put("rows", union(upToKind, List.of("engine", "store", "spark")));
    map.put("run", union(upToKind, List.of("engine", "store", "spark", "rows")));
    map.put("ml", union(upToKind, List.of("models", "engine", "store", "spark", "rows", "run")));
    map.put(
        "job",
        union(upToKind, List.of("check", "engine", "store", "spark", "rows", "kinds", "run")));
    return map;
  }

  private static List<String> union(List<String> some, List<String> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }

  static Set<String> names() {
    return MAY_USE.keySet();
  }

  private String in(String room) {
    return root + "." + room + "..";
  }

  /** Every class lives in a room of the table. */
  ArchRule everyClassIsInARoom() {
    return classes()
        .that()
        .resideInAPackage(root + "..")
        .should()
        .resideInAnyPackage(MAY_USE.keySet().stream().map(this::in).toArray(String[]::new));
  }

  /** A room's classes use themselves and the rooms that the table allows. */
  ArchRule uses(String room) {
    List<String> allowed = new ArrayList<>(MAY_USE.get(room));
    allowed.add(room);
    String[] packages = allowed.stream().map(this::in).toArray(String[]::new);
    return classes()
        .that()
        .resideInAPackage(in(room))
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(packages).or(not(resideInAPackage(root + ".."))))
        .as("%s uses only %s".formatted(room, MAY_USE.get(room)))
        .allowEmptyShould(true);
  }

  ArchRule roomsHaveNoCycles() {
    return slices().matching(root + ".(*)..").should().beFreeOfCycles().allowEmptyShould(true);
  }

  ArchRule modelFamiliesDoNotSeeEachOther() {
    return siblingsDoNotSeeEachOther("models");
  }

  ArchRule kindsDoNotSeeEachOther() {
    return siblingsDoNotSeeEachOther("kinds");
  }

  private ArchRule siblingsDoNotSeeEachOther(String room) {
    return slices()
        .matching(root + "." + room + ".(*)..")
        .should()
        .notDependOnEachOther()
        .allowEmptyShould(true);
  }

  /** Spark stays at the edge. */
  ArchRule onlyTheEdgeUsesSpark() {
    return noClasses()
        .that()
        .resideOutsideOfPackages(in("spark"), in("rows"), in("run"), in("ml"), in("job"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.spark..")
        .allowEmptyShould(true);
  }

  /** Hadoop's file systems are for the store and for what stands on it. */
  ArchRule onlyTheStoreAndTheEdgeUseHadoop() {
    return noClasses()
        .that()
        .resideOutsideOfPackages(
            in("store"), in("spark"), in("rows"), in("run"), in("ml"), in("report"), in("job"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.hadoop..")
        .allowEmptyShould(true);
  }
}
