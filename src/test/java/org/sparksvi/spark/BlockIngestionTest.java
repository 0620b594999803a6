package org.sparksvi.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparksvi.format.OnInvalid;
import org.sparksvi.spark.input.DocwordSource;
import org.sparksvi.spark.input.RowItem;
import org.sparksvi.spark.input.RowSource;
import org.sparksvi.spark.wire.Items;

/** The same documents become the same files, however they are written and read. */
@Tag("spark")
@ExtendWith(SharedSpark.class)
class BlockIngestionTest {
  private static final long WHOLE = 1 << 20; // bytes; more than any file here
  private static final long TINY = 48; // bytes; a few lines, and most cuts inside one
  private static final IngestSettings SETTINGS = new IngestSettings(7, 8, 0.25);

  private final DocwordCorpus corpus = DocwordCorpus.drawn(60, 40, 9, 3);
  private JavaSparkContext spark;
  private SparkSession session;
  @TempDir private Path directory;

  @BeforeEach
  void open(SparkSession session) {
    this.session = session;
    spark = new JavaSparkContext(session.sparkContext());
  }

  private RowSource open(Path path, long partBytes) throws IOException {
    return DocwordSource.open(spark, path.toString(), Optional.empty(), OnInvalid.FAIL, partBytes);
  }

  private Path store(String name) {
    return directory.resolve(name);
  }

  private static org.apache.hadoop.fs.Path hadoop(Path path) {
    return new org.apache.hadoop.fs.Path(path.toUri());
  }

  private Ingested ingest(RowSource source, IngestSettings settings, String name) {
    return new BlockIngestion(spark, settings, RowKind.halved(new CompletionSplit(1)))
        .training(source, hadoop(store(name)), hadoop(store(name + "-held-out")));
  }

  private void assertSameStores(String expected, String actual) throws IOException {
    assertEquals(StoreFiles.of(store(expected)), StoreFiles.of(store(actual)));
    assertEquals(
        StoreFiles.of(store(expected + "-held-out")), StoreFiles.of(store(actual + "-held-out")));
  }

  /** A way to write the corpus. */
  enum Form {
    PLAIN {
      @Override
      Path write(DocwordCorpus corpus, Path directory) throws IOException {
        return corpus.plain(directory.resolve("plain.txt"));
      }
    },
    GZIP {
      @Override
      Path write(DocwordCorpus corpus, Path directory) throws IOException {
        return corpus.gzip(directory.resolve("docword.gz"));
      }
    },
    GZIP_WITHOUT_ITS_ENDING {
      @Override
      Path write(DocwordCorpus corpus, Path directory) throws IOException {
        return corpus.gzip(directory.resolve("docword.txt"));
      }
    },
    DIRECTORY {
      @Override
      Path write(DocwordCorpus corpus, Path directory) throws IOException {
        return corpus.parts(directory.resolve("parts"), 3, false);
      }
    },
    DIRECTORY_OF_MIXED_FILES {
      @Override
      Path write(DocwordCorpus corpus, Path directory) throws IOException {
        Path parts = corpus.parts(directory.resolve("mixed"), 3, true);
        DocwordCorpus.write(parts.resolve("_SUCCESS"), "");
        DocwordCorpus.write(parts.resolve(".part-000.crc"), "no docword");
        return parts;
      }
    },
    PATTERN {
      @Override
      Path write(DocwordCorpus corpus, Path directory) throws IOException {
        return corpus.parts(directory.resolve("pattern"), 4, false).resolve("part-*");
      }
    },
    DOCUMENTS_TORN_APART {
      @Override
      Path write(DocwordCorpus corpus, Path directory) throws IOException {
        return corpus.shuffled(11).plain(directory.resolve("shuffled.txt"));
      }
    },
    OTHER_LINE_ENDS_AND_BLANK_LINES {
      @Override
      Path write(DocwordCorpus corpus, Path directory) throws IOException {
        String text = corpus.text().replace("\n", "\r\n").replace("7 ", "7 \t");
        int middle = text.indexOf('\n', text.length() / 2) + 1;
        return DocwordCorpus.write(
            directory.resolve("ends.txt"),
            text.substring(0, middle) + "\r\n  \r\n" + text.substring(middle));
      }
    },
    WITHOUT_LAST_LINE_FEED {
      @Override
      Path write(DocwordCorpus corpus, Path directory) throws IOException {
        return DocwordCorpus.write(directory.resolve("open.txt"), corpus.text().stripTrailing());
      }
    };

    abstract Path write(DocwordCorpus corpus, Path directory) throws IOException;
  }

