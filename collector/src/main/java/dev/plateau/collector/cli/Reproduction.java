package dev.plateau.collector.cli;

import dev.plateau.collector.embedded.BrokerException;
import dev.plateau.collector.expose.ListenException;
import dev.plateau.collector.log.KafkaRuns;
import dev.plateau.collector.log.RunLog;
import dev.plateau.collector.reproduce.Drawing;
import dev.plateau.collector.reproduce.Extent;
import dev.plateau.collector.reproduce.Figure;
import dev.plateau.collector.reproduce.FinishedRuns;
import dev.plateau.collector.reproduce.LoggedResults;
import dev.plateau.collector.reproduce.PlannedRun;
import dev.plateau.collector.reproduce.RunNaming;
import dev.plateau.collector.reproduce.RunPlan;
import dev.plateau.collector.reproduce.Workload;
import dev.plateau.collector.run.RunLife;
import dev.plateau.collector.run.RunView;
import dev.plateau.collector.run.RunViews;
import dev.plateau.collector.topology.CollectorException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;

/**
 * Figures reproduced: broker and collector in this JVM, the trainings behind the figures as
 * processes of their own, then a page of each figure from what the log has of them.
 */
final class Reproduction {
  private static final Duration LOOK = Duration.ofMillis(250);

  /** Far more than the collector's commits take. */
  private static final Duration REGISTRY_PATIENCE = Duration.ofSeconds(60);

  /** For what failed, which may never have said a word. */
  private static final Duration FAILURE_PATIENCE = Duration.ofSeconds(5);

  private final Request request;
  private final PrintWriter out;
  private final PrintWriter err;
  private final CompletableFuture<?> stop;
  private final RunNaming naming;
  private final Map<String, String> failures = new HashMap<>();

  /**
   * What is asked for.
   *
   * @param figures the figures to reproduce
   * @param all all figures there are, for the index
   * @param extent how much of them
   * @param pages folder of the pages
   * @param runs folder that keeps the log of the runs; empty: they are not kept
   * @param jobs trainers at a time, at least 1
   * @param port port of /metrics; 0: a free one
   * @param home folder of the launcher, which starts the trainers
   * @param drawing draws the pictures; empty: there are none
   */
  record Request(
      List<Figure> figures,
      List<Figure> all,
      Extent extent,
      Path pages,
      Optional<Path> runs,
      int jobs,
      int port,
      Path home,
      Optional<Drawing> drawing) {}

  /**
   * @param out gets what came of it
   * @param err gets progress and complaints
   * @param stop completed by whoever wants it to end
   */
  Reproduction(Request request, PrintWriter out, PrintWriter err, CompletableFuture<?> stop) {
    this.request = request;
    this.out = out;
    this.err = err;
    this.stop = stop;
    this.naming = RunNaming.of(request.extent());
  }

  /**
   * Does it.
   *
   * @return the exit code: 0 where all expectations were met
   * @throws IOException with one sentence, as the other exceptions
   */
  int run()
      throws IOException,
          ListenException,
          BrokerException,
          CollectorException,
          InterruptedException {
    RunPlan plan = RunPlan.of(request.figures(), request.extent());
    if (request.drawing().isPresent()) {
      request.drawing().get().require();
    }
    try (WorkFolder folder = folder()) {
      say("starting broker and collector ...");
      try (CollectorApp app = CollectorApp.start(settings(folder.path()))) {
        return run(app, plan, folder.path());
      }
    }
  }

  private WorkFolder folder() throws IOException {
    return request.runs().isPresent()
        ? WorkFolder.at(request.runs().get())
        : WorkFolder.temporary("reproduce", false);
  }

  private CollectorApp.Settings settings(Path folder) {
    return new CollectorApp.Settings(
        folder,
        "127.0.0.1",
        request.port(),
        OptionalInt.of(0),
        "",
        Map.of(),
        1,
        OptionalInt.empty(),
        RunLife.DEFAULT,
        Optional.empty());
  }

  private int run(CollectorApp app, RunPlan plan, Path folder)
      throws IOException, InterruptedException {
    while (!app.isReady()) {
      if (StopRequest.anyWithin(LOOK, stop, app.failure())) {
        return broken(app, plan);
      }
    }
    List<PlannedRun> due = due(app, plan);
    announce(app, plan, due, folder);
    if (!train(app, due, folder) || !awaitRegistry(app, due)) {
      return broken(app, plan);
    }
    try (RunLog log = log(app)) {
      LoggedResults results = new LoggedResults(log, naming, failures);
      return new ReproductionPages(request, out, err).write(results);
    }
  }

