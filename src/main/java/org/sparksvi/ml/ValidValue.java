package org.sparksvi.ml;

import java.io.Serializable;
import java.util.Map;
import org.sparksvi.config.Configuration;
import org.sparksvi.config.ConfigurationException;
import scala.runtime.AbstractFunction1;

/** Whether a Param takes a value; says the rule of its setting where it does not. */
final class ValidValue extends AbstractFunction1<Object, Object> implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String uid;
  private final transient ParamRow row; // executors set no Params

  ValidValue(String uid, ParamRow row) {
    this.uid = uid;
    this.row = row;
  }

  @Override
  public Object apply(Object value) {
    if (row.judge().isPresent() && value != row.usual()) {
      judge(row.judge().get(), value);
    }
    return true;
  }

  private void judge(ParamRow.Judge judge, Object value) {
    String place = uid + ", param " + row.name();
    Map<String, Object> values = Map.of(row.key(), row.configured(value));
    try {
      judge.setting().type().parse(Configuration.of(values, place), row.key(), judge.usual());
    } catch (ConfigurationException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }
}
