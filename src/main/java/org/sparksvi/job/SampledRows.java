package org.sparksvi.job;

import java.util.Iterator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.sparksvi.data.ImageShape;
import org.sparksvi.random.Streams;
import org.sparksvi.report.ImageSheet;
import org.sparksvi.rows.RowSampler;
import org.sparksvi.spark.wire.Sent;

/**
 * Rows drawn from a model, numbered from 0.
 *
 * @param streams of the draws' seed
 * @param rows how many
 */
record SampledRows(SparkSession spark, RowSampler sampler, Streams streams, long rows) {
  private static final int TOGETHER = 256; // rows drawn at a time, whoever draws them
  private static final long MOST_PARTS = 100_000;
  private static final long PART_ROWS = 64L * TOGETHER; // at least

  /** Writes all rows, each task some of them; no task holds more than a few. */
  void write(UnaryOperator<DataFrameWriter<Row>> format, Path target) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    long ofPart = Math.max(PART_ROWS, (rows / MOST_PARTS / TOGETHER + 1) * TOGETHER);
    List<Long> firsts =
        LongStream.iterate(0, first -> first < rows, first -> first + ofPart).boxed().toList();
    Sent<RowSampler> shared = Sent.of(context, sampler);
    Streams names = streams;
    long all = rows;
    try {
      JavaRDD<Row> drawn =
          context
              .parallelize(firsts, firsts.size())
              .flatMap(first -> drawn(shared.value(), names, first, Math.min(all, first + ofPart)));
      format.apply(spark.createDataFrame(drawn, sampler.columns()).write()).save(target.toString());
    } finally {
      shared.destroy();
    }
  }

  private static Iterator<Row> drawn(RowSampler sampler, Streams streams, long from, long to) {
    return LongStream.iterate(from, first -> first < to, first -> first + TOGETHER)
        .mapToObj(first -> sampler.draw(streams, first, (int) Math.min(TOGETHER, to - first)))
        .flatMap(List::stream)
        .iterator();
  }

  /** The first rows drawn as images, as many as fit one picture, as PNG. */
  byte[] draw(ImageShape shape, OptionalDouble known) {
    List<double[]> images =
        sampler.draw(streams, 0, (int) Math.min(rows, ImageSheet.most(shape))).stream()
            .map(SampledRows::numbers)
            .toList();
    double largest = images.stream().flatMapToDouble(java.util.Arrays::stream).max().orElse(1);
    double white = known.orElse(largest > 0 ? largest : 1);
    return new ImageSheet(shape, white).png(images);
  }

  private static double[] numbers(Row row) {
    double[] numbers = new double[row.size()];
    for (int c = 0; c < numbers.length; c++) {
      numbers[c] = row.getDouble(c);
    }
    return numbers;
  }
}
