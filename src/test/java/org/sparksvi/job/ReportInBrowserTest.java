package org.sparksvi.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sparksvi.random.Purpose;
import org.sparksvi.random.RandomStream;
import org.sparksvi.random.Streams;
import org.sparksvi.report.Chromium;
import org.sparksvi.spark.SharedSpark;

/**
 * What a browser makes of a report: no word on the console, nothing fetched, no page wider than the
 * screen, and colours of the reader's own. Pictures are kept in target/report.
 */
@Tag("spark")
@ExtendWith(SharedSpark.class)
class ReportInBrowserTest {
  private static final String HOSTILE = "<script>alert(1)</script>";
  private static final List<Integer> WIDTHS = List.of(360, 1280);

  /** Of text on its ground: what is asked of small text (WCAG 2.1, 1.4.3). */
  private static final double CONTRAST = 4.5;

  private static final String COLOURS =
      """
      (() => {
        const light = c => { const [r, g, b] = c.match(/[\\d.]+/g).map(v => v / 255)
          .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
          return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
        const ground = e => { const c = getComputedStyle(e).backgroundColor;
          return c === 'rgba(0, 0, 0, 0)' ? ground(e.parentElement) : c; };
        const against = e => { const a = light(getComputedStyle(e).color), b = light(ground(e));
          return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05); };
        const texts = [...document.querySelectorAll('h1,h2,p,td,th,b,span,figcaption')];
        return {ground: light(ground(document.body)), least: Math.min(...texts.map(against))};
      })()
      """;

  @TempDir private Path directory;

  /** Two clusters in columns whose names would be code. */
  private Path trained() throws IOException {
    RandomStream draws = new Streams(4).stream(Purpose.DRAW, 0, 0);
    StringBuilder csv = new StringBuilder(HOSTILE + ",\"\"\"onload=alert(2)\"\n");
    for (int row = 0; row < 600; row++) {
      double centre = 6 * (row % 2);
      csv.append("%s,%s%n".formatted(centre + draws.normal(), centre + draws.normal()));
    }
    Path rows = Files.writeString(directory.resolve("rows.csv"), csv);
    Path conf =
        Files.writeString(
            directory.resolve("rows.conf"),
            """
            model { kind = mixture, estimator = bayes, components = 4 }
            inference { batch-size = 64, epochs = 16 }
            input { path = "%s", format = csv, held-out = 0.3 }
            run.directory = "%s"
            """
                .formatted(rows, directory.resolve("run")));
    CommandRun trained = CommandRun.of("train", conf.toString());
    assertEquals(ExitCode.DONE, trained.code(), trained.err());
    return directory.resolve("run").resolve("report.html");
  }

  @Test
  void itIsReadableOnEveryScreen() throws Exception {
    Optional<File> program = Chromium.installed();
    assumeTrue(
        program.isPresent(),
        "no Chromium on PATH, so nobody looks at the report (Debian: apt-get install chromium)");
    URI page = trained().toUri();
    Path pictures = Files.createDirectories(Path.of("target", "report"));
    try (Chromium browser = Chromium.start(program.get(), directory.resolve("profile"))) {
      for (int width : WIDTHS) {
        for (boolean dark : new boolean[] {false, true}) {
          String which = "%d-%s".formatted(width, dark ? "dark" : "light");
          Chromium.Tab tab = browser.open(page, width, dark);
          Files.write(pictures.resolve("report-" + which + ".png"), tab.picture());

          assertEquals(List.of(), tab.console(), which);
          assertEquals(List.of(page.toString()), tab.requests(), which);
          assertEquals(width, tab.value("document.documentElement.scrollWidth").asInt(), which);
          JsonNode colours = tab.value(COLOURS);
          assertEquals(dark, colours.path("ground").asDouble() < 0.2, which + colours);
          assertTrue(colours.path("least").asDouble() >= CONTRAST, which + colours);
          assertEquals(0, tab.value("document.scripts.length").asInt(), which);
          String text = tab.value("document.body.innerText").asText();
          for (String words :
              List.of(HOSTILE, "convergence", "split R-hat", "standard error", "Versions")) {
            assertTrue(text.contains(words), which + ": " + words);
          }
          assertEquals(1, tab.value("document.querySelectorAll('.band').length").asInt(), which);
        }
      }
    }
  }
}
