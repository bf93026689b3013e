package dev.plateau.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.plateau.protocol.MetricName;
import dev.plateau.protocol.RunId;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class AllocationTest {
  @Test
  void steps_whetherTakenOrDropped_allocateNothing() {
    PublisherSettings settings =
        PublisherSettings.builder().runId(new RunId("r1")).ringBytes(1 << 20).build();
    ScriptedSinks sinks = ScriptedSinks.willing(new RunId("r1"));
    try (RunPublisher publisher = RunPublisher.start(settings, RunDescription.of("e"), sinks)) {
      MetricSlot[] slots = new MetricSlot[12];
      for (int i = 0; i < slots.length; i++) {
        slots[i] = publisher.slot(MetricName.of("m" + i));
      }
      ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      publish(publisher, slots);
      long before = threads.getCurrentThreadAllocatedBytes();
      publish(publisher, slots);
      long allocated = threads.getCurrentThreadAllocatedBytes() - before;
      // The reading itself allocates a little; one object a step would be 1,600,000 bytes.
      assertThat(allocated).isLessThan(10_000);
    }
  }

  private static void publish(RunPublisher publisher, MetricSlot[] slots) {
    for (int step = 0; step < 100_000; step++) {
      publisher.step(step);
      for (MetricSlot slot : slots) {
        publisher.put(slot, step);
      }
      publisher.commit();
    }
  }
}
