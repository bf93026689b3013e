package dev.plateau.collector.reproduce;

import java.util.List;

/**
 * A table on a figure's page: what its runs did, without a verdict.
 *
 * @param caption one sentence above it
 * @param header names of the columns, at least one
 * @param rows cells of each row, as many as columns
 */
public record Table(String caption, List<String> header, List<List<String>> rows) {
  /**
   * Keeps its own lists.
   *
   * @throws IllegalArgumentException quoting the row, if it has not as many cells as columns
   */
  public Table {
    header = List.copyOf(header);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<String> row : rows) {
      if (row.size() != header.size()) {
        throw new IllegalArgumentException(
            "a row must have %d cells, got %s".formatted(header.size(), row));
      }
    }
  }
}
