package dev.plateau.collector.phase;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DetectorKindTest {
  @ParameterizedTest
  @EnumSource(DetectorKind.class)
  void begin_givesADetectorOfThisNameThatHasSeenNothing(DetectorKind kind) {
    PhaseDetector detector = kind.begin();
    assertThat(detector.name()).isEqualTo(kind.label());
    assertThat(detector.phase()).isEqualTo(LossPhase.DESCENDING);
    assertThat(detector).isNotSameAs(kind.begin());
    assertThat(DetectorKind.named(kind.label())).contains(kind);
  }

  @ParameterizedTest
  @EnumSource(DetectorKind.class)
  void onlyTheComparison_cannotBeKept(DetectorKind kind) {
    assertThat(kind.begin() instanceof StorableDetector).isEqualTo(kind != DetectorKind.PATIENCE_1);
  }
}
