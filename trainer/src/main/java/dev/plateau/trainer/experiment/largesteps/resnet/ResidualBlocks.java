package dev.plateau.trainer.experiment.largesteps.resnet;

import dev.plateau.trainer.network.ColumnConvolution;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.nd4j.linalg.activations.Activation;

/**
 * Adds a ResNet's blocks to a graph. Convolutions of 3 × 3 have a frame of one pixel of zeros and
 * no biases, so that halving takes the same pixels as PyTorch does. Batch normalisation as
 * PyTorch's: ε = 1e-5, a tenth of the running statistics anew at each step (of the variance as it
 * is divided by, not the unbiased one, which differs by 1/(samples · positions)).
 */
final class ResidualBlocks {
  private final GraphBuilder graph;
  private final Kind kind;

  /** For a graph that has its inputs. */
  ResidualBlocks(GraphBuilder graph, Kind kind) {
    this.graph = graph;
    this.kind = kind;
  }

  /** Where the activations of a block stand. */
  enum Kind {
    /**
     * Behind the addition: convolution, norm, ReLU, convolution, norm, plus the shortcut, ReLU.
     * Those that the commands of the paper's code name.
     */
    POST_ACTIVATION("post-activation"),
    /** Before the convolutions: norm, ReLU, convolution, norm, ReLU, convolution, plus shortcut. */
    PRE_ACTIVATION("pre-activation");

    private final String setting;

    Kind(String setting) {
      this.setting = setting;
    }

    /** Its name in settings. */
    String setting() {
      return setting;
    }

    /**
     * The kind of that name.
     *
     * @throws IllegalArgumentException quoting it, if there is none
     */
    static Kind of(String name) {
      return Arrays.stream(values())
          .filter(kind -> kind.setting.equals(name))
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "setting blocks must be one of %s, got '%s'"
                          .formatted(
                              Arrays.stream(values())
                                  .map(Kind::setting)
                                  .collect(Collectors.joining(", ")),
                              name)));
    }
  }

  /**
   * The first convolution and all super-blocks.
   *
   * @param blocks how many blocks each super-block has
   * @return name of the last layer, a ReLU
   */
  String all(String images, int width, List<Integer> blocks) {
    String last = convolution("stem", images, width, 3, 1);
    if (kind == Kind.POST_ACTIVATION) {
      last = relu("stem-relu", norm("stem-norm", last));
    }
    int channels = width;
    for (int i = 0; i < blocks.size(); i++) {
      for (int j = 0; j < blocks.get(i); j++) {
        int stride = i > 0 && j == 0 ? 2 : 1;
        boolean isLast = j == blocks.get(i) - 1;
        last =
            kind == Kind.POST_ACTIVATION
                ? postActivation(i, j, isLast, last, channels, width << i, stride)
                : preActivation(i, j, last, channels, width << i, stride);
        channels = width << i;
      }
    }
    return kind == Kind.POST_ACTIVATION ? last : relu(end(blocks.size()), norm("end-norm", last));
  }

  /** Name of the ReLU that ends a super-block, counted from 1. */
  static String end(int superBlock) {
    return "block" + superBlock;
  }

  private String postActivation(
      int superBlock, int block, boolean isLast, String from, int channels, int width, int stride) {
    String name = "b%d-%d".formatted(superBlock + 1, block + 1);
    String first = convolution(name + "-conv1", from, width, 3, stride);
    String on = relu(name + "-relu1", norm(name + "-norm1", first));
    String second = norm(name + "-norm2", convolution(name + "-conv2", on, width, 3, 1));
    String shortcut = from;
    if (stride != 1 || channels != width) {
      String projected = convolution(name + "-shortcut", from, width, 1, stride);
      shortcut = norm(name + "-shortcut-norm", projected);
    }
    String sum = add(name + "-add", second, shortcut);
    return relu(isLast ? end(superBlock + 1) : name + "-relu2", sum);
  }

  /**
   * The first ReLU behind a super-block, which reads all of its sum, counts as its end: the sum
   * itself is not the output of a ReLU.
   */
  private String preActivation(
      int superBlock, int block, String from, int channels, int width, int stride) {
    String name = "b%d-%d".formatted(superBlock + 1, block + 1);
    boolean isBehind = superBlock > 0 && block == 0;
    String on = relu(isBehind ? end(superBlock) : name + "-relu1", norm(name + "-norm1", from));
    String first = convolution(name + "-conv1", on, width, 3, stride);
    String secondOn = relu(name + "-relu2", norm(name + "-norm2", first));
    String second = convolution(name + "-conv2", secondOn, width, 3, 1);
    boolean changes = stride != 1 || channels != width;
    String shortcut = changes ? convolution(name + "-shortcut", on, width, 1, stride) : from;
    return add(name + "-add", second, shortcut);
  }

  private String convolution(String name, String from, int width, int kernel, int stride) {
    graph.addLayer(name, ColumnConvolution.of(kernel, stride, width), from);
    return name;
  }

  private String norm(String name, String from) {
    graph.addLayer(
        name, new BatchNormalization.Builder().decay(0.9).eps(1e-5).useLogStd(false).build(), from);
    return name;
  }

  private String relu(String name, String from) {
    graph.addLayer(name, new ActivationLayer(Activation.RELU), from);
    return name;
  }

  private String add(String name, String one, String other) {
    graph.addVertex(name, new ElementWiseVertex(ElementWiseVertex.Op.Add), one, other);
    return name;
  }
}
