package dev.plateau.collector.reproduce;

import dev.plateau.collector.log.Plateau;
import dev.plateau.collector.log.RunEntry;
import dev.plateau.collector.log.RunLog;
import dev.plateau.protocol.MetricName;
import dev.plateau.protocol.NearestName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Results read from a log, when they are asked for. A run is read in one pass for its short curves
 * and for all long ones that were asked for so far of any run: figures ask the same of many runs.
 * What was read is kept up to a number of values; then the runs that were not asked for the longest
 * time are dropped, and read again if they are. Stabilizations are few and all kept. For one
 * thread.
 */
public final class LoggedResults implements Results {
  /** 16 bytes each, with their steps: 192 MB, one long curve of 60 runs of 200,000 steps. */
  private static final long KEPT_VALUES = 12L << 20;

  private final RunLog log;
  private final RunNaming naming;
  private final FinishedRuns finished;
  private final Map<String, String> failures;
  private final long keptValues;
  private final Set<MetricName> wanted = new HashSet<>();
  private final Map<String, List<Plateau>> plateaus = new HashMap<>();
  private final Map<String, RunReading> readings = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * @param log opened after the runs had ended; closed by whoever opened it
   * @param naming how the runs are called in it
   * @param failures why trainers ended otherwise than well, by run id
   */
  public LoggedResults(RunLog log, RunNaming naming, Map<String, String> failures) {
    this(log, naming, failures, KEPT_VALUES);
  }

  LoggedResults(RunLog log, RunNaming naming, Map<String, String> failures, long keptValues) {
    this.log = log;
    this.naming = naming;
    this.finished = new FinishedRuns(log, naming);
    this.failures = Map.copyOf(failures);
    this.keptValues = keptValues;
  }

  /**
   * {@inheritDoc}
   *
   * @throws UncheckedIOException if the log cannot be read
   */
  @Override
  public Curve curve(PlannedRun run, String metric) {
    MetricName name = MetricName.parse(metric);
    RunReading reading = reading(run);
    Optional<Curve> curve = reading.curve(name);
    if (curve.isPresent()) {
      return curve.get();
    }
    if (!reading.metrics().contains(name)) {
      throw lacks(run, metric, reading.metrics().stream().map(MetricName::toString).toList());
    }
    wanted.add(name);
    readings.remove(naming.id(run));
    return reading(run).curve(name).orElseThrow();
  }

  @Override
  public Map<String, Double> lastByLayer(PlannedRun run, String metric) {
    return layered(run, metric, reading(run).lastByLayer(metric));
  }

  @Override
  public Map<String, Double> firstByLayer(PlannedRun run, String metric) {
    return layered(run, metric, reading(run).firstByLayer(metric));
  }

  @Override
  public List<Plateau> plateaus(PlannedRun run) {
    return plateaus.computeIfAbsent(naming.id(run), id -> readPlateaus(run));
  }

  private List<Plateau> readPlateaus(PlannedRun run) {
    try {
      RunEntry entry = usable(run);
      return Plateau.of(log.events(entry)).stream()
          .filter(plateau -> !plateau.isSuperseded(entry))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, Double> layered(PlannedRun run, String metric, Map<String, Double> values) {
    if (values.isEmpty()) {
      throw lacks(
          run,
          metric + "/...",
          reading(run).metrics().stream()
              .filter(name -> !name.layer().isEmpty())
              .map(name -> name.metric() + "/...")
              .collect(Collectors.toSet()));
    }
    return values;
  }

  private MissingRunException lacks(PlannedRun run, String metric, Collection<String> known) {
    return new MissingRunException(
        "run %s (%s) has no metric '%s'%s"
            .formatted(
                naming.id(run),
                naming.name(run),
                metric,
                NearestName.of(metric, known)
                    .map(near -> "; did you mean '" + near + "'?")
                    .orElse("")));
  }

  private RunReading reading(PlannedRun run) {
    String id = naming.id(run);
    RunReading known = readings.get(id);
    if (known != null) {
      return known;
    }
    try {
      RunReading read = RunReading.read(log, usable(run), wanted);
      readings.put(id, read);
      drop();
      return read;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private RunEntry usable(PlannedRun run) throws IOException {
    String id = naming.id(run);
    Optional<RunEntry> entry = finished.entry(run);
    Optional<String> obstacle =
        entry.isEmpty() ? Optional.of("is not in the log") : finished.obstacle(entry.get());
    if (entry.isEmpty() || obstacle.isPresent()) {
      String reason = failures.getOrDefault(id, obstacle.orElse(""));
      throw new MissingRunException("run %s (%s) %s".formatted(id, naming.name(run), reason));
    }
    return entry.get();
  }

  /** How many runs it keeps in memory. */
  int keptRuns() {
    return readings.size();
  }

  /** Keeps at least the run that was read last. */
  private void drop() {
    long size = readings.values().stream().mapToLong(RunReading::size).sum();
    var oldest = readings.entrySet().iterator();
    while (size > keptValues && readings.size() > 1) {
      size -= oldest.next().getValue().size();
      oldest.remove();
    }
  }
}
