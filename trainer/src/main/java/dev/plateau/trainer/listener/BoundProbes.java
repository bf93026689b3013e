package dev.plateau.trainer.listener;

import dev.plateau.trainer.network.TrainedNetwork;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The probes of one network, not at work yet.
 *
 * @param budget that those without one of their own share; null: none
 */
record BoundProbes(List<ScheduledProbe> probes, ProbingRules rules, @Nullable ProbeBudget budget) {
  private static final Logger log = LoggerFactory.getLogger(BoundProbes.class);

  /**
   * Fits all of them.
   *
   * @throws IllegalArgumentException naming the probe that does not fit and why
   */
  static BoundProbes all(List<ProbeRequest> requests, ProbingRules rules, TrainedNetwork network) {
    ProbeBudget budget = rules.newBudget();
    List<ScheduledProbe> probes = new ArrayList<>();
    for (ProbeRequest request : requests) {
      probes.add(request.bind(network, budget, System::nanoTime));
    }
    return new BoundProbes(probes, rules, budget);
  }

  /** Fits those that can be, and leaves the others out with a warning. */
  static BoundProbes fitting(
      List<ProbeRequest> requests, ProbingRules rules, TrainedNetwork network) {
    ProbeBudget budget = rules.newBudget();
    List<ScheduledProbe> probes = new ArrayList<>();
    for (ProbeRequest request : requests) {
      try {
        probes.add(request.bind(network, budget, System::nanoTime));
      } catch (RuntimeException e) {
        log.warn("Left out: {}", e.getMessage());
      }
    }
    return new BoundProbes(probes, rules, budget);
  }

  /** Those that measure in the callback. */
  List<ScheduledProbe> cheap() {
    return probes.stream().filter(ScheduledProbe::isCheap).toList();
  }

  /** Those that measure elsewhere. */
  List<ScheduledProbe> others() {
    return probes.stream().filter(probe -> !probe.isCheap()).toList();
  }

  /** Puts them to work. */
  Probing at(StepSink sink) {
    return new Probing(this, sink, new ProbingThread(new ThreadTime()), System::nanoTime);
  }
}
