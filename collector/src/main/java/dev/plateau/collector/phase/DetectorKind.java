package dev.plateau.collector.phase;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The phase detectors that there are. */
public enum DetectorKind {
  /** The reference: what is told of runs live is what it says. */
  MSR_1(MsrDetector.NAME, MsrDetector::new),
  /** The reference with a second look after each fall of the learning rate. */
  MSR_2(MsrDetector.CUED_NAME, MsrDetector::cued),
  /** The rule that people use today, for comparison. */
  PATIENCE_1(PatienceDetector.NAME, PatienceDetector::new);

  private final String label;
  private final Supplier<PhaseDetector> begin;

  DetectorKind(String label, Supplier<PhaseDetector> begin) {
    this.label = label;
    this.begin = begin;
  }

  /** Its name, with version. */
  public String label() {
    return label;
  }

  /** A detector that has seen nothing. */
  public PhaseDetector begin() {
    return begin.get();
  }

  /** The names of all, the reference first. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(DetectorKind::label).toList();
  }

  /** The one of this name, if there is one. */
  public static Optional<DetectorKind> named(String label) {
    return Arrays.stream(values()).filter(kind -> kind.label.equals(label)).findFirst();
  }
}
