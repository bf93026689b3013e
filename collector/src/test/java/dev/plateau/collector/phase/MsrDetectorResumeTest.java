package dev.plateau.collector.phase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.io.EOFException;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A fold resumed from its serialised state goes on as an unbroken one. */
class MsrDetectorResumeTest {
  private static final int SHORT_STREAM = 400;

  static List<SyntheticStream> syntheticStreams() {
    return SyntheticStream.all();
  }

  @ParameterizedTest
  @MethodSource("syntheticStreams")
  void resumed_afterEveryObservation_hasTheSameEventsAndBytes(SyntheticStream stream)
      throws IOException {
    double[] losses = stream.values();
    MsrDetector unbroken = new MsrDetector();
    MsrDetector broken;
    byte[] state = Folded.state(unbroken);
    for (int t = 0; t < losses.length; t++) {
      broken = Folded.resumed(state);
      assertThat(broken.observe(t, losses[t])).isEqualTo(unbroken.observe(t, losses[t]));
      state = Folded.state(broken);
      if (!Arrays.equals(state, Folded.state(unbroken))) {
        fail("the states differ after observation %d", t);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("syntheticStreams")
  void resumed_onceAtAnyObservation_hasTheSameEventsAndBytes(SyntheticStream stream)
      throws IOException {
    double[] losses = stream.values();
    boolean everywhere = losses.length <= SHORT_STREAM;
    Random random = new Random(2);
    for (int i = 0; i < (everywhere ? losses.length : 30); i++) {
      assertSameWhenCut(losses, everywhere ? i : random.nextInt(losses.length));
    }
  }

  @Test
  void resumed_atRandomObservationsOfRandomStreams_hasTheSameEventsAndBytes() throws IOException {
    Random random = new Random(3);
    for (int seed = 0; seed < 200; seed++) {
      double[] losses = RandomLoss.stream(seed);
      assertSameWhenCut(losses, random.nextInt(losses.length));
    }
  }

  /** Of msr-2, with rates that fall. */
  @Test
  void resumed_atEveryObservationOfAFallingRate_hasTheSameEventsAndBytes() throws IOException {
    for (int seed = 0; seed < 20; seed++) {
      CuedLoss cued = CuedLoss.stream(seed);
      MsrDetector unbroken = MsrDetector.cued();
      byte[] state = Folded.state(unbroken);
      for (int t = 0; t < cued.losses().length; t++) {
        MsrDetector broken = Folded.resumed(state);
        assertThat(broken.name()).isEqualTo("msr-2");
        for (MsrDetector detector : List.of(broken, unbroken)) {
          detector.learningRate(t, cued.rates()[t]);
        }
        assertThat(broken.observe(t, cued.losses()[t]))
            .isEqualTo(unbroken.observe(t, cued.losses()[t]));
        state = Folded.state(broken);
        assertThat(Arrays.equals(state, Folded.state(unbroken))).as("state %d", t).isTrue();
      }
    }
  }

  private static void assertSameWhenCut(double[] losses, int cut) throws IOException {
    MsrDetector unbroken = new MsrDetector();
    for (int t = 0; t < cut; t++) {
      unbroken.observe(t, losses[t]);
    }
    MsrDetector resumed = Folded.resumed(Folded.state(unbroken));
    assertThat(resumed.phase()).isEqualTo(unbroken.phase());
    assertThat(goOn(resumed, losses, cut))
        .as("events after a cut at %d", cut)
        .isEqualTo(goOn(unbroken, losses, cut));
    assertThat(Folded.state(resumed)).isEqualTo(Folded.state(unbroken));
  }

  private static List<PhaseEvent> goOn(MsrDetector detector, double[] losses, int from) {
    List<PhaseEvent> events = new ArrayList<>();
    for (int t = from; t < losses.length; t++) {
      detector.observe(t, losses[t]).ifPresent(events::add);
    }
    return events;
  }

  @Test
  void state_ofLongRunWithWideSteps_isSmall() {
    MsrDetector detector = new MsrDetector();
    Random random = new Random(4);
    int largest = 0;
    for (int t = 0; t < 100_000; t++) {
      detector.observe(1_000_000_000L + 1000L * t, Math.exp(random.nextGaussian()));
      largest = t % 97 == 0 ? Math.max(largest, Folded.state(detector).length) : largest;
    }
    assertThat(largest).isBetween(2048, 3500);
  }

  @Test
  void state_cutShortAnywhere_isRefused() {
    byte[] state = someState();
    for (int length = 0; length < state.length; length++) {
      byte[] cut = Arrays.copyOf(state, length);
      assertThatThrownBy(() -> Folded.resumed(cut)).isInstanceOf(EOFException.class);
    }
  }

  @Test
  void state_ofAnotherFormat_isRefused() {
    byte[] state = someState();
    state[0] = 3;
    assertThatThrownBy(() -> Folded.resumed(state))
        .isInstanceOf(StreamCorruptedException.class)
        .hasMessage("msr reads state formats 1 and 2, got 3");
  }

  @Test
  void state_ofUnknownPhase_isRefused() {
    byte[] state = someState();
    state[1] = 4;
    assertThatThrownBy(() -> Folded.resumed(state))
        .isInstanceOf(StreamCorruptedException.class)
        .hasMessage("a phase's code is 0 to 3, got 4");
  }

  @Test
  void state_ofRandomBytes_isReadOrRefusedNothingElse() {
    Random random = new Random(5);
    for (int i = 0; i < 20_000; i++) {
      byte[] state = someState();
      for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
        state[random.nextInt(state.length)] = (byte) random.nextInt();
      }
      try {
        Folded.resumed(state).phase();
      } catch (IOException expected) {
        // Refused, as it may be.
      }
    }
  }

  private static byte[] someState() {
    MsrDetector detector = new MsrDetector();
    for (int t = 0; t < 600; t++) {
      detector.observe(t, 1 + t % 7);
    }
    return Folded.state(detector);
  }
}
