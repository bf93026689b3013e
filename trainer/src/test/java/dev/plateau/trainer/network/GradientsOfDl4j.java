package dev.plateau.trainer.network;

import dev.plateau.trainer.probe.Matrix;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Oracle: gradients of a DL4J network's outputs by DL4J itself, one sample at a time. The network's
 * loss must be MSE, mean over k outputs of (h − y)²: with labels y = h − (k/2) w its gradient is
 * that of ⟨w, h⟩. DL4J computes it in training mode, so no dropout and no batch normalisation.
 */
public final class GradientsOfDl4j {
  private GradientsOfDl4j() {}

  /** A row for each sample and output. */
  static Matrix each(Model network, INDArray samples) {
    int outputs = (int) outputs(network, sample(samples, 0)).length();
    List<double[]> rows = new ArrayList<>();
    for (int i = 0; i < samples.size(0); i++) {
      for (int output = 0; output < outputs; output++) {
        double[] weights = new double[outputs];
        weights[output] = 1;
        rows.add(gradient(network, sample(samples, i), Nd4j.create(weights, 1, outputs)));
      }
    }
    return stacked(rows);
  }

  /** A row for each sample: the gradient of the sum of the outputs. */
  public static Matrix sum(Model network, INDArray samples) {
    int outputs = (int) outputs(network, sample(samples, 0)).length();
    List<double[]> rows = new ArrayList<>();
    for (int i = 0; i < samples.size(0); i++) {
      rows.add(gradient(network, sample(samples, i), Nd4j.ones(1, outputs)));
    }
    return stacked(rows);
  }

  static INDArray sample(INDArray samples, int i) {
    return Nd4j.expandDims(samples.slice(i), 0).dup('c');
  }

  static Matrix stacked(List<double[]> rows) {
    Matrix matrix = Matrix.zeros(rows.size(), rows.get(0).length);
    for (int i = 0; i < rows.size(); i++) {
      System.arraycopy(rows.get(i), 0, matrix.data(), i * matrix.columns(), matrix.columns());
    }
    return matrix;
  }

  private static double[] gradient(Model network, INDArray x, INDArray weights) {
    INDArray h = outputs(network, x);
    INDArray labels = h.sub(weights.castTo(h.dataType()).mul(h.length() / 2.0));
    if (network instanceof MultiLayerNetwork stack) {
      stack.setInput(x);
      stack.setLabels(labels);
      stack.computeGradientAndScore();
    } else {
      ComputationGraph graph = (ComputationGraph) network;
      graph.setInput(0, x);
      graph.setLabels(labels);
      graph.computeGradientAndScore();
    }
    return network.getGradientsViewArray().dup().data().asDouble();
  }

  static INDArray outputs(Model network, INDArray x) {
    return network instanceof MultiLayerNetwork stack
        ? stack.output(x)
        : ((ComputationGraph) network).outputSingle(x);
  }
}
