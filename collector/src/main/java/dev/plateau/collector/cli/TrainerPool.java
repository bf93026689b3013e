package dev.plateau.collector.cli;

import dev.plateau.collector.reproduce.PlannedRun;
import dev.plateau.collector.reproduce.Workload;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToDoubleFunction;

/**
 * Trains runs as processes of their own, so many at a time, the longest first; one that fails does
 * not keep the others from going on. Closing it stops those that are still running. For one thread.
 */
final class TrainerPool implements AutoCloseable {
  private static final Duration LOOK = Duration.ofMillis(250);

  private final int jobs;
  private final Starter starter;
  private final Map<PlannedRun, TrainerProcess> running = new LinkedHashMap<>();

  /** Starts the trainer of a run. */
  @FunctionalInterface
  interface Starter {
    /**
     * Starts it.
     *
     * @throws IOException if there can be no such process
     */
    TrainerProcess start(PlannedRun run) throws IOException;
  }

  /** What is told of an end. */
  @FunctionalInterface
  interface EndListener {
    /**
     * A trainer has ended.
     *
     * @param failure a sentence, if it did not end well
     */
    void ended(PlannedRun run, Optional<String> failure);
  }

  /**
   * @param jobs how many at a time, at least 1
   */
  TrainerPool(int jobs, Starter starter) {
    this.jobs = jobs;
    this.starter = starter;
  }

  /**
   * Trains all of them, or until it is told to stop.
   *
   * @param fraction how far a run is that is being trained, from 0 to 1
   * @param screen shows it
   * @param ends told of each that ends by itself
   * @param stops complete when no more shall be trained; those that run are left to {@link #close}
   * @return whether all have ended
   */
  boolean train(
      Workload load,
      ToDoubleFunction<PlannedRun> fraction,
      ReproductionScreen screen,
      EndListener ends,
      CompletableFuture<?>... stops)
      throws IOException, InterruptedException {
    Deque<PlannedRun> waiting = new ArrayDeque<>(load.order());
    long lookedNanos = System.nanoTime();
    while (true) {
      while (running.size() < jobs && !waiting.isEmpty()) {
        PlannedRun next = waiting.remove();
        running.put(next, starter.start(next));
      }
      if (running.isEmpty()) {
        return true;
      }
      screen.show(load, running.keySet());
      if (StopRequest.anyWithin(LOOK, stops)) {
        return false;
      }
      long nowNanos = System.nanoTime();
      load.worked(running.size(), (nowNanos - lookedNanos) / 1e9);
      lookedNanos = nowNanos;
      for (PlannedRun run : List.copyOf(running.keySet())) {
        load.reached(run, fraction.applyAsDouble(run));
      }
      boolean hasFailure = running.values().stream().anyMatch(TrainerProcess::hasFailed);
      // Ctrl-C reaches the trainers too, and perhaps first: that is no failure.
      if (hasFailure && StopRequest.anyWithin(LOOK, stops)) {
        return false;
      }
      takeEnded(load, ends);
    }
  }

  private void takeEnded(Workload load, EndListener ends) throws IOException {
    Iterator<Map.Entry<PlannedRun, TrainerProcess>> all = running.entrySet().iterator();
    while (all.hasNext()) {
      Map.Entry<PlannedRun, TrainerProcess> trainer = all.next();
      if (!trainer.getValue().isAlive()) {
        all.remove();
        load.reached(trainer.getKey(), 1);
        ends.ended(trainer.getKey(), trainer.getValue().failure());
      }
    }
  }

  /** Stops what is running, and waits for it. */
  @Override
  public void close() {
    running.values().forEach(TrainerProcess::requestStop);
    boolean interrupted = false;
    for (TrainerProcess trainer : running.values()) {
      try {
        trainer.awaitEnd();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    running.clear();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
