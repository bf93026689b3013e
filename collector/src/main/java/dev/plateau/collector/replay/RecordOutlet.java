package dev.plateau.collector.replay;

import dev.plateau.protocol.Envelope;
import dev.plateau.publisher.PublisherSettings;
import dev.plateau.publisher.RecordPublisher;
import org.jspecify.annotations.Nullable;

/** Takes a run record by record. Until the first one there is no run. */
interface RecordOutlet extends Outlet {
  /**
   * Publishes a record.
   *
   * @return false: it was given up
   */
  boolean publish(Envelope envelope);

  /** Records that are published as they are. */
  final class Published implements RecordOutlet {
    private final PublisherSettings settings;
    private volatile @Nullable RecordPublisher publisher;

    Published(PublisherSettings settings) {
      this.settings = settings;
    }

    @Override
    public boolean publish(Envelope envelope) {
      RecordPublisher begun = publisher;
      if (begun == null) {
        begun = RecordPublisher.start(settings, envelope.run());
        publisher = begun;
      }
      return begun.publish(envelope);
    }

    @Override
    public void giveUp() {
      RecordPublisher begun = publisher;
      if (begun != null) {
        begun.giveUp();
      }
    }

    @Override
    public long undelivered() {
      RecordPublisher begun = publisher;
      return begun == null ? 0 : begun.undeliveredSteps();
    }

    @Override
    public long dropped() {
      return 0;
    }

    @Override
    public void close() {
      RecordPublisher begun = publisher;
      if (begun != null) {
        begun.close();
      }
    }
  }
}
