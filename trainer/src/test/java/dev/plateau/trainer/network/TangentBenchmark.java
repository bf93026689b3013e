package dev.plateau.trainer.network;

import dev.plateau.trainer.probe.Matrix;
import dev.plateau.trainer.probe.Mlp;
import dev.plateau.trainer.probe.RelativeRank;
import dev.plateau.trainer.probe.SingularVectors;
import dev.plateau.trainer.probe.TangentFeatures;
import dev.plateau.trainer.probe.TangentKernel;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration.ListBuilder;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * What the rank of the tangent features and the tangent kernel take, beside the plain way in the
 * same run. Medians of the whole process's CPU time; run its main with {@code OMP_NUM_THREADS=1}
 * and {@code -Xmx2g}, and with the shape cache for both sides ({@code
 * -Dshapeinfoprovider=dev.plateau.trainer.network.ShapeCache}).
 */
public final class TangentBenchmark {
  private static final int SAMPLES = 256;

  private final Random random = new Random(17);

  private TangentBenchmark() {}

  /** Prints the table. */
  public static void main(String[] arguments) {
    ShapeCache.install();
    TangentBenchmark benchmark = new TangentBenchmark();
    System.out.printf(
        "JDK %s, %d processors, OMP_NUM_THREADS=%s, shape info by %s%n",
        Runtime.version(),
        Runtime.getRuntime().availableProcessors(),
        System.getenv().getOrDefault("OMP_NUM_THREADS", "unset"),
        System.getProperty("shapeinfoprovider", "ND4J's own"));
    System.out.printf("%-62s %10s %12s %8s%n", "", "CPU ms", "baseline ms", "ratio");
    benchmark.rank();
    benchmark.kernel(784, 2500, 2500, 700, 10);
    benchmark.convolutions();
  }

  /** NTK rank against a backward pass of DL4J's for each sample and an SVD with vectors. */
  private void rank() {
    MultiLayerNetwork network = network(1, 100, 1);
    INDArray samples = Nd4j.create(gaussians(301), new long[] {301, 1}, 'c');
    NetworkMlp mlp = NetworkMlp.of(TrainedNetwork.of(network));
    Matrix x = RowMajor.bySample(samples);
    RelativeRank rank = new RelativeRank(RelativeRank.RELU_THRESHOLD);
    DoubleSupplier ours = () -> rank.of(TangentFeatures.of(mlp.read(), x));
    DoubleSupplier plain = () -> plainRank(network, samples);
    report(
        "NTK rank, 1-100-1, n = p = 301, / one backward pass a sample",
        medianCpuMillis(ours, 11, 40),
        medianCpuMillis(plain, 7, 3),
        ours.getAsDouble() == plain.getAsDouble());
    System.out.printf(
        "  of the baseline, its SVD with vectors alone: %.1f ms%n",
        medianCpuMillis(
            () -> SingularVectors.valuesOf(TangentFeatures.of(mlp.read(), x))[0], 7, 10));
  }

  private static double plainRank(MultiLayerNetwork network, INDArray samples) {
    double[] values = SingularVectors.valuesOf(phi(network, samples));
    return Arrays.stream(values)
        .filter(value -> value / values[0] > RelativeRank.RELU_THRESHOLD)
        .count();
  }

  /** Labels by one pass of all samples, then a forward and a backward pass for each. */
  private static Matrix phi(MultiLayerNetwork network, INDArray samples) {
    INDArray labels = network.output(samples).sub(0.5);
    Matrix phi = Matrix.zeros((int) samples.size(0), (int) network.numParams());
    for (int i = 0; i < phi.rows(); i++) {
      network.setInput(samples.getRow(i, true));
      network.setLabels(labels.getRow(i, true));
      network.computeGradientAndScore();
      double[] gradient = network.getFlattenedGradients().data().asDouble();
      System.arraycopy(gradient, 0, phi.data(), i * phi.columns(), phi.columns());
    }
    return phi;
  }

  /** The kernel of a large perceptron against features formed for blocks of samples. */
  private void kernel(int... sizes) {
    MultiLayerNetwork network = network(sizes);
    TrainedNetwork trained = TrainedNetwork.of(network);
    Matrix x = new Matrix(SAMPLES, sizes[0], gaussians(SAMPLES * sizes[0]));
    INDArray samples = Nd4j.create(x.data(), new long[] {SAMPLES, sizes[0]}, 'c');
    Mlp mlp = NetworkMlp.of(trained).read();
    NetworkKernel ofNetwork = NetworkKernel.of(trained);
    INDArray params = network.params().dup();
    String name = "%.1f M parameters, n = %d".formatted(mlp.parameters() / 1e6, SAMPLES);
    double baseline = cpuMillisOfBlocks(mlp.parameters());
    DoubleSupplier pure = () -> TangentKernel.of(mlp, x).spectrum().rank(1e-4);
    DoubleSupplier dl4j = () -> ofNetwork.at(params, samples).spectrum().rank(1e-4);
    boolean agrees = pure.getAsDouble() == dl4j.getAsDouble();
    report("kernel and rank, " + name + ", arrays", medianCpuMillis(pure, 7, 1), baseline, agrees);
    report("kernel and rank, " + name + ", DL4J", medianCpuMillis(dl4j, 7, 1), baseline, agrees);
    System.out.println(
        "  baseline: φ and φφᵀ by blocks of 10,000 columns, extrapolated from one block");
  }