  private List<PlannedRun> due(CollectorApp app, RunPlan plan) throws IOException {
    List<PlannedRun> due = new ArrayList<>();
    try (RunLog log = log(app)) {
      FinishedRuns finished = new FinishedRuns(log, naming);
      for (PlannedRun run : plan.runs()) {
        if (!finished.isFinished(run)) {
          due.add(run);
        }
      }
    }
    return due;
  }

  private static RunLog log(CollectorApp app) throws IOException {
    return KafkaRuns.open(app.bootstrapServers(), Map.of());
  }

  private void announce(CollectorApp app, RunPlan plan, List<PlannedRun> due, Path folder) {
    int kept = plan.runs().size() - due.size();
    double seconds = new Workload(due, request.jobs()).guessedSeconds();
    say(
        "%s, %s%s%s"
            .formatted(
                counted(request.figures().size(), "figure"),
                counted(plan.runs().size(), "run"),
                kept == 0 ? "" : ", " + kept + " of them kept from before",
                due.isEmpty() ? "" : "; about " + RoughTime.of(seconds)));
    say("metrics " + app.metricsUri() + ", broker " + app.bootstrapServers());
    if (request.runs().isPresent() && !due.isEmpty()) {
      say("trainers' output in " + trainers(folder));
    }
  }

  private static Path trainers(Path folder) {
    return folder.resolve("trainers");
  }

  static String counted(int count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  private boolean train(CollectorApp app, List<PlannedRun> due, Path folder)
      throws IOException, InterruptedException {
    Path outputs = Files.createDirectories(trainers(folder));
    Map<String, Integer> attempts = new HashMap<>();
    views(app).forEach((id, view) -> attempts.put(id, view.attempt()));
    Workload load = new Workload(due, request.jobs());
    try (ReproductionScreen screen = new ReproductionScreen(err, due.size());
        TrainerPool pool =
            new TrainerPool(request.jobs(), planned -> start(planned, app, outputs))) {
      boolean isDone =
          pool.train(
              load,
              planned -> fraction(planned, app, attempts),
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

  private TrainerProcess start(PlannedRun planned, CollectorApp app, Path outputs)
      throws IOException {
    String id = naming.id(planned);
    List<String> arguments = new ArrayList<>(planned.arguments());
    arguments.addAll(List.of("--run-id", id, "--run-name", naming.name(planned)));
    return TrainerProcess.start(
        request.home(), app.bootstrapServers(), outputs.resolve(id + ".log"), arguments);
  }

  private static Map<String, RunView> views(CollectorApp app) {
    Map<String, RunView> views = new HashMap<>();
    for (RunViews.Row row : app.views().rows()) {
      views.put(row.view().run(), row.view());
    }
    return views;
  }

  /** By the present attempt: what an earlier one had made does not count. */
  private double fraction(PlannedRun planned, CollectorApp app, Map<String, Integer> attempts) {
    String id = naming.id(planned);
    RunView view = views(app).get(id);
    return view == null || view.attempt() <= attempts.getOrDefault(id, 0)
        ? 0
        : (view.lastStep() + 1.0) / planned.steps();
  }

  /** What a trainer said last is in the registry a moment after it has ended. */
  private boolean awaitRegistry(CollectorApp app, List<PlannedRun> due)
      throws IOException, InterruptedException {
    List<PlannedRun> waited = new ArrayList<>(due);
    long beginNanos = System.nanoTime();
    while (!waited.isEmpty()) {
      Duration time = Duration.ofNanos(System.nanoTime() - beginNanos);
      try (RunLog log = log(app)) {
        FinishedRuns finished = new FinishedRuns(log, naming);
        for (PlannedRun planned : List.copyOf(waited)) {
          boolean isFailed = failures.containsKey(naming.id(planned));
          if (time.compareTo(isFailed ? FAILURE_PATIENCE : REGISTRY_PATIENCE) > 0
              || (isFailed ? finished.isEnded(planned) : finished.isFinished(planned))) {
            waited.remove(planned);
          }
        }
      }
      if (!waited.isEmpty() && StopRequest.anyWithin(LOOK, stop, app.failure())) {
        return false;
      }
    }
    return true;
  }

  /** Says why it ends before its time, and what is kept. */
  private int broken(CollectorApp app, RunPlan plan) throws IOException {
    if (app.failure().isDone()) {
      say(app.failure().join());
      return 1;
    }
    if (request.runs().isEmpty()) {
      say("stopped; nothing is kept, --runs DIR would keep the runs that are finished");
      return 1;
    }
    int finished = plan.runs().size() - due(app, plan).size();
    say(
        "stopped with %d of %s finished; they are kept in %s, the same command goes on from there"
            .formatted(finished, counted(plan.runs().size(), "run"), request.runs().get()));
    return 1;
  }

  private void say(String sentence) {
    Paragraph.print(err, sentence, ProgressBar.of(err).columns());
  }
}
