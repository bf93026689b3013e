package dev.plateau.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.protocol.Column;
import dev.plateau.protocol.Envelope;
import dev.plateau.protocol.MetricName;
import dev.plateau.protocol.Origin;
import dev.plateau.protocol.RunFinished;
import dev.plateau.protocol.RunId;
import dev.plateau.protocol.SessionId;
import dev.plateau.protocol.StepBatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FramerTest {
  private static final RunId RUN = new RunId("r1");
  private static final SessionId SESSION = new SessionId(1, 2);
  private static final int MEGABYTE = 1 << 20;

  private final SlotTable slots = new SlotTable();
  private final MemoryFrameBuffer buffer = new MemoryFrameBuffer(1L << 40);
  private long nanos;
  private long dropped;
  private final Framer framer = new Framer(RUN, SESSION, slots, buffer, () -> dropped, () -> nanos);

  @Test
  void rows_ofAnyShape_areSplitBelowTheLimitAndComeBackAsTheyWere() throws Exception {
    Random random = new Random(3);
    List<Map<String, Double>> rows = new ArrayList<>();
    for (int step = 0; step < 40_000; step++) {
      Map<String, Double> row = new TreeMap<>();
      for (int i = random.nextInt(30); i > 0; i--) {
        row.put("m" + random.nextInt(20 + step / 100), random.nextGaussian());
      }
      rows.add(row);
      put(step, row);
    }
    framer.cut();
    List<Frame> frames = frames();
    assertThat(frames.size()).isGreaterThan(5);
    assertThat(frames).allSatisfy(f -> assertThat(f.value()).hasSizeLessThanOrEqualTo(512 << 10));
    assertThat(rows(frames)).isEqualTo(rows);
    assertThat(frames.stream().map(Frame::sequence))
        .containsExactlyElementsOf(LongStream.range(0, frames.size()).boxed().toList());
    assertThat(frames.stream().mapToInt(Frame::steps).sum()).isEqualTo(40_000);
    assertThat(framer.framedSteps()).isEqualTo(40_000);
  }

  @Test
  void row_ofAsManyMetricsAsARunMayHave_fitsIntoARecord() throws Exception {
    Map<String, Double> row = new TreeMap<>();
    for (int i = 0; i < SlotTable.MAX_SLOTS; i++) {
      row.put("m".repeat(120) + i + "/" + "l".repeat(128), Math.sqrt(i));
    }
    put(0, row);
    put(1, row);
    framer.cut();
    assertThat(rows(frames())).containsExactly(row, row);
    assertThat(frames()).allSatisfy(f -> assertThat(f.value()).hasSizeLessThan(MEGABYTE));
  }

  @Test
  void frames_carryDropsSoFarAndTheirPlaceInTheSession() throws Exception {
    put(5, Map.of("loss", 1.0));
    dropped = 7;
    framer.cut();
    framer.cut();
    framer.message(new RunFinished(RunFinished.Outcome.COMPLETED, "", 3, 9));
    List<Frame> frames = frames();
    assertThat(frames).hasSize(2);
    Envelope first = Received.envelope(RUN, frames.get(0).value());
    assertThat(first.origin()).isEqualTo(new Origin.Sequenced(SESSION, 0));
    assertThat(((StepBatch) first.message()).droppedSteps()).isEqualTo(7);
    Envelope second = Received.envelope(RUN, frames.get(1).value());
    assertThat(second.origin()).isEqualTo(new Origin.Sequenced(SESSION, 1));
    assertThat(frames.get(1).steps()).isZero();
  }

  @Test
  void cutIfOlder_countsFromTheFirstRow() throws Exception {
    framer.cutIfOlder(10);
    put(1, Map.of("loss", 1.0));
    nanos = 9;
    put(2, Map.of("loss", 1.0));
    framer.cutIfOlder(10);
    assertThat(framer.framedSteps()).isZero();
    nanos = 10;
    framer.cutIfOlder(10);
    assertThat(framer.framedSteps()).isEqualTo(2);
    nanos = 100;
    put(3, Map.of("loss", 1.0));
    framer.cutIfOlder(10);
    assertThat(framer.framedSteps()).isEqualTo(2);
  }

  private void put(long step, Map<String, Double> row) throws InterruptedException {
    framer.row(step, 1_000 + step, row.size());
    row.forEach((name, value) -> framer.value(slots.slot(MetricName.parse(name)).index(), value));
  }

  private List<Frame> frames() throws InterruptedException {
    assertThat(buffer.awaitAcknowledged(Duration.ZERO)).isFalse();
    return buffer.awaitUnacknowledged(Long.MAX_VALUE);
  }

  /** The rows of all frames, value by value. */
  private static List<Map<String, Double>> rows(List<Frame> frames) {
    List<Map<String, Double>> rows = new ArrayList<>();
    for (Frame frame : frames) {
      StepBatch batch = (StepBatch) Received.envelope(RUN, frame.value()).message();
      int first = rows.size();
      for (int row = 0; row < batch.size(); row++) {
        assertThat(batch.step(row)).isEqualTo(rows.size());
        assertThat(batch.timeMicros(row)).isEqualTo(1_000 + rows.size());
        rows.add(new TreeMap<>());
      }
      for (Column column : batch.columns()) {
        for (int i = 0; i < column.size(); i++) {
          rows.get(first + column.row(i)).put(column.name().toString(), column.value(i));
        }
      }
    }
    return rows;
  }
}
