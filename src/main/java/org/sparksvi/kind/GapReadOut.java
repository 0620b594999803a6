package org.sparksvi.kind;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.sparksvi.data.Block;
import org.sparksvi.model.Gap;
import org.sparksvi.model.HeldOut;
import org.sparksvi.model.Model;
import org.sparksvi.model.Transforms;

/** What a gap says, for people and for programs. */
public final class GapReadOut {
  private GapReadOut() {}

  /** Of a model. */
  public static <B extends Block, H extends Block, M extends Model<B> & HeldOut<H> & Transforms<B>>
      ReadOut of(Trained<B, H, M> trained, Gap gap) {
    String row = trained.rows().words() ? "document" : "row";
    List<Figure> figures = gap.globals().isPresent() ? ofGlobals(gap) : ofRows(gap, row);
    Map<String, Object> facts = new LinkedHashMap<>();
    List<String> lines = new ArrayList<>();
    for (Figure figure : figures) {
      facts.put(figure.key(), figure.value());
      lines.add(figure.line().strip());
    }
    Optional<Table<?>> corrected =
        gap.globals().flatMap(globals -> trained.kind().corrected(trained, globals));
    List<Table<?>> tables = corrected.<List<Table<?>>>map(List::of).orElse(List.of());
    return new ReadOut("", lines, facts, tables, Optional::empty);
  }

  private static List<Figure> ofRows(Gap gap, String row) {
    double n = gap.weight();
    List<Figure> figures = new ArrayList<>();
    figures.add(Figure.of("elboPerRow", "ELBO per " + row, gap.elbo() / n));
    figures.add(
        Figure.of(
            "logEvidencePerRow",
            "log p(x | globals) per %s".formatted(row),
            gap.logEvidence() / n));
    figures.add(Figure.of("logEvidenceError", "standard error", gap.standardError() / n));
    figures.add(
        new Figure(
            "gapPerRow",
            "KL(q(z) || p(z | x)) per " + row,
            gap.divergence() / n,
            6,
            gap.standardError() == 0 ? "exact" : "estimated"));
    gap.amortisation()
        .ifPresent(
            nats ->
                figures.add(
                    Figure.of(
                        "amortisationGapPerRow",
                        "of it by the encoder (amortisation gap)",
                        nats / n)));
    figures.add(
        new Figure(
            "unreliableRows",
            "%ss whose estimate is not reliable".formatted(row),
            gap.unreliable(),
            0,
            "of %.0f".formatted(gap.rows())));
    return figures;
  }

  private static List<Figure> ofGlobals(Gap gap) {
    Gap.Globals globals = gap.globals().orElseThrow();
    return Stream.of(
            Figure.of("elbo", "ELBO, a lower bound of log p(x)", gap.elbo()),
            Figure.of("logEvidence", "log p(x), importance-weighted", gap.logEvidence()),
            Figure.of("logEvidenceError", "standard error", gap.standardError()),
            Figure.of("upperBound", "chi-squared upper bound", globals.upper()),
            Figure.of("gap", "KL(q || posterior)", gap.divergence()),
            new Figure(
                "khat",
                "k-hat",
                globals.shape(),
                3,
                "reliable up to %.2f with %d draws".formatted(globals.limit(), globals.draws())),
            new Figure("effectiveDraws", "effective draws", globals.effective(), 1, ""))
        .filter(figure -> Double.isFinite(figure.value()))
        .toList();
  }
}
