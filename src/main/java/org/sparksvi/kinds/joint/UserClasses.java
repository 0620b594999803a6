package org.sparksvi.kinds.joint;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.net.URL;
import java.security.CodeSource;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.sparksvi.format.Checksums;
import org.sparksvi.models.joint.LogJoint;

/**
 * Makes instances of classes that who calls the program names: of his own class path, and checked
 * before any of their code runs.
 */
final class UserClasses {
  private UserClasses() {}

  /** What is wrong with a class, after "model.class must". */
  static final class Unfit extends Exception {
    private static final long serialVersionUID = 1L;

    Unfit(String rule, Throwable cause) {
      super(rule, cause);
    }
  }

  /** A class that implements {@link LogJoint}, not initialised. */
  static Class<?> find(String name) throws Unfit {
    Class<?> found;
    try {
      found = Class.forName(name, false, loader());
    } catch (ClassNotFoundException | LinkageError e) {
      throw new Unfit("be on the class path, such as in a jar of --jars", e);
    }
    if (!LogJoint.class.isAssignableFrom(found)) {
      throw new Unfit("implement " + LogJoint.class.getName(), null);
    }
    if (Modifier.isAbstract(found.getModifiers())) {
      throw new Unfit("be a class that can be made, not an abstract one", null);
    }
    return found;
  }

  private static ClassLoader loader() {
    ClassLoader own = Thread.currentThread().getContextClassLoader();
    return own == null ? UserClasses.class.getClassLoader() : own;
  }

  /**
   * An instance.
   *
   * @param settings of the class: components of a record by their names, or all of them as a map
   */
  static LogJoint make(Class<?> found, Map<String, String> settings) throws Unfit {
    try {
      if (found.isRecord() && found.getRecordComponents().length > 0) {
        return ofRecord(found, settings);
      }
      if (has(found, Map.class)) {
        return (LogJoint) found.getConstructor(Map.class).newInstance(ordered(settings));
      }
      if (!has(found)) {
        throw new Unfit(
            "be a public record, or have a public constructor without arguments or of a Map of texts",
            null);
      }
      if (!settings.isEmpty()) {
        throw new Unfit(
            "have a public constructor of a Map of texts, or be a record, for model.settings to be given",
            null);
      }
      return (LogJoint) found.getConstructor().newInstance();
    } catch (InvocationTargetException e) {
      throw new Unfit("be made by its constructor, which failed: " + e.getCause(), e.getCause());
    } catch (ReflectiveOperationException | LinkageError e) {
      throw new Unfit("have a public constructor of a public class: " + e, e);
    }
  }

  /** In the order of the keys, wherever and whenever it is asked: classes may declare by it. */
  private static Map<String, String> ordered(Map<String, String> settings) {
    return Collections.unmodifiableMap(new TreeMap<>(settings));
  }

  private static boolean has(Class<?> found, Class<?>... parameters) {
    return Arrays.stream(found.getConstructors())
        .anyMatch(c -> Arrays.equals(c.getParameterTypes(), parameters));
  }

  private static LogJoint ofRecord(Class<?> found, Map<String, String> settings)
      throws Unfit, ReflectiveOperationException {
    RecordComponent[] components = found.getRecordComponents();
    TreeSet<String> names = new TreeSet<>();
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      String name = components[i].getName();
      names.add(name);
      if (!settings.containsKey(name)) {
        throw new Unfit("be given model.settings.%s, as its record has it".formatted(name), null);
      }
      values[i] = value(components[i], settings.get(name));
    }
    for (String name : settings.keySet()) {
      if (!names.contains(name)) {
        throw new Unfit(
            "have a component '%s', as model.settings has it; it has %s".formatted(name, names),
            null);
      }
    }
    Constructor<?> canonical =
        found.getConstructor(
            Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
    return (LogJoint) canonical.newInstance(values);
  }

  private static Object value(RecordComponent component, String text) throws Unfit {
    Class<?> type = component.getType();
    try {
      if (type == int.class) {
        return Integer.valueOf(text);
      }
      if (type == long.class) {
        return Long.valueOf(text);
      }
      if (type == double.class) {
        return Double.valueOf(text);
      }
      if (type == boolean.class && text.matches("true|false")) {
        return Boolean.valueOf(text);
      }
      if (type == String.class) {
        return text;
      }
    } catch (NumberFormatException e) {
      // falls through to the refusal below
    }
    throw new Unfit(
        "have settings that fit its record: model.settings.%s is %s, for %s (int, long, double, boolean or String)"
            .formatted(component.getName(), text, type.getSimpleName()),
        null);
  }

  /** SHA-256 of the jar that a class came from, or of the class where it came from no jar. */
  static String digest(Class<?> found) throws Unfit {
    CodeSource source = found.getProtectionDomain().getCodeSource();
    URL place = source == null ? null : source.getLocation();
    boolean inJar = place != null && place.getPath().endsWith(".jar");
    String file = "/" + found.getName().replace('.', '/') + ".class";
    try (InputStream in = inJar ? place.openStream() : found.getResourceAsStream(file)) {
      return in == null ? "" : Checksums.sha256(in);
    } catch (IOException e) {
      throw new Unfit("be readable where it is, %s: %s".formatted(place, e.getMessage()), e);
    }
  }
}
