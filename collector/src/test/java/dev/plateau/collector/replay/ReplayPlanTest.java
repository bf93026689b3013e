package dev.plateau.collector.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plateau.collector.log.RunEntry;
import dev.plateau.protocol.RunId;
import dev.plateau.publisher.RunDescription;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReplayPlanTest {
  private static RunEntry entry(String json) throws Exception {
    return new RunEntry(new ObjectMapper().readTree(json));
  }

  private static ReplayPlan plan(String json) throws Exception {
    return new ReplayPlan(entry(json), new RunId("new"), Speed.MAX, StepRange.ALL);
  }

  @Test
  void newId_isTheOriginalsWithAMarkHoweverLongThatIs() {
    Random random = new Random(1);
    assertThat(ReplayPlan.newId("mnist-7", random).value()).matches("mnist-7-replay-[a-z0-9]{6}");
    String longest = "x".repeat(128);
    assertThat(ReplayPlan.newId(longest, random).value())
        .hasSize(128)
        .matches("x+-replay-[a-z0-9]{6}");
    assertThat(ReplayPlan.newId("a-replay-abc123", random).value())
        .as("of a replay")
        .matches("a-replay-[a-z0-9]{6}")
        .isNotEqualTo("a-replay-abc123");
    assertThat(ReplayPlan.newId("a", random)).isNotEqualTo(ReplayPlan.newId("a", random));
  }

  @Test
  void description_isTheOriginalsButForNameAndTag() throws Exception {
    RunDescription said =
        plan("""
        {"run":"r","experiment":"e","name":"My run","planned_steps":500,
         "config":{"seed":"1"},"tags":{"team":"a","replay_of":"an earlier one"}}
        """)
            .description(7);
    assertThat(said.experiment()).isEqualTo("e");
    assertThat(said.name()).isEqualTo("My run (replay)");
    assertThat(said.config()).containsOnly(java.util.Map.entry("seed", "1"));
    assertThat(said.tags())
        .containsOnly(java.util.Map.entry("team", "a"), java.util.Map.entry("replay_of", "r"));
    assertThat(said.plannedSteps()).isEqualTo(500);
    assertThat(said.firstStep()).isEqualTo(7);
  }

  @Test
  void name_ofARunWithout_isItsIdAndALongOneKeepsTheMark() throws Exception {
    assertThat(plan("{\"run\":\"r\"}").description(0).name()).isEqualTo("r (replay)");
    assertThat(plan("{\"run\":\"r\",\"name\":\"n (replay)\"}").description(0).name())
        .isEqualTo("n (replay)");
    assertThat(plan("{\"run\":\"r\",\"name\":\"" + "n".repeat(256) + "\"}").description(0).name())
        .hasSize(256)
        .endsWith("n (replay)");
  }

  @Test
  void fullEntry_fitsIntoADescription() throws Exception {
    StringBuilder texts = new StringBuilder();
    for (int i = 0; i < 64; i++) {
      texts
          .append(i == 0 ? "" : ",")
          .append("\"a%02d%s\":\"%s\"".formatted(i, "k".repeat(253), "ä".repeat(256)));
    }
    String json = "{\"run\":\"r\",\"config\":{" + texts + "},\"tags\":{" + texts + "}}";
    assertThat(plan(json).description(0).tags()).hasSize(65).containsEntry("replay_of", "r");
  }

  @Test
  void rangeThatIsNone_isRefusedByItsOptions() {
    assertThatThrownBy(() -> new StepRange(10, 5))
        .hasMessage("--to-step must not be below --from-step, got 5 below 10");
    assertThatThrownBy(() -> new StepRange(-1, 5)).hasMessage("--from-step must be >= 0, got -1");
    assertThatThrownBy(() -> new StepRange(0, -5)).hasMessage("--to-step must be >= 0, got -5");
  }
}
