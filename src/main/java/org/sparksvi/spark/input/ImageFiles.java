package org.sparksvi.spark.input;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import org.sparksvi.data.ImageShape;
import org.sparksvi.data.RowForm;
import org.sparksvi.random.RowKeys;
import org.sparksvi.spark.input.InputFiles.Chunk;
import org.sparksvi.spark.input.InputFiles.InputFile;
import org.sparksvi.spark.wire.Items;

/**
 * Image files of one size, grey or in colours, as a table: {@code file} and {@link
 * InputTable#FEATURES}. The key of a row is its file's name below the path.
 *
 * <p>Values are from 0 to 255, those of more bits a channel fractions. Files that are no images,
 * and images of another size or with an alpha channel, are invalid rows. Spark's data source {@code
 * image} keeps the last 8 of 16 bits, and drops alpha.
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
  private static final int MOST = 255; // largest value
  private static final int MOST_PIXELS = 1 << 24;
  private static final int ALPHA = 4; // channels of what has one for alpha

  private ImageFiles() {}

  /**
   * Opens the images of a file, a directory with all below it, or a pattern.
   *
   * @param shape that they must have; empty for the one that most have
   */
  public static PixelTable open(SparkSession spark, String path, Optional<ImageShape> shape) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Configuration configuration = context.hadoopConfiguration();
    List<InputFile> files = InputFiles.list(configuration, path);
    List<List<Chunk>> slices =
        InputFiles.slices(
            configuration, files, true, InputFiles.splitBytes(files, context.defaultParallelism()));
    SerializableConfiguration shipped = new SerializableConfiguration(configuration);
    JavaRDD<InputFile> images =
        Items.parallelize(context, slices, slices.size())
            .flatMap(slice -> slice.stream().map(Chunk::file).iterator());
    ImageShape one = shape.orElseGet(() -> commonShape(spark, path, images, shipped));
    Dataset<Row> rows =
        spark.createDataFrame(images.map(image -> row(image, shipped.value(), one)), SCHEMA);
    return new PixelTable(
        new InputTable(rows, path),
        new RowForm(RowForm.BYTE_SCALE, Optional.of(one)),
        one.columns());
  }

  /** The shape that most images have, the larger of equally frequent ones. */
  private static ImageShape commonShape(
      SparkSession spark,
      String path,
      JavaRDD<InputFile> images,
      SerializableConfiguration configuration) {
    Map<ArrayList<Integer>, Long> shapes =
        Jobs.run(
            spark,
            "Finding the size of images",
            path,
            () ->
                images
                    .map(image -> shape(content(image, configuration.value())))
                    .filter(Objects::nonNull)
                    .map(
                        shape -> // a list that every serializer can read
                        new ArrayList<>(List.of(shape.height(), shape.width(), shape.channels())))
                    .countByValue());
    return shapes.entrySet().stream()
        .max(
            Comparator.<Map.Entry<ArrayList<Integer>, Long>>comparingLong(Map.Entry::getValue)
                .thenComparingInt(shape -> shape.getKey().get(0))
                .thenComparingInt(shape -> shape.getKey().get(1))
                .thenComparingInt(shape -> shape.getKey().get(2)))
        .map(Map.Entry::getKey)
        .map(shape -> new ImageShape(shape.get(0), shape.get(1), shape.get(2)))
        .orElseThrow(
            () -> new InputException(path, "a file must be a grey or RGB image, but none is"));
  }

  /** The bytes of a file; none where they are too many. */
  private static byte[] content(InputFile file, Configuration configuration) {
    if (file.length() > ChunkReader.DOCUMENT_BYTES) {
      return new byte[0];
    }
    try (InputStream in = InputFiles.open(configuration, file.path())) {
      return in.readNBytes(ChunkReader.DOCUMENT_BYTES);
    } catch (IOException e) {
      throw InputFiles.unreadable(file.path(), e);
    }
  }

  private static Row row(InputFile file, Configuration configuration, ImageShape shape) {
    String name = file.name();
    long key = RowKeys.ofText(name);
    byte[] content = content(file, configuration);
    BufferedImage image = decoded(content);
    String problem = image == null ? unreadable(file, content) : problem(image, shape);
    return problem.isEmpty()
        ? RowFactory.create(Vectors.dense(pixels(image)), name, 0L, key, null, null)
        : RowFactory.create(null, name, 0L, key, problem, "");
  }

  /** The image of a file, or null where it is none that Java can read, or too large. */
  private static BufferedImage decoded(byte[] content) {
    return read(content, reader -> isTooLarge(reader) ? null : reader.read(0));
  }

  /** The shape of an image, by its header where that says it; null where it cannot be a row. */
  private static ImageShape shape(byte[] content) {
    return read(
        content,
        reader -> {
          if (isTooLarge(reader)) {
            return null;
          }
          ImageTypeSpecifier type = reader.getRawImageType(0);
          ColorModel colours = type == null ? reader.read(0).getColorModel() : type.getColorModel();
          return channels(colours) == ALPHA
              ? null
              : new ImageShape(reader.getHeight(0), reader.getWidth(0), channels(colours));
        });
  }

  /** What is wrong with a file that is not decoded. */
  private static String unreadable(InputFile file, byte[] content) {
    if (file.length() > ChunkReader.DOCUMENT_BYTES) {
      return "image must have at most %d bytes, but has %d"
          .formatted(ChunkReader.DOCUMENT_BYTES, file.length());
    }
    String size =
        read(
            content,
            reader ->
                isTooLarge(reader)
                    ? "image must have at most %d pixels, but has %d x %d"
                        .formatted(MOST_PIXELS, reader.getHeight(0), reader.getWidth(0))
                    : null);
    return size == null ? "file must be an image that Java can read, but is not" : size;
  }

  private static boolean isTooLarge(ImageReader reader) throws IOException {
    return (long) reader.getHeight(0) * reader.getWidth(0) > MOST_PIXELS;
  }

  /** What is read from an image. */
  @FunctionalInterface
  private interface Reading<T> {
    T of(ImageReader reader) throws IOException;
  }

  /** Null where it is no image that Java can read. */
  private static <T> T read(byte[] content, Reading<T> reading) {
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(content))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        return null;
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        return reading.of(reader);
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException e) { // the latter of damaged files
      return null;
    }
  }

  private static int channels(ColorModel colours) {
    return colours.hasAlpha() ? ALPHA : isGrey(colours) ? 1 : 3;
  }

  private static boolean isGrey(ColorModel colours) {
    return colours.getColorSpace().getType() == ColorSpace.TYPE_GRAY;
  }

  /** What is wrong with an image; empty where nothing is. */
  private static String problem(BufferedImage image, ImageShape shape) {
    int channels = channels(image.getColorModel());
    if (channels == ALPHA) {
      return "image must be grey or RGB, but has an alpha channel besides";
    }
    ImageShape found = new ImageShape(image.getHeight(), image.getWidth(), channels);
    return found.equals(shape) ? "" : "image must be %s, but is %s".formatted(shape, found);
  }

  /** Values from 0 to 255, of colours red first. */
  private static double[] pixels(BufferedImage image) {
    ColorModel colours = image.getColorModel();
    int channels = channels(colours);
    boolean samples = channels == 1 || colours.getComponentSize(0) > Byte.SIZE;
    double largest = samples ? Math.scalb(1.0, colours.getComponentSize(0)) - 1 : MOST;
    double[] values = new double[image.getHeight() * image.getWidth() * channels];
    int at = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        for (int c = 0; c < channels; c++) {
          int value =
              samples
                  ? image.getRaster().getSample(x, y, c)
                  : (image.getRGB(x, y) >> (Byte.SIZE * (channels - 1 - c))) & MOST;
          values[at++] = value * MOST / largest;
        }
      }
    }
    return values;
  }
}
