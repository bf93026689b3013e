package dev.plateau.collector.phase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StepDeltaTest {
  private static byte[] written(long delta) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    StepDelta.write(new DataOutputStream(bytes), delta);
    return bytes.toByteArray();
  }

  private static long read(byte[] bytes) throws IOException {
    return StepDelta.read(new DataInputStream(new ByteArrayInputStream(bytes)));
  }

  @Test
  void delta_ofAnySize_isReadAsWritten() throws IOException {
    Random random = new Random(1);
    for (int bits = 0; bits < 64; bits++) {
      for (int i = 0; i < 50; i++) {
        long delta = random.nextLong() >> bits;
        assertThat(read(written(delta))).isEqualTo(delta);
      }
    }
    assertThat(read(written(Long.MIN_VALUE))).isEqualTo(Long.MIN_VALUE);
    assertThat(read(written(Long.MAX_VALUE))).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void delta_thatIsSmall_takesOneByte() throws IOException {
    assertThat(written(63)).hasSize(1);
    assertThat(written(64)).hasSize(2);
  }

  @Test
  void delta_withoutEnd_isRefused() {
    byte[] endless = new byte[20];
    Arrays.fill(endless, (byte) 0x80);
    assertThatThrownBy(() -> read(endless)).isInstanceOf(StreamCorruptedException.class);
  }
}
