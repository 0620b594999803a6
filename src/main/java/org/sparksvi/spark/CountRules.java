package org.sparksvi.spark;

import java.util.EnumMap;
import java.util.Map;
import org.sparksvi.data.CountBlock;

/**
 * How counts are put together and packed.
 *
 * @param heldOutRows what becomes of rows that are held out
 * @param partsShareKeys whether items of the same key are parts of one row
 * @param maps the model's column of each column, by role
 */
record CountRules(HeldOutCounts heldOutRows, boolean partsShareKeys, EnumMap<Role, ColumnMap> maps)
    implements RowRules {

  static CountRules of(HeldOutCounts heldOutRows, Map<Role, CountSource> sources) {
    EnumMap<Role, ColumnMap> maps = new EnumMap<>(Role.class);
    sources.forEach((role, source) -> maps.put(role, source.map()));
    boolean partsShareKeys = sources.values().stream().allMatch(CountSource::partsShareKeys);
    return new CountRules(heldOutRows, partsShareKeys, maps);
  }

  @Override
  public RowAssembler assembler(IngestSettings settings, Tallies tallies) {
    return new CountAssembler(this, settings, tallies);
  }

  @Override
  public Packing<CountBlock> training() {
    return new CountWhole();
  }

  @Override
  public Packing<?> heldOut() {
    return heldOutRows.packing();
  }
}
