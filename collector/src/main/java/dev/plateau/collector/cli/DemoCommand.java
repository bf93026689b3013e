package dev.plateau.collector.cli;

import dev.plateau.collector.embedded.BrokerException;
import dev.plateau.collector.expose.ListenException;
import dev.plateau.collector.live.StabilizationNews;
import dev.plateau.collector.live.Terminal;
import dev.plateau.collector.notify.WebhookSettings;
import dev.plateau.collector.notify.WebhookUrl;
import dev.plateau.collector.run.RunLife;
import dev.plateau.collector.run.RunView;
import dev.plateau.collector.run.RunViews;
import dev.plateau.collector.topology.CollectorException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code plateau demo}: broker and collector in this JVM, four trainers as child processes, and all
 * runs live in the terminal.
 */
@Command(
    name = "demo",
    description = "Starts everything in one place, trains four networks, shows them live.",
    mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
  private static final Duration REDRAW = Duration.ofMillis(500);
  private static final Duration PLAIN_TABLE = Duration.ofSeconds(5);

  /**
   * The trainers: stable and decayed step sizes, three experiments, one with NTK rank and feature
   * sparsity at every step; paced so that a person can watch.
   */
  private static final Map<String, List<String>> TRAINERS =
      Map.of(
          "diagonal-constant",
          List.of("diagonal", "--set", "rate=constant", "--steps", "30001", "--pace", "200"),
          "diagonal-decayed",
          List.of("diagonal", "--set", "rate=decay-30", "--steps", "30001", "--pace", "200"),
          "support-sgd-32",
          List.of("support-linear", "--set", "batch-size=32", "--steps", "20000", "--pace", "150"),
          "teacher-student",
          List.of(
              "teacher-student-3",
              "--set",
              "rate=decay-30",
              "--set",
              "ntk-rank=every:1",
              "--set",
              "feature-sparsity=every:1",
              "--steps",
              "10001",
              "--pace",
              "60"));

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "Stops after this time, as 90s or 5m. Default: at Ctrl-C.")
  private @Nullable Duration duration;

  @Option(
      names = "--keep",
      description = "Keeps the folder with the broker's data and the trainers' output.")
  private boolean keep;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "9464",
      description = "Port that /metrics is served on; 0: a free one. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = "--broker-port",
      paramLabel = "N",
      defaultValue = "9092",
      description = "Port of the embedded broker; 0: a free one. Default: ${DEFAULT-VALUE}.")
  private int brokerPort;

  @Option(
      names = "--webhook",
      paramLabel = "URL",
      converter = WebhookUrlConverter.class,
      description = "Posts the ends of stabilizations to this address, as JSON.")
  private @Nullable WebhookUrl webhook;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    StopRequest stop = StopRequest.listen();
    return stop.closed(run(stop));
  }

  private int run(StopRequest stop) throws InterruptedException {
    String home = System.getenv("PLATEAU_HOME");
    if (home == null) {
      return complain("The demo starts its trainers by the launcher: run it as './plateau demo'.");
    }
    try (WorkFolder folder = WorkFolder.temporary("demo", keep)) {
      say("starting broker and collector ...");
      try (CollectorApp app = CollectorApp.start(settings(folder.path()))) {
        return watch(app, folder, Path.of(home), stop);
      }
    } catch (IOException | ListenException | BrokerException | CollectorException e) {
      return complain(String.valueOf(e.getMessage()));
    }
  }

  private CollectorApp.Settings settings(Path folder) {
    return new CollectorApp.Settings(
        folder,
        "127.0.0.1",
        port,
        OptionalInt.of(brokerPort),
        "",
        Map.of(),
        1,
        OptionalInt.empty(),
        RunLife.DEFAULT,
        Optional.ofNullable(webhook)
            .map(url -> new WebhookSettings(url, WebhookSettings.DEFAULT_ALERT_MAX_AGE)));
  }

  private int watch(CollectorApp app, WorkFolder folder, Path home, StopRequest stop)
      throws IOException, InterruptedException {
    Map<String, TrainerProcess> trainers = new LinkedHashMap<>();
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    Optional<Terminal> terminal =
        Terminal.find(System.getProperty("plateau.terminal"), System.getenv());
    try (DemoScreen screen = new DemoScreen(out, terminal, head(app, folder, home))) {
      for (Map.Entry<String, List<String>> trainer : TRAINERS.entrySet()) {
        trainers.put(trainer.getKey(), start(trainer, app, folder, home));
      }
      return show(app, screen, trainers, stop, terminal.isPresent() ? REDRAW : PLAIN_TABLE);
    } finally {
      say("stopping the trainers ...");
      trainers.values().forEach(TrainerProcess::requestStop);
      for (TrainerProcess trainer : trainers.values()) {
        trainer.awaitEnd();
      }
    }
  }

  private static TrainerProcess start(
      Map.Entry<String, List<String>> trainer, CollectorApp app, WorkFolder folder, Path home)
      throws IOException {
    List<String> arguments = new ArrayList<>(trainer.getValue());
    arguments.addAll(List.of("--run-name", trainer.getKey()));
    return TrainerProcess.start(
        home, app.bootstrapServers(), folder.path().resolve(trainer.getKey() + ".log"), arguments);
  }

  private List<String> head(CollectorApp app, WorkFolder folder, Path home) {
    List<String> lines = new ArrayList<>();
    lines.add("Plateau demo: four networks in training. Ctrl-C stops everything.");
    lines.add(
        "metrics "
            + app.metricsUri()
            + "   broker "
            + app.bootstrapServers()
            + (keep ? "   kept in " + folder.path() : ""));
    ObserversHint.of(home, Path.of("").toAbsolutePath(), app.metricsUri()).ifPresent(lines::add);
    return lines;
  }

  private int show(
      CollectorApp app,
      DemoScreen screen,
      Map<String, TrainerProcess> trainers,
      StopRequest stop,
      Duration tableEvery)
      throws IOException, InterruptedException {
    long end = duration == null ? Long.MAX_VALUE : System.nanoTime() + duration.toNanos();
    long nextTable = System.nanoTime();
    StabilizationNews news = new StabilizationNews();
    CompletableFuture<String> failure = app.failure();
    Set<String> toldFailures = new HashSet<>();
    boolean endTold = false;
    while (System.nanoTime() < end) {
      List<RunView> views = app.views().rows().stream().map(RunViews.Row::view).toList();
      screen.tell(news.read(views));
      for (Map.Entry<String, TrainerProcess> trainer : trainers.entrySet()) {
        Optional<String> failed = trainer.getValue().failure();
        if (failed.isPresent() && toldFailures.add(trainer.getKey())) {
          screen.tell(List.of(trainer.getKey() + ": " + failed.get()));
        }
      }
      if (System.nanoTime() >= nextTable) {
        screen.draw(views);
        nextTable += tableEvery.toNanos();
      }
      if (!endTold && trainers.values().stream().noneMatch(TrainerProcess::isAlive)) {
        endTold = true;
        screen.tell(List.of("all trainers have ended; their series stay for 5 minutes"));
      }
      if (StopRequest.anyWithin(REDRAW, stop.asked(), failure)) {
        break;
      }
    }
    return failure.isDone() ? complain(failure.join()) : 0;
  }

  private void say(String sentence) {
    spec.commandLine().getOut().println(sentence);
    spec.commandLine().getOut().flush();
  }

  private int complain(String sentence) {
    spec.commandLine().getErr().println(sentence);
    spec.commandLine().getErr().flush();
    return 1;
  }
}
