package org.sparksvi.models.joint;

import org.sparksvi.bundle.Direction;

/** A Gaussian of ζ = c + U ζ′, by one of ζ′. */
final class ReferencedGaussian implements Gaussian {
  private final Gaussian inner;
  private final Reference reference;

  ReferencedGaussian(Gaussian inner, Reference reference) {
    this.inner = inner;
    this.reference = reference;
  }

  @Override
  public double[] mean() {
    return reference.outside(inner.mean());
  }

  @Override
  public int noises() {
    return inner.noises();
  }

  @Override
  public double[] draw(double[] z) {
    return reference.outside(inner.draw(z));
  }

  @Override
  public double log(double[] at) {
    return inner.log(reference.inside(at)) - reference.logDeterminant();
  }

  @Override
  public double[] pull(double[] at) {
    return reference.outward(inner.pull(reference.inside(at)));
  }

  @Override
  public double entropy() {
    return inner.entropy() + reference.logDeterminant();
  }

  @Override
  public void add(double[] z, double[] derivative, double share, Direction into) {
    inner.add(z, reference.inward(derivative), share, into);
  }

  @Override
  public void addEntropy(Direction into) {
    inner.addEntropy(into);
  }

  @Override
  public void natural(Direction out) {
    inner.natural(out); // does not depend on the coordinates
  }

  @Override
  public double length(Direction step) {
    return inner.length(step); // nor does this
  }

  @Override
  public void steepest(Direction out) {
    inner.steepest(out);
  }
}
