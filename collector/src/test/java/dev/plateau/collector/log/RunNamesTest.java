package dev.plateau.collector.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plateau.collector.run.Trainer;
import dev.plateau.protocol.RunStarted;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RunNamesTest {
  private final MemoryRuns log = new MemoryRuns();

  @BeforeEach
  void addRuns() {
    add("diagonal-1", "decayed");
    add("diagonal-2", "constant");
    add("support-1", "constant");
    add("decayed-2", "diagonal-1");
    add("nameless", "");
  }

  private void add(String run, String name) {
    log.add(
        new Trainer(run, run.hashCode())
            .next(new RunStarted("exp", name, Map.of(), Map.of(), 0, 0, 0)));
  }

  @Test
  void run_byItsId_isFoundWhateverOthersAreCalled() throws IOException {
    assertThat(RunNames.find(log, "diagonal-1").run()).isEqualTo("diagonal-1");
    assertThat(RunNames.find(log, "nameless").run()).isEqualTo("nameless");
  }

  @Test
  void run_byANameOfItsOwn_isFound() throws IOException {
    assertThat(RunNames.find(log, "decayed").run()).isEqualTo("diagonal-1");
  }

  @Test
  void name_ofSeveralRuns_isRefusedWithTheirIds() {
    assertThatThrownBy(() -> RunNames.find(log, "constant"))
        .isInstanceOf(AmbiguousRunException.class)
        .hasMessage("2 runs are called 'constant': diagonal-2, support-1; give the id of one.");
    for (int i = 0; i < 5; i++) {
      add("more-" + i, "constant");
    }
    assertThatThrownBy(() -> RunNames.find(log, "constant"))
        .hasMessage(
            "7 runs are called 'constant': diagonal-2, more-0, more-1, more-2, more-3 and 2 more;"
                + " give the id of one.");
  }

  @Test
  void name_ofNoRun_getsTheNearestIdsAndNames() {
    assertThatThrownBy(() -> RunNames.find(log, "decayd"))
        .isInstanceOf(UnknownRunException.class)
        .hasMessage(
            "There is no run 'decayd' in the log in memory; did you mean 'decayed' or"
                + " 'decayed-2'?");
    assertThatThrownBy(() -> RunNames.find(log, "")).isInstanceOf(UnknownRunException.class);
  }
}
