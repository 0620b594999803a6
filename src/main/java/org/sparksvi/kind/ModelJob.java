package org.sparksvi.kind;

import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.sparksvi.format.PublishedModel;
import org.sparksvi.report.Wording;
import org.sparksvi.rows.InputSettings;
import org.sparksvi.rows.RowInput;

/** What a configuration says about a model of one kind and its rows, checked. */
public interface ModelJob {

  /** Where rows come from. */
  InputSettings input();

  /** The paths of all that is read for training. */
  List<String> paths();

  /** Arithmetic of the local steps, for the record: another one gives other bits. */
  String kernel();

  /** What rows, units and scores are called. */
  Wording wording();

  /** What updates of a run set, unless their command line does: a day is one full batch. */
  default List<String> updateDefaults() {
    return List.of(
        "inference.batch-size=all",
        "inference.block-size=auto",
        "inference.rule=batch",
        "inference.local.steps=0");
  }

  /** The rows, once there is Spark. */
  RowInput rows(SparkSession spark);

  /**
   * The model for some data.
   *
   * @throws org.sparksvi.spark.input.InputException where it cannot be fitted to them
   */
  Trainable trainable(Prepared data);

  /**
   * A model that a run has published.
   *
   * @param place names it in messages
   * @throws org.sparksvi.format.FormatException where it is not what it should be
   */
  TrainedModel read(PublishedModel published, String place);
}
