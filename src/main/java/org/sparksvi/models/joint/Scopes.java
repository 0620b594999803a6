package org.sparksvi.models.joint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
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
  /** Of an element of a graph, where some are transcendental functions. */
  private static final double OPERATIONS = 10;

  /** Rows of a graph whose elements are counted. */
  private static final int SOME_ROWS = 100;

  /** Numbers of rows that graphs are kept of. */
  private static final int MOST = 16;

  private final LogJoint joint;
  private final JointSettings settings;
  private final AtomicReference<List<String>> declared;
  private final Map<UnitRows.Size, Queue<Scope>> spare = new ConcurrentHashMap<>();

  /**
   * Of a log joint.
   *
   * @param declared what it has declared in another place, as {@link #declared} tells; null where
   *     nothing is known
   */
  Scopes(LogJoint joint, JointSettings settings, List<String> declared) {
    this.joint = joint;
    this.settings = settings;
    this.declared = new AtomicReference<>(declared);
  }

  /** A graph of its own. */
  Scope build(UnitRows.Size size) {
    Scope built;
    try {
      built = Scope.of(joint, Graph.ofDoubles(), size, settings.columns());
    } catch (IllegalArgumentException e) {
      throw new UserCodeException(e.getMessage(), e);
    } catch (RuntimeException e) {
      throw new UserCodeException(
          "the log joint %s failed on %d rows: %s"
              .formatted(joint.getClass().getName(), size.rows(), e),
          e);
    }
    requireSame(declared(built));
    return built;
  }

  /**
   * Parameters, each with its unconstrained numbers, and all that is kept, each with its size, in
   * the order of their declarations.
   */
  private static List<String> declared(Scope scope) {
    List<String> all = new ArrayList<>();
    scope.parameters().forEach(p -> all.add("%s by %d numbers".formatted(p.name(), p.free())));
    scope.kept().forEach((name, value) -> all.add("%s of %s".formatted(name, value.node())));
    return List.copyOf(all);
  }

  /** What is declared every time. */
  List<String> declared() {
    return declared.get();
  }

  /**
   * A log joint that keeps state, or asks what differs between processes, would declare others
   * another time, or the same at other places.
   */
  private void requireSame(List<String> now) {
    List<String> first = declared.updateAndGet(before -> before == null ? now : before);
    if (!first.equals(now)) {
      throw new UserCodeException(
          "the log joint %s must declare the same parameters every time, in the same order and of the same sizes, but declared %s and then %s"
              .formatted(joint.getClass().getName(), first, now));
    }
  }

  /** Does something with a graph of rows that nobody else uses meanwhile. */
  <T> T with(int rows, Function<Scope, T> task) {
    return with(UnitRows.Size.of(rows), task);
  }

  /** Does something with a graph that nobody else uses meanwhile. */
  <T> T with(UnitRows.Size size, Function<Scope, T> task) {
    if (spare.size() > MOST) {
      spare.clear();
    }
    Queue<Scope> queue = spare.computeIfAbsent(size, s -> new ConcurrentLinkedQueue<>());
    Scope kept = queue.poll();
    Scope scope = kept == null ? build(size) : kept;
    T result = task.apply(scope);
    queue.add(scope);
    return result;
  }

  /** Floating-point operations of the log densities of rows, roughly. */
  double operations(double rows) {
    return OPERATIONS * rows * elementsPerRow(rows);
  }

  /** Numbers that the evaluation of a row writes, where there are so many. */
  double elementsPerRow(double rows) {
    int some = (int) Math.max(1, Math.min(rows, SOME_ROWS));
    return with(some, Scope::elements) / some;
  }
}
