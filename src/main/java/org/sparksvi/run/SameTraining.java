package org.sparksvi.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.sparksvi.store.RunDirectory;
import org.sparksvi.store.RunDirectoryException;
import org.sparksvi.store.RunRecord;

/** Whether settings are those of a run that is to go on. */
final class SameTraining {
  private SameTraining() {}

  /**
   * Refuses other settings, and other arithmetic.
   *
   * @throws RunDirectoryException naming each key that differs
   */
  static void require(RunDirectory run, TrainingSettings settings, RunRecord record) {
    ObjectNode there = TrainingSettings.identity(record.configuration());
    ObjectNode here = settings.identity();
    TreeSet<String> keys = new TreeSet<>();
    there.fieldNames().forEachRemaining(keys::add);
    here.fieldNames().forEachRemaining(keys::add);
    List<String> differences = new ArrayList<>();
    for (String key : keys) {
      if (!there.path(key).equals(here.path(key))) {
        differences.add(
            "%s is %s there, but %s here".formatted(key, there.path(key), here.path(key)));
      }
    }
    String kernel = settings.arithmetic();
    if (!record.kernel().equals(kernel)) {
      differences.add("the kernel is %s there, but %s here".formatted(record.kernel(), kernel));
    }
    if (!differences.isEmpty()) {
      throw new RunDirectoryException(
          "run directory %s holds a run of another configuration: %s; --resume never replaces it"
              .formatted(run.path(), String.join("; ", differences)));
    }
  }
}