  /**
   * φ has no room as a whole; as many of its columns at a time as fit are formed and their products
   * added up, each once. One such block is measured, and counted as often as there are blocks.
   */
  private double cpuMillisOfBlocks(int parameters) {
    int outputs = 4;
    int inputs = 2500;
    double[] deltas = gaussians(SAMPLES * outputs);
    double[] values = gaussians(SAMPLES * inputs);
    TangentKernel kernel = new TangentKernel(SAMPLES);
    double block =
        medianCpuMillis(
            () -> {
              Matrix phi = Matrix.zeros(SAMPLES, outputs * inputs);
              for (int at = 0; at < phi.data().length; at++) {
                int i = at / phi.columns();
                int out = at % phi.columns() / inputs;
                phi.data()[at] = deltas[i * outputs + out] * values[i * inputs + at % inputs];
              }
              kernel.addGradients(phi);
              return kernel.tangentNorm();
            },
            11,
            3);
    return block * parameters / (outputs * inputs);
  }

  /** The kernel of convolutions against a backward pass of DL4J's for each sample. */
  private void convolutions() {
    int count = 64;
    MultiLayerNetwork network = convolutionNetwork();
    INDArray samples =
        Nd4j.create(gaussians(count * 3 * 32 * 32), new long[] {count, 3, 32, 32}, 'c');
    NetworkKernel kernel = NetworkKernel.of(TrainedNetwork.of(network));
    INDArray params = network.params().dup();
    DoubleSupplier ours = () -> kernel.at(params, samples).spectrum().rank(1e-4);
    DoubleSupplier plain =
        () -> {
          TangentKernel summed = new TangentKernel(count);
          summed.addGradients(GradientsOfDl4j.sum(network, samples));
          return summed.spectrum().rank(1e-4);
        };
    report(
        "kernel and rank, %.1f M parameters, convolutions, n = %d"
            .formatted(network.numParams() / 1e6, count),
        medianCpuMillis(ours, 5, 1),
        medianCpuMillis(plain, 3, 1),
        ours.getAsDouble() == plain.getAsDouble());
  }

  private static MultiLayerNetwork convolutionNetwork() {
    ListBuilder layers =
        new NeuralNetConfiguration.Builder()
            .seed(9)
            .dataType(DataType.DOUBLE)
            .convolutionMode(ConvolutionMode.Same)
            .activation(Activation.RELU)
            .list();
    int[] outputs = {32, 64, 128, 128};
    for (int l = 0; l < outputs.length; l++) {
      int stride = l == 0 ? 1 : 2;
      layers.layer(
          new ConvolutionLayer.Builder(3, 3).nOut(outputs[l]).stride(stride, stride).build());
    }
    layers.layer(
        new OutputLayer.Builder(LossFunction.MSE).nOut(10).activation(Activation.IDENTITY).build());
    layers.setInputType(InputType.convolutional(32, 32, 3));
    MultiLayerNetwork network = new MultiLayerNetwork(layers.build());
    network.init();
    return network;
  }

  private static void report(String name, double millis, double baseline, boolean agrees) {
    System.out.printf(
        "%-62s %10.2f %12.1f %7.1fx%s%n",
        name, millis, baseline, baseline / millis, agrees ? "" : "  VALUES DIFFER");
  }

  /** The process's CPU time comes in steps of 10 ms, so short work is done many times at once. */
  private static double medianCpuMillis(DoubleSupplier work, int rounds, int times) {
    var process =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    double[] millis = new double[rounds];
    for (int round = -2; round < rounds; round++) {
      long start = process.getProcessCpuTime();
      for (int i = 0; i < times; i++) {
        if (Double.isNaN(work.getAsDouble())) {
          throw new IllegalStateException("a measure of finite inputs is NaN");
        }
      }
      millis[Math.max(0, round)] = (process.getProcessCpuTime() - start) / 1e6 / times;
    }
    Arrays.sort(millis);
    return millis[rounds / 2];
  }

  private double[] gaussians(int count) {
    double[] values = new double[count];
    Arrays.setAll(values, i -> random.nextGaussian());
    return values;
  }

  private static MultiLayerNetwork network(int... sizes) {
    ListBuilder layers =
        new NeuralNetConfiguration.Builder().seed(9).dataType(DataType.DOUBLE).list();
    for (int l = 1; l < sizes.length - 1; l++) {
      layers.layer(
          new DenseLayer.Builder()
              .nIn(sizes[l - 1])
              .nOut(sizes[l])
              .activation(Activation.RELU)
              .build());
    }
    int last = sizes.length - 1;
    layers.layer(
        new OutputLayer.Builder(LossFunction.MSE)
            .nIn(sizes[last - 1])
            .nOut(sizes[last])
            .activation(Activation.IDENTITY)
            .build());
    MultiLayerNetwork network = new MultiLayerNetwork(layers.build());
    network.init();
    return network;
  }
}
