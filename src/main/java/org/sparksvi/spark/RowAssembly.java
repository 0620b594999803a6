package org.sparksvi.spark;

import java.io.Serializable;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import org.sparksvi.spark.input.ColumnMap;
import org.sparksvi.spark.input.RowSource;
import scala.Tuple2;

/**
 * How the rows of one ingestion are put together; works on executors.
 *
 * @param split of held-out rows; null where they stay whole
 * @param unit what rows are trained on or held out by
 * @param inParts whether items of the same key are parts of one row
 * @param maps the model's column of each column, by role
 */
record RowAssembly(
    IngestSettings settings,
    CompletionSplit split,
    RowKind.Unit unit,
    boolean inParts,
    EnumMap<Role, ColumnMap> maps)
    implements Serializable {

  static RowAssembly of(IngestSettings settings, RowKind kind, Map<Role, RowSource> sources) {
    EnumMap<Role, ColumnMap> maps = new EnumMap<>(Role.class);
    sources.forEach((role, source) -> maps.put(role, source.map()));
    boolean inParts = sources.values().stream().allMatch(RowSource::inParts);
    return new RowAssembly(settings, kind.split().orElse(null), kind.trainingUnit(), inParts, maps);
  }

  /** The rows of items that are sorted by place. */
  Iterator<RowChunk> rows(Iterator<Tuple2<Long, byte[]>> items) {
    return new RowAssembler(this, items);
  }
}
