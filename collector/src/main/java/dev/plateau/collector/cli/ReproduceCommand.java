package dev.plateau.collector.cli;

import dev.plateau.collector.embedded.BrokerException;
import dev.plateau.collector.expose.ListenException;
import dev.plateau.collector.reproduce.Drawing;
import dev.plateau.collector.reproduce.Extent;
import dev.plateau.collector.reproduce.Figure;
import dev.plateau.collector.reproduce.plot.SheetPicture;
import dev.plateau.collector.topology.CollectorException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code plateau reproduce}: the papers' figures from real runs, held against what is published.
 */
@Command(
    name = "reproduce",
    description = {
      "Trains what is behind the papers' figures, checks what came out against what is published,"
          + " and writes a page of each figure. Without a choice it lists them.",
      "Exit codes: 0 all expectations met, 1 some not met or not run, 2 not understood."
    },
    mixinStandardHelpOptions = true)
final class ReproduceCommand implements Callable<Integer> {
  private static final Path PAGES = Path.of("docs", "reproduction");

  private final List<Figure> all;
  private final Optional<Drawing> drawing;

  @Mixin private FigureChoice choice = new FigureChoice();
  @Mixin private ExtentOptions extentOptions = new ExtentOptions();

  @Option(
      names = "--list",
      description = "Lists the figures, with about how long their runs take on one core.")
  private boolean list;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Folder of the pages. Default: docs/reproduction, with --quick"
              + " docs/reproduction/quick.")
  private @Nullable Path pages;

  @Option(
      names = "--runs",
      paramLabel = "DIR",
      description =
          "Keeps the runs' log in this folder: what is finished there is not trained again."
              + " Default: a temporary folder, removed at the end.")
  private @Nullable Path runs;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description = "Trainers at a time. Default: as many as cores.")
  private int jobs = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "9464",
      description = "Port that /metrics is served on; 0: a free one. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Spec private CommandSpec spec;

  /** With all figures there are. */
  ReproduceCommand() {
    this(Figures.all(), Optional.of(SheetPicture.drawing()));
  }

  /**
   * @param all the figures there are
   * @param drawing draws their pictures; empty: pages have none
   */
  ReproduceCommand(List<Figure> all, Optional<Drawing> drawing) {
    this.all = all;
    this.drawing = drawing;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (jobs < 1) {
      throw new ParameterException(spec.commandLine(), "--jobs must be >= 1, got " + jobs);
    }
    Extent extent = extentOptions.extent();
    Optional<List<Figure>> chosen = choice.of(all);
    if (list || chosen.isEmpty()) {
      new FigureList(chosen.orElse(all), extent).print(spec.commandLine().getOut());
      return 0;
    }
    String home = System.getenv("PLATEAU_HOME");
    if (home == null) {
      return complain("The trainers are started by the launcher: run it as './plateau reproduce'.");
    }
    StopRequest stop = StopRequest.listen();
    return stop.closed(run(chosen.get(), extent, Path.of(home), stop));
  }

  private int run(List<Figure> chosen, Extent extent, Path home, StopRequest stop)
      throws InterruptedException {
    Reproduction.Request request =
        new Reproduction.Request(
            chosen,
            all,
            extent,
            pages == null ? (extent.isQuick() ? PAGES.resolve("quick") : PAGES) : pages,
            Optional.ofNullable(runs),
            jobs,
            port,
            home,
            drawing);
    PrintWriter err = spec.commandLine().getErr();
    try {
      return new Reproduction(request, spec.commandLine().getOut(), err, stop.asked()).run();
    } catch (IOException | ListenException | BrokerException | CollectorException e) {
      return complain(String.valueOf(e.getMessage()));
    }
  }

  private int complain(String sentence) {
    spec.commandLine().getErr().println(sentence);
    spec.commandLine().getErr().flush();
    return 1;
  }
}
