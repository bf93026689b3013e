package dev.plateau.trainer.experiment.support.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plateau.trainer.experiment.data.Samples;
import dev.plateau.trainer.experiment.training.ExperimentRun;
import dev.plateau.trainer.experiment.training.RecordedRun;
import dev.plateau.trainer.experiment.training.Settings;
import dev.plateau.trainer.experiment.training.Training;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MnistFeaturesExperimentTest {
  private static final MnistFeaturesExperiment EXPERIMENT = new MnistFeaturesExperiment();

  @TempDir private Path folder = Path.of("");

  @BeforeEach
  void writeDigits() throws IOException {
    IdxFiles.writeDigits(folder, 60, 20);
  }

  private ExperimentRun run(String out) {
    Settings settings =
        EXPERIMENT
            .settings()
            .with("data", folder.toString())
            .with("out", out)
            .with("features", "60")
            .with("samples", "60")
            .with("test-samples", "20");
    return new ExperimentRun(0, 6, settings, new RecordedRun(), () -> false);
  }

  @Test
  void train_toTheEnd_writesFeaturesThatTheHeadReads() {
    Path out = folder.resolve("a/b");
    EXPERIMENT.train(run(out.toString()));
    Samples samples = FrozenFeatures.read(out.toString(), 60);
    assertThat(samples.width()).isEqualTo(MnistFeaturesExperiment.FEATURES);
    assertThat(samples.outputs()).isEqualTo(10);
    assertThat(Arrays.stream(samples.x().data()).min()).hasValue(0);
    assertThat(Arrays.stream(samples.x().data()).max().orElse(0)).isGreaterThan(0.01);
    assertThat(samples.targets().get(13, 3)).isEqualTo(1);
  }

  @Test
  void restore_inTheMiddle_writesTheSameFeatures() throws IOException {
    EXPERIMENT.train(run(folder.resolve("whole").toString()));
    ByteArrayOutputStream saved = new ByteArrayOutputStream();
    ExperimentRun broken = run(folder.resolve("broken").toString());
    try (Training training = EXPERIMENT.begin(broken)) {
      for (long step = 0; step < 3; step++) {
        training.step(step);
      }
      training.save(new DataOutputStream(saved));
    }
    assertThat(folder.resolve("broken/features.npy")).doesNotExist();
    try (Training training = EXPERIMENT.begin(run(folder.resolve("broken").toString()))) {
      training.restore(new DataInputStream(new ByteArrayInputStream(saved.toByteArray())));
      for (long step = 3; step < 6; step++) {
        training.step(step);
      }
    }
    assertThat(
            Files.mismatch(
                folder.resolve("whole/features.npy"), folder.resolve("broken/features.npy")))
        .isEqualTo(-1);
  }

  @Test
  void begin_withoutAFolderToWriteTo_isRefused() {
    assertThatThrownBy(() -> EXPERIMENT.begin(run("")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("setting out must be the folder");
  }
}
