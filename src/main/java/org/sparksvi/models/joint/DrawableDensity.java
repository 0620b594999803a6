package org.sparksvi.models.joint;

import org.sparksvi.random.RandomStream;

/** A density that new rows can be drawn from. */
public interface DrawableDensity extends Density {
  @Override
  default boolean drawable() {
    return true;
  }

  @Override
  double draw(int row, RandomStream stream);

  @Override
  double mean(int row);
}
