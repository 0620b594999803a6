package org.sparksvi.spark.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.spark.ml.feature.CountVectorizer;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sparksvi.data.ValueRule;
import org.sparksvi.format.OnInvalid;
import org.sparksvi.format.Vocabulary;
import org.sparksvi.random.RowKeys;
import org.sparksvi.spark.SharedSpark;

@Tag("spark")
@ExtendWith(SharedSpark.class)
class TextInputTest {
  static final TokenSettings PLAIN =
      new TokenSettings(TokenSettings.WORDS, Locale.ROOT, true, 1, List.of());

  static InputTable table(SparkSession spark, String... texts) {
    return new InputTable(
        spark.createDataset(Arrays.asList(texts), Encoders.STRING()).toDF("text"), "table");
  }

  static final VocabularySettings ALL_WORDS =
      new VocabularySettings(1, Long.MAX_VALUE, VocabularySettings.DEFAULT_SIZE);

  static TextSettings settings(double minDocuments, double maxDocuments, int size) {
    return new TextSettings(
        PLAIN, new VocabularySettings(minDocuments, maxDocuments, size), OnInvalid.FAIL);
  }

  static final TextSettings ALL = settings(1, Long.MAX_VALUE, 1000);

  @Test
  void wordsAreOrderedByCountAndTiesByTheWord(SparkSession spark) {
    InputTable table = table(spark, "pear fig apple", "kiwi fig zebra apple", "fig Éclair 𝒳 ﬁn");

    List<String> vocabulary = ReadInput.text(table, "text", ALL).vocabulary();

    // Ties by UTF-8 bytes: U+FB01 before U+1D4B3, the other way round than in UTF-16.
    assertEquals(
        List.of("fig", "apple", "kiwi", "pear", "zebra", "éclair", "ﬁn", "𝒳"), vocabulary);
  }

  @Test
  void vocabularySizeCutsTiesByTheWord(SparkSession spark) {
    InputTable table = table(spark, "d c b a", "a b c d");

    for (int partitions : new int[] {1, 7}) {
      InputTable again = new InputTable(table.rows().repartition(partitions), "table");
      assertEquals(
          List.of("a", "b", "c"),
          ReadInput.text(again, "text", settings(1, Long.MAX_VALUE, 3)).vocabulary());
    }
  }

  @Test
  void limitsOfDocumentFrequencyMeanWhatCountVectorizerMakesOfThem(SparkSession spark) {
    // Word wN has N occurrences in documents 0 to N - 1, so no two words tie.
    String[] texts = new String[10];
    for (int d = 0; d < texts.length; d++) {
      StringBuilder text = new StringBuilder();
      for (int n = d + 1; n < texts.length; n++) {
        text.append(" w").append((char) ('a' + n));
      }
      texts[d] = text.toString();
    }
    InputTable table = table(spark, texts);
    Dataset<Row> split =
        table.rows().select(functions.split(functions.trim(functions.col("text")), " ").as("t"));

    double[][] limits = {
      {1, Long.MAX_VALUE}, {2, 5}, {0.25, 0.5}, {0.3, 7}, {3, 0.7}, {1, 1}, {2.5, 6.5}, {0, 0.95}
    };
    for (double[] limit : limits) {
      for (int size : new int[] {3, 1000}) {
        String[] expected =
            new CountVectorizer()
                .setInputCol("t")
                .setMinDF(limit[0])
                .setMaxDF(limit[1])
                .setVocabSize(size)
                .fit(split)
                .vocabulary();
        assertEquals(
            withoutBlank(expected),
            ReadInput.text(table, "text", settings(limit[0], limit[1], size)).vocabulary(),
            Arrays.toString(limit) + " size " + size);
      }
    }
  }

  /** The last text is blank, of which {@code split} makes one empty word. */
  private static List<String> withoutBlank(String[] words) {
    return Arrays.stream(words).filter(word -> !word.isEmpty()).toList();
  }

  @Test
  void countsAreThoseOfTheTextAndBlankDocumentsAreEmpty(SparkSession spark) {
    InputTable table = table(spark, "b a b", "", " ,.; ", null, "C c A");

    ReadInput input = ReadInput.text(table, "text", ALL);

    assertEquals(List.of("a=1 b=2", "a=1 c=2"), Rows.words(input));
    assertEquals(2, input.tally().rows());
    assertEquals(3, input.tally().emptyRows());
    assertEquals(0, input.tally().unseenTokens());
    assertEquals(3, input.columns());
  }

  @Test
  void wordsOutsideAGivenVocabularyAreCountedAsUnseen(SparkSession spark) {
    InputTable table = table(spark, "b a b x", "y y", "c");
    Vocabulary given = Vocabulary.of(List.of("unused", "b", "c"), "given");

    ReadInput input = ReadInput.text(table, "text", given, settings(5, 6, 1));

    assertEquals(given.words(), input.vocabulary());
    assertEquals(List.of("1=2.0", "2=1.0"), Rows.contents(input));
    assertEquals(1, input.tally().emptyRows());
    assertEquals(4, input.tally().unseenTokens());
  }

