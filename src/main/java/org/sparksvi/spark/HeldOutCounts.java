package org.sparksvi.spark;

import java.io.Serializable;
import java.util.List;
import org.sparksvi.data.CountRow;

/** What becomes of a row of counts that is held out. */
interface HeldOutCounts extends Serializable {

  /** What is kept of it, one part after the other. */
  List<CountRow> parts(CountRow row);

  /** How rows of such parts become blocks. */
  Packing<?> packing();
}
