package dev.plateau.trainer.listener;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.protocol.MetricName;
import dev.plateau.publisher.MetricSlot;
import dev.plateau.publisher.PublisherMode;
import dev.plateau.publisher.PublisherSettings;
import dev.plateau.publisher.RunDescription;
import dev.plateau.publisher.RunPublisher;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MetricSlotsTest {
  private final RunPublisher publisher =
      RunPublisher.start(
          PublisherSettings.builder().mode(PublisherMode.DISABLED).build(), RunDescription.of("r"));
  private final MetricSlots slots = new MetricSlots(publisher);

  /** Rows in one order, with gaps, in any order, with a name twice, with names made anew. */
  @Test
  void of_rowsOfAnyNamesInAnyOrder_isThePublishersSlot() {
    Random random = new Random(5);
    List<MetricName> names = IntStream.range(0, 30).mapToObj(MetricSlotsTest::name).toList();
    for (int row = 0; row < 300; row++) {
      slots.beginRow();
      for (int i = 0; i < 20; i++) {
        int near = random.nextInt(10) == 0 ? random.nextInt(30) : i + random.nextInt(4);
        assertIsThePublishers(random.nextBoolean() ? names.get(near) : name(near));
      }
    }
  }

  @Test
  void of_moreMetricsThanARunHas_areThoseThatDiscard() {
    for (int i = 0; i < 3010; i++) {
      slots.of(name(i));
    }
    slots.beginRow();
    assertIsThePublishers(name(2999));
    publisher.step(0);
    publisher.put(slots.of(name(3005)), 1);
    publisher.commit();
  }

  private void assertIsThePublishers(MetricName name) {
    MetricSlot slot = slots.of(name);
    assertThat(slot.name()).isEqualTo(name);
    assertThat(slot).isSameAs(publisher.slot(name));
  }

  private static MetricName name(int number) {
    return MetricName.of("metric", "layer" + number);
  }
}
