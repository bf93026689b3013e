package dev.plateau.publisher;

import dev.plateau.protocol.MetricName;

/**
 * Handle of one metric of one {@link RunPublisher}: looked up once with {@link RunPublisher#slot},
 * then used at every step. Good for that publisher only.
 */
public final class MetricSlot {
  private final SlotTable table;
  private final MetricName name;
  private final int index;

  MetricSlot(SlotTable table, MetricName name, int index) {
    this.table = table;
    this.name = name;
    this.index = index;
  }

  /** The metric. */
  public MetricName name() {
    return name;
  }

  int index() {
    return index;
  }

  /** Whether values for this slot can be recorded by the publisher of that table. */
  boolean isOf(SlotTable other) {
    return table == other && index != SlotTable.DISCARDED;
  }

  @Override
  public String toString() {
    return name.toString();
  }
}
