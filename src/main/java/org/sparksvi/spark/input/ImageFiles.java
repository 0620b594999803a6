package org.sparksvi.spark.input;

import static org.apache.spark.sql.functions.col;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.image.ImageSchema;
import org.apache.spark.ml.image.ImageSchema$;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.sparksvi.data.ImageShape;
import org.sparksvi.data.RowForm;
import org.sparksvi.random.RowKeys;
import scala.Option;

/**
 * Image files of one size, grey or in colours, as a table: {@code file} and {@link
 * InputTable#FEATURES}. The key of a row is its file's name below the path.
 *
 * <p>Decoded as by Spark's data source {@code image}, in 8 bits a channel, unless they say that
 * they are larger than any task could hold. Files that are no images, and images of another size,
 * are invalid rows.
 */
public final class ImageFiles {
  private static final StructType SCHEMA =
      new StructType()
          .add(InputTable.FEATURES, SQLDataTypes.VectorType())
          .add(InputTable.FILE, DataTypes.StringType)
          .add(InputTable.OFFSET, DataTypes.LongType)
          .add(InputTable.KEY, DataTypes.LongType)
          .add(InputTable.PROBLEM, DataTypes.StringType)
          .add(InputTable.CONTENT, DataTypes.StringType);
  private static final int MOST_PIXELS = 1 << 24;
  private static final int TOO_MANY = -2; // channels of an image that has more
  private static final int ORIGIN = 0; // columns of Spark's
  private static final int HEIGHT = 1;
  private static final int WIDTH = 2;
  private static final int CHANNELS = 3;
  private static final int DATA = 5;

  private ImageFiles() {}

  /**
   * Opens the images of a file, a directory with all below it, or a pattern.
   *
   * @param shape that they must have; empty for the one that most have
   */
  public static PixelTable open(SparkSession spark, String path, Optional<ImageShape> shape) {
    Configuration configuration = spark.sparkContext().hadoopConfiguration();
    String prefix = InputFiles.prefix(configuration, path);
    Dataset<Row> files =
        InputFiles.literally(spark, path)
            .format("binaryFile")
            .load(InputFiles.paths(configuration, path))
            .select("path", "content");
    Dataset<Row> images =
        spark.createDataFrame(
            files.javaRDD().map(file -> decoded(file.getString(0), (byte[]) file.get(1))),
            ImageSchema.columnSchema());
    ImageShape one = shape.orElseGet(() -> commonShape(spark, path, images));
    Dataset<Row> rows =
        spark.createDataFrame(images.javaRDD().map(image -> row(image, prefix, one)), SCHEMA);
    return new PixelTable(
        new InputTable(rows, path),
        new RowForm(RowForm.BYTE_SCALE, Optional.of(one)),
        one.columns());
  }

  /** An image as Spark has it; without its pixels where these are too many. */
  private static Row decoded(String file, byte[] bytes) throws IOException {
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (readers.hasNext()) {
        ImageReader reader = readers.next();
        reader.setInput(in, true, true);
        int height = reader.getHeight(0);
        int width = reader.getWidth(0);
        reader.dispose();
        if ((long) height * width > MOST_PIXELS) {
          return RowFactory.create(file, height, width, TOO_MANY, TOO_MANY, new byte[0]);
        }
      }
    } catch (IOException | RuntimeException e) {
      // as Spark has it: no image
    }
    Option<Row> image = ImageSchema$.MODULE$.decode(file, bytes);
    return image.isDefined()
        ? image.get().getStruct(0)
        : RowFactory.create(file, -1, -1, -1, -1, new byte[0]);
  }

  /** The shape that most images have, the larger of equally frequent ones. */
  private static ImageShape commonShape(SparkSession spark, String path, Dataset<Row> images) {
    List<Row> shapes =
        Jobs.run(
            spark,
            "Finding the size of images",
            path,
            () ->
                images
                    .filter(col("height").gt(0).and(col("nChannels").isin(1, 3)))
                    .groupBy("height", "width", "nChannels")
                    .count()
                    .collectAsList());
    return shapes.stream()
        .max(
            Comparator.<Row>comparingLong(row -> row.getLong(3))
                .thenComparingInt(row -> row.getInt(0))
                .thenComparingInt(row -> row.getInt(1))
                .thenComparingInt(row -> row.getInt(2)))
        .map(row -> new ImageShape(row.getInt(0), row.getInt(1), row.getInt(2)))
        .orElseThrow(
            () -> new InputException(path, "a file must be a grey or RGB image, but none is"));
  }

  private static Row row(Row image, String prefix, ImageShape shape) {
    String name = InputFiles.name(new Path(image.getString(ORIGIN)), prefix);
    long key = RowKeys.ofText(name);
    String problem = problem(image, shape);
    return problem == null
        ? RowFactory.create(
            Vectors.dense(pixels((byte[]) image.get(DATA), shape.channels())),
            name,
            0L,
            key,
            null,
            null)
        : RowFactory.create(null, name, 0L, key, problem, "");
  }

  /** What is wrong with an image; null where nothing is. */
  private static String problem(Row image, ImageShape shape) {
    if (image.getInt(HEIGHT) < 1) {
      return "file must be an image that Java can read, but is not";
    }
    int channels = image.getInt(CHANNELS);
    if (channels == TOO_MANY) {
      return "image must have at most %d pixels, but has %d x %d"
          .formatted(MOST_PIXELS, image.getInt(HEIGHT), image.getInt(WIDTH));
    }
    if (channels != 1 && channels != 3) {
      return "image must be grey or RGB, but has %d channels".formatted(channels);
    }
    ImageShape found = new ImageShape(image.getInt(HEIGHT), image.getInt(WIDTH), channels);
    return found.equals(shape) ? null : "image must be %s, but is %s".formatted(shape, found);
  }

  /** Bytes from 0 to 255; Spark has blue first. */
  private static double[] pixels(byte[] data, int channels) {
    double[] values = new double[data.length];
    for (int i = 0; i < data.length; i++) {
      int pixel = i - i % channels;
      values[i] = Byte.toUnsignedInt(data[pixel + channels - 1 - i % channels]);
    }
    return values;
  }
}
