package org.sparksvi.job.factor;

import java.util.function.Function;
import org.sparksvi.bundle.Bundle;
import org.sparksvi.data.DenseBlock;
import org.sparksvi.job.dense.RowModel;
import org.sparksvi.job.kind.StoredModel;
import org.sparksvi.model.HeldOut;
import org.sparksvi.model.Model;
import org.sparksvi.model.Transforms;
import org.sparksvi.models.factor.ArdSettings;
import org.sparksvi.models.factor.BayesianPca;
import org.sparksvi.models.factor.FactorModel;
import org.sparksvi.models.factor.FactorSettings;
import org.sparksvi.models.factor.FactorSummary;
import org.sparksvi.store.DenseCodec;

/**
 * A factor model, whichever it is, and how it is summarised.
 *
 * @param model by maximum likelihood or Bayesian
 * @param summary of its parameters
 */
record Factors<M extends Model<DenseBlock> & HeldOut<DenseBlock> & Transforms<DenseBlock>>(
    M model, Function<Bundle, FactorSummary> summary) {

  static Factors<?> of(FactorKeys keys, int columns) {
    FactorSettings settings = keys.settings(columns);
    if (keys.bayes()) {
      BayesianPca model = new BayesianPca(settings, ArdSettings.VAGUE);
      return new Factors<>(model, model::summary);
    }
    FactorModel model = new FactorModel(settings, keys.noise());
    return new Factors<>(model, model::summary);
  }

  StoredModel<?, ?, ?> stored() {
    return new StoredModel<>(model, new DenseCodec(), new DenseCodec());
  }

  RowModel<M> on(Bundle parameters) {
    return new RowModel<>(model, parameters);
  }
}
