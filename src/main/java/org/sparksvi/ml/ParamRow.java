package org.sparksvi.ml;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntArrayParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.param.StringArrayParam;
import org.sparksvi.kind.Setting;
import org.sparksvi.kind.Setting.Form;
import org.sparksvi.kind.Values;

/**
 * A Param, as a row of a table.
 *
 * @param name of the Param
 * @param key of a configuration that it stands for; empty where it is of Spark ML alone
 * @param form of its values
 * @param usual the default, in the form; null where it is unset, as for {@code auto}
 * @param doc in plain words
 * @param judge of a value as soon as it is set, where the key is a kind's own
 * @param spelling of a value as the key's
 */
record ParamRow(
    String name,
    String key,
    Form form,
    Object usual,
    String doc,
    Optional<Judge> judge,
    UnaryOperator<Object> spelling) {
  static final UnaryOperator<Object> AS_IT_IS = UnaryOperator.identity();

  /**
   * A setting, with values of all settings of its kind.
   *
   * @param usual the defaults
   */
  record Judge(Setting<?> setting, Values usual) {}

  /** A Param that is of Spark ML alone. */
  static ParamRow own(String name, Form form, Object usual, String doc) {
    return new ParamRow(name, "", form, usual, doc, Optional.empty(), AS_IT_IS);
  }

  /** A new Param of an owner. */
  Param<?> param(Params owner) {
    String uid = owner.uid();
    ValidValue valid = new ValidValue(uid, this);
    return switch (form) {
      case WHOLE -> new IntParam(uid, name, doc, valid);
      case LONG -> new LongParam(uid, name, doc, valid);
      case REAL -> new DoubleParam(uid, name, doc, valid);
      case FLAG -> new BooleanParam(uid, name, doc);
      case TEXT -> new Param<Object>(uid, name, doc, valid);
      case WHOLES -> new IntArrayParam(owner, name, doc, valid::apply);
      case TEXTS -> new StringArrayParam(owner, name, doc, valid::apply);
    };
  }

  /** The value as a configuration has it. */
  Object configured(Object given) {
    Object value = spelling.apply(given);
    if (value instanceof int[] wholes) {
      return Arrays.stream(wholes).boxed().toList();
    }
    return value instanceof String[] texts ? List.of(texts) : value;
  }
}
