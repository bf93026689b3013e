package dev.plateau.trainer.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.trainer.probe.ConvolutionShape.Extent;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TangentKernelTest {
  @Test
  void kernel_anyPerceptron_isThatOfItsFeatures() {
    RandomInputs random = new RandomInputs(31);
    for (int round = 0; round < 200; round++) {
      int inputs = random.between(1, 5);
      Mlp network = random.perceptron(inputs, random.between(1, 4));
      Matrix x = random.gaussianMatrix(random.between(1, 9), inputs);
      Matrix phi = TangentFeatures.of(network, x, OutputReduction.SUM);
      TangentKernel kernel = TangentKernel.of(network, x);
      assertClose(kernel.toMatrix(), OpenBlas.timesTransposed(phi, phi), "round " + round);
      double norm = TangentNorm.of(phi);
      assertThat(kernel.tangentNorm()).isCloseTo(norm, within(1e-12 * norm));
    }
  }

  @Test
  void spectrum_anyPerceptron_isSquaresOfSingularValues() {
    RandomInputs random = new RandomInputs(32);
    for (int round = 0; round < 50; round++) {
      int inputs = random.between(1, 5);
      Mlp network = random.perceptron(inputs, 1);
      Matrix x = random.gaussianMatrix(random.between(1, 9), inputs);
      Matrix phi = TangentFeatures.of(network, x);
      KernelSpectrum spectrum = TangentKernel.of(network, x).spectrum();
      double[] singular = SingularValues.of(phi);
      double[] expected = new double[x.rows()];
      Arrays.setAll(expected, i -> i < singular.length ? singular[i] * singular[i] : 0);
      assertThat(spectrum.eigenvalues()).containsExactly(expected, within(1e-13 * expected[0]));
      if (expected[0] > 0) {
        assertThat(spectrum.stableRank())
            .isCloseTo(Arrays.stream(expected).sum() / expected[0], within(1e-12 * x.rows()));
      }
    }
  }

  @Test
  void kernel_parameterNotFinite_isNaN() {
    RandomInputs random = new RandomInputs(35);
    Mlp network = random.perceptron(3, 2);
    DenseLayer last = network.layers().get(network.layers().size() - 1);
    last.weights().data()[0] = Double.POSITIVE_INFINITY;
    TangentKernel kernel = TangentKernel.of(network, random.gaussianMatrix(4, 3));
    assertThat(kernel.toMatrix().data()).containsOnly(Double.NaN);
    assertThat(kernel.tangentNorm()).isNaN();
    assertThat(kernel.spectrum().rank(1e-4)).isNaN();
  }

  @Test
  void rank_thresholds_areOfSingularValues() {
    Matrix kernel = Matrix.zeros(4, 4);
    double[] singular = {2, 2e-2, 1.9e-3, 2e-6};
    for (int i = 0; i < 4; i++) {
      kernel.data()[5 * i] = singular[i] * singular[i];
    }
    KernelSpectrum spectrum = KernelSpectrum.of(kernel);
    assertThat(spectrum.rank(1e-1)).isEqualTo(1);
    assertThat(spectrum.rank(1e-3)).isEqualTo(2);
    assertThat(spectrum.rank(9e-4)).isEqualTo(3);
    assertThat(spectrum.rank(1e-4)).isEqualTo(3);
    assertThat(spectrum.stableRank()).isCloseTo(1 + 1e-4 + 0.95e-3 * 0.95e-3, within(1e-11));
  }

  @Test
  void rank_lowerTriangle_isNotRead() {
    Matrix kernel = new Matrix(2, 2, new double[] {2, 1, 77, 2});
    assertThat(KernelSpectrum.of(kernel).eigenvalues())
        .containsExactly(new double[] {3, 1}, within(1e-14));
  }

  @Test
  void spectrum_zeroOrNotFinite_isZeroOrNaN() {
    KernelSpectrum zero = KernelSpectrum.of(Matrix.zeros(3, 3));
    assertThat(zero.rank(1e-4)).isZero();
    assertThat(zero.stableRank()).isNaN();
    Matrix bad = Matrix.zeros(3, 3);
    bad.data()[4] = Double.NaN;
    assertThat(KernelSpectrum.of(bad).rank(1e-4)).isNaN();
    assertThat(KernelSpectrum.of(bad).stableRank()).isNaN();
    assertThat(KernelSpectrum.of(bad).eigenvalues()).containsOnly(Double.NaN);
  }

  @Test
  void rank_thresholdThatAGramMatrixCannotTell_isRefused() {
    KernelSpectrum spectrum = KernelSpectrum.of(Matrix.zeros(3, 3));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> spectrum.rank(1e-7))
        .withMessage(
            "a kernel's rank needs a threshold in [1.0E-6, 1), got 1.0E-7;"
                + " for smaller ones decompose the tangent features");
    assertThat(spectrum.rank(1e-6)).isZero();
    assertThatIllegalArgumentException().isThrownBy(() -> spectrum.rank(1));
    assertThatIllegalArgumentException().isThrownBy(() -> spectrum.rank(Double.NaN));
  }

  @Test
  void convolution_anyGeometry_isThatOfTheDefinition() {
    RandomInputs random = new RandomInputs(33);
    for (int round = 0; round < 150; round++) {
      ConvolutionShape shape = shape(random);
      int outputs = random.between(1, 4);
      int samples = random.between(1, 5);
      Matrix weights = random.gaussianMatrix(outputs, shape.patchSize());
      double[] biases = random.gaussians(round % 2 == 0 ? outputs : 0);
      double[] images = random.gaussians(samples * shape.inputSize());
      double[] deltas = random.gaussians(samples * outputs * shape.positions());
      Convolution layer = new Convolution(shape, weights, biases);
      NaiveConvolution naive = new NaiveConvolution(shape, weights, biases);
      Matrix phi = Matrix.zeros(samples, weights.data().length + biases.length);
      double[] given = layer.apply(images);
      double[] back = layer.backThrough(deltas);
      for (int i = 0; i < samples; i++) {
        double[] image = part(images, i, samples);
        double[] delta = part(deltas, i, samples);
        assertThat(part(given, i, samples))
            .as("%s", shape)
            .containsExactly(naive.apply(image), within(1e-12));
        assertThat(part(back, i, samples))
            .as("%s", shape)
            .containsExactly(naive.backThrough(delta), within(1e-12));
        System.arraycopy(
            naive.gradient(image, delta), 0, phi.data(), i * phi.columns(), phi.columns());
      }
      Matrix expected = OpenBlas.timesTransposed(phi, phi);
      ConvolutionKernel part =
          new ConvolutionKernel(shape, images, deltas, outputs, biases.length > 0);
      TangentKernel chosen = new TangentKernel(samples);
      chosen.addConvolution(layer, images, deltas);
      assertClose(chosen.toMatrix(), expected, "chosen " + shape);
      TangentKernel byGradients = new TangentKernel(samples);
      part.byGradients(byGradients);
      assertClose(byGradients.toMatrix(), expected, "by gradients " + shape);
      TangentKernel byPositions = new TangentKernel(samples);
      part.byPositions(byPositions);
      assertClose(byPositions.toMatrix(), expected, "by positions " + shape);
    }
  }

  /** More samples, outputs and positions than fit in one block of each. */
  @Test
  void convolution_inSeveralBlocks_isTheSameBothWays() {
    RandomInputs random = new RandomInputs(34);
    Extent image = new Extent(14, 15);
    Extent one = new Extent(1, 1);
    ConvolutionShape shape =
        new ConvolutionShape(90, image, new Extent(3, 3), one, one, one, image);
    int samples = 13;
    int outputs = 900;
    double[] images = random.gaussians(samples * shape.inputSize());
    double[] deltas = random.gaussians(samples * outputs * shape.positions());
    ConvolutionKernel part = new ConvolutionKernel(shape, images, deltas, outputs, true);
    TangentKernel byGradients = new TangentKernel(samples);
    part.byGradients(byGradients);
    TangentKernel byPositions = new TangentKernel(samples);
    part.byPositions(byPositions);
    assertClose(byPositions.toMatrix(), byGradients.toMatrix(), "blocks");
  }

  @Test
  void factors_thatDoNotFit_areRefused() {
    TangentKernel kernel = new TangentKernel(3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> kernel.addDense(Matrix.zeros(3, 2), Matrix.zeros(4, 2), true))
        .withMessage("a kernel of 3 samples got factors of 4");
    Extent one = new Extent(1, 1);
    ConvolutionShape shape = new ConvolutionShape(2, one, one, one, one, one, one);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                kernel.addConvolution(
                    new Convolution(shape, Matrix.zeros(5, 2), new double[0]),
                    new double[6],
                    new double[14]))
        .withMessage("a convolution of 3 samples has 6 inputs and 15 outputs, got 6 and 14");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Convolution(shape, Matrix.zeros(5, 3), new double[0]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Convolution(shape, Matrix.zeros(5, 2), new double[4]));
  }

  private static ConvolutionShape shape(RandomInputs random) {
    Extent input = new Extent(random.between(1, 6), random.between(1, 6));
    Extent kernel = new Extent(random.between(1, 3), random.between(1, 3));
    Extent stride = new Extent(random.between(1, 3), random.between(1, 3));
    Extent padding = new Extent(random.between(0, 2), random.between(0, 2));
    Extent dilation = new Extent(random.between(1, 2), random.between(1, 2));
    Extent output = new Extent(random.between(1, 4), random.between(1, 4));
    return new ConvolutionShape(
        random.between(1, 3), input, kernel, stride, padding, dilation, output);
  }

  private static double[] part(double[] all, int i, int parts) {
    int length = all.length / parts;
    return Arrays.copyOfRange(all, i * length, (i + 1) * length);
  }

  private static void assertClose(Matrix actual, Matrix expected, String what) {
    double scale = Arrays.stream(expected.data()).map(Math::abs).max().orElseThrow();
    assertThat(actual.data())
        .as(what)
        .containsExactly(expected.data(), within(1e-12 * Math.max(scale, 1e-300)));
  }
}