  @Test
  void vocabularyLimitsLeaveUnseenTokens(SparkSession spark) {
    InputTable table = table(spark, "a a b", "a c");

    ReadInput input = ReadInput.text(table, "text", settings(2, Long.MAX_VALUE, 10));

    assertEquals(List.of("a"), input.vocabulary());
    assertEquals(2, input.tally().unseenTokens());
  }

  @Test
  void stopWordsAndShortTokensAreLeftOut(SparkSession spark) {
    InputTable table = table(spark, "The whale isn't I a WHALE, l'été b");
    TokenSettings tokens =
        new TokenSettings(
            TokenSettings.WORDS, Locale.ROOT, true, 2, TokenSettings.stopWords("English"));

    ReadInput input =
        ReadInput.text(table, "text", new TextSettings(tokens, ALL_WORDS, OnInvalid.FAIL));

    assertEquals(List.of("l'été=1 whale=2"), Rows.words(input));
  }

  @Test
  void wordHasOneFormWhateverItsCharacters() {
    Tokenizer tokenizer =
        new Tokenizer(
            new TokenSettings(
                TokenSettings.WORDS, Locale.ROOT, true, 1, List.of("don't", "WE’LL")));

    assertEquals(
        List.of("café", "information", "it's", "here"),
        tokenizer.of("cafe\u0301 infor\u00ADmation don\u2019t it\u2019s we'll here"));
    assertEquals(
        List.of("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"),
        tokenizer.of("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"));
    assertEquals(
        List.of("\u0938\u094d\u200d\u0925\u093e\u0928"),
        tokenizer.of("\u0938\u094d\u200d\u0925\u093e\u0928"));
    assertEquals(List.of("机器", "学习", "3d", "b2b"), tokenizer.of("机器学习 3d, 42 b2b"));
  }

  @Test
  void lowerCaseIsThatOfTheLocale() {
    Locale turkish = Locale.forLanguageTag("tr");

    assertEquals(
        List.of("istanbul", "istanbul", "\u0131sparta"),
        new Tokenizer(new TokenSettings(TokenSettings.WORDS, turkish, true, 1, List.of()))
            .of("\u0130STANBUL istanbul ISPARTA"));
  }

  @Test
  void fractionsOfDocumentsAreCountedAsTheyAreWritten() {
    assertEquals(7, new VocabularySettings(0.07, 1, 1).least(100));
    assertEquals(29, new VocabularySettings(1, 0.29, 1).most(100));
    assertEquals(15, new VocabularySettings(0.15, 1, 1).least(100));
    assertEquals(8, new VocabularySettings(0.07, 1, 1).least(101));
    assertEquals(7, new VocabularySettings(0.07, 0.07, 1).most(101));
  }

  @Test
  void wordsThatNoTextCanHoldAreSaid() {
    TextSettings lower = new TextSettings(PLAIN, ALL_WORDS, OnInvalid.FAIL);

    assertEquals(
        "1 of the 2 words of input.vocabulary can never be found, such as 'Apple': input.text makes other tokens of them",
        TextInput.unmatched(Vocabulary.of(List.of("Apple", "pear"), "given"), lower).orElseThrow());
    assertTrue(TextInput.unmatched(Vocabulary.of(List.of("pear"), "given"), lower).isEmpty());
  }

  @Test
  void caseIsKeptOnRequestAndStopWordsMatchAnyCase(SparkSession spark) {
    InputTable table = table(spark, "The Whale whale THE");
    TokenSettings tokens =
        new TokenSettings(TokenSettings.WORDS, Locale.ROOT, false, 1, List.of("the"));

    ReadInput input =
        ReadInput.text(table, "text", new TextSettings(tokens, ALL_WORDS, OnInvalid.FAIL));

    assertEquals(List.of("Whale", "whale"), input.vocabulary());
  }

