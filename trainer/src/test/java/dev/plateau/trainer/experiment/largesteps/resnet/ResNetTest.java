package dev.plateau.trainer.experiment.largesteps.resnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.trainer.experiment.sgd.Batch;
import dev.plateau.trainer.experiment.sgd.SgdSteps;
import dev.plateau.trainer.experiment.sgd.TrainedStretch;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.assertj.core.data.Percentage;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class ResNetTest {
  private static final CifarRate RATE = CifarRate.constant(0.1);

  private static ComputationGraph network(ResNet resNet, DataType type) {
    ComputationGraph network = new ComputationGraph(resNet.configuration(RATE, type));
    network.init();
    return network;
  }

  private static List<TrainedStretch> ranges(ComputationGraph network) {
    return TrainedStretch.all(network);
  }

  /** A graph keeps its layers in another order than their parameters. */
  @ParameterizedTest
  @EnumSource(ResidualBlocks.Kind.class)
  void ranges_ofAllLayers_areTrainedUnlessTheyAreRunningStatistics(ResidualBlocks.Kind kind) {
    ComputationGraph network = network(new ResNet(18, 2, kind, 10), DataType.FLOAT);
    for (TrainedStretch range : ranges(network)) {
      range.of(network.params()).assign(range.isTrained() ? 1 : 7);
    }
    network
        .paramTable()
        .forEach(
            (name, values) -> {
              boolean isStatistic = name.endsWith("_mean") || name.endsWith("_var");
              assertThat(values.minNumber().intValue()).as(name).isEqualTo(isStatistic ? 7 : 1);
              assertThat(values.maxNumber().intValue()).as(name).isEqualTo(isStatistic ? 7 : 1);
            });
  }

  /**
   * With a rate of 0 a network stands still; its running statistics are those of the batch, but for
   * what is left of the beginning, and without that inference has the training's loss.
   */
  @Test
  void take_rateOfZero_movesNothingButRunningStatistics() {
    ComputationGraph network =
        new ResNet(18, 2, ResidualBlocks.Kind.POST_ACTIVATION, 10)
            .network(CifarRate.constant(0), 2);
    SgdSteps sgd = new SgdSteps(network, 0.9, 0.1);
    INDArray x = images(6, DataType.FLOAT);
    INDArray y = Nd4j.eye(10).castTo(DataType.FLOAT).get(NDArrayIndex.interval(0, 6)).dup('c');
    double first = sgd.take(new OneBatch(x, y));
    double second = sgd.take(new OneBatch(x, y));
    assertThat(second).isCloseTo(first, within(1e-6));
    double left = 0.9 * 0.9;
    network
        .paramTable()
        .forEach(
            (name, values) -> {
              if (name.endsWith("_mean")) {
                values.divi(1 - left);
              } else if (name.endsWith("_var")) {
                values.subi(left).divi(1 - left);
              }
            });
    assertThat(network.score(new DataSet(x, y), false)).isCloseTo(first, within(1e-3));
  }

  private record OneBatch(INDArray x, INDArray y) implements Batch {}

  private static long trained(ComputationGraph network) {
    return ranges(network).stream()
        .filter(TrainedStretch::isTrained)
        .mapToLong(range -> range.to() - range.from())
        .sum();
  }

  /** Convolutions, two numbers a channel of each normalisation, the last layer, one by one. */
  private static long formula(int depth, long width, ResidualBlocks.Kind kind, long classes) {
    boolean isPost = kind == ResidualBlocks.Kind.POST_ACTIVATION;
    int[] blocks = depth == 18 ? new int[] {2, 2, 2, 2} : new int[] {3, 4, 6, 3};
    long sum = 3 * 9 * width + (isPost ? 2 * width : 2 * 8 * width);
    long from = width;
    for (int i = 0; i < 4; i++) {
      long to = width << i;
      for (int j = 0; j < blocks[i]; j++) {
        sum += from * to * 9 + to * to * 9 + 2 * to + 2 * (isPost ? to : from);
        if (from != to) {
          sum += from * to + (isPost ? 2 * to : 0);
        }
        from = to;
      }
    }
    return sum + 8 * width * classes + classes;
  }

  /** In full, as PyTorch counts the same networks: 11.17 and 21.28 million. */
  @ParameterizedTest
  @CsvSource({
    "18, 64, POST_ACTIVATION, 10, 11173962",
    "34, 64, POST_ACTIVATION, 10, 21282122",
    "18, 64, PRE_ACTIVATION, 10, 11172170",
    "18, 64, POST_ACTIVATION, 100, 11220132",
    "34, 8, PRE_ACTIVATION, 10, 0"
  })
  void parameters_ofEachKind_areThoseOfTheFormula(
      int depth, int width, ResidualBlocks.Kind kind, int classes, long known) {
    ComputationGraph network = network(new ResNet(depth, width, kind, classes), DataType.FLOAT);
    assertThat(trained(network)).isEqualTo(formula(depth, width, kind, classes));
    if (known > 0) {
      assertThat(trained(network)).isEqualTo(known);
    }
  }

  @ParameterizedTest
  @EnumSource(ResidualBlocks.Kind.class)
  void activations_endsOfSuperBlocks_haveTheirShapesAndAreOfReLus(ResidualBlocks.Kind kind) {
    ComputationGraph network = new ResNet(18, 3, kind, 10).network(RATE, 1);
    var given = network.feedForward(images(2, DataType.FLOAT), true);
    boolean isPost = kind == ResidualBlocks.Kind.POST_ACTIVATION;
    int[] sides = {32, 16, 8, 4};
    for (int superBlock = 1; superBlock <= 4; superBlock++) {
      INDArray end = Objects.requireNonNull(given.get(ResidualBlocks.end(superBlock)));
      int side = sides[superBlock - 1];
      assertThat(end.shape()).containsExactly(2, 3L << (superBlock - 1), side, side);
      assertThat(end.minNumber().doubleValue()).isZero();
      assertThat(end.maxNumber().doubleValue()).isPositive();
    }
    INDArray output = Objects.requireNonNull(given.get("output"));
    assertThat(output.shape()).containsExactly(2, 10);
    assertThat(output.sum(1).toDoubleVector()).containsExactly(new double[] {1, 1}, within(1e-5));
    assertThat(given.containsKey("stem-relu")).isEqualTo(isPost);
  }

  private static INDArray images(int count, DataType type) {
    double[] pixels = new Random(7).doubles(count * 3072L).toArray();
    return Nd4j.create(pixels, new long[] {count, 3, 32, 32}, 'c').castTo(type);
  }

  @Test
  void firstWeights_ofASeed_haveTheReferencesSpread() {
    ComputationGraph network =
        new ResNet(18, 8, ResidualBlocks.Kind.POST_ACTIVATION, 10).network(RATE, 3);
    assertThat(variance(parameter(network, "b3-1-conv1_W")))
        .isCloseTo(2.0 / (32 * 9), Percentage.withPercentage(6));
    assertThat(variance(parameter(network, "b3-1-shortcut_W")))
        .isCloseTo(2.0 / 32, Percentage.withPercentage(20));
    INDArray last = parameter(network, "output_W");
    assertThat(last.amaxNumber().doubleValue()).isBetween(0.95 / 8, 1.0 / 8);
    assertThat(parameter(network, "output_b").amaxNumber().doubleValue()).isZero();
    assertThat(parameter(network, "b2-1-norm1_gamma").sumNumber().doubleValue()).isEqualTo(16);
    INDArray same =
        new ResNet(18, 8, ResidualBlocks.Kind.POST_ACTIVATION, 10).network(RATE, 3).params();
    assertThat(same).isEqualTo(network.params());
  }

  private static INDArray parameter(ComputationGraph network, String name) {
    return Objects.requireNonNull(network.paramTable().get(name), name);
  }

  private static double variance(INDArray weights) {
    return Arrays.stream(weights.dup().data().asDouble()).map(w -> w * w).average().orElse(0);
  }

  /** Central differences of the training's loss, through the batch's own statistics. */
  @ParameterizedTest
  @EnumSource(ResidualBlocks.Kind.class)
  void gradient_alongDirections_isTheDifferenceQuotient(ResidualBlocks.Kind kind) {
    ComputationGraph network = network(new ResNet(18, 2, kind, 3), DataType.DOUBLE);
    ResNetStart.draw(network, 5);
    // A channel that is 0 everywhere would stand on ReLU's kink as long as every shift is 0.
    network.setParams(network.params().add(direction(network, 5).mul(0.3)));
    INDArray x = images(3, DataType.DOUBLE);
    INDArray y = Nd4j.create(new double[][] {{1, 0, 0}, {0, 0, 1}, {0, 1, 0}});
    score(network, x, y);
    INDArray gradient = network.getGradientsViewArray().dup();
    INDArray params = network.params().dup();
    for (long seed = 6; seed < 8; seed++) {
      INDArray direction = direction(network, seed);
      double step = 1e-7;
      network.setParams(params.add(direction.mul(step)));
      double above = score(network, x, y);
      network.setParams(params.sub(direction.mul(step)));
      double below = score(network, x, y);
      double expected = (above - below) / (2 * step);
      assertThat(Math.abs(expected)).isGreaterThan(1e-2);
      double slope = gradient.reshape(direction.shape()).mul(direction).sumNumber().doubleValue();
      assertThat(slope / 3).isCloseTo(expected, Percentage.withPercentage(0.01));
    }
  }

  /** Standard normal in what is trained, 0 in running statistics. */
  private static INDArray direction(ComputationGraph network, long seed) {
    INDArray direction = Nd4j.zeros(DataType.DOUBLE, network.params().shape());
    Random random = new Random(seed);
    for (TrainedStretch range : ranges(network)) {
      for (long i = range.from(); i < range.to() && range.isTrained(); i++) {
        direction.putScalar(i, random.nextGaussian());
      }
    }
    return direction;
  }

  private static double score(ComputationGraph network, INDArray x, INDArray y) {
    network.setInput(0, x);
    network.setLabel(0, y);
    network.computeGradientAndScore();
    return network.score();
  }

  @Test
  void create_unknownDepthOrBlocks_isRefused() {
    assertThatThrownBy(() -> new ResNet(50, 8, ResidualBlocks.Kind.PRE_ACTIVATION, 10))
        .hasMessage("setting depth must be 18 or 34, got '50'");
    assertThatThrownBy(() -> ResidualBlocks.Kind.of("pre"))
        .hasMessage("setting blocks must be one of post-activation, pre-activation, got 'pre'");
  }
}
