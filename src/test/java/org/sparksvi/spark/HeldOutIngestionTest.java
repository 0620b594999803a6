package org.sparksvi.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparksvi.data.CompletionBlock;
import org.sparksvi.data.CountBlock;
import org.sparksvi.format.FormatException;
import org.sparksvi.format.OnInvalid;
import org.sparksvi.spark.input.DocwordSource;
import org.sparksvi.spark.input.RowSource;

/** Which rows are held out, and in what halves, depends on keys and seeds alone. */
@Tag("spark")
@ExtendWith(SharedSpark.class)
class HeldOutIngestionTest {
  private static final long TINY = 48; // bytes a task reads; a few lines
  private static final IngestSettings SETTINGS = new IngestSettings(7, 8, 0.3);

  private final DocwordCorpus corpus = DocwordCorpus.drawn(60, 40, 9, 3);
  private JavaSparkContext spark;
  @TempDir private Path directory;

  @BeforeEach
  void open(SparkSession session) {
    spark = new JavaSparkContext(session.sparkContext());
  }

  private RowSource open(Path path) throws IOException {
    return DocwordSource.open(spark, path.toString(), Optional.empty(), OnInvalid.FAIL, TINY);
  }

  private Path store(String name) {
    return directory.resolve(name);
  }

  private org.apache.hadoop.fs.Path hadoop(String name) {
    return new org.apache.hadoop.fs.Path(store(name).toUri());
  }

  /** Keys of the training blocks, or of the held-out ones. */
  private SortedSet<Long> keys(DocwordCorpus from, IngestSettings settings, boolean heldOut)
      throws IOException {
    String name = "keys-" + from.documents() + "-" + settings.seed();
    if (!Files.exists(store(name))) {
      Path file = from.plain(directory.resolve(name + ".txt"));
      new BlockIngestion(spark, settings, RowKind.halved(new CompletionSplit(1)))
          .training(open(file), hadoop(name), hadoop(name + "-held-out"));
    }
    TreeSet<Long> keys = new TreeSet<>();
    if (heldOut) {
      for (CompletionBlock block : IngestionOracle.heldOutBlocks(store(name + "-held-out"))) {
        addKeys(block.observed(), keys);
        addKeys(block.heldOut(), keys);
      }
    } else {
      for (CountBlock block : IngestionOracle.trainingBlocks(store(name))) {
        addKeys(block, keys);
      }
    }
    return keys;
  }

  private static void addKeys(CountBlock block, Set<Long> into) {
    for (long key : IngestionOracle.keys(block)) {
      into.add(key);
    }
  }

  @Test
  void trainingAndHeldOutAreAllRowsAndNoRowIsInBoth() throws IOException {
    SortedSet<Long> training = keys(corpus, SETTINGS, false);
    SortedSet<Long> heldOut = keys(corpus, SETTINGS, true);

    TreeSet<Long> both = new TreeSet<>(training);
    both.retainAll(heldOut);
    assertEquals(new TreeSet<>(), both);
    assertFalse(heldOut.isEmpty());
    assertEquals(corpus.documents() - corpus.emptyDocuments(), training.size() + heldOut.size());
  }

  @Test
  void aRowIsHeldOutWhateverRowsAreBesideIt() throws IOException {
    DocwordCorpus more = DocwordCorpus.drawn(200, 40, 9, 99);
    SortedSet<Long> few = keys(corpus, SETTINGS, true);

    TreeSet<Long> ofThose = new TreeSet<>(keys(more, SETTINGS, true).headSet(60L));

    assertEquals(few, ofThose);
  }

  @Test
  void anotherSeedHoldsOutOtherRows() throws IOException {
    IngestSettings other = new IngestSettings(8, 8, 0.3);

    assertFalse(keys(corpus, SETTINGS, true).equals(keys(corpus, other, true)));
  }

