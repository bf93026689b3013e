package dev.plateau.trainer.listener;

import dev.plateau.publisher.PublisherSettings;
import dev.plateau.trainer.network.InputWeights;
import dev.plateau.trainer.network.NetworkProbe;
import dev.plateau.trainer.network.TrainedNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
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
 * <p>Failure policy: nothing that goes wrong in here reaches the training. A failing probe is
 * switched off, a failing listener falls silent, each with one warning.
 *
 * <p>Who closes: a listener that has started its own run ({@link #fromEnv}, {@link
 * Builder#settings}) is closed by whoever made it, after the last {@code fit}; close waits until
 * the steps are delivered, at most the settings' close timeout. If the JVM ends without it, the
 * publisher's shutdown hook ends the run. A listener with a given sink needs no close. Close may
 * come from any thread.
 *
 * <p>One network: the first to train is watched, others that have the listener too, as the replicas
 * of a parallel training in threads of their own, are left alone with one warning. Layers that are
 * trained alone (pretraining) are passed over.
 */
public final class PlateauListener extends BaseTrainingListener implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(PlateauListener.class);

  private final Destination destination;
  private final List<ProbeRequest> requests;
  private final long lastStep;
  private final AtomicBoolean warnedOfSecondNetwork = new AtomicBoolean();
  private volatile @Nullable NetworkWatch watch;
  private volatile boolean isOver;

  private PlateauListener(Destination destination, List<ProbeRequest> requests, long lastStep) {
    this.destination = destination;
    this.requests = List.copyOf(requests);
    this.lastStep = lastStep;
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

  @Override
  public void close() {
    isOver = true;
    destination.close();
  }

  private void guarded(Model model, Consumer<NetworkWatch> callback) {
    if (isOver || TrainedNetwork.isLayerAlone(model)) {
      return;
    }
    try {
      NetworkWatch known = watch;
      NetworkWatch watching = known == null ? attached(model) : known;
      if (watching.network().views(model)) {
        callback.accept(watching);
      } else if (warnedOfSecondNetwork.compareAndSet(false, true)) {
        log.warn("This listener watches another network already; give each its own");
      }
    } catch (Throwable e) { // whatever it is, the training is worth more than being watched
      isOver = true;
      log.warn("The training is not watched any more: {}", e, e);
    }
  }

  /** Replicas in threads of their own may come at once: one of them is watched. */
  private synchronized NetworkWatch attached(Model model) {
    NetworkWatch known = watch;
    return known == null ? attach(TrainedNetwork.of(model)) : known;
  }

  /** Probes that do not fit are left out with a warning: the training is under way. */
  private NetworkWatch attach(TrainedNetwork network) {
    List<ScheduledProbe> probes = new ArrayList<>();
    for (ProbeRequest request : requests) {
      try {
        probes.add(request.bind(network, lastStep));
      } catch (RuntimeException e) {
        log.warn("Left out: {}", e.getMessage());
      }
    }
    return watch(network, probes);
  }

  private NetworkWatch watch(TrainedNetwork network, List<ScheduledProbe> probes) {
    NetworkWatch watching = new NetworkWatch(network, destination.open(network), probes);
    watch = watching;
    return watching;
  }

  /** Chooses probes and where rows go. Not thread-safe. */
  public static final class Builder {
    private static final Schedule EVERY_STEP = Schedule.every(1);

    private final List<ProbeRequest> requests = new ArrayList<>();
    private long lastStep = -1;
    private @Nullable Destination destination;

    private Builder() {}

    /**
     * Measures {@code w1_irrelevant_norm} and {@code w1_relevant_norm} of the first layer at every
     * step.
     *
     * @param inputs indices (0-based) of the inputs that the target does not depend on
     */
    public Builder irrelevantInputs(int... inputs) {
      return irrelevantInputs(EVERY_STEP, inputs);
    }

    /** Measures them on a schedule. */
    public Builder irrelevantInputs(Schedule schedule, int... inputs) {
      return probe(schedule, new InputWeights(inputs));
    }

    /** Measures with a probe on a schedule, in the row of the step it is due at. */
    public Builder probe(Schedule schedule, NetworkProbe probe) {
      requests.add(new ProbeRequest(schedule, probe));
      return this;
    }

    /** All probes run at this step too, whatever their schedule: the end of a run is not missed. */
    public Builder lastStep(long step) {
      lastStep = step;
      return this;
    }

    /** Rows go to a sink that somebody else closes. */
    public Builder sink(StepSink sink) {
      destination = new Destination.Given(sink);
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
     * @throws IllegalArgumentException if the environment's settings are needed and cannot be used
     */
    public PlateauListener build() {
      Destination chosen =
          destination == null
              ? new Destination.OwnRun(PublisherSettings.fromEnvironment(System.getenv()))
              : destination;
      return new PlateauListener(chosen, requests, lastStep);
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
      List<ScheduledProbe> probes =
          requests.stream().map(request -> request.bind(network, lastStep)).toList();
      PlateauListener listener = build();
      listener.watch(network, probes);
      return listener;
    }
  }
}
