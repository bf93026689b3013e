package dev.plateau.collector.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plateau.collector.phase.DetectorKind;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * What detectors find of the ends that recorded traces are labelled with. {@code
 * -Dplateau.traces=DIR} scores those of another folder, and prints the figures.
 */
class DetectorScoreTest {
  private static final String TRACES = System.getProperty("plateau.traces", "");

  /**
   * A detector's score on one column.
   *
   * @param ends that are asked for
   * @param wrong alarms of no end
   * @param delays of those that were found, as shares of their plateaus
   */
  private record Score(int ends, int wrong, List<Double> delays) {
    double recall() {
      return (double) delays.size() / ends;
    }

    double precision() {
      return (double) delays.size() / (delays.size() + wrong);
    }

    double delay(double share) {
      return delays.stream().sorted().toList().get((int) (share * delays.size()));
    }

    @Override
    public String toString() {
      return "%d ends, precision %.3f, recall %.3f, delay %.3f in the median, %.3f for 90 %%"
          .formatted(ends, precision(), recall(), delay(0.5), delay(0.9));
    }
  }

  private static Path folder() throws URISyntaxException {
    return TRACES.isEmpty()
        ? Path.of(Objects.requireNonNull(DetectorScoreTest.class.getResource("/traces")).toURI())
        : Path.of(TRACES);
  }

  private static Score score(DetectorKind kind, boolean isFull)
      throws IOException, URISyntaxException {
    Map<String, TraceAlarms> alarms = TraceFolder.open(folder()).alarms(kind);
    JsonNode index = new ObjectMapper().readTree(folder().resolve("index.json").toFile());
    int ends = 0;
    int wrong = 0;
    List<Double> delays = new ArrayList<>();
    for (JsonNode trace : index.required("traces")) {
      TraceAlarms raised = Objects.requireNonNull(alarms.get(trace.required("file").textValue()));
      List<Alarm> left = new ArrayList<>(isFull ? raised.fullLoss() : raised.loss());
      for (JsonNode event : trace.required("end_events")) {
        long end = event.required("end").longValue();
        long length = event.path("L").asLong(Long.MAX_VALUE - end);
        long last = Math.min(end + length, event.path("nxt").asLong(Long.MAX_VALUE));
        List<Alarm> own =
            left.stream().filter(alarm -> alarm.step() >= end && alarm.step() <= last).toList();
        own.stream().findFirst().ifPresent(left::remove);
        if (event.required("scored").booleanValue()) {
          ends++;
          own.stream()
              .findFirst()
              .ifPresent(alarm -> delays.add((double) (alarm.step() - end) / length));
        }
      }
      wrong += left.size();
    }
    Score score = new Score(ends, wrong, delays);
    if (!TRACES.isEmpty()) {
      System.out.println(kind.label() + (isFull ? ", full_loss: " : ", loss: ") + score);
    }
    return score;
  }

  /** On all 165 traces it is right more often too; of these 35 it raises one more of no end. */
  @Test
  void msr2_findsMoreAndSooner() throws Exception {
    for (boolean isFull : new boolean[] {false, true}) {
      Score reference = score(DetectorKind.MSR_1, isFull);
      Score cued = score(DetectorKind.MSR_2, isFull);
      assertThat(cued.recall()).isGreaterThan(reference.recall()).isGreaterThan(0.9);
      assertThat(cued.wrong()).isLessThanOrEqualTo(reference.wrong() + 1);
      assertThat(cued.delay(0.5)).isLessThan(reference.delay(0.5) / 2);
      assertThat(cued.delay(0.9)).isLessThan(reference.delay(0.9));
    }
  }

  @Test
  void patience_isWrongMoreOften() throws Exception {
    Score reference = score(DetectorKind.MSR_1, false);
    Score patience = score(DetectorKind.PATIENCE_1, false);
    assertThat(patience.precision()).isLessThan(reference.precision() - 0.2);
  }
}
