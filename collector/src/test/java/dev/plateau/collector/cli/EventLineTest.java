package dev.plateau.collector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class EventLineTest {
  @Test
  void supportSeparated_hasBothSteps() throws JsonProcessingException {
    assertThat(line("support_separated", "\"separated_step\":4210"))
        .isEqualTo(
            "2026-01-01T00:00:00Z  support-sgd-32  support separated at step 4210 (seen at step"
                + " 4300)");
  }

  @Test
  void kindThatIsNotKnown_isTheLineAllTheSame() throws JsonProcessingException {
    assertThat(line("invented", "\"more\":1"))
        .isEqualTo("2026-01-01T00:00:00Z  support-sgd-32  invented at step 4300");
  }

  private static String line(String kind, String field) throws JsonProcessingException {
    String json =
        "{\"id\":\"x\",\"kind\":\"%s\",\"run\":\"support-sgd-32\",\"attempt\":1,\"step\":4300,\"time\":1767225600.25,%s}"
            .formatted(kind, field);
    return EventLine.of(new ObjectMapper().readTree(json));
  }
}
