package dev.plateau.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MemoryFrameBufferTest {
  private final MemoryFrameBuffer buffer = new MemoryFrameBuffer(10);

  @Test
  void reading_beginsAtTheFirstUnacknowledgedFrameEachTime() throws Exception {
    append(0, 2);
    append(1, 3);
    append(2, 4);
    assertThat(first(100)).containsExactly(0L, 1L, 2L);
    assertThat(first(5)).containsExactly(0L, 1L);
    assertThat(first(1)).containsExactly(0L);
    buffer.acknowledge(1);
    assertThat(first(100)).containsExactly(2L);
    assertThat(buffer.acknowledgedSteps()).isEqualTo(20);
    assertThat(buffer.awaitAcknowledged(Duration.ofMillis(1))).isFalse();
    buffer.acknowledge(2);
    assertThat(buffer.awaitAcknowledged(Duration.ZERO)).isTrue();
    buffer.acknowledge(2);
    assertThat(buffer.acknowledgedSteps()).isEqualTo(30);
  }

  @Test
  void append_whileFull_waitsForAnAcknowledgement() throws Exception {
    append(0, 6);
    Thread batcher = new Thread(() -> appendUnchecked(1, 5));
    batcher.start();
    Await.until("the batcher waits", () -> batcher.getState() == Thread.State.WAITING);
    assertThat(first(100)).containsExactly(0L);
    buffer.acknowledge(0);
    batcher.join(30_000);
    assertThat(first(100)).containsExactly(1L);
  }

  @Test
  void append_frameLargerThanTheBuffer_findsRoomWhenEmpty() throws Exception {
    append(0, 1_000);
    assertThat(first(1)).containsExactly(0L);
  }

  private List<Long> first(long maxBytes) throws InterruptedException {
    return buffer.awaitUnacknowledged(maxBytes).stream().map(Frame::sequence).toList();
  }

  private void append(long sequence, int bytes) throws InterruptedException {
    buffer.append(new Frame(sequence, 10, 0, new byte[bytes]));
  }

  private void appendUnchecked(long sequence, int bytes) {
    try {
      append(sequence, bytes);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