  @Test
  void localeOfTheJvmChangesNothing(SparkSession spark) {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));
      ReadInput input =
          ReadInput.text(
              table(spark, "TITLE IS IT Wit"),
              "text",
              new TextSettings(PLAIN, ALL_WORDS, OnInvalid.FAIL));
      assertEquals(List.of("is", "it", "title", "wit"), input.vocabulary());
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void keyIsAHashOfTheTextWhateverThePartitions(SparkSession spark) {
    String[] texts =
        IntStream.range(0, 100)
            .mapToObj(i -> "word" + " more".repeat(i / 2))
            .toArray(String[]::new);
    InputTable one = new InputTable(table(spark, texts).rows().coalesce(1), "table");
    InputTable many = new InputTable(table(spark, texts).rows().repartition(7), "table");

    ReadInput first = ReadInput.text(one, "text", ALL);
    ReadInput second = ReadInput.text(many, "text", ALL);

    assertEquals(Rows.keys(first), Rows.keys(second));
    assertEquals(Rows.words(first), Rows.words(second));
    assertEquals(first.vocabulary(), second.vocabulary());
    assertEquals(50, new TreeSet<>(Rows.keys(first)).size());
    assertTrue(Rows.keys(first).contains(RowKeys.ofText("word more")));
  }

  @Test
  void keysOfTextsDifferInEveryCharacterAndLength() {
    TreeSet<Long> keys = new TreeSet<>();
    String text = "the quick brown fox";
    for (int i = 0; i < text.length(); i++) {
      keys.add(RowKeys.ofText(text.substring(0, i)));
      keys.add(RowKeys.ofText(text.substring(0, i) + '\0'));
      keys.add(RowKeys.ofText(text.substring(0, i) + '#' + text.substring(i + 1)));
    }

    assertEquals(3 * text.length(), keys.size());
    assertFalse(keys.contains(RowKeys.ofText(text)));
  }

  @Test
  void countsAreAddedBesideTheUsersColumns(SparkSession spark) {
    InputTable table = table(spark, "b a b x", "", null, "y");
    InputTable wide = new InputTable(table.rows().withColumn("x.id", functions.lit(7)), "table");
    Vocabulary given = Vocabulary.of(List.of("a", "b"), "given");

    CountedTable counted = TextInput.withCounts(wide, "text", given, ALL, "the.counts");

    assertEquals(
        List.of("text", "x.id", "the.counts"), Arrays.asList(counted.rows().schema().fieldNames()));
    List<Row> rows = counted.rows().collectAsList();
    assertEquals("(2,[0,1],[1.0,2.0])", ((Vector) rows.get(0).get(2)).toString());
    assertEquals(7, rows.get(3).getInt(1));
    assertEquals(3, counted.tally().emptyRows());
    assertEquals(2, counted.tally().unseenTokens());
  }

  @Test
  void columnToBeAddedMustBeNew(SparkSession spark) {
    InputTable table = table(spark, "a");
    Vocabulary given = Vocabulary.of(List.of("a"), "given");

    InputException thrown =
        assertThrows(
            InputException.class, () -> TextInput.withCounts(table, "text", given, ALL, "text"));

    assertEquals(
        "table: column 'text' is to be added and must not exist, but does", thrown.getMessage());
  }

  @Test
  void columnMustBeThereAndBeText(SparkSession spark) {
    InputTable numbers = new InputTable(spark.range(3).toDF(), "table");

    InputException missing =
        assertThrows(InputException.class, () -> ReadInput.text(numbers, "text", ALL));
    InputException wrong =
        assertThrows(InputException.class, () -> ReadInput.text(numbers, "id", ALL));

    assertEquals("table: column 'text' must exist, but the columns are 'id'", missing.getMessage());
    assertEquals("table: column 'id' must be a string, but is bigint", wrong.getMessage());
  }

  @Test
  void corpusWithoutWordsIsRefused(SparkSession spark) {
    InputException blank =
        assertThrows(InputException.class, () -> ReadInput.text(table(spark, " "), "text", ALL));
    InputException rare =
        assertThrows(
            InputException.class,
            () -> ReadInput.text(table(spark, "a", "b"), "text", settings(2, 10, 10)));
    InputException unseen =
        assertThrows(
            InputException.class,
            () ->
                ReadInput.text(
                    table(spark, "a", "b"), "text", Vocabulary.of(List.of("c"), "given"), ALL));

    assertTrue(
        blank.getMessage().startsWith("table, column 'text': vocabulary must have at least 1 word"),
        blank.getMessage());
    assertTrue(
        rare.getMessage().contains("no word is in at least 2 and at most 10 documents"),
        rare.getMessage());
    assertEquals(
        "table, column 'text': rows with a positive count must be at least 1, but are 0"
            + " (2 empty, 0 invalid)",
        unseen.getMessage());
  }

  @Test
  void settingsThatCannotBeMeantAreRefused() {
    for (Runnable wrong :
        List.<Runnable>of(
            () -> new TokenSettings("(", Locale.ROOT, true, 1, List.of()),
            () -> new TokenSettings("a", Locale.ROOT, true, -1, List.of()),
            () -> new VocabularySettings(-1, 1, 1),
            () -> new VocabularySettings(1, Double.NaN, 1),
            () -> new VocabularySettings(1, 1, 0),
            () -> new VectorSettings(3, List.of("a"), OnInvalid.FAIL, ValueRule.ANY),
            () -> TokenSettings.stopWords("klingon"))) {
      assertThrows(IllegalArgumentException.class, wrong::run);
    }
  }
}
