package dev.plateau.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A builder says what was put into it, no more and no less, batch after batch. */
class StepBatchBuilderTest {
  @Test
  void rows_inAnyOrderOfMetrics_areWhatWasPut() {
    SplittableRandom random = new SplittableRandom(31);
    StepBatchBuilder builder = new StepBatchBuilder();
    for (int batch = 0; batch < 300; batch++) {
      List<Rows.Row> put = new ArrayList<>();
      for (int row = random.nextInt(150); row > 0; row--) {
        put.add(putRow(builder, random));
      }
      assertThat(builder.rows()).isEqualTo(put.size());
      long bound = builder.sizeBoundBytes();
      StepBatch built = builder.build(batch, "");
      assertThat(Rows.of(built)).isEqualTo(new Rows(put));
      assertThat(built.droppedSteps()).isEqualTo(batch);
      assertThat(MessageCodec.encode(longest(built)).length).isLessThanOrEqualTo((int) bound);
      assertThat(builder.rows()).isZero();
    }
  }

  private static Rows.Row putRow(StepBatchBuilder builder, SplittableRandom random) {
    long step = random.nextLong() >>> random.nextInt(1, 64);
    long time = random.nextLong();
    Map<String, Long> values = new TreeMap<>();
    builder.row(step, time);
    for (int i = random.nextInt(8); i > 0; i--) {
      // Some names are as long in UTF-8 as names can be; a repeated one replaces its value.
      MetricName name =
          random.nextInt(3) == 0
              ? MetricName.of("損".repeat(120) + random.nextInt(3), "層".repeat(128))
              : MetricName.of("m" + random.nextInt(6));
      double value = random.nextDouble();
      builder.value(builder.column(name), value);
      values.put(name.toString(), Double.doubleToRawLongBits(value));
    }
    return new Rows.Row(step, time, values);
  }

  private static Envelope longest(StepBatch batch) {
    return new Envelope(
        new RunId("r".repeat(128)),
        new Origin.Sequenced(new SessionId(-1, -1), Long.MAX_VALUE - 1),
        batch);
  }

  @Test
  void columnIndex_staysOverBatches() {
    StepBatchBuilder builder = new StepBatchBuilder();
    int loss = builder.column(Metrics.LOSS);
    int rank = builder.column(Metrics.NTK_RANK);
    builder.row(1, 1);
    builder.value(rank, 3);
    builder.build(0, "");
    assertThat(builder.column(Metrics.LOSS)).isEqualTo(loss);
    assertThat(builder.column(Metrics.NTK_RANK)).isEqualTo(rank);
    builder.row(2, 2);
    builder.value(loss, 0.5);
    assertThat(builder.build(0, "").columns()).containsExactly(Column.dense(Metrics.LOSS, 0.5));
  }

  @Test
  void refusedBatch_leavesAnEmptyBuilder() {
    StepBatchBuilder builder = new StepBatchBuilder();
    builder.row(-1, 1);
    builder.value(builder.column(Metrics.LOSS), 1);
    assertThatThrownBy(() -> builder.build(0, "")).hasMessageContaining("got -1");
    builder.row(1, 1);
    builder.value(builder.column(Metrics.LOSS), 2);
    StepBatch next = builder.build(0, "");
    assertThat(next.size()).isEqualTo(1);
    assertThat(next.columns()).containsExactly(Column.dense(Metrics.LOSS, 2));
  }

  @Test
  void value_withoutARow_isRefused() {
    StepBatchBuilder builder = new StepBatchBuilder();
    int loss = builder.column(Metrics.LOSS);
    assertThatThrownBy(() -> builder.value(loss, 1)).isInstanceOf(IllegalStateException.class);
  }
}
