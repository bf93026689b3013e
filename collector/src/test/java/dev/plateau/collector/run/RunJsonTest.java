package dev.plateau.collector.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plateau.protocol.RunFinished;
import dev.plateau.protocol.RunStarted;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunJsonTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void event_ofAReplay_saysOfWhichRun_andHasTheSameId() throws IOException {
    List<JsonNode> live = events(Map.of("team", "a"));
    List<JsonNode> replayed = events(Map.of("team", "a", "replay_of", "first"));

    assertThat(live).hasSize(2).noneMatch(event -> event.has("replay_of"));
    assertThat(replayed)
        .hasSize(2)
        .allSatisfy(event -> assertThat(event.path("replay_of").asText()).isEqualTo("first"));
    assertThat(replayed.stream().map(event -> event.get("id")))
        .containsExactlyElementsOf(live.stream().map(event -> event.get("id")).toList());
  }

  /** Events of a run that begins and fails. */
  private static List<JsonNode> events(Map<String, String> tags) throws IOException {
    FoldedRun run = new FoldedRun("r1");
    Trainer trainer = new Trainer("r1", 1);
    run.apply(trainer.next(new RunStarted("e", "", Map.of(), tags, 0, 0, 0)));
    run.apply(trainer.finished(RunFinished.Outcome.FAILED));
    List<JsonNode> events = new ArrayList<>();
    for (RunEvent event : run.events) {
      events.add(JSON.readTree(RunJson.encode(event)));
    }
    return events;
  }
}
