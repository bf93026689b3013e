package dev.plateau.trainer.network;

import java.util.Objects;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.convolution.ConvolutionLayer;
import org.deeplearning4j.nn.params.ConvolutionParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.convolution.Convolution;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The passes of {@link ColumnConvolution}. DL4J has ND4J put an image's patches (im2col) into a
 * view whose dimensions are permuted, for one product of matrices for the whole batch; in ND4J's
 * plain build that takes nine times as long as into an array in order, and DL4J's backward pass
 * does it again. Here patches lie in order, (inputs · kernel × positions) for each image, a few
 * images at a time, and each image has a product of its own.
 *
 * <p>On GPUs, and where DL4J has a helper (oneDNN), its own passes are taken.
 */
final class ColumnConvolutionLayer extends ConvolutionLayer {
  private static final long serialVersionUID = 1;
  private static final int AT_ONCE = 16;

  ColumnConvolutionLayer(NeuralNetConfiguration configuration, DataType type) {
    super(configuration, type);
  }

  @Override
  @SuppressWarnings("NullAway") // as DL4J's own, which gives no patches where it has a helper
  protected Pair<INDArray, @Nullable INDArray> preOutput(
      boolean training, boolean forBackprop, LayerWorkspaceMgr workspaces) {
    if (isDl4jsTaken()) {
      return super.preOutput(training, forBackprop, workspaces);
    }
    assertInputSet(false);
    INDArray x = inOrder(input);
    INDArray patches = patches(x, ArrayType.FF_WORKING_MEM, workspaces);
    INDArray weights = byOutput(getParam(ConvolutionParamInitializer.WEIGHT_KEY)).transpose();
    INDArray out =
        workspaces.createUninitialized(
            ArrayType.ACTIVATIONS,
            x.dataType(),
            new long[] {x.size(0), weights.size(1), patches.size(4), patches.size(5)},
            'c');
    INDArray outByImage = byImage(out, weights.size(1));
    for (long from = 0; from < x.size(0); from += AT_ONCE) {
      INDArray some = fill(patches, x, from);
      INDArray byImage = byImage(some, weights.size(0));
      for (long i = 0; i < some.size(0); i++) {
        INDArray product = outByImage.slice(from + i).transpose();
        Nd4j.gemm(byImage.slice(i).transpose(), weights, product, false, false, 1, 0);
      }
    }
    return new Pair<>(out, null);
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    if (isDl4jsTaken()) {
      return super.backpropGradient(epsilon, workspaces);
    }
    assertInputSet(true);
    INDArray x = inOrder(input);
    INDArray patches = patches(x, ArrayType.BP_WORKING_MEM, workspaces);
    INDArray weights = byOutput(getParam(ConvolutionParamInitializer.WEIGHT_KEY)).transpose();
    INDArray weightGradient =
        Objects.requireNonNull(gradientViews.get(ConvolutionParamInitializer.WEIGHT_KEY));
    INDArray byWeights = byOutput(weightGradient).transpose();
    INDArray byInput =
        workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, x.dataType(), x.shape(), 'c');
    INDArray byOutput = byImage(inOrder(epsilon), weights.size(1));
    for (long from = 0; from < x.size(0); from += AT_ONCE) {
      INDArray some = fill(patches, x, from);
      INDArray byImage = byImage(some, weights.size(0));
      for (long i = 0; i < some.size(0); i++) {
        INDArray delta = byOutput.slice(from + i).transpose();
        INDArray columns = byImage.slice(i).transpose();
        Nd4j.gemm(columns, delta, byWeights, true, false, 1, from + i == 0 ? 0 : 1);
        Nd4j.gemm(delta, weights, columns, false, true, 1, 0); // in the patches' place
      }
      sum(some, images(byInput, from, some.size(0)));
    }
    Gradient gradient = new DefaultGradient();
    gradient.setGradientFor(ConvolutionParamInitializer.WEIGHT_KEY, weightGradient, 'c');
    weightNoiseParams.clear();
    return new Pair<>(gradient, byInput);
  }

  private boolean isDl4jsTaken() {
    return helper != null || !Nd4j.getEnvironment().isCPU();
  }

  /** Room for the patches of a few images (images × inputs × kernel × positions). */
  private INDArray patches(INDArray x, ArrayType type, LayerWorkspaceMgr workspaces) {
    int kernel = layerConf().getKernelSize()[0];
    long[] shape = {
      Math.min(AT_ONCE, x.size(0)),
      x.size(1),
      kernel,
      kernel,
      positions(x.size(2), kernel),
      positions(x.size(3), kernel)
    };
    return workspaces.createUninitialized(type, x.dataType(), shape, 'c');
  }

  private long positions(long size, int kernel) {
    return (size + 2L * layerConf().getPadding()[0] - kernel) / layerConf().getStride()[0] + 1;
  }

  /** The patches of the next few images, in the room for them. */
  private INDArray fill(INDArray patches, INDArray x, long from) {
    long count = Math.min(patches.size(0), x.size(0) - from);
    INDArray some = images(patches, 0, count);
    int kernel = layerConf().getKernelSize()[0];
    int stride = layerConf().getStride()[0];
    int padding = layerConf().getPadding()[0];
    Convolution.im2col(
        images(x, from, count),
        kernel,
        kernel,
        stride,
        stride,
        padding,
        padding,
        1,
        1,
        false,
        some);
    return some;
  }

  /** Adds patches up where they come from. */
  private void sum(INDArray patches, INDArray into) {
    int stride = layerConf().getStride()[0];
    int padding = layerConf().getPadding()[0];
    Convolution.col2im(
        patches,
        into,
        stride,
        stride,
        padding,
        padding,
        (int) into.size(2),
        (int) into.size(3),
        1,
        1);
  }

  private static INDArray images(INDArray all, long from, long count) {
    return count == all.size(0) ? all : all.get(NDArrayIndex.interval(from, from + count));
  }

  /** (images × rows × positions), live. */
  private static INDArray byImage(INDArray all, long rows) {
    return all.reshape('c', all.size(0), rows, all.length() / all.size(0) / rows);
  }

  /** (outputs × inputs · kernel), live. */
  private static INDArray byOutput(INDArray weights) {
    return weights.reshape('c', weights.size(0), weights.length() / weights.size(0));
  }

  private static INDArray inOrder(INDArray array) {
    boolean isInOrder = array.ordering() == 'c' && !array.isView();
    return isInOrder ? array : array.dup('c');
  }
}
