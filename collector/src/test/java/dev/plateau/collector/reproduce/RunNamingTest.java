package dev.plateau.collector.reproduce;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunNamingTest {
  private static RunNaming with(String mnist) {
    return RunNaming.of(new Extent(false, 1, Optional.of(Path.of(mnist)), Optional.empty()));
  }

  private static PlannedRun of(String data) {
    return PlannedRun.of("mnist-support", 3, 100, "data", data, "batch-size", "32");
  }

  @Test
  void id_ofTheSameArguments_isTheSameForEver() {
    RunNaming naming = RunNaming.of(new Extent(false, 1, Optional.empty(), Optional.empty()));
    // printf 'support-linear\n--seed\n0\n--steps\n1000\n--set\nbatch-size=32' | sha256sum
    assertThat(naming.id(PlannedRun.of("support-linear", 0, 1000, "batch-size", "32")))
        .isEqualTo("support-linear-4ac96fc4");
  }

  @Test
  void id_ofOtherSeedStepsOrSetting_isAnother() {
    RunNaming naming = with("/data/mnist");
    List<String> ids =
        List.of(
            naming.id(PlannedRun.of("diagonal", 0, 100, "rate", "constant")),
            naming.id(PlannedRun.of("diagonal", 1, 100, "rate", "constant")),
            naming.id(PlannedRun.of("diagonal", 0, 101, "rate", "constant")),
            naming.id(PlannedRun.of("diagonal", 0, 100, "rate", "decay-30")),
            naming.id(PlannedRun.of("diagonal", 0, 100)));
    assertThat(ids).doesNotHaveDuplicates();
  }

  @Test
  void id_whereverTheDataLie_isTheSame() {
    assertThat(with("/data/mnist").id(of("/data/mnist")))
        .isEqualTo(with("/home/me").id(of("/home/me")))
        .isNotEqualTo(with("/home/me").id(of("/home/you")));
    assertThat(with("/data").id(of("/data/a"))).isNotEqualTo(with("/data").id(of("/data/b")));
  }

  @Test
  void folder_whoseNameOnlyBeginsAlike_isNoDataFolder() {
    assertThat(with("/data").command(of("/data2"))).contains("data=/data2");
  }

  @Test
  void command_hasNoFolderOfTheMachine_andSurvivesAShell() {
    assertThat(with("/data/mnist").command(of("/data/mnist/sub")))
        .isEqualTo(
            "./plateau train mnist-support --seed 3 --steps 100 --set batch-size=32 --set"
                + " data=DIR/sub");
    assertThat(with("/data").command(PlannedRun.of("a", 0, 1, "key", "it's * ;")))
        .endsWith("--set 'key=it'\\''s * ;'");
  }

  @Test
  void name_saysWhatTellsRunsApart() {
    assertThat(with("/data").name(of("/data")))
        .isEqualTo("mnist-support batch-size=32 data=DIR seed 3");
  }
}
