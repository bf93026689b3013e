package dev.plateau.collector.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plateau.collector.run.RunEvent.StabilizationEnded;
import dev.plateau.protocol.Metrics;
import dev.plateau.protocol.StepBatchBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Recorded losses of real trainings, published as a trainer would and folded as runs. */
class TraceFoldTest {
  private static final Path TRACES = Path.of("src/test/resources/traces");

  static List<String> traces() throws IOException {
    try (Stream<Path> files = Files.list(TRACES)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".csv.gz"))
          .sorted()
          .toList();
    }
  }

  /** Publishes a trace in records of 50 rows; the state goes through its bytes after each. */
  private static FoldedRun fold(String trace) throws IOException {
    FoldedRun run = new FoldedRun("r1");
    Trainer trainer = new Trainer("r1", 1);
    run.apply(trainer.started("traces", 0));
    StepBatchBuilder rows = new StepBatchBuilder();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(TRACES.resolve(trace))),
                StandardCharsets.UTF_8))) {
      lines.readLine();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] cells = line.split(",", -1);
        long step = Long.parseLong(cells[0]);
        rows.row(step, Trainer.START_MICROS + 1000 * step);
        put(rows, Metrics.LOSS, cells[1]);
        put(rows, Metrics.LEARNING_RATE, cells[2]);
        put(rows, Metrics.FULL_LOSS, cells[3]);
        if (rows.rows() == 50) {
          run.apply(trainer.next(rows.build(0, "")));
          run.resume();
        }
      }
    }
    run.apply(trainer.next(rows.build(0, "")));
    return run;
  }

  private static void put(
      StepBatchBuilder rows, dev.plateau.protocol.MetricName name, String cell) {
    if (!cell.isEmpty()) {
      double value =
          switch (cell) {
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            case "nan" -> Double.NaN;
            default -> Double.parseDouble(cell);
          };
      rows.value(rows.column(name), value);
    }
  }

  private static List<String> ends(FoldedRun run, LossSource source) {
    return run.events(StabilizationEnded.class).stream()
        .filter(event -> event.stabilization().source() == source)
        .map(
            event ->
                (event.end().cause() == Cause.DIVERGENCE ? "diverged" : "drop")
                    + " "
                    + event.header().step()
                    + " "
                    + event.stabilization().startStep()
                    + " "
                    + event.end().onsetStep())
        .toList();
  }

  private static List<String> expected(String trace, LossSource source) throws IOException {
    JsonNode alarms =
        new ObjectMapper()
            .readTree(TRACES.resolve("expected-alarms.json").toFile())
            .path(trace)
            .path(source.label());
    List<String> ends = new ArrayList<>();
    for (JsonNode alarm : alarms) {
      ends.add(
          alarm.path("kind").asText()
              + " "
              + alarm.path("step").asLong()
              + " "
              + alarm.path("plateau_start_step").asLong()
              + " "
              + alarm.path("onset_step").asLong());
    }
    return ends;
  }

  @ParameterizedTest
  @MethodSource("traces")
  void events_ofAPublishedTrace_areTheReferencesAlarms(String trace) throws IOException {
    FoldedRun run = fold(trace);
    for (LossSource source : LossSource.values()) {
      assertThat(ends(run, source)).isEqualTo(expected(trace, source));
    }
  }

  @ParameterizedTest
  @MethodSource("traces")
  void cause_isTheLearningRateOnlyWhereItFell(String trace) throws IOException {
    FoldedRun run = fold(trace);
    List<Long> falls =
        run.events(RunEvent.LearningRateDecayed.class).stream()
            .map(event -> event.header().step())
            .toList();
    for (StabilizationEnded event : run.events(StabilizationEnded.class)) {
      long start = event.stabilization().startStep();
      double lastQuarter = start + 0.75 * (event.end().onsetStep() - start);
      boolean fell =
          falls.stream().anyMatch(fall -> fall >= lastQuarter && fall <= event.header().step());
      if (event.end().cause() != Cause.DIVERGENCE) {
        assertThat(event.end().cause()).isEqualTo(fell ? Cause.LEARNING_RATE : Cause.DRIFT);
      }
      // Steps are a millisecond apart, so that the trainer's time of any step is known.
      assertThat(event.end().onsetTimeMicros())
          .isEqualTo(Trainer.START_MICROS + 1000 * event.end().onsetStep());
    }
  }

  @ParameterizedTest
  @MethodSource("traces")
  void stabilizations_keepTheLastFourWithTheirOrdinals(String trace) throws IOException {
    FoldedRun run = fold(trace);
    for (LossSource source : LossSource.values()) {
      long began =
          run.events(RunEvent.StabilizationBegan.class).stream()
              .filter(event -> event.stabilization().source() == source)
              .count();
      List<Long> ordinals =
          run.view().stabilizations().stream()
              .filter(stabilization -> stabilization.source() == source)
              .map(Stabilization::ordinal)
              .toList();
      List<Long> lastFour = new ArrayList<>();
      for (long ordinal = Math.max(1, began - 3); ordinal <= began; ordinal++) {
        lastFour.add(ordinal);
      }
      assertThat(ordinals).isEqualTo(lastFour);
    }
    assertThat(RunStateCodec.encode(run.state)).hasSizeLessThan(16 * 1024);
  }
}
