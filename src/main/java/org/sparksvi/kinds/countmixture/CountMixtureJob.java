package org.sparksvi.kinds.countmixture;

import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.config.Choices;
import org.sparksvi.data.CountBlock;
import org.sparksvi.format.FormatException;
import org.sparksvi.format.PublishedModel;
import org.sparksvi.format.Vocabulary;
import org.sparksvi.kind.ModelJob;
import org.sparksvi.kind.Prepared;
import org.sparksvi.kind.StoredModel;
import org.sparksvi.kind.Trainable;
import org.sparksvi.model.Restarts;
import org.sparksvi.models.mixture.MixtureModel;
import org.sparksvi.report.Wording;
import org.sparksvi.rows.CountInputs;
import org.sparksvi.rows.CountSettings;
import org.sparksvi.rows.InputSettings;
import org.sparksvi.rows.RowChecks;
import org.sparksvi.store.CountCodec;

/**
 * A mixture over counts and the documents it is for.
 *
 * @param rows where documents come from
 */
record CountMixtureJob(CountSettings rows, CountMixtureSettings model) implements ModelJob {

  @Override
  public InputSettings input() {
    return rows.input();
  }

  @Override
  public List<String> paths() {
    return rows.paths();
  }

  @Override
  public String kernel() {
    return "scalar";
  }

  @Override
  public Wording wording() {
    return new Wording("documents", "document", "log probability", "");
  }

  @Override
  public CountInputs rows(SparkSession spark) {
    return CountInputs.whole(spark, rows);
  }

  @Override
  public Trainable trainable(Prepared data) {
    int words = data.names().size();
    RowChecks.requireFits(
        model.numbers(words),
        "%d components over %d words with model.restarts = %d"
            .formatted(model.components(), words, model.restarts()));
    new RowChecks(data, input().path()).requireRows(model.components(), "model.components");
    MixtureModel<CountBlock> mixture = model.model(words);
    Restarts<CountBlock, MixtureModel<CountBlock>> starts =
        new Restarts<>(mixture, model.restarts());
    return new Trainable() {
      @Override
      public String headline() {
        return "a %s mixture of %d components on %d documents, %d words"
            .formatted(
                Choices.word(model.family()),
                model.components(),
                data.training().totalRows(),
                words);
      }

      @Override
      public StoredModel<?, ?, ?> stored() {
        return new StoredModel<>(starts, new CountCodec(), new CountCodec());
      }

      @Override
      public TrainedCountMixture trained(Bundle parameters) {
        Bundle best = starts.parametersOf(starts.best(parameters), parameters);
        return new TrainedCountMixture(rows, model, mixture, best, data.names());
      }
    };
  }

  @Override
  public TrainedCountMixture read(PublishedModel published, String place) {
    CountMixtureSettings settings = CountMixtureSettings.read(published.settings(), place);
    Vocabulary words =
        published
            .vocabulary()
            .orElseThrow(() -> new FormatException(place, "there is no vocabulary"));
    return new TrainedCountMixture(
        rows, settings, settings.model(words.size()), published.parameters(), words);
  }
}