  @Test
  void aPathOfItsOwnIsHeldOutWhole() throws IOException {
    Path file = corpus.shuffled(2).plain(directory.resolve("held-out.txt"));

    Ingested ingested =
        new BlockIngestion(spark, SETTINGS, RowKind.halved(new CompletionSplit(1)))
            .heldOut(open(file), hadoop("own"));

    IngestSettings asIfAll = new IngestSettings(7, 8, 1 - 1e-15);
    IngestionOracle.of(corpus, asIfAll).assertHeldOut(store("own"));
    assertEquals(Optional.empty(), ingested.training());
    assertEquals(corpus.emptyDocuments(), ingested.tally().emptyRows());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void twoFilesAreTheHalvesOfTheRowsThatBothHave(boolean compressed) throws IOException {
    DocwordCorpus observed = DocwordCorpus.drawn(60, 40, 6, 21);
    DocwordCorpus all = DocwordCorpus.drawn(60, 40, 4, 22);
    DocwordCorpus scored = // of every fifth document there is nothing to score
        new DocwordCorpus(
            60,
            40,
            all.entries().stream()
                .filter(entry -> Integer.parseInt(entry.split(" ", -1)[0]) % 5 != 0)
                .toList());
    Path first = observed.parts(directory.resolve("observed"), 3, compressed);
    Path second = scored.shuffled(4).plain(directory.resolve("scored.txt"));

    Ingested ingested =
        new BlockIngestion(spark, SETTINGS, RowKind.halved(new CompletionSplit(1)))
            .heldOut(open(first), open(second), hadoop("halves"));

    IngestionOracle oracle = IngestionOracle.ofHalves(observed, scored, SETTINGS);
    oracle.assertHeldOut(store("halves"));
    assertTrue(oracle.heldOut().stream().mapToInt(CompletionBlock::rows).sum() < 50);
    assertEquals(
        oracle.heldOut().stream().mapToInt(CompletionBlock::rows).sum(),
        ingested.heldOut().orElseThrow().totalRows());
  }

  @Test
  void halvesWithoutACommonRowAreRefused() throws IOException {
    Path first = new DocwordCorpus(3, 5, List.of("1 1 1")).plain(directory.resolve("first"));
    Path second = new DocwordCorpus(3, 5, List.of("2 1 1")).plain(directory.resolve("second"));

    FormatException refusal =
        assertThrows(
            FormatException.class,
            () ->
                new BlockIngestion(spark, SETTINGS, RowKind.halved(new CompletionSplit(1)))
                    .heldOut(open(first), open(second), hadoop("none")));

    assertEquals(
        first
            + ": there must be a row with both halves, found by document id or file name, but there"
            + " is none",
        refusal.getMessage());
    assertFalse(Files.exists(store("none")));
  }

  @Test
  void halvesOfOtherVocabulariesAreRefused() throws IOException {
    Path first = new DocwordCorpus(3, 5, List.of("1 1 1")).plain(directory.resolve("first"));
    Path second = new DocwordCorpus(3, 6, List.of("1 6 1")).plain(directory.resolve("second"));

    FormatException refusal =
        assertThrows(
            FormatException.class,
            () ->
                new BlockIngestion(spark, SETTINGS, RowKind.halved(new CompletionSplit(1)))
                    .heldOut(open(first), open(second), hadoop("none")));

    assertEquals(
        second + ": there must be 5 columns, as in " + first + ", but there are 6",
        refusal.getMessage());
    assertFalse(Files.exists(store("none")));
  }

  @Test
  void aFractionThatLeavesNoTrainingRowIsRefused() throws IOException {
    Path file = corpus.plain(directory.resolve("all.txt"));
    IngestSettings all = new IngestSettings(7, 8, 1 - 1e-15);

    FormatException refusal =
        assertThrows(
            FormatException.class,
            () ->
                new BlockIngestion(spark, all, RowKind.halved(new CompletionSplit(1)))
                    .training(open(file), hadoop("none"), hadoop("none-held-out")));

    assertEquals(
        file + ": there must be a row to train on, but there is none", refusal.getMessage());
  }
}
