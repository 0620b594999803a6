package org.sparksvi.kind;

import java.util.LinkedHashMap;
import java.util.Map;

/** The values of a kind's settings. */
public final class Values {
  private final Map<String, Object> byKey; // of the type that the setting of the key has

  /** Keeps the map, which the table of settings fills. */
  Values(Map<String, Object> byKey) {
    this.byKey = byKey;
  }

  /** The value of a setting. */
  @SuppressWarnings("unchecked") // the table puts in only what the setting's type makes
  public <T> T get(Setting<T> setting) {
    if (!byKey.containsKey(setting.key())) {
      throw new IllegalArgumentException("%s is no setting of this kind".formatted(setting.key()));
    }
    return (T) byKey.get(setting.key());
  }

  /** The same with another value of one setting. */
  public <T> Values with(Setting<T> setting, T value) {
    Map<String, Object> changed = new LinkedHashMap<>(byKey);
    changed.put(setting.key(), value);
    return new Values(changed);
  }
}
