package org.sparksvi.rows;

import java.util.List;
import org.sparksvi.kind.ModelJob;
import org.sparksvi.numeric.Blas;
import org.sparksvi.report.Wording;

/** A job over rows of numbers, whose model computes with matrix products. */
public interface DenseJob extends ModelJob {

  /** Where rows come from. */
  NumberSettings rows();

  @Override
  default InputSettings input() {
    return rows().input();
  }

  @Override
  default List<String> paths() {
    return rows().input().paths();
  }

  @Override
  default String kernel() {
    return Blas.best().name();
  }

  @Override
  default Wording wording() {
    return new Wording("rows", "row", "log density", "");
  }
}
