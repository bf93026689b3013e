package dev.plateau.trainer.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plateau.trainer.experiment.training.SavedTraining;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CheckpointFormatTest {
  @Test
  void checkpoint_encodedAndDecoded_isTheSame() throws Exception {
    Checkpoint checkpoint = SampleCheckpoints.at(30);
    Checkpoint read = CheckpointFormat.decode(CheckpointFormat.encode(checkpoint));
    assertThat(read.plan()).isEqualTo(checkpoint.plan());
    assertThat(read.plan().settings().keySet()).containsExactly("rate", "data-seed");
    assertThat(read.training().steps()).isEqualTo(30);
    assertThat(read.training().state()).containsExactly(1, 2, 3, 30);
  }

  @Test
  void checkpoint_anyBitFlippedOrBytesMissing_isRefused() throws Exception {
    byte[] bytes = CheckpointFormat.encode(SampleCheckpoints.at(30));
    for (int bit = 0; bit < 8 * bytes.length; bit++) {
      byte[] flipped = bytes.clone();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThatThrownBy(() -> CheckpointFormat.decode(flipped))
          .as("bit " + bit)
          .isInstanceOf(BadCheckpointException.class);
    }
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> CheckpointFormat.decode(cut))
          .as(length + " bytes")
          .isInstanceOf(BadCheckpointException.class);
    }
  }

  @Test
  void foreignFileOrVersion_isRefusedInASentence() throws Exception {
    assertThatThrownBy(() -> CheckpointFormat.decode(new byte[1000]))
        .hasMessage("is no checkpoint, or only the beginning of one");
    byte[] newer = CheckpointFormat.encode(SampleCheckpoints.at(30));
    newer[11] = 2;
    assertThatThrownBy(() -> CheckpointFormat.decode(newer))
        .hasMessage("is a checkpoint of format 2, and this program reads format 1");
    byte[] damaged = CheckpointFormat.encode(SampleCheckpoints.at(30));
    damaged[40] ^= 1;
    assertThatThrownBy(() -> CheckpointFormat.decode(damaged))
        .hasMessage("is damaged: its checksum is not that of its content");
  }

  @Test
  void moreStepsThanPlanned_isRefused() {
    RunPlan plan = SampleCheckpoints.plan(SampleCheckpoints.RUN, 10);
    assertThatThrownBy(() -> new Checkpoint(plan, new SavedTraining(101, new byte[0])))
        .hasMessage("run r1 has 100 steps, and 101 were taken");
  }
}
