package dev.plateau.collector.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.protocol.Envelope;
import dev.plateau.protocol.Origin;
import dev.plateau.protocol.RunDeleted;
import dev.plateau.protocol.RunId;
import dev.plateau.protocol.StepBatch;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

/** The event that a support is separated, as the trainer says it. */
class SupportSeparatedTest {
  private final FoldedRun run = new FoldedRun("r1");
  private final Trainer first = new Trainer("r1", 1);

  @Test
  void support_saidToBeSeparated_isToldOnceWithBothSteps() {
    run.apply(first.started("exp", 0));
    run.apply(first.steps(0, 100, step -> Map.of("support_separated_step", Double.NaN)));
    assertThat(told()).isEmpty();
    run.apply(first.steps(100, 200, separated(42)));
    run.resume();
    run.apply(first.steps(200, 300, separated(43)));

    assertThat(told())
        .satisfiesExactly(
            event -> {
              assertThat(event.header().step()).isEqualTo(100);
              assertThat(event.separatedStep()).isEqualTo(42);
              assertThat(new String(RunJson.encode(event), StandardCharsets.UTF_8))
                  .contains("\"kind\":\"support_separated\"", "\"separated_step\":42");
            });
  }

  @Test
  void support_neverSaid_isNotTold() {
    run.apply(first.losses(0, 100));
    assertThat(told()).isEmpty();
  }

  @Test
  void attempt_resumedBehindTheRowThatSaidIt_doesNotTellItAgain() {
    run.apply(first.started("exp", 0));
    run.apply(first.steps(0, 100, separated(42)));
    Trainer second = new Trainer("r1", 2);
    run.apply(second.started("exp", 50));
    run.resume();
    run.apply(second.steps(50, 150, separated(60)));
    assertThat(told()).hasSize(1);
  }

  @Test
  void attempt_resumedAtTheRowThatSaidIt_tellsItAgainUnderAnotherId() {
    run.apply(first.started("exp", 0));
    run.apply(first.losses(0, 50));
    run.apply(first.steps(50, 100, separated(42)));
    Trainer second = new Trainer("r1", 2);
    run.apply(second.started("exp", 50));
    run.apply(second.losses(50, 80));
    assertThat(told()).hasSize(1);
    run.apply(second.steps(80, 100, separated(70)));

    assertThat(told())
        .extracting(RunEvent.SupportSeparated::separatedStep)
        .containsExactly(42L, 70L);
    assertThat(told()).extracting(event -> event.header().attempt()).containsExactly(1, 2);
    assertIdsAreUnique();
  }

  @Test
  void run_deletedAndSaidAgainWithoutASession_repeatsNoEventId() {
    StepBatch rows = Trainer.batch(0, 10, separated(5));
    for (int life = 0; life < 3; life++) {
      run.apply(Trainer.unsequenced("r1", rows));
      run.apply(new Envelope(new RunId("r1"), new Origin.Unsequenced(), new RunDeleted()));
      run.resume();
    }
    assertThat(told()).hasSize(3);
    assertIdsAreUnique();
  }

  @Test
  void support_ofARunWithTooManyMetrics_isToldAllTheSame() {
    Map<String, Double> many = new HashMap<>();
    for (int i = 0; i < 300; i++) {
      many.put("m" + i, 1.0);
    }
    run.apply(first.steps(0, 1, step -> many));
    run.apply(first.steps(1, 2, separated(0)));
    assertThat(told()).hasSize(1);
  }

  private static LongFunction<Map<String, Double>> separated(double step) {
    return any -> Map.of("support_separated_step", step);
  }

  private List<RunEvent.SupportSeparated> told() {
    return run.events(RunEvent.SupportSeparated.class);
  }

  private void assertIdsAreUnique() {
    assertThat(told()).extracting(event -> event.header().id()).doesNotHaveDuplicates();
  }
}
