package org.sparksvi.kind;

import java.util.List;
import org.sparksvi.config.Configuration;

/** A kind of models that jobs can train: a value of {@code model.kind}. */
public interface ModelKind {

  /** The value of {@code model.kind}. */
  String name();

  /**
   * The keys that this kind reads, and not every kind does; one that ends with a dot is a group.
   * Others are refused where they are given.
   */
  List<String> keys();

  /** Checks the keys. */
  ModelJob job(Configuration configuration);
}
