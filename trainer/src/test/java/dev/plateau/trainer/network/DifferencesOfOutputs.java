package dev.plateau.trainer.network;

import dev.plateau.trainer.probe.Matrix;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Oracle: slopes of a smooth network's summed outputs, in inference mode, by differences of fourth
 * order in every parameter but the running statistics of batch normalisation.
 */
final class DifferencesOfOutputs {
  private static final double H = 1e-3;

  private DifferencesOfOutputs() {}

  /** (samples × parameters); the parameters' order is no matter to a kernel. */
  static Matrix of(ComputationGraph network, INDArray samples) {
    List<double[]> columns = new ArrayList<>();
    for (Map.Entry<String, INDArray> entry : network.paramTable().entrySet()) {
      boolean isStatistic = entry.getKey().matches(".*_(mean|var|log10stdev)");
      for (long i = 0; i < entry.getValue().length() && !isStatistic; i++) {
        columns.add(slopes(network, samples, entry.getValue(), i));
      }
    }
    Matrix phi = Matrix.zeros((int) samples.size(0), columns.size());
    for (int column = 0; column < phi.columns(); column++) {
      for (int sample = 0; sample < phi.rows(); sample++) {
        phi.data()[sample * phi.columns() + column] = columns.get(column)[sample];
      }
    }
    return phi;
  }

  private static double[] slopes(
      ComputationGraph network, INDArray samples, INDArray parameter, long i) {
    double value = parameter.getDouble(i);
    double[][] sums = new double[4][];
    int[] steps = {-2, -1, 1, 2};
    for (int at = 0; at < 4; at++) {
      parameter.putScalar(i, value + steps[at] * H);
      sums[at] = sums(network, samples);
    }
    parameter.putScalar(i, value);
    double[] slopes = new double[sums[0].length];
    for (int sample = 0; sample < slopes.length; sample++) {
      slopes[sample] =
          (sums[0][sample] - 8 * sums[1][sample] + 8 * sums[2][sample] - sums[3][sample])
              / (12 * H);
    }
    return slopes;
  }

  private static double[] sums(ComputationGraph network, INDArray samples) {
    double[] sums = new double[(int) samples.size(0)];
    for (INDArray output : network.output(samples)) {
      for (int sample = 0; sample < sums.length; sample++) {
        sums[sample] += output.getRow(sample).sumNumber().doubleValue();
      }
    }
    return sums;
  }
}
