package dev.plateau.trainer.network;

import dev.plateau.trainer.probe.Convolution;
import dev.plateau.trainer.probe.ConvolutionShape;
import dev.plateau.trainer.probe.ConvolutionShape.Extent;
import dev.plateau.trainer.probe.Matrix;
import dev.plateau.trainer.probe.TangentKernel;
import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.util.ConvolutionUtils;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A two-dimensional convolution of images (samples × channels × height × width). */
final class ConvolutionVertex implements TangentVertex {
  private final Layer layer;
  private final IActivation activation;
  private @Nullable Convolution convolution;
  private @Nullable INDArray input;
  private @Nullable INDArray sums;

  ConvolutionVertex(Layer layer, IActivation activation) {
    this.layer = layer;
    this.activation = activation;
  }

  @Override
  public INDArray forward(List<INDArray> inputs) {
    INDArray images = inputs.get(0);
    convolution = convolution(images);
    input = images;
    Extent output = convolution.shape().output();
    INDArray z =
        RowMajor.array(
            convolution.apply(RowMajor.values(images)),
            images.size(0),
            convolution.outputs(),
            output.height(),
            output.width());
    sums = z;
    return activation.getActivation(z.dup(), false);
  }

  @Override
  public List<INDArray> backward(INDArray gradients, boolean wantsInputs, TangentKernel kernel) {
    INDArray images = Objects.requireNonNull(input);
    Convolution now = Objects.requireNonNull(convolution);
    double[] deltas =
        RowMajor.values(
            activation.backprop(Objects.requireNonNull(sums), gradients.dup()).getFirst());
    kernel.addConvolution(now, RowMajor.values(images), deltas);
    input = null;
    sums = null;
    return wantsInputs
        ? List.of(RowMajor.array(now.backThrough(deltas), images.shape()))
        : List.of();
  }

  private Convolution convolution(INDArray images) {
    ConvolutionLayer conf = (ConvolutionLayer) layer.conf().getLayer();
    int[] kernel = conf.getKernelSize();
    int[] stride = conf.getStride();
    int[] dilation = conf.getDilation();
    boolean isSame = conf.getConvolutionMode() == ConvolutionMode.Same;
    int[] output =
        ConvolutionUtils.getOutputSize(
            images,
            kernel,
            stride,
            isSame ? null : conf.getPadding(),
            conf.getConvolutionMode(),
            dilation,
            CNN2DFormat.NCHW);
    int[] input = {(int) images.size(2), (int) images.size(3)};
    int[] padding =
        isSame
            ? ConvolutionUtils.getSameModeTopLeftPadding(output, input, kernel, stride, dilation)
            : conf.getPadding();
    ConvolutionShape shape =
        new ConvolutionShape(
            (int) images.size(1),
            extent(input),
            extent(kernel),
            extent(stride),
            extent(padding),
            extent(dilation),
            extent(output));
    Matrix weights = RowMajor.bySample(layer.getParam("W"));
    INDArray biases = layer.paramTable().get("b");
    return new Convolution(
        shape, weights, biases == null ? new double[0] : RowMajor.values(biases));
  }

  private static Extent extent(int[] heightAndWidth) {
    return new Extent(heightAndWidth[0], heightAndWidth[1]);
  }
}
