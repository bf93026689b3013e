package dev.plateau.trainer.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RandomStreamTest {
  @Test
  void stream_anyCalls_givesTheNumbersOfRandom() {
    RandomStream stream = RandomStream.of(3, "order");
    Random random = new Random(0);
    stream.setSeed(77);
    random.setSeed(77);
    for (int i = 0; i < 1000; i++) {
      assertThat(stream.nextGaussian()).isEqualTo(random.nextGaussian());
      assertThat(stream.nextInt(7 + i)).isEqualTo(random.nextInt(7 + i));
      assertThat(stream.nextLong()).isEqualTo(random.nextLong());
      assertThat(stream.nextDouble()).isEqualTo(random.nextDouble());
    }
  }

  /** After an odd number of Gaussians one is kept for the next call. */
  @Test
  void stream_restoredBetweenTwoGaussians_goesOnAlike() throws IOException {
    RandomStream saved = RandomStream.of(5, "weights");
    saved.nextGaussian();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    saved.save(new DataOutputStream(bytes));
    RandomStream restored = RandomStream.of(6, "other");
    restored.restore(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    for (int i = 0; i < 10; i++) {
      assertThat(restored.nextGaussian()).isEqualTo(saved.nextGaussian());
      assertThat(restored.nextInt()).isEqualTo(saved.nextInt());
    }
  }
}
