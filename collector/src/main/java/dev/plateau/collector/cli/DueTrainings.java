package dev.plateau.collector.cli;

import dev.plateau.collector.reproduce.PlannedRun;
import dev.plateau.collector.reproduce.RunNaming;
import dev.plateau.collector.reproduce.Workload;
import dev.plateau.collector.run.RunView;
import dev.plateau.collector.run.RunViews;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The trainings that a reproduction still needs, as processes of their own. For one thread. */
final class DueTrainings {
  private final CollectorApp app;
  private final RunNaming naming;
  private final Path home;
  private final Path outputs;
  private final int jobs;
  private final Map<String, String> failures = new HashMap<>();

  /**
   * @param app the collector that they report to
   * @param naming gives their ids
   * @param home folder of the launcher, which starts them
   * @param outputs folder of what they print
   * @param jobs how many at a time, at least 1
   */
  DueTrainings(CollectorApp app, RunNaming naming, Path home, Path outputs, int jobs) {
    this.app = app;
    this.naming = naming;
    this.home = home;
    this.outputs = outputs;
    this.jobs = jobs;
  }

  /**
   * Trains them, or until it is told to stop or the collector fails.
   *
   * @param err gets progress
   * @return whether all have ended
   * @throws IOException if a trainer cannot be started
   */
  boolean train(List<PlannedRun> due, PrintWriter err, CompletableFuture<?> stop)
      throws IOException, InterruptedException {
    Files.createDirectories(outputs);
    Map<String, Integer> attempts = new HashMap<>();
    views().forEach((id, view) -> attempts.put(id, view.attempt()));
    Workload load = new Workload(due, jobs);
    try (ReproductionScreen screen = new ReproductionScreen(err, due.size());
        TrainerPool pool = new TrainerPool(jobs, this::start)) {
      boolean isDone =
          pool.train(
              load,
              planned -> fraction(planned, attempts),
              screen,
              (planned, failure) -> {
                failure.ifPresent(
                    sentence -> failures.put(naming.id(planned), "failed: " + sentence));
                screen.ended(naming.name(planned), failure, load);
              },
              stop,
              app.failure());
      if (!isDone) {
        screen.stopping();
      }
      return isDone;
    }
  }

  /** A sentence for each run that failed, by its id; live. */
  Map<String, String> failures() {
    return failures;
  }

  private TrainerProcess start(PlannedRun planned) throws IOException {
    String id = naming.id(planned);
    List<String> arguments = new ArrayList<>(planned.arguments());
    arguments.addAll(List.of("--run-id", id, "--run-name", naming.name(planned)));
    return TrainerProcess.start(
        home, app.bootstrapServers(), outputs.resolve(id + ".log"), arguments);
  }

  private Map<String, RunView> views() {
    Map<String, RunView> views = new HashMap<>();
    for (RunViews.Row row : app.views().rows()) {
      views.put(row.view().run(), row.view());
    }
    return views;
  }

  /** By the present attempt: what an earlier one had made does not count. */
  private double fraction(PlannedRun planned, Map<String, Integer> attempts) {
    String id = naming.id(planned);
    RunView view = views().get(id);
    return view == null || view.attempt() <= attempts.getOrDefault(id, 0)
        ? 0
        : (view.lastStep() + 1.0) / planned.steps();
  }
}
