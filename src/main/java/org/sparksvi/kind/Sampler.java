package org.sparksvi.kind;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.sparksvi.data.ImageShape;
import org.sparksvi.random.Streams;

/** Draws new rows on executors; one instance serves all tasks of an executor. */
public interface Sampler extends Serializable {

  /** The columns of a drawn row, such as csv can hold. */
  StructType columns();

  /** Consecutive rows; a row depends on the seed and its number alone. */
  List<Row> draw(Streams streams, long from, int rows);

  /** What a picture of rows needs; empty where rows are no images. */
  default Optional<Pixels> pixels() {
    return Optional.empty();
  }

  /**
   * Rows that are images.
   *
   * @param white the value of white pixels, where it is known; 0 is black
   */
  record Pixels(ImageShape shape, OptionalDouble white) {}
}
