package dev.plateau.collector.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.protocol.RunStarted;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DescriptionTest {
  private static FoldedRun started(int otherTags, Map<String, String> more) {
    Map<String, String> tags = new HashMap<>(more);
    for (int i = 0; i < otherTags; i++) {
      tags.put("a%03d".formatted(i), "x");
    }
    FoldedRun run = new FoldedRun("r");
    run.apply(new Trainer("r", 1).next(new RunStarted("e", "", Map.of(), tags, 0, 0, 0)));
    return run;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 62, 63, 64, 65, 1000})
  void replay_isKnownForOneHoweverManyTagsItHas(int otherTags) {
    FoldedRun run = started(otherTags, Map.of("replay_of", "first"));
    for (int i = 0; i < 2; i++) {
      assertThat(run.view().tags())
          .hasSize(Math.min(64, otherTags + 1))
          .containsEntry("replay_of", "first");
      run.resume();
    }
    assertThat(run.events).isNotEmpty();
    assertThat(run.events).allMatch(event -> event.header().replayOf().equals("first"));
  }

  @Test
  void tagsOfARunThatIsNoReplay_areTheFirstOfThem() {
    assertThat(started(100, Map.of()).view().tags())
        .hasSize(64)
        .containsKey("a063")
        .doesNotContainKeys("a064", "replay_of");
  }
}
