package org.sparksvi.rows;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.sparksvi.config.Configuration;
import org.sparksvi.data.RowForm;
import org.sparksvi.kind.RowType;

/** Where rows come from, as a configuration says. */
public sealed interface RowSettings permits CountSettings, NumberSettings, LabelledSettings {

  /** Checks the keys of a type of rows. */
  static RowSettings of(Configuration configuration, RowType<?, ?> type) {
    if (type.words()) {
      return CountSettings.of(configuration);
    }
    return type.labelled()
        ? LabelledSettings.of(configuration, type)
        : NumberSettings.of(configuration);
  }

  /** What is the same for all rows. */
  InputSettings input();

  /** The paths of all that is read. */
  List<String> paths();

  /** The rows, once there is Spark. */
  RowInput open(SparkSession spark, RowType<?, ?> type);

  /** The same where some tables are at hand, by their names. */
  RowSettings given(Map<String, Dataset<Row>> tables);

  /**
   * The same for rows to be asked about.
   *
   * @param form of the rows that the model was trained on, where these settings leave it open
   * @param vocabulary file of the words of docword ids; where there is none, ids are the model's
   * @param splitSeed of the halves of documents
   */
  RowSettings asked(RowForm form, Optional<String> vocabulary, long splitSeed);
}
