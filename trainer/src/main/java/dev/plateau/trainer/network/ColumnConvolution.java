package dev.plateau.trainer.network;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.LayerValidation;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * DL4J's convolution layer without biases and activation, as residual networks have it, with a
 * frame of half the kernel of zeros. The same to a few last bits, and several times as fast where
 * DL4J has no helper of its own for convolutions, as in ND4J's plain build for CPUs: see {@link
 * ColumnConvolutionLayer}.
 */
public final class ColumnConvolution extends ConvolutionLayer {
  private static final long serialVersionUID = 1;

  /** For DL4J, which reads saved networks. */
  public ColumnConvolution() {}

  private ColumnConvolution(Builder builder) {
    super(builder);
  }

  /**
   * A layer.
   *
   * @param kernel rows and columns of it, odd
   * @param stride of both directions
   * @param outputs channels that it gives
   */
  public static ColumnConvolution of(int kernel, int stride, int outputs) {
    return new ColumnConvolution(
        new Builder(kernel, kernel)
            .nOut(outputs)
            .stride(stride, stride)
            .padding(kernel / 2, kernel / 2)
            .convolutionMode(ConvolutionMode.Truncate)
            .activation(Activation.IDENTITY)
            .hasBias(false));
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration configuration,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parameters,
      boolean initializes,
      DataType type) {
    LayerValidation.assertNInNOutSet(
        "ColumnConvolution", getLayerName(), index, getNIn(), getNOut());
    ColumnConvolutionLayer layer = new ColumnConvolutionLayer(configuration, type);
    layer.setListeners(listeners);
    layer.setIndex(index);
    layer.setParamsViewArray(parameters);
    layer.setParamTable(initializer().init(configuration, parameters, initializes));
    layer.setConf(configuration);
    return layer;
  }
}
