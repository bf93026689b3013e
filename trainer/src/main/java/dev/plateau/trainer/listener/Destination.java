package dev.plateau.trainer.listener;

import dev.plateau.publisher.PublisherSettings;
import dev.plateau.publisher.RunDescription;
import dev.plateau.publisher.RunPublisher;
import dev.plateau.trainer.network.TrainedNetwork;
import java.util.Map;
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

    @Override
    public void close(@Nullable String failure) {}
  }

  /** A run of the listener's own: started when the network is known, ended by close. */
  final class OwnRun implements Destination {
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
      RunDescription run = new RunDescription("", "", config, Map.of(), 0, network.iteration());
      RunPublisher started = RunPublisher.start(settings, run);
      started.beforeStopped(atExit);
      publisher = started;
      return new PublisherSink(started);
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
