package org.sparksvi.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.DataRow;
import org.sparksvi.data.LabelledBlock;
import org.sparksvi.data.MemoryBlocks;
import org.sparksvi.data.RowRoles;
import org.sparksvi.engine.Fit;
import org.sparksvi.laws.Fits;
import org.sparksvi.model.Contribution;
import org.sparksvi.model.LocalStep;
import org.sparksvi.model.Term;
import org.sparksvi.models.regression.Logistic;
import org.sparksvi.models.regression.NormalPrior;
import org.sparksvi.models.regression.Regression;
import org.sparksvi.models.regression.RegressionSettings;

/**
 * The posterior of a logistic regression on sparse rows: CPU seconds of this process, once its code
 * is compiled, and the log loss of other rows. {@code bench.rows} and {@code bench.held} are files
 * of libsvm; {@code bench/regression.py} calls this beside scikit-learn's point estimates.
 */
@Tag("bench")
final class RegressionBenchmark {
  private static final int COLUMNS = Integer.getInteger("bench.columns", 123);
  private static final int BLOCK = 1024; // rows
  private static final int ROUNDS = 6;
  private static final int FITS = 12;

  @Test
  void posterior() throws IOException {
    MemoryBlocks<LabelledBlock> rows = read(System.getProperty("bench.rows"));
    MemoryBlocks<LabelledBlock> held = read(System.getProperty("bench.held"));
    Regression model =
        new Regression(
            new RegressionSettings(COLUMNS, new Logistic(), new NormalPrior(1), false, false, 10));
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    double least = Double.POSITIVE_INFINITY;
    Fit fit = null;
    for (int i = 0; i < FITS; i++) {
      long before = system.getProcessCpuTime();
      fit = Fits.batch(model, rows, ROUNDS, 1);
      least = Math.min(least, 1e-9 * (system.getProcessCpuTime() - before));
    }
    Bundle at = fit.parameters();
    double change =
        Math.abs(
            fit.trace().get(ROUNDS - 1).elbo().orElseThrow()
                - fit.trace().get(ROUNDS - 2).elbo().orElseThrow());
    Contribution sum = new Contribution(model.layout());
    LocalStep<LabelledBlock> scorer = model.scorers(Fits.round(rows, at)).create();
    held.blocks().forEach(block -> scorer.accumulate(block, sum));
    double weight = sum.get(Term.HELD_OUT_UNITS);
    System.out.printf(
        Locale.ROOT,
        "posterior,%.3f,%.5f,%.4f,last change of the bound %.2g of %.3f%n",
        least,
        -sum.get(Term.HELD_OUT_LOG_PROBABILITY) / weight,
        sum.get(Term.HELD_OUT_HITS) / weight,
        change,
        fit.trace().get(ROUNDS - 1).elbo().orElseThrow());
  }

  private static MemoryBlocks<LabelledBlock> read(String path) throws IOException {
    List<DataRow> rows = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(Path.of(path))),
                StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] words = line.strip().split(" ", -1);
        int[] columns = new int[words.length - 1];
        double[] values = new double[columns.length];
        for (int i = 0; i < columns.length; i++) {
          int colon = words[i + 1].indexOf(':');
          columns[i] = Integer.parseInt(words[i + 1].substring(0, colon)) - 1;
          values[i] = Double.parseDouble(words[i + 1].substring(colon + 1));
        }
        RowRoles roles = new RowRoles(Double.parseDouble(words[0]), 0, 0);
        rows.add(DataRow.sparse(rows.size(), columns, values, 1).with(roles));
      }
    }
    return MemoryBlocks.pack(LabelledBlock::of, COLUMNS, rows, BLOCK);
  }
}
