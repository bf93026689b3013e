package dev.plateau.collector.cli;

import dev.plateau.collector.embedded.BrokerException;
import dev.plateau.collector.expose.ListenException;
import dev.plateau.collector.reproduce.Drawing;
import dev.plateau.collector.reproduce.Extent;
import dev.plateau.collector.reproduce.Figure;
import dev.plateau.collector.reproduce.Paper;
import dev.plateau.collector.reproduce.RunPlan;
import dev.plateau.collector.reproduce.plot.SheetPicture;
import dev.plateau.collector.topology.CollectorException;
import dev.plateau.protocol.NearestName;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
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
  private static final int NEAREST = 3;
  private static final Path PAGES = Path.of("docs", "reproduction");

  private final List<Figure> all;
  private final Optional<Drawing> drawing;

  @Option(
      names = "--figure",
      paramLabel = "ID",
      arity = "1..*",
      split = ",",
      completionCandidates = FigureIds.class,
      description = "These figures, as support-3.")
  private List<String> figures = List.of();

  @Option(
      names = "--paper",
      paramLabel = "PAPER",
      completionCandidates = PaperIds.class,
      description = "All figures of a paper: ${COMPLETION-CANDIDATES}.")
  private @Nullable String paper;

  @Option(names = "--all", description = "All figures.")
  private boolean everything;

  @Option(
      names = "--list",
      description = "Lists the figures, with about how long their runs take on one core.")
  private boolean list;

  @Option(
      names = "--quick",
      description = "Fewer steps and seeds, same settings: minutes instead of hours.")
  private boolean quick;

  @Option(
      names = "--trajectories",
      paramLabel = "N",
      description = "Seeds of a setting whose median is shown. Default: 10, with --quick 1.")
  private @Nullable Integer trajectories;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder with MNIST's four files, for the figures that need them.")
  private @Nullable Path data;

  @Option(
      names = "--features",
      paramLabel = "DIR",
      description = "Folder with features.npy and labels.npy, for the figures that need them.")
  private @Nullable Path features;

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

  /** The ids of all figures, for completion. */
  static final class FigureIds implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Figures.all().stream().map(Figure::id).iterator();
    }
  }

  /** The ids of all papers, for completion. */
  static final class PaperIds implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return paperIds().iterator();
    }
  }

  private static List<String> paperIds() {
    return Arrays.stream(Paper.values()).map(Paper::id).toList();
  }

  @Override
  public Integer call() throws InterruptedException {
    Extent extent = extent();
    Optional<List<Figure>> chosen = chosen();
    if (list || chosen.isEmpty()) {
      print(chosen.orElse(all), extent);
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
            pages == null ? (quick ? PAGES.resolve("quick") : PAGES) : pages,
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

  private Extent extent() {
    if (jobs < 1) {
      throw notUnderstood("--jobs must be >= 1, got " + jobs);
    }
    if (trajectories != null && trajectories < 1) {
      throw notUnderstood("--trajectories must be >= 1, got " + trajectories);
    }
    return new Extent(
        quick,
        trajectories == null ? Extent.defaultTrajectories(quick) : trajectories,
        folder("--data", data),
        folder("--features", features));
  }

  private Optional<Path> folder(String option, @Nullable Path given) {
    if (given != null && !Files.isDirectory(given)) {
      throw notUnderstood(option + ": there is no folder " + given);
    }
    return Optional.ofNullable(given).map(folder -> folder.toAbsolutePath().normalize());
  }

  /** The figures that were asked for, in the order of all; empty: none was. */
  private Optional<List<Figure>> chosen() {
    List<String> choices = new ArrayList<>();
    if (!figures.isEmpty()) {
      choices.add("--figure");
    }
    if (paper != null) {
      choices.add("--paper");
    }
    if (everything) {
      choices.add("--all");
    }
    if (choices.size() > 1) {
      throw notUnderstood(
          "give one of --figure, --paper and --all, got " + String.join(" and ", choices));
    }
    if (choices.isEmpty()) {
      return Optional.empty();
    }
    figures.forEach(this::requireFigure);
    if (paper != null && !paperIds().contains(paper)) {
      throw notUnderstood(
          "--paper: there is no paper '" + paper + "'" + NearestName.hint(paper, paperIds()));
    }
    return Optional.of(all.stream().filter(this::isChosen).toList());
  }

  private boolean isChosen(Figure figure) {
    return everything || figure.paper().id().equals(paper) || figures.contains(figure.id());
  }

  private void requireFigure(String id) {
    List<String> known = all.stream().map(Figure::id).toList();
    if (!known.contains(id)) {
      List<String> near = NearestName.of(id, known, NEAREST);
      throw notUnderstood(
          "--figure: there is no figure '"
              + id
              + "'; "
              + (near.isEmpty()
                  ? "'plateau reproduce --list' lists them"
                  : "did you mean " + String.join(" or ", near) + "?"));
    }
  }

  private void print(List<Figure> listed, Extent extent) {
    PrintWriter out = spec.commandLine().getOut();
    TextTable table = new TextTable("FIGURE", "PLACE", quick ? "QUICK" : "COST", "SHOWS");
    for (Figure figure : listed) {
      double seconds = RunPlan.of(List.of(figure), extent).seconds();
      table.add(
          figure.id(),
          figure.paper().mark() + " " + figure.place(),
          seconds == 0 ? "no data" : RoughTime.of(seconds),
          figure.title());
    }
    table.print(out);
    double all = RunPlan.of(listed, extent).seconds();
    if (all > 0) {
      out.println();
      out.println(
          "All of these on one core: about %s, as figures share runs."
              .formatted(RoughTime.of(all)));
    }
    out.flush();
  }

  private ParameterException notUnderstood(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }

  private int complain(String sentence) {
    spec.commandLine().getErr().println(sentence);
    spec.commandLine().getErr().flush();
    return 1;
  }
}
