package dev.plateau.collector.reproduce.largesteps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.collector.reproduce.CurvesByHand;
import dev.plateau.collector.reproduce.MissingRunException;
import dev.plateau.collector.reproduce.PlannedRun;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NeuronsTest {
  private static Neurons of(double... weights) {
    List<Neurons.Point> points = new ArrayList<>();
    for (int i = 0; i < weights.length; i += 2) {
      points.add(new Neurons.Point(weights[i], weights[i + 1]));
    }
    return new Neurons(points);
  }

  /** By angles, in degrees from the first input. */
  @Test
  void alignment_ofDrawnNeurons_isThatOfTheirAngles() {
    Random random = new Random(5);
    double[] student = new double[40];
    double[] teacher = new double[6];
    Arrays.setAll(student, i -> random.nextGaussian());
    Arrays.setAll(teacher, i -> random.nextGaussian());
    double sum = 0;
    double lengths = 0;
    for (int i = 0; i < student.length; i += 2) {
      double angle = Math.atan2(student[i + 1], student[i]);
      double nearest = Math.PI;
      for (int k = 0; k < teacher.length; k += 2) {
        double apart = Math.abs(angle - Math.atan2(teacher[k + 1], teacher[k]));
        nearest = Math.min(nearest, Math.min(apart, 2 * Math.PI - apart));
      }
      double length = Math.hypot(student[i], student[i + 1]);
      sum += length * Math.cos(nearest);
      lengths += length;
    }
    assertThat(of(student).alignment(of(teacher))).isCloseTo(sum / lengths, within(1e-12));
  }

  @Test
  void alignment_alongTheTeachers_isOne_whateverTheLengths() {
    Neurons teacher = of(1, 0, -0.6, 0.8);
    assertThat(of(7, 0, 0.01, 0, -3, 4, 0, 0).alignment(teacher)).isCloseTo(1, within(1e-12));
    assertThat(of(0, 2).alignment(of(0, -1))).isEqualTo(-1);
    assertThat(of(0, 0).alignment(teacher)).isNaN();
  }

  @Test
  void neurons_ofARun_areItsFirstLayer_byUnit() {
    PlannedRun run = PlannedRun.of("teacher-student-2", 0, 100);
    CurvesByHand curves = new CurvesByHand();
    for (int unit = 0; unit < 12; unit++) {
      curves.putPoints(run, "weight/layer0." + unit + ".0", 0, unit, 99, 10 * unit);
      curves.putPoints(run, "weight/layer0." + unit + ".1", 0, -unit, 99, -10 * unit);
      curves.putPoints(run, "weight/layer1.0." + unit, 0, 5, 99, 5);
    }
    curves
        .putPoints(run, "teacher_weight/0.0", 0, 0.6)
        .putPoints(run, "teacher_weight/0.1", 0, 0.8);
    assertThat(Neurons.first(curves, run).xs()).containsSequence(9.0, 10.0, 11.0).hasSize(12);
    assertThat(Neurons.last(curves, run).ys()).containsSequence(-90.0, -100.0, -110.0);
    assertThat(Neurons.teacher(curves, run)).isEqualTo(of(0.6, 0.8));
  }

  @Test
  void neurons_thatWereNotSaid_areMissing() {
    PlannedRun run = PlannedRun.of("teacher-student-2", 0, 100);
    CurvesByHand curves = new CurvesByHand().putPoints(run, "weight/layer0.0.0", 0, 1);
    assertThatThrownBy(() -> Neurons.teacher(curves, run)).isInstanceOf(MissingRunException.class);
    assertThatThrownBy(() -> Neurons.first(curves, run))
        .isInstanceOf(MissingRunException.class)
        .hasMessageContaining("layer0.0.1");
  }
}
