package dev.plateau.trainer.experiment.largesteps.diagonal;

import dev.plateau.protocol.MetricName;
import dev.plateau.trainer.experiment.data.Samples;
import dev.plateau.trainer.experiment.largesteps.ScheduledStep;
import dev.plateau.trainer.experiment.largesteps.StepProbe;
import dev.plateau.trainer.listener.Schedule;
import dev.plateau.trainer.listener.StepSink;
import java.util.Arrays;

/**
 * Where a diagonal network is on a plane of its parameters: {@code plane_alpha}, {@code
 * plane_beta}. In the first row also the training loss and the test loss at the points of a grid,
 * {@code plane_loss/<i>.<j>} and {@code plane_test_loss/<i>.<j>} at α_i and β_j, 30 each from
 * {@code plane_least} to {@code plane_most}, and the coordinates of the ground truth and of
 * gradient flow's solution; those of the start are 0. They come last in their row: 1800 numbers.
 */
final class PlaneMeasures implements StepProbe {
  private static final int POINTS = 30;
  private static final double LEAST = -0.5;
  private static final double MOST = 2.3;

  private final ParameterPlane plane;
  private final double[] truth;
  private final double[] flow;
  private final DiagonalNetwork network;
  private final boolean isOfSizes;
  private final DiagonalData data;
  private final Schedule schedule;

  /**
   * Of a network, which is live.
   *
   * @param flow gradient flow's solution, by u, then by v
   * @param isOfSizes whether |u|, |v| are looked at, as the paper does for SGD, which may step
   *     across to (−u_j, −v_j), another state of the same network
   */
  PlaneMeasures(
      DiagonalNetwork network,
      boolean isOfSizes,
      double[] flow,
      DiagonalData data,
      Schedule schedule) {
    this.network = network;
    this.isOfSizes = isOfSizes;
    this.flow = flow;
    this.data = data;
    this.schedule = schedule;
    double[] root = data.rootOfTruth();
    truth = state(root, root);
    DiagonalNetwork start = DiagonalNetwork.first(root.length);
    plane = new ParameterPlane(state(start.u(), start.v()), truth, flow);
  }

  /** Both layers' weights in one array. */
  static double[] state(double[] u, double[] v) {
    double[] state = Arrays.copyOf(u, u.length + v.length);
    System.arraycopy(v, 0, state, u.length, v.length);
    return state;
  }

  @Override
  public void measure(ScheduledStep step, StepSink sink) {
    if (step.isDue(schedule) || step.step() == 0) {
      double[] state = state(network.u(), network.v());
      if (isOfSizes) {
        Arrays.setAll(state, k -> Math.abs(state[k]));
      }
      putPoint(sink, "plane", state);
    }
    if (step.step() == 0) {
      putPoint(sink, "plane_truth", truth);
      putPoint(sink, "plane_flow", flow);
      sink.put(MetricName.of("plane_least"), LEAST);
      sink.put(MetricName.of("plane_most"), MOST);
      putGrid(sink, "plane_loss", data.training());
      putGrid(sink, "plane_test_loss", data.test());
    }
  }

  private void putPoint(StepSink sink, String name, double[] state) {
    sink.put(MetricName.of(name + "_alpha"), plane.alpha(state));
    sink.put(MetricName.of(name + "_beta"), plane.beta(state));
  }

  private void putGrid(StepSink sink, String name, Samples samples) {
    for (int i = 0; i < POINTS; i++) {
      for (int j = 0; j < POINTS; j++) {
        double[] state = plane.at(coordinate(i), coordinate(j));
        int d = state.length / 2;
        DiagonalNetwork there =
            new DiagonalNetwork(
                Arrays.copyOf(state, d), Arrays.copyOfRange(state, d, state.length));
        sink.put(MetricName.of(name, i + "." + j), there.loss(samples));
      }
    }
  }

  private static double coordinate(int i) {
    return LEAST + i * (MOST - LEAST) / (POINTS - 1);
  }
}
