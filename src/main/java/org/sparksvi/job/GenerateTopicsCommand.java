package org.sparksvi.job;

import org.sparksvi.config.ConfigurationException;
import org.sparksvi.job.generate.CorpusSettings;
import org.sparksvi.job.generate.TopicsCorpus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code svi generate topics}: a corpus of known topics. */
@Command(
    name = "topics",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    showDefaultValues = true,
    description = {
      "Draws a corpus from latent Dirichlet allocation: docword files, vocabulary, and the truth.",
      "The same options give the same bytes, on any number of machines."
    })
final class GenerateTopicsCommand implements Job {
  @Option(
      names = "--output",
      required = true,
      paramLabel = "PATH",
      description = "Directory to write; must not exist.")
  private String output;

  @Option(names = "--documents", description = "Documents.", defaultValue = "10000")
  private int documents;

  @Option(names = "--words", description = "Words of the vocabulary.", defaultValue = "5000")
  private int words;

  @Option(names = "--topics", description = "Topics.", defaultValue = "20")
  private int topics;

  @Option(names = "--mean-length", description = "Mean tokens a document.", defaultValue = "100")
  private double meanLength;

  @Option(names = "--alpha", description = "Prior of documents' shares.", defaultValue = "0.1")
  private double alpha;

  @Option(
      names = "--eta",
      description = "Prior of topics' words, its mean over words.",
      defaultValue = "0.05")
  private double eta;

  @Option(
      names = "--exponent",
      description = "Word frequencies fall as 1/rank^EXPONENT.",
      defaultValue = "1")
  private double exponent;

  @Option(names = "--seed", description = "Names the corpus.", defaultValue = "1")
  private long seed;

  @Option(
      names = "--part-documents",
      description = "Documents of a part file.",
      defaultValue = "50000")
  private int partDocuments;

  @Mixin private SparkOptions spark = new SparkOptions();

  @Override
  public ExitCode run(Session session) {
    CorpusSettings settings = settings();
    return new DataGenerator(session, output, spark)
        .run(
            "svi generate topics",
            "%d documents".formatted(documents),
            (context, directory) -> {
              TopicsCorpus.Written written = new TopicsCorpus(context, settings).write(directory);
              return "%d documents, %d words, %d entries, %d topics"
                  .formatted(documents, words, written.entries(), topics);
            });
  }

  private CorpusSettings settings() {
    try {
      return new CorpusSettings(
          documents, words, topics, meanLength, alpha, eta, exponent, seed, partDocuments);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(e.getMessage(), e);
    }
  }
}
