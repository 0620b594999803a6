package org.sparksvi.kinds.autoencoder;

import java.util.List;
import org.sparksvi.kind.Kind;
import org.sparksvi.kind.KindProvider;
import org.sparksvi.kind.RowType;
import org.sparksvi.models.autoencoder.CountObservations;
import org.sparksvi.models.autoencoder.DenseObservations;

/** Variational autoencoders, over rows of numbers or over counts. */
public final class AutoencoderKinds implements KindProvider {

  @Override
  public List<Kind<?, ?, ?>> kinds() {
    return List.of(
        new AutoencoderKind<>(RowType.NUMBERS, new DenseObservations()),
        new AutoencoderKind<>(RowType.COUNTS, new CountObservations()));
  }
}
