package dev.plateau.collector.phase;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;

/** What tests do with a detector: fold a stream, take its state, go on from a state. */
final class Folded {
  private Folded() {}

  /** The events of a whole stream whose steps are its observations. */
  static List<PhaseEvent> events(double[] losses) {
    return events(losses, LongUnaryOperator.identity());
  }

  /** The events of a whole stream, observation t being of step {@code steps(t)}. */
  static List<PhaseEvent> events(double[] losses, LongUnaryOperator steps) {
    List<PhaseEvent> events = new ArrayList<>();
    MsrDetector detector = new MsrDetector();
    for (int t = 0; t < losses.length; t++) {
      detector.observe(steps.applyAsLong(t), losses[t]).ifPresent(events::add);
    }
    return events;
  }

  /** The events of msr-2, with the learning rate of each observation; NaN: it is not told. */
  static List<PhaseEvent> events(double[] losses, double[] rates) {
    List<PhaseEvent> events = new ArrayList<>();
    MsrDetector detector = MsrDetector.cued();
    for (int t = 0; t < losses.length; t++) {
      detector.learningRate(t, rates[t]);
      detector.observe(t, losses[t]).ifPresent(events::add);
    }
    return events;
  }

  static byte[] state(MsrDetector detector) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      detector.writeTo(new DataOutputStream(bytes));
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static MsrDetector resumed(byte[] state) throws IOException {
    return MsrDetector.readFrom(new DataInputStream(new ByteArrayInputStream(state)));
  }
}
