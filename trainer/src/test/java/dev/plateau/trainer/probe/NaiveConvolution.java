package dev.plateau.trainer.probe;

/** Oracle: a convolution and its gradients by the definition, in scalar loops. */
final class NaiveConvolution {
  private final ConvolutionShape shape;
  private final Matrix weights;
  private final double[] biases;

  NaiveConvolution(ConvolutionShape shape, Matrix weights, double[] biases) {
    this.shape = shape;
    this.weights = weights;
    this.biases = biases;
  }

  private interface Tap {
    void visit(int output, int weight, int input);
  }

  /** One sample's outputs. */
  double[] apply(double[] image) {
    double[] outputs = new double[weights.rows() * shape.positions()];
    for (int at = 0; at < outputs.length && biases.length > 0; at++) {
      outputs[at] = biases[at / shape.positions()];
    }
    taps((output, weight, input) -> outputs[output] += weights.data()[weight] * image[input]);
    return outputs;
  }

  /** One sample's gradients by its inputs. */
  double[] backThrough(double[] deltas) {
    double[] gradients = new double[shape.inputSize()];
    taps((output, weight, input) -> gradients[input] += weights.data()[weight] * deltas[output]);
    return gradients;
  }

  /** One sample's gradient by weights and biases. */
  double[] gradient(double[] image, double[] deltas) {
    double[] gradient = new double[weights.data().length + biases.length];
    taps((output, weight, input) -> gradient[weight] += deltas[output] * image[input]);
    for (int at = 0; at < deltas.length && biases.length > 0; at++) {
      gradient[weights.data().length + at / shape.positions()] += deltas[at];
    }
    return gradient;
  }

  private void taps(Tap tap) {
    int kernel = shape.kernel().area();
    for (int output = 0; output < weights.rows() * shape.positions(); output++) {
      int out = output / shape.positions();
      int row = output % shape.positions() / shape.output().width();
      int column = output % shape.output().width();
      for (int k = 0; k < shape.patchSize(); k++) {
        int down = k % kernel / shape.kernel().width();
        int right = k % shape.kernel().width();
        int h =
            row * shape.stride().height()
                + down * shape.dilation().height()
                - shape.padding().height();
        int w =
            column * shape.stride().width()
                + right * shape.dilation().width()
                - shape.padding().width();
        if (h >= 0 && w >= 0 && h < shape.input().height() && w < shape.input().width()) {
          int input = (k / kernel * shape.input().height() + h) * shape.input().width() + w;
          tap.visit(output, out * shape.patchSize() + k, input);
        }
      }
    }
  }
}
