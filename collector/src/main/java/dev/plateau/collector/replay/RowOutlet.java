package dev.plateau.collector.replay;

import dev.plateau.protocol.MetricName;
import dev.plateau.protocol.RunFinished.Outcome;
import dev.plateau.publisher.MetricSlot;
import dev.plateau.publisher.PublisherSettings;
import dev.plateau.publisher.RunDescription;
import dev.plateau.publisher.RunPublisher;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes a run row by row. Until it is begun there is no run. */
interface RowOutlet extends Outlet {
  /** Begins the run. */
  void begin(RunDescription description);

  /** Makes a metric known; they are numbered from 0 in the order in which that is done. */
  void metric(MetricName name);

  /** Begins a row, stamped with the time that it is. */
  void row(long step);

  /** A value of the row. */
  void put(int metric, double value);

  /** Ends the row. */
  void commit();

  /** Ends the run. */
  void end(Outcome outcome, String reason);

  /** A run that is published as a training's is. */
  final class Published implements RowOutlet {
    private final PublisherSettings settings;
    private final List<MetricSlot> slots = new ArrayList<>();
    private volatile @Nullable RunPublisher publisher;

    Published(PublisherSettings settings) {
      this.settings = settings;
    }

    private RunPublisher begun() {
      RunPublisher begun = publisher;
      if (begun == null) {
        throw new IllegalStateException("the run has not begun");
      }
      return begun;
    }

    @Override
    public void begin(RunDescription description) {
      publisher = RunPublisher.start(settings, description);
    }

    @Override
    public void metric(MetricName name) {
      slots.add(begun().slot(name));
    }

    @Override
    public void row(long step) {
      begun().step(step);
    }

    @Override
    public void put(int metric, double value) {
      begun().put(slots.get(metric), value);
    }

    @Override
    public void commit() {
      begun().commit();
    }

    @Override
    public void end(Outcome outcome, String reason) {
      switch (outcome) {
        case COMPLETED -> begun().complete();
        case FAILED -> begun().fail(reason);
        case STOPPED -> begun().stop();
      }
    }

    @Override
    public void giveUp() {
      RunPublisher begun = publisher;
      if (begun != null) {
        begun.stop();
      }
    }

    @Override
    public long undelivered() {
      RunPublisher begun = publisher;
      return begun == null ? 0 : begun.undeliveredSteps();
    }

    @Override
    public long dropped() {
      RunPublisher begun = publisher;
      return begun == null ? 0 : begun.droppedSteps();
    }

    @Override
    public void close() {
      RunPublisher begun = publisher;
      if (begun != null) {
        begun.close();
      }
    }
  }
}
