package dev.plateau.collector.phase;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The detector against the reference's alarms and against the naive oracle. */
class MsrDetectorReferenceTest {
  private static final int RANDOM_STREAMS = 300;

  static List<SyntheticStream> syntheticStreams() {
    return SyntheticStream.all();
  }

  @ParameterizedTest
  @MethodSource("syntheticStreams")
  void alarms_ofSyntheticStream_areTheReferences(SyntheticStream stream) {
    List<SyntheticStream.Alarm> alarms = new ArrayList<>();
    Folded.events(stream.values()).forEach(e -> alarms.addAll(SyntheticStream.Alarm.of(e)));
    assertThat(alarms).isEqualTo(stream.alarms());
  }

  @ParameterizedTest
  @MethodSource("syntheticStreams")
  void events_ofSyntheticStream_areTheOracles(SyntheticStream stream) {
    assertThat(Folded.events(stream.values())).isEqualTo(NaiveMsr.events(stream.values()));
  }

  @Test
  void events_ofRandomStreams_areTheOracles() {
    Set<Class<?>> kinds = new HashSet<>();
    for (int seed = 0; seed < RANDOM_STREAMS; seed++) {
      double[] losses = RandomLoss.stream(seed);
      List<PhaseEvent> events = Folded.events(losses);
      assertThat(events).as("events of random stream %d", seed).isEqualTo(NaiveMsr.events(losses));
      events.forEach(event -> kinds.add(event.getClass()));
    }
    assertThat(kinds).as("kinds of events that came up").hasSize(3);
  }
}
