package org.sparksvi.models.joint;

import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.sparksvi.autodiff.Graph;
import org.sparksvi.model.UserCodeException;

/**
 * Graphs of a log joint by numbers of rows, kept from one use to the next. Used by many threads.
 */
final class Scopes {
  /** Numbers of rows that graphs are kept of. */
  private static final int MOST = 16;

  private final LogJoint joint;
  private final JointSettings settings;
  private final AtomicReference<Set<String>> declared = new AtomicReference<>();
  private final Map<Integer, Queue<Scope>> spare = new ConcurrentHashMap<>();

  Scopes(LogJoint joint, JointSettings settings) {
    this.joint = joint;
    this.settings = settings;
  }

  /** A graph of its own. */
  Scope build(int rows) {
    Scope built;
    try {
      built = Scope.of(joint, Graph.ofDoubles(), rows, settings.columns());
    } catch (IllegalArgumentException e) {
      throw new UserCodeException(e.getMessage(), e);
    } catch (RuntimeException e) {
      throw new UserCodeException(
          "the log joint %s failed on %d rows: %s".formatted(joint.getClass().getName(), rows, e),
          e);
    }
    requireSame(built.kept().keySet());
    return built;
  }

  /** A log joint that keeps state would declare other parameters another time. */
  private void requireSame(Set<String> names) {
    Set<String> first =
        declared.updateAndGet(before -> before == null ? Set.copyOf(names) : before);
    if (!first.equals(names)) {
      throw new UserCodeException(
          "the log joint %s must declare the same parameters every time, but declared %s and then %s"
              .formatted(joint.getClass().getName(), new TreeSet<>(first), new TreeSet<>(names)));
    }
  }

  /** Does something with a graph that nobody else uses meanwhile. */
  <T> T with(int rows, Function<Scope, T> task) {
    if (spare.size() > MOST) {
      spare.clear();
    }
    Queue<Scope> queue = spare.computeIfAbsent(rows, r -> new ConcurrentLinkedQueue<>());
    Scope kept = queue.poll();
    Scope scope = kept == null ? build(rows) : kept;
    T result = task.apply(scope);
    queue.add(scope);
    return result;
  }
}
