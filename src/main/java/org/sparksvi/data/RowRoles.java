package org.sparksvi.data;

import java.io.Serializable;

/**
 * What a row has besides its features and its weight.
 *
 * @param response what a model of the row predicts; NaN where it is not known
 * @param offset added to the linear predictor; finite, 0 where there is none
 * @param group number of the group that the row is in, such as a school; 0 where there are none
 * @param subgroup number of the part of the group that it is in, such as a class; 0 where there are
 *     none. The same number in two groups is two parts
 */
public record RowRoles(double response, double offset, long group, long subgroup)
    implements Serializable, Comparable<RowRoles> {

  /** No response, no offset, no group. */
  public static final RowRoles NONE = new RowRoles(Double.NaN, 0, 0, 0);

  public RowRoles {
    if (Double.isInfinite(response)) {
      throw new IllegalArgumentException("a response must be finite, but is " + response);
    }
    if (!Double.isFinite(offset)) {
      throw new IllegalArgumentException("an offset must be finite, but is " + offset);
    }
  }

  /** Of a group without parts. */
  public RowRoles(double response, double offset, long group) {
    this(response, offset, group, 0);
  }

  @Override
  public int compareTo(RowRoles other) {
    int byResponse = Double.compare(response, other.response);
    int byOffset = byResponse != 0 ? byResponse : Double.compare(offset, other.offset);
    int byGroup = byOffset != 0 ? byOffset : Long.compare(group, other.group);
    return byGroup != 0 ? byGroup : Long.compare(subgroup, other.subgroup);
  }
}
