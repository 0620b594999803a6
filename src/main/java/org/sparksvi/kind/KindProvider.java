package org.sparksvi.kind;

import java.util.List;

/**
 * Kinds of models that a program has. Providers are found on the class path, by {@link
 * java.util.ServiceLoader}; a file never names one.
 */
public interface KindProvider {
  List<Kind<?, ?, ?>> kinds();
}
