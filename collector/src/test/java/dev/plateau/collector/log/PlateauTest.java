package dev.plateau.collector.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlateauTest {
  private static final String BEGAN =
      "{'kind':'stabilization_began','source':'loss','ordinal':%d,'attempt':1,'start_step':100,"
          + "'began_at_step':150,'level':0.5}";
  private static final String ENDED =
      "{'kind':'stabilization_ended','source':'loss','ordinal':%d,'attempt':1,'start_step':100,"
          + "'began_at_step':150,'level':0.4,'onset_step':900,'detected_step':950,"
          + "'change_decades':'NaN','cause':'divergence'}";

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text.replace('\'', '"'));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static List<Plateau> of(String... events) {
    List<JsonNode> parsed = new ArrayList<>();
    for (String event : events) {
      parsed.add(json(event));
    }
    return Plateau.of(parsed);
  }

  @Test
  void beginningAndEnd_areOnePlateau_withTheLevelThatIsKnownBest() {
    assertThat(
            of(BEGAN.formatted(1), "{'kind':'run_lost'}", ENDED.formatted(1), BEGAN.formatted(2)))
        .hasSize(2)
        .first()
        .satisfies(
            plateau -> {
              assertThat(plateau.level()).isEqualTo(0.4);
              assertThat(plateau.steps()).isEqualTo(800);
              assertThat(plateau.end())
                  .isEqualTo(new Plateau.End(900, 950, Double.NaN, "divergence"));
            });
    assertThat(of(BEGAN.formatted(1)).get(0).steps()).isEqualTo(-1);
  }

  @Test
  void whatWasToldBeforeADeletion_doesNotCount() {
    assertThat(of(ENDED.formatted(2), "{'kind':'run_forgotten'}", BEGAN.formatted(1)))
        .singleElement()
        .satisfies(plateau -> assertThat(plateau.end()).isNull());
  }

  @Test
  void plateau_thatRestsOnSupersededSteps_isMarked() {
    Plateau plateau = of(ENDED.formatted(1)).get(0);
    String run = "{'attempts':[{'number':1,'superseded_from':%d},{'number':2}]}";
    assertThat(plateau.isSuperseded(new RunEntry(json(run.formatted(950))))).isTrue();
    assertThat(plateau.isSuperseded(new RunEntry(json(run.formatted(951))))).isFalse();
  }
}