  @ParameterizedTest
  @EnumSource
  void everyFormOfTheInputGivesTheBlocksOfTheOracleAndTheSameFiles(Form form) throws IOException {
    IngestionOracle oracle = IngestionOracle.of(corpus, SETTINGS);
    Ingested plain = ingest(open(Form.PLAIN.write(corpus, directory), WHOLE), SETTINGS, "expected");
    oracle.assertTraining(store("expected"));
    oracle.assertHeldOut(store("expected-held-out"));

    Path path = form.write(corpus, directory);
    for (long partBytes : new long[] {TINY, WHOLE}) {
      Ingested ingested = ingest(open(path, partBytes), SETTINGS, "parts-" + partBytes);

      assertSameStores("expected", "parts-" + partBytes);
      assertEquals(
          plain.training().orElseThrow().fingerprint(),
          ingested.training().orElseThrow().fingerprint());
      assertEquals(corpus.emptyDocuments(), ingested.tally().emptyRows());
      assertEquals(corpus.documents() - corpus.emptyDocuments(), ingested.tally().rows());
      assertEquals(corpus.entries().size(), ingested.tally().entries());
      assertEquals(0, ingested.tally().invalid().count());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 5, 13})
  void everyCutOfTheFileGivesTheSameFiles(long partBytes) throws IOException {
    DocwordCorpus small = DocwordCorpus.drawn(4, 12, 3, 5);
    Path file = small.plain(directory.resolve("small.txt"));
    ingest(open(file, WHOLE), SETTINGS, "expected");

    ingest(open(file, partBytes), SETTINGS, "cut");

    assertSameStores("expected", "cut");
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "2, 0", "7, 0", "1, 7", "2, 1", "7, 7"})
  void neitherParallelismNorThePartitionsOfTheSourceShow(int parallelism, int partitions)
      throws IOException {
    RowSource source = open(corpus.plain(directory.resolve("plain.txt")), TINY);
    ingest(source, SETTINGS, "expected");

    try (Parallelism set = new Parallelism(session, parallelism)) {
      assertEquals(parallelism, set.tasks());
      JavaRDD<RowItem> items =
          partitions == 0
              ? source.items()
              : Items.parallelize(
                  new JavaSparkContext(session.sparkContext()),
                  Items.collect(source.items()),
                  partitions);
      ingest(
          new RowSource(
              source.name(),
              items,
              source.map(),
              source.names(),
              source.form(),
              source.documents(),
              source.check()),
          SETTINGS,
          "other");
    }

    assertSameStores("expected", "other");
  }

  /** What a failed attempt had met is met again, and counts once. */
  @Test
  void tasksThatFailAndAreTriedAgainLeaveTheSameFilesAndTallies() throws IOException {
    RowSource source = open(corpus.plain(directory.resolve("plain.txt")), 1000);
    ingest(source, SETTINGS, "expected");

    Ingested ingested = ingest(new Faults.FailWhileReading(3).in(source), SETTINGS, "failing");

    assertSameStores("expected", "failing");
    assertEquals(corpus.entries().size(), ingested.tally().entries());
    assertEquals(corpus.emptyDocuments(), ingested.tally().emptyRows());
  }

  /** More rows than one shard file takes, and a block size that does not divide them. */
  @Test
  void manyShardsHoldTheBlocksOfTheOracle() throws IOException {
    DocwordCorpus large = DocwordCorpus.drawn(24_000, 50, 2, 9);
    IngestSettings settings = new IngestSettings(1, 9000, 0.48);
    IngestionOracle oracle = IngestionOracle.of(large, settings);
    Path file = large.plain(directory.resolve("large.txt"));

    ingest(open(file, WHOLE), settings, "whole");
    ingest(open(file, 30_011), settings, "cut");

    oracle.assertTraining(store("whole"));
    oracle.assertHeldOut(store("whole-held-out"));
    assertSameStores("whole", "cut");
    for (String name : List.of("whole", "whole-held-out")) {
      Set<String> files = StoreFiles.of(store(name)).keySet();
      assertTrue(files.contains("part-00001.safetensors"), () -> "one shard only: " + files);
    }
  }

  @Test
  void anotherSeedIsAnotherOrderOfTheSameRows() throws IOException {
    RowSource source = open(corpus.plain(directory.resolve("plain.txt")), WHOLE);
    IngestSettings none = new IngestSettings(7, 8, 0);
    IngestSettings other = new IngestSettings(8, 8, 0);

    Ingested first = ingest(source, none, "first");
    Ingested second = ingest(source, other, "second");

    IngestionOracle.of(corpus, other).assertTraining(store("second"));
    assertFalse(
        first
            .training()
            .orElseThrow()
            .fingerprint()
            .equals(second.training().orElseThrow().fingerprint()));
    assertEquals(
        first.training().orElseThrow().totalRows(), second.training().orElseThrow().totalRows());
  }

  @Test
  void withoutAFractionThereIsNoHeldOutStore() throws IOException {
    RowSource source = open(corpus.plain(directory.resolve("plain.txt")), WHOLE);

    Ingested ingested = ingest(source, new IngestSettings(7, 8, 0), "all");

    assertEquals(Optional.empty(), ingested.heldOut());
    assertFalse(Files.exists(store("all-held-out")));
  }
}
