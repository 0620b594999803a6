package org.sparksvi.kind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.sparksvi.data.Block;
import org.sparksvi.format.Json;

/**
 * What a model has learnt. Its text and its JSON follow from it.
 *
 * @param headline what it is, in half a line
 * @param lines sentences for people
 * @param facts by their keys in JSON: numbers, flags, texts, arrays of numbers, lists of texts
 * @param tables what was learnt
 * @param picture as SVG, where one can be drawn
 */
public record ReadOut(
    String headline,
    List<String> lines,
    Map<String, Object> facts,
    List<Table<?>> tables,
    Supplier<Optional<String>> picture) {

  /**
   * What was asked for.
   *
   * @param words of a component
   * @param rows of a table that are shown, at most
   * @param sample some of the rows that the model was trained on, where they are at hand
   */
  public record Request<B extends Block>(int words, int rows, Supplier<List<B>> sample) {}

  public ReadOut {
    lines = List.copyOf(lines);
    facts = new LinkedHashMap<>(facts);
    tables = List.copyOf(tables);
  }

  /**
   * With how alike each part is in trainings of other seeds, in the first table.
   *
   * @param similarity by the parts' numbers, 0 for those that are not in use; empty where it is not
   *     known
   */
  public ReadOut withStability(List<Double> similarity) {
    if (similarity.isEmpty() || tables.isEmpty()) {
      return this;
    }
    List<Table<?>> all = new ArrayList<>(tables);
    all.set(0, all.get(0).numbered("stability", "stability", "%9.2f", similarity));
    return new ReadOut(headline, lines, facts, all, picture);
  }

  /** With lines and tables that follow its own. */
  public ReadOut with(ReadOut more) {
    List<String> allLines = new ArrayList<>(lines);
    allLines.addAll(more.lines());
    List<Table<?>> allTables = new ArrayList<>(tables);
    allTables.addAll(more.tables());
    return new ReadOut(headline, allLines, facts, allTables, picture);
  }

  /** Everything, as lines. */
  public String text() {
    return text(true);
  }

  /** As lines, one for each row of a table. */
  public String brief() {
    return text(false);
  }

  private String text(boolean below) {
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line).append('\n'));
    tables.forEach(table -> text.append('\n').append(table.text(below)));
    return text.toString();
  }

  /**
   * Refuses what is said with numbers that are infinite or none.
   *
   * @throws org.sparksvi.format.FormatException naming the place of the model
   */
  public void requireFinite(String place) {
    ObjectNode page = Json.object();
    put(page);
    Json.requireFinite(page, place);
  }

  /** Puts everything into a page. */
  public void put(ObjectNode page) {
    facts.forEach((key, value) -> Table.put(page, key, value));
    tables.forEach(table -> table.put(page));
  }
}
