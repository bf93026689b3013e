package dev.plateau.trainer.network;

import java.util.Set;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.Convolution2D;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.impl.ElementWiseVertex;
import org.deeplearning4j.nn.graph.vertex.impl.L2NormalizeVertex;
import org.deeplearning4j.nn.graph.vertex.impl.LayerVertex;
import org.deeplearning4j.nn.graph.vertex.impl.MergeVertex;
import org.deeplearning4j.nn.graph.vertex.impl.PoolHelperVertex;
import org.deeplearning4j.nn.graph.vertex.impl.PreprocessorVertex;
import org.deeplearning4j.nn.graph.vertex.impl.ReshapeVertex;
import org.deeplearning4j.nn.graph.vertex.impl.ScaleVertex;
import org.deeplearning4j.nn.graph.vertex.impl.ShiftVertex;
import org.deeplearning4j.nn.graph.vertex.impl.SubsetVertex;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;

/** Which vertex of DL4J's goes through the passes of a tangent kernel in which way. */
final class TangentVertices {
  private static final String WITH_PARAMETERS =
      "DenseLayer, OutputLayer, and in NCHW ConvolutionLayer and BatchNormalization";

  private static final Set<Class<? extends GraphVertex>> PARAMETERLESS =
      Set.of(
          ElementWiseVertex.class,
          L2NormalizeVertex.class,
          MergeVertex.class,
          PoolHelperVertex.class,
          PreprocessorVertex.class,
          ReshapeVertex.class,
          ScaleVertex.class,
          ShiftVertex.class,
          SubsetVertex.class);

  private TangentVertices() {}

  /**
   * The way of a vertex.
   *
   * @throws IllegalArgumentException naming it and what is supported, if there is none
   */
  static TangentVertex of(GraphVertex vertex) {
    if (!(vertex instanceof LayerVertex layerVertex)) {
      if (PARAMETERLESS.contains(vertex.getClass())) {
        return new ParameterlessVertex(vertex);
      }
      throw refusal(vertex, vertex.getClass().getSimpleName());
    }
    Layer conf = layerVertex.getLayer().conf().getLayer();
    conf.setIDropout(null); // its backward pass, too, would be that of training
    TangentVertex own = ofLayer(layerVertex, conf);
    return layerVertex.getLayerPreProcessor() == null || own instanceof ParameterlessVertex
        ? own
        : new PreprocessedVertex(layerVertex.getLayerPreProcessor(), own);
  }

  private static TangentVertex ofLayer(LayerVertex vertex, Layer conf) {
    var layer = vertex.getLayer();
    if (conf instanceof DropoutLayer) {
      return new ActivationVertex(new ActivationIdentity());
    }
    if (conf instanceof ActivationLayer activation) {
      return new ActivationVertex(given(vertex, activation.getActivationFn()));
    }
    if (conf instanceof LossLayer loss) {
      return new ActivationVertex(given(vertex, loss.getActivationFn()));
    }
    if (conf instanceof DenseLayer dense) {
      if (dense.hasLayerNorm()) {
        throw refusal(vertex, "DenseLayer with layer normalisation");
      }
      return new DenseVertex(layer, given(vertex, dense.getActivationFn()));
    }
    if (conf instanceof OutputLayer output) {
      return new DenseVertex(layer, given(vertex, output.getActivationFn()));
    }
    if (conf.getClass() == ConvolutionLayer.class
        || conf instanceof Convolution2D
        || conf instanceof ColumnConvolution) {
      checkFormat(vertex, ((ConvolutionLayer) conf).getCnn2dDataFormat());
      return new ConvolutionVertex(
          layer, given(vertex, ((ConvolutionLayer) conf).getActivationFn()));
    }
    if (conf instanceof BatchNormalization norm) {
      checkFormat(vertex, norm.getCnn2DFormat());
      return new BatchNormVertex(layer);
    }
    if (layer.numParams() == 0 && !(layer instanceof IOutputLayer)) {
      return new ParameterlessVertex(vertex);
    }
    throw refusal(vertex, conf.getClass().getSimpleName());
  }

  private static void checkFormat(LayerVertex vertex, CNN2DFormat format) {
    if (format != CNN2DFormat.NCHW) {
      throw refusal(
          vertex, vertex.getLayer().conf().getLayer().getClass().getSimpleName() + " in " + format);
    }
  }

  /** A softmax that the network ends with is taken as part of the loss. */
  private static IActivation given(LayerVertex vertex, IActivation activation) {
    return vertex.isOutputVertex() && activation instanceof ActivationSoftmax
        ? new ActivationIdentity()
        : activation;
  }

  private static IllegalArgumentException refusal(GraphVertex vertex, String kind) {
    return new IllegalArgumentException(
        "vertex '%s' is a %s, whose part of the tangent kernel is not known; layers with parameters may be %s, vertices without %s"
            .formatted(
                vertex.getVertexName(),
                kind,
                WITH_PARAMETERS,
                String.join(
                    ", ", PARAMETERLESS.stream().map(Class::getSimpleName).sorted().toList())));
  }
}
