package dev.plateau.trainer.listener;

import dev.plateau.publisher.DeliveryMark;
import dev.plateau.publisher.PublisherSettings;
import dev.plateau.publisher.RunDescription;
import dev.plateau.publisher.RunPublisher;
import dev.plateau.trainer.network.TrainedNetwork;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Where a listener's rows go, and who ends it. */
interface Destination {
  /**
   * The sink for the rows of a network, called once, before its first row.
   *
   * @param config what the run says of itself
   * @param atExit writes the last rows; to be called where the process ends without {@link #close}
   */
  StepSink open(TrainedNetwork network, Map<String, String> config, Runnable atExit);

  /** Waits until the rows so far have arrived; false: the time was over first. */
  boolean awaitDelivered(Duration timeout);

  /**
   * No more rows will come.
   *
   * @param failure why the run failed; null: it did not
   */
  void close(@Nullable String failure);

  /** A sink that belongs to someone else, who closes it. */
  record Given(StepSink sink) implements Destination {
    @Override
    public StepSink open(TrainedNetwork network, Map<String, String> config, Runnable atExit) {
      return sink;
    }

    /** Whoever closes the sink knows where its rows are. */
    @Override
    public boolean awaitDelivered(Duration timeout) {
      return true;
    }

    @Override
    public void close(@Nullable String failure) {}
  }

  /** A run of the listener's own: started when the network is known, ended by close. */
  final class OwnRun implements Destination {
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final PublisherSettings settings;
    private @Nullable RunPublisher publisher;
    private boolean isClosed;

    OwnRun(PublisherSettings settings) {
      this.settings = settings;
    }

    @Override
    public synchronized StepSink open(
        TrainedNetwork network, Map<String, String> config, Runnable atExit) {
      if (isClosed) {
        throw new IllegalStateException("the listener was closed before the first step");
      }
      RunPublisher started = RunPublisher.start(settings, description(network, config));
      started.beforeStopped(atExit);
      publisher = started;
      return new PublisherSink(started);
    }

    /**
     * A network that was restored goes on at its own iteration: what was said from there is redone.
     */
    static RunDescription description(TrainedNetwork network, Map<String, String> config) {
      return new RunDescription("", "", config, Map.of(), 0, network.iteration());
    }

    @Override
    public boolean awaitDelivered(Duration timeout) {
      RunPublisher known = started();
      if (known == null) {
        return true;
      }
      DeliveryMark mark = known.mark();
      long deadline = System.nanoTime() + timeout.toNanos();
      while (!mark.isReached()) {
        if (System.nanoTime() - deadline >= 0 || Thread.currentThread().isInterrupted()) {
          return mark.isReached();
        }
        LockSupport.parkNanos(this, LOOK_NANOS);
      }
      return true;
    }

    private synchronized @Nullable RunPublisher started() {
      return publisher;
    }

    @Override
    public synchronized void close(@Nullable String failure) {
      isClosed = true;
      if (publisher != null) {
        if (failure != null) {
          publisher.fail(failure);
        }
        publisher.close();
      }
    }
  }
}
