package dev.plateau.trainer.experiment.largesteps.diagonal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.trainer.experiment.random.RandomStream;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ParameterPlaneTest {
  private final Random random = new Random(5);
  private final double[] origin = RandomStream.gaussians(random, 7);
  private final double[] along = RandomStream.gaussians(random, 7);
  private final double[] across = RandomStream.gaussians(random, 7);
  private final ParameterPlane plane = new ParameterPlane(origin, along, across);

  @Test
  void coordinates_theThreeStates_areWhereTheyWereLaid() {
    assertThat(plane.alpha(origin)).isZero();
    assertThat(plane.beta(origin)).isZero();
    assertThat(plane.alpha(along)).isCloseTo(distance(along, origin), within(1e-13));
    assertThat(plane.beta(along)).isCloseTo(0, within(1e-13));
    assertThat(plane.beta(across)).isPositive();
    assertThat(Math.hypot(plane.alpha(across), plane.beta(across)))
        .isCloseTo(distance(across, origin), within(1e-13));
    assertThat(plane.at(plane.alpha(across), plane.beta(across)))
        .containsExactly(across, within(1e-13));
  }

  @Test
  void coordinates_stateOffThePlane_areThoseOfTheNearestPoint() {
    double[] state = RandomStream.gaussians(random, 7);
    double nearest = distance(state, plane.at(plane.alpha(state), plane.beta(state)));
    for (int round = 0; round < 20; round++) {
      double[] other =
          plane.at(
              plane.alpha(state) + 0.1 * random.nextGaussian(),
              plane.beta(state) + 0.1 * random.nextGaussian());
      assertThat(distance(state, other)).isGreaterThan(nearest);
    }
  }

  @Test
  void plane_throughALine_isRefused() {
    double[] far = {4, 4};
    assertThatThrownBy(() -> new ParameterPlane(new double[2], far, new double[] {8, 8}))
        .hasMessage("three states on a line span no plane");
  }

  private static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum = Math.hypot(sum, a[k] - b[k]);
    }
    return sum;
  }
}
