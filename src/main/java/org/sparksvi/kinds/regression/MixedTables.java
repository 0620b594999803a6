package org.sparksvi.kinds.regression;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.sparksvi.kind.Table;
import org.sparksvi.kinds.regression.CoefficientTable.Named;
import org.sparksvi.models.regression.MixedSummary;
import org.sparksvi.models.regression.MixedSummary.Estimate;

/** What is said of coefficients, and of how effects vary. */
final class MixedTables {
  private MixedTables() {}

  /**
   * The tables.
   *
   * @param effects names of those by groups, then of factors
   * @param coefficients that all rows share
   * @param levels effects of the levels of factors
   */
  static List<Table<?>> of(
      MixedSummary summary,
      List<String> effects,
      Family family,
      List<Named> coefficients,
      List<Named> levels,
      int rows) {
    record Component(String name, Estimate of) {}
    List<Estimate> estimates =
        Stream.concat(summary.deviations().stream(), summary.factors().stream()).toList();
    List<Component> deviations =
        IntStream.range(0, effects.size())
            .mapToObj(i -> new Component(effects.get(i), estimates.get(i)))
            .toList();
    List<Component> correlations =
        summary.correlations().stream()
            .map(
                c ->
                    new Component(
                        effects.get(c.one()) + ", " + effects.get(c.other()), c.estimate()))
            .toList();
    List<Table<?>> tables = new ArrayList<>();
    tables.add(CoefficientTable.of(family, coefficients, rows));
    tables.add(
        Table.of("effectDeviations", deviations)
            .column("deviation", "deviation", "%12.5g", c -> c.of().value())
            .column("lower95", "2.5 %", "%12.5g", c -> c.of().most().lower())
            .column("upper95", "97.5 %", "%12.5g", c -> c.of().most().upper())
            .column("name", "varies by group", "%s", Component::name));
    if (!correlations.isEmpty()) {
      tables.add(
          Table.of("effectCorrelations", correlations)
              .column("correlation", "correlation", "%12.5g", c -> c.of().value())
              .column("lower95", "2.5 %", "%12.5g", c -> c.of().most().lower())
              .column("upper95", "97.5 %", "%12.5g", c -> c.of().most().upper())
              .column("name", "of", "%s", Component::name));
    }
    if (!levels.isEmpty()) {
      tables.add(
          Table.of("levels", levels)
              .column("effect", "effect", "%12.5g", n -> n.of().mean())
              .column("deviation", "deviation", "%12.5g", n -> n.of().deviation())
              .column("lower95", "2.5 %", "%12.5g", n -> n.of().most().lower())
              .column("upper95", "97.5 %", "%12.5g", n -> n.of().most().upper())
              .column("name", "level", "%s", Named::name)
              .showing(n -> true, rows));
    }
    return tables;
  }
}
