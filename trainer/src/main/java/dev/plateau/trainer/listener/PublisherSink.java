package dev.plateau.trainer.listener;

import dev.plateau.protocol.MetricName;
import dev.plateau.publisher.RunPublisher;

/** Rows that a {@link RunPublisher} publishes. Whoever started the publisher closes it. */
public final class PublisherSink implements StepSink {
  private final RunPublisher publisher;
  private final MetricSlots slots;

  /** Rows for a run that has been started. */
  public PublisherSink(RunPublisher publisher) {
    this.publisher = publisher;
    slots = new MetricSlots(publisher);
  }

  @Override
  public void step(long step) {
    slots.beginRow();
    publisher.step(step);
  }

  /** A row like any other: the publisher takes steps in any order, the collector adds to them. */
  @Override
  public void again(long step) {
    publisher.step(step);
    slots.beginRow();
  }

  @Override
  public void put(MetricName name, double value) {
    publisher.put(slots.of(name), value);
  }

  @Override
  public void commit() {
    publisher.commit();
  }
}
