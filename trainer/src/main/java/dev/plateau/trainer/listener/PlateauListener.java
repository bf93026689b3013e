package dev.plateau.trainer.listener;

import dev.plateau.publisher.PublisherSettings;
import dev.plateau.trainer.network.InputWeights;
import dev.plateau.trainer.network.NetworkProbe;
import dev.plateau.trainer.network.TrainedNetwork;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches one MultiLayerNetwork or ComputationGraph: a row for every step, from DL4J's iteration 0
 * on over any number of epochs and calls of {@code fit}.
 *
 * <pre>
 * try (PlateauListener listener = PlateauListener.fromEnv()) {
 *   network.addListeners(listener);
 *   network.fit(data, 10);
 * }
 * </pre>
 *
 * <p>Every row has {@code loss} (of the mini-batch, before the step's update), {@code
 * learning_rate} (of the first layer that has one), {@code batch_size}, {@code epoch}, {@code
 * gradient_norm} (of the batch's mean gradient), {@code parameter_norm} (before the update), {@code
 * update_ratio} (not where a line search makes the step), and the values of probes that are due at
 * that step. NaN is written as NaN.
 *
 * <p>Probes that are not cheap capture in the callback and measure on a thread of the listener's
 * own; their values are written a few steps later, as a further row of the step that they belong
 * to. All of them share a budget, 1 % of the training's time unless the builder says otherwise; a
 * due point that it does not allow is passed over. What they cost and missed is published as {@code
 * probe_cost_ratio}, {@code probes_skipped} and {@code probes_failed}. The end of a run is not
 * missed: at {@link Builder#lastStep} all probes run, and where that is not known, close has those
 * that did not run at the last step measure the parameters as they are then, under the step that
 * would be next.
 *
 * <p>Failure policy: nothing that goes wrong in here reaches the training. A failing probe is
 * switched off, a failing listener falls silent, each with one warning.
 *
 * <p>Who closes: a listener that has started its own run ({@link #fromEnv}, {@link
 * Builder#settings}) is closed by whoever made it, after the last {@code fit}. Close waits for the
 * probes, at most 30 s, and until the steps are delivered, at most the settings' close timeout. If
 * the JVM ends without it, the publisher's shutdown hook does the same, but waits for probes 3 s at
 * most, and ends the run as stopped. A listener with a given sink is closed too if it has probes;
 * the sink stays open. Close may come from any thread.
 *
 * <p>Close ends the listener's own run as completed. A training that throws is no completed one:
 *
 * <pre>
 * try (PlateauListener listener = PlateauListener.fromEnv()) {
 *   network.addListeners(listener);
 *   try {
 *     network.fit(data, 10);
 *   } catch (RuntimeException | Error e) {
 *     listener.fail(e.toString());
 *     throw e;
 *   }
 * }
 * </pre>
 *
 * <p>One network: the first to train is watched, others that have the listener too, as the replicas
 * of a parallel training in threads of their own, are left alone with one warning. Layers that are
 * trained alone (pretraining) are passed over.
 */
public final class PlateauListener extends BaseTrainingListener implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(PlateauListener.class);

  /** A process that was told to end is given some ten seconds, and has rows to deliver. */
  private static final long EXIT_PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(3);

  private final Destination destination;
  private final List<ProbeRequest> requests;
  private final ProbingRules rules;
  private final AtomicBoolean warnedOfSecondNetwork = new AtomicBoolean();
  private final AtomicReference<@Nullable String> failure = new AtomicReference<>();
  private final Object closing = new Object();
  private volatile @Nullable WatchedTraining training;
  private volatile boolean isOver;
  private boolean isClosed;

  private PlateauListener(
      Destination destination, List<ProbeRequest> requests, ProbingRules rules) {
    this.destination = destination;
    this.requests = List.copyOf(requests);
    this.rules = rules;
  }

  /**
   * A listener that publishes as the variables {@code PLATEAU_*} say, without probes.
   *
   * @throws IllegalArgumentException naming the variable, if one cannot be used
   */
  public static PlateauListener fromEnv() {
    return builder().build();
  }

  /** A listener to choose probes and settings for. */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public void onEpochStart(Model model) {
    guarded(model, watching -> {});
  }

  @Override
  public void onGradientCalculation(Model model) {
    guarded(model, NetworkWatch::gradientCalculated);
  }

  @Override
  public void iterationDone(Model model, int iteration, int epoch) {
    guarded(model, watching -> watching.iterationDone(iteration));
  }

  /**
   * Closes, as {@link #close} does, and ends the listener's own run as failed. The first end
   * counts.
   *
   * @param reason one sentence for people
   */
  public void fail(String reason) {
    failure.compareAndSet(null, reason);
    close();
  }

  @Override
  public void close() {
    synchronized (closing) {
      if (isClosed) {
        return;
      }
      isClosed = true;
      end(Probing.PATIENCE_NANOS);
      destination.close(failure.get());
    }
  }

  /**
   * Writes what rows of later steps depend on beyond the network: what probes have gathered and
   * observed. Called between two steps, on the training thread; waits for what probes have captured
   * and writes it as rows, so that nothing of earlier steps is still to come.
   *
   * @throws IllegalStateException if no network is watched yet
   */
  public void save(DataOutput out) throws IOException {
    watched().save(out);
  }

  /**
   * Takes up what {@link #save} wrote, of a listener with the same probes on a network that was
   * restored: before the first step, after {@link Builder#build(Model)}.
   *
   * @throws IOException saying what does not fit, if other probes were saved
   * @throws IllegalStateException if no network is watched yet
   */
  public void restore(DataInput in) throws IOException {
    watched().restore(in);
  }

  private WatchedTraining watched() {
    WatchedTraining known = training;
    if (known == null) {
      throw new IllegalStateException(
          "a listener is saved and restored with its network: make it by build(network)");
    }
    return known;
  }

  /**
   * Brings the rows of all steps so far to Kafka, those of probes among them. Called between two
   * steps, on the training thread, before the training is saved: only rows that have arrived stay
   * when the process dies, and a training that is resumed repeats none from before.
   *
   * @param timeout how long to wait for Kafka
   * @return whether all rows have arrived; true where the listener's sink is somebody else's
   */
  public boolean flush(Duration timeout) {
    WatchedTraining known = training;
    if (known != null) {
      known.settle();
    }
    return destination.awaitDelivered(timeout);
  }

  private void end(long patienceNanos) {
    WatchedTraining known = training;
    if (known != null) {
      known.end(patienceNanos);
    }
    isOver = true;
  }

  private void guarded(Model model, Consumer<NetworkWatch> callback) {
    if (isOver || TrainedNetwork.isLayerAlone(model)) {
      return;
    }
    try {
      WatchedTraining known = training;
      WatchedTraining watched = known == null ? attached(model) : known;
      if (watched.isOf(model)) {
        watched.callback(callback);
      } else if (warnedOfSecondNetwork.compareAndSet(false, true)) {
        log.warn("This listener watches another network already; give each its own");
      }
    } catch (Throwable e) { // whatever it is, the training is worth more than being watched
      isOver = true;
      log.warn("The training is not watched any more: {}", e, e);
    }
  }

  /** Replicas in threads of their own may come at once: one of them is watched. */
  private synchronized WatchedTraining attached(Model model) {
    WatchedTraining known = training;
    return known == null ? attach(TrainedNetwork.of(model)) : known;
  }

  /** Probes that do not fit are left out: the training is under way. */
  private WatchedTraining attach(TrainedNetwork network) {
    return watch(network, BoundProbes.fitting(requests, rules, network));
  }

  private WatchedTraining watch(TrainedNetwork network, BoundProbes probes) {
    Map<String, String> config = new HashMap<>(network.config());
    requests.forEach(request -> config.putAll(request.probe().config()));
    StepSink sink = destination.open(network, config, () -> end(EXIT_PATIENCE_NANOS));
    WatchedTraining watched = new WatchedTraining(new NetworkWatch(network, sink, probes.at(sink)));
    training = watched;
    return watched;
  }

  /** Chooses probes and where rows go. Not thread-safe. */
  public static final class Builder {
    private final List<ProbeRequest> requests = new ArrayList<>();
    private ProbingRules rules = ProbingRules.DEFAULT;
    private @Nullable Destination destination;

    private Builder() {}

    /**
     * Measures {@code w1_irrelevant_norm} and {@code w1_relevant_norm} of the first layer at every
     * step.
     *
     * @param inputs indices (0-based) of the inputs that the target does not depend on
     */
    public Builder irrelevantInputs(int... inputs) {
      return probe(new InputWeights(inputs));
    }

    /** Measures them on a schedule. */
    public Builder irrelevantInputs(Schedule schedule, int... inputs) {
      return probe(schedule, new InputWeights(inputs));
    }

    /** Measures with a probe at every step, if it is cheap; else as often as the budget allows. */
    public Builder probe(NetworkProbe probe) {
      requests.add(ProbeRequest.often(probe));
      return this;
    }

    /**
     * Measures with a probe on a schedule, within the listener's budget; one of {@code budget:P%}
     * has that share for itself.
     */
    public Builder probe(Schedule schedule, NetworkProbe probe) {
      requests.add(ProbeRequest.on(schedule, probe));
      return this;
    }

    /**
     * The share of the training's time that all probes which are not cheap may take together; 1 %
     * unless said. Due points that it does not allow are passed over.
     *
     * @param share 0.01: 1 %
     * @throws IllegalArgumentException quoting it, if it is not above 0 and at most 1
     */
    public Builder budget(double share) {
      rules = rules.within(share);
      return this;
    }

    /**
     * No due point is passed over: where the probes are behind, the training waits. For runs that
     * are to be the same whatever the machine; every probe that is not cheap needs a schedule.
     */
    public Builder unlimitedBudget() {
      rules = rules.withoutBudget();
      return this;
    }

    /**
     * All probes run at this step too, whatever their schedule and budget, and the step ends when
     * their values are written: the end of a run is not missed.
     *
     * @throws IllegalArgumentException quoting it, if it is negative
     */
    public Builder lastStep(long step) {
      rules = rules.endingAt(step);
      return this;
    }

    /** Rows go to a sink that somebody else closes. */
    public Builder sink(StepSink sink) {
      destination = new Destination.Given(sink);
      return this;
    }

    /** Rows go there. */
    Builder destination(Destination chosen) {
      destination = chosen;
      return this;
    }

    /** Rows are published as a run of the listener's own. Without it the environment says how. */
    public Builder settings(PublisherSettings settings) {
      destination = new Destination.OwnRun(settings);
      return this;
    }

    /**
     * The listener. Whether its probes fit is found out when the training starts: those that do not
     * are left out with a warning.
     *
     * @throws IllegalArgumentException if the environment's settings are needed and cannot be used,
     *     or naming a probe that has neither schedule nor budget
     */
    public PlateauListener build() {
      rules.check(requests);
      Destination chosen =
          destination == null
              ? new Destination.OwnRun(PublisherSettings.fromEnvironment(System.getenv()))
              : destination;
      return new PlateauListener(chosen, requests, rules);
    }

    /**
     * The listener for an initialised network, refused where a probe does not fit it. The caller
     * adds it to the network.
     *
     * @throws IllegalArgumentException as {@link #build()}, or naming the probe, what it asked for
     *     and the layers there are
     */
    public PlateauListener build(Model model) {
      TrainedNetwork network = TrainedNetwork.of(model);
      BoundProbes probes = BoundProbes.all(requests, rules, network);
      PlateauListener listener = build();
      listener.watch(network, probes);
      return listener;
    }
  }
}
