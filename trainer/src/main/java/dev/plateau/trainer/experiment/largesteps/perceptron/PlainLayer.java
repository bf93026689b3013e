package dev.plateau.trainer.experiment.largesteps.perceptron;

import dev.plateau.trainer.probe.DenseLayer;
import dev.plateau.trainer.probe.Matrix;
import java.util.Arrays;

/**
 * A dense layer on plain arrays: its place among a network's parameters, and what passes through it
 * in both directions. Not safe for use by several threads.
 */
final class PlainLayer {
  private final int inputs;
  private final int outputs;
  private final int weightsAt;

  /** Below 0: no biases. */
  private final int biasesAt;

  private final boolean isRelu;
  private final double[] input;
  private final double[] given;
  private final double[] deltas;

  /**
   * A layer of the shape of another.
   *
   * @param isRelu whether ReLU comes after it
   * @param weightsAt where its weights begin among the parameters (outputs × inputs, row by row),
   *     its biases behind them
   * @param input what it gets (samples × inputs), live
   */
  PlainLayer(DenseLayer layer, int samples, boolean isRelu, int weightsAt, double[] input) {
    this.inputs = layer.inputs();
    this.outputs = layer.outputs();
    this.weightsAt = weightsAt;
    this.biasesAt = layer.biases().length > 0 ? weightsAt + inputs * outputs : -1;
    this.isRelu = isRelu;
    this.input = input;
    this.given = new double[samples * outputs];
    this.deltas = new double[outputs];
  }

  /** What it gives, (samples × outputs), after its activation. */
  double[] given() {
    return given;
  }

  /** One sample's gradients by what it gives before its activation. */
  double[] deltas() {
    return deltas;
  }

  /** Writes the weights and biases of a layer of this shape among the parameters. */
  void put(DenseLayer layer, double[] parameters) {
    System.arraycopy(layer.weights().data(), 0, parameters, weightsAt, inputs * outputs);
    if (biasesAt >= 0) {
      System.arraycopy(layer.biases(), 0, parameters, biasesAt, outputs);
    }
  }

  /** A copy of the layer as it is. */
  DenseLayer dense(double[] parameters) {
    int end = weightsAt + inputs * outputs;
    Matrix weights = new Matrix(outputs, inputs, Arrays.copyOfRange(parameters, weightsAt, end));
    return biasesAt < 0
        ? DenseLayer.withoutBiases(weights)
        : DenseLayer.of(weights, Arrays.copyOfRange(parameters, biasesAt, biasesAt + outputs));
  }

  /** What it gives, from its present input. */
  void forward(double[] parameters) {
    int to = 0;
    for (int from = 0; from < input.length; from += inputs) {
      int weight = weightsAt;
      for (int out = 0; out < outputs; out++) {
        double z = biasesAt < 0 ? 0 : parameters[biasesAt + out];
        for (int in = 0; in < inputs; in++) {
          z += parameters[weight++] * input[from + in];
        }
        given[to++] = isRelu ? Math.max(z, 0) : z;
      }
    }
  }

  /** Adds a sample's gradient by the layer's parameters: deltas times inputs. */
  void addGradient(int sample, double[] update) {
    int from = sample * inputs;
    for (int out = 0; out < outputs; out++) {
      double delta = deltas[out];
      if (delta != 0) {
        int to = weightsAt + out * inputs;
        for (int in = 0; in < inputs; in++) {
          update[to + in] += delta * input[from + in];
        }
        if (biasesAt >= 0) {
          update[biasesAt + out] += delta;
        }
      }
    }
  }

  /** The deltas of the layer below, a ReLU one: those of this layer back through its weights. */
  void backward(int sample, double[] parameters, double[] below) {
    Arrays.fill(below, 0);
    for (int out = 0; out < outputs; out++) {
      double delta = deltas[out];
      if (delta != 0) {
        int weight = weightsAt + out * inputs;
        for (int in = 0; in < inputs; in++) {
          below[in] += delta * parameters[weight + in];
        }
      }
    }
    int from = sample * inputs;
    for (int in = 0; in < inputs; in++) {
      if (!(input[from + in] > 0)) {
        below[in] = 0;
      }
    }
  }
}
