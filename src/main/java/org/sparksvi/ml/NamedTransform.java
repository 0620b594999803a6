package org.sparksvi.ml;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.sparksvi.config.ConfigurationException;
import org.sparksvi.format.FormatException;
import org.sparksvi.kind.Trained;
import org.sparksvi.rows.RowTransform;
import org.sparksvi.run.TrainingSettings;
import org.sparksvi.spark.input.Columns;
import org.sparksvi.spark.input.InputException;

/**
 * What is said of rows that are columns by their names: those of a group are read together.
 *
 * @param log told what people should know
 */
record NamedTransform(Face face, PipelineStage stage, Consumer<String> log) {
  private static final String ADDED = "_svi_"; // before names, which the rows' columns may have

  /**
   * Rows with what is said of them.
   *
   * @param names of the wanted outputs
   * @param more columns of the model that are added by their own names
   */
  Dataset<Row> of(
      Trained<?, ?, ?> trained,
      Dataset<Row> rows,
      Map<Face.Output, String> names,
      List<org.sparksvi.model.Column> more) {
    Dataset<Row> all;
    try {
      TrainingSettings settings =
          FrameSettings.of(face, stage).training().given(Map.of(FrameSettings.ROWS, rows));
      RowTransform.Request request =
          new RowTransform.Request(FrameSettings.ROWS, Optional.empty(), log, ADDED);
      all = RowTransform.of(rows.sparkSession(), trained, settings.rows(), request).rows();
    } catch (ConfigurationException | InputException | FormatException e) {
      throw new IllegalArgumentException("%s: %s".formatted(stage.uid(), e.getMessage()), e);
    }
    List<Column> columns = new ArrayList<>();
    for (String name : rows.columns()) {
      columns.add(Columns.named(name));
    }
    names.forEach((output, name) -> columns.add(Columns.named(ADDED + output.column()).as(name)));
    more.forEach(own -> columns.add(Columns.named(ADDED + own.name()).as(own.name())));
    return all.select(columns.toArray(Column[]::new));
  }
}
