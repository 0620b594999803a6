package org.sparksvi.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.sparksvi.format.Quote;

/** The keys that a configuration may hold: those of the reference, and any in its empty groups. */
final class KnownKeys {
  private static final int LONGEST = 200; // of keys that may be meant to be others

  private final TreeSet<String> keys = new TreeSet<>();
  private final TreeSet<String> groups = new TreeSet<>();
  private final TreeSet<String> open = new TreeSet<>();

  KnownKeys(ConfigObject reference) {
    collect(reference, List.of());
  }

  private void collect(ConfigObject object, List<String> path) {
    for (Map.Entry<String, ConfigValue> entry : object.entrySet()) {
      List<String> here = append(path, entry.getKey());
      if (entry.getValue() instanceof ConfigObject group) {
        (group.isEmpty() ? open : groups).add(ConfigUtil.joinPath(here));
        collect(group, here);
      } else {
        keys.add(ConfigUtil.joinPath(here));
      }
    }
  }

  /** Refuses the first key, by name, that is not known. */
  void check(ConfigObject given) {
    check(given, List.of(), false);
  }

  /** The same, but leaves be what another version may have known. */
  void checkRecorded(ConfigObject given) {
    check(given, List.of(), true);
  }

  private void check(ConfigObject object, List<String> path, boolean recorded) {
    for (String name : new TreeSet<>(object.keySet())) {
      ConfigValue value = object.get(name);
      List<String> here = append(path, name);
      String key = ConfigUtil.joinPath(here);
      if (groups.contains(key) || open.contains(key)) {
        if (!(value instanceof ConfigObject group)) {
          String first = keys.higher(key + ".");
          throw new ConfigurationException(
              "%s: %s must be a group of keys%s, but was %s"
                  .formatted(
                      Place.of(value.origin()),
                      key,
                      open.contains(key) ? "" : ", such as " + first,
                      Place.show(value)));
        }
        if (groups.contains(key)) {
          check(group, here, recorded);
        }
      } else if (!keys.contains(key)) {
        if (!recorded) {
          refuse(value, here);
        }
      } else if (value.valueType() == ConfigValueType.OBJECT) {
        refuse(value, here);
      }
    }
  }

  /** Names the first leaf at or under an unknown key, and what it may have been meant to be. */
  private void refuse(ConfigValue value, List<String> path) {
    if (value instanceof ConfigObject group && !group.isEmpty()) {
      String first = new TreeSet<>(group.keySet()).first();
      refuse(group.get(first), append(path, first));
      return;
    }
    String key = ConfigUtil.joinPath(path);
    String unknown =
        "%s: unknown key '%s'"
            .formatted(Place.of(value.origin()), key.length() > LONGEST ? Quote.cut(key) : key);
    throw new ConfigurationException(
        key.length() > LONGEST
            ? unknown
            : unknown + "; the nearest known key is '%s'".formatted(nearest(key)));
  }

  /**
   * The known key that an unknown one continues, or else the one that takes the fewest edits, where
   * a key in the wrong group is as good as half an edit away; of several, the first by name.
   */
  String nearest(String key) {
    String last = last(key);
    return keys.stream()
        .filter(known -> key.startsWith(known + "."))
        .findFirst()
        .orElseGet(
            () ->
                keys.stream()
                    .min(Comparator.comparingDouble(known -> distance(key, last, known)))
                    .orElseThrow());
  }

  private static double distance(String key, String last, String known) {
    int whole = edits(key, known);
    int ends = edits(last, last(known));
    return ends <= Math.max(1, last.length() / 4) ? Math.min(whole, 0.5 + ends) : whole;
  }

  private static String last(String key) {
    return key.substring(key.lastIndexOf('.') + 1);
  }

  /** Levenshtein's distance. */
  private static int edits(String a, String b) {
    int[] before = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      before[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = before[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, 1 + Math.min(before[j], row[j - 1]));
      }
      int[] swap = before;
      before = row;
      row = swap;
    }
    return before[b.length()];
  }

  private static List<String> append(List<String> path, String name) {
    List<String> longer = new ArrayList<>(path);
    longer.add(name);
    return longer;
  }
}
