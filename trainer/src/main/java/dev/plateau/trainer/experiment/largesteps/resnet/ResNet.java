package dev.plateau.trainer.experiment.largesteps.resnet;

import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * A residual network for images of 32 × 32: a convolution, four super-blocks of width, 2, 4 and 8
 * times the width, the last three of which halve the image, the mean over all positions, a softmax.
 * What a super-block ends in is called {@link ResidualBlocks#end}. Source: He, Zhang, Ren, Sun,
 * Deep residual learning for image recognition (2016) and Identity mappings in deep residual
 * networks (2016); widths and details as in the code of Andriushchenko et al. (2023).
 *
 * @param depth 18 or 34, the convolutions and the last layer on the longest way
 * @param width channels of the first super-block, 64 in the papers
 * @param blocks where the activations stand
 * @param classes outputs
 */
record ResNet(int depth, int width, ResidualBlocks.Kind blocks, int classes) {
  private static final Map<Integer, List<Integer>> BLOCKS =
      Map.of(18, List.of(2, 2, 2, 2), 34, List.of(3, 4, 6, 3));

  /**
   * @throws IllegalArgumentException quoting what is no depth or width
   */
  ResNet {
    if (!BLOCKS.containsKey(depth)) {
      throw new IllegalArgumentException("setting depth must be 18 or 34, got '" + depth + "'");
    }
    if (width < 1) {
      throw new IllegalArgumentException("setting width must be >= 1, got '" + width + "'");
    }
  }

  /** The network, with the first weights that a seed draws. */
  ComputationGraph network(ISchedule rate, long seed) {
    ComputationGraph network = new ComputationGraph(configuration(rate, DataType.FLOAT));
    network.init();
    ResNetStart.draw(network, seed);
    return network;
  }

  /** Its layers. */
  ComputationGraphConfiguration configuration(ISchedule rate, DataType type) {
    var graph =
        new NeuralNetConfiguration.Builder()
            .dataType(type)
            .updater(new Sgd(rate))
            .weightInit(WeightInit.ZERO)
            .graphBuilder()
            .addInputs("images")
            .setInputTypes(
                InputType.convolutional(ByteImages.SIDE, ByteImages.SIDE, ByteImages.CHANNELS));
    String last = new ResidualBlocks(graph, blocks).all("images", width, numbersOfBlocks());
    return graph
        .addLayer("pool", new GlobalPoolingLayer(PoolingType.AVG), last)
        .addLayer(
            ResNetStart.OUTPUT,
            new OutputLayer.Builder(LossFunction.MCXENT)
                .nOut(classes)
                .activation(Activation.SOFTMAX)
                .build(),
            "pool")
        .setOutputs(ResNetStart.OUTPUT)
        .build();
  }

  private List<Integer> numbersOfBlocks() {
    return BLOCKS.getOrDefault(depth, List.of());
  }

  /** As {@code ResNet-18, width 64, post-activation}. */
  @Override
  public String toString() {
    return "ResNet-%d, width %d, %s".formatted(depth, width, blocks.setting());
  }
}
