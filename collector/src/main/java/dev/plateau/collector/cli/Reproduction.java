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
import dev.plateau.collector.topology.CollectorException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
    Path outputs = folder.resolve("trainers");
    announce(app, plan, due, outputs);
    DueTrainings trainings = new DueTrainings(app, naming, request.home(), outputs, request.jobs());
    if (!trainings.train(due, err, stop) || !awaitRegistry(app, due, trainings.failures())) {
      return broken(app, plan);
    }
    try (RunLog log = log(app)) {
      LoggedResults results = new LoggedResults(log, naming, trainings.failures());
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

  private void announce(CollectorApp app, RunPlan plan, List<PlannedRun> due, Path outputs) {
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
      say("trainers' output in " + outputs);
    }
  }

  static String counted(int count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  /** What a trainer said last is in the registry a moment after it has ended. */
  private boolean awaitRegistry(
      CollectorApp app, List<PlannedRun> due, Map<String, String> failures)
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
  private int broken(CollectorApp app, RunPlan plan) {
    if (app.failure().isDone()) {
      say(app.failure().join());
      return 1;
    }
    if (request.runs().isEmpty()) {
      say("stopped; nothing is kept, --runs DIR would keep the runs that are finished");
      return 1;
    }
    say(
        "stopped%s kept in %s, the same command goes on from there"
            .formatted(finished(app, plan), request.runs().get()));
    return 1;
  }

  /** How many are finished, in words, as far as a broker that may be stopping still says so. */
  private String finished(CollectorApp app, RunPlan plan) {
    int all = plan.runs().size();
    try {
      return " with %d of %s finished; they are"
          .formatted(all - due(app, plan).size(), counted(all, "run"));
    } catch (IOException e) {
      return "; the runs that are finished are";
    }
  }

  private void say(String sentence) {
    Paragraph.print(err, sentence, ProgressBar.of(err).columns());
  }
}
