package dev.plateau.trainer.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class EstimatedSupportTest {
  private static final double NAN = Double.NaN;

  @Test
  void support_oneLargestGap_isWhatIsAboveIt() {
    assertThat(support(0.1, 5, 0.3, 5.1, 0.2)).isEqualTo("-x-x-");
    assertThat(support(5, 5, 0, 0)).isEqualTo("xx--");
    assertThat(support(9, 5, 4, 4, 3.9)).isEqualTo("x----");
    assertThat(support(4, 3.5, 3, 0)).isEqualTo("xxx-");
    assertThat(support(0, 1e-200)).isEqualTo("-x");
  }

  @Test
  void support_noLargestGap_isNotEstimated() {
    assertThat(support(0, 1, 2)).isEqualTo("none");
    assertThat(support(4, 0, 9, 5)).isEqualTo("none");
    assertThat(support(3, 3, 3)).isEqualTo("none");
    assertThat(support(3)).isEqualTo("none");
    assertThat(support()).isEqualTo("none");
    assertThat(support(0, 5, NAN)).isEqualTo("none");
    assertThat(support(0, 5, Double.POSITIVE_INFINITY)).isEqualTo("none");
    assertThat(support(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, 0)).isEqualTo("none");
  }

  /** A largest gap after a tie of smaller ones is alone; a tie after a larger one is no tie. */
  @Test
  void support_anyNorms_isTheNaiveOne() {
    RandomInputs random = new RandomInputs(24);
    int estimated = 0;
    for (int round = 0; round < 500; round++) {
      double[] norms = new double[random.between(1, 7)];
      Arrays.setAll(norms, i -> random.between(0, 6)); // whole numbers, so that gaps tie
      String expected = naive(norms);
      assertThat(support(norms)).as(Arrays.toString(norms)).isEqualTo(expected);
      estimated += expected.equals("none") ? 0 : 1;
    }
    assertThat(estimated).isBetween(100, 400);
  }

  /** Of all cuts between two values the one that is widest, if no other is as wide. */
  private static String naive(double[] norms) {
    String best = "none";
    double widest = 0;
    for (double lowest : Arrays.stream(norms).distinct().toArray()) {
      double below =
          Arrays.stream(norms).filter(norm -> norm < lowest).max().orElse(Double.NEGATIVE_INFINITY);
      if (below >= 0 && lowest - below >= widest) {
        best = lowest - below == widest ? "none" : cut(norms, lowest);
        widest = lowest - below;
      }
    }
    return best;
  }

  private static String cut(double[] norms, double lowest) {
    StringBuilder text = new StringBuilder();
    for (double norm : norms) {
      text.append(norm >= lowest ? 'x' : '-');
    }
    return text.toString();
  }

  private static String support(double... norms) {
    return EstimatedSupport.of(norms)
        .map(
            set -> {
              StringBuilder text = new StringBuilder();
              for (int input = 0; input < set.inputs(); input++) {
                text.append(set.contains(input) ? 'x' : '-');
              }
              return text.toString();
            })
        .orElse("none");
  }

  @Test
  void agreement_supports_isTheShareOfInputsOnOneSide() {
    InputSet known = InputSet.of(4, 0, 1);
    assertThat(SupportAgreement.of(InputSet.of(4, 1, 0), known)).isEqualTo(1);
    assertThat(SupportAgreement.of(InputSet.of(4, 1), known)).isEqualTo(0.75);
    assertThat(SupportAgreement.of(InputSet.of(4, 0, 2), known)).isEqualTo(0.5);
    assertThat(SupportAgreement.of(known.complement(), known)).isZero();
    assertThat(known.complement().size()).isEqualTo(2);
    assertThatThrownBy(() -> SupportAgreement.of(InputSet.of(3, 1), known))
        .hasMessage("supports among 3 and among 4 inputs have nothing to agree on");
  }
}
