package dev.plateau.trainer.probe;

import java.util.Arrays;
import java.util.List;

/**
 * The tangent kernel K = φφᵀ (samples × samples) of a network, added up layer by layer without ever
 * forming φ: memory is that of K and of one layer's factors, whatever the number of parameters.
 *
 * <p>A layer's part is exact. Of a dense layer with inputs H and deltas D (gradients of the
 * network's output by what the layer gives before its activation) it is K_ij += (⟨H_i, H_j⟩ [+ 1
 * with biases]) · ⟨D_i, D_j⟩; of a convolution see {@link ConvolutionKernel}; parameters whose
 * gradients are few are added as they are. Its eigenvalues are in {@link KernelSpectrum}. NaN in a
 * factor makes its rows and columns NaN. For one thread.
 */
public final class TangentKernel {
  private final Matrix upper;

  /**
   * The kernel of no layers: zero.
   *
   * @param samples how many
   */
  public TangentKernel(int samples) {
    this.upper = Matrix.zeros(samples, samples);
  }

  /**
   * A kernel that nothing is known of: all NaN, whatever is added; as that of parameters which are
   * not finite.
   *
   * @param samples how many
   */
  public static TangentKernel undefined(int samples) {
    TangentKernel kernel = new TangentKernel(samples);
    Arrays.fill(kernel.upper.data(), Double.NaN);
    return kernel;
  }

  /**
   * The kernel of a perceptron for the sum of its outputs ({@link OutputReduction#SUM}); {@link
   * #undefined} if a weight or bias is NaN or infinite.
   *
   * @param x (samples × inputs)
   * @throws IllegalArgumentException if it has another number of inputs than the network
   */
  public static TangentKernel of(Mlp network, Matrix x) {
    List<Matrix> given = network.forward(x, network.layers().size());
    Matrix seed = OutputReduction.SUM.seed(0, x.rows(), network.outputCount());
    TangentKernel kernel = network.isFinite() ? new TangentKernel(x.rows()) : undefined(x.rows());
    for (LayerFactors factors : LayerFactors.of(network, x, given, seed)) {
      kernel.addDense(factors.inputs(), factors.deltas(), factors.layer().hasBiases());
    }
    return kernel;
  }

  /** Number of samples. */
  public int samples() {
    return upper.rows();
  }

  /**
   * Adds a dense layer's part.
   *
   * @param inputs H (samples × inputs)
   * @param deltas D (samples × outputs)
   * @param biases whether the layer has them
   * @throws IllegalArgumentException if there are not as many rows as samples
   */
  public void addDense(Matrix inputs, Matrix deltas, boolean biases) {
    check(inputs);
    check(deltas);
    double[] h = OpenBlas.gramUpper(inputs).data();
    double[] d = OpenBlas.gramUpper(deltas).data();
    double[] to = upper.data();
    double bias = biases ? 1 : 0;
    for (int at = 0; at < to.length; at++) {
      to[at] += (h[at] + bias) * d[at];
    }
  }

  /**
   * Adds a convolution's part.
   *
   * @param images (samples × channels × height × width), what the layer gets
   * @param deltas (samples × outputs × output height × output width)
   * @throws IllegalArgumentException if either has not the size of these shapes
   */
  public void addConvolution(Convolution layer, double[] images, double[] deltas) {
    ConvolutionShape shape = layer.shape();
    long inputs = (long) samples() * shape.inputSize();
    long outputs = (long) samples() * layer.outputs() * shape.positions();
    if (images.length != inputs || deltas.length != outputs) {
      throw new IllegalArgumentException(
          "a convolution of %d samples has %d inputs and %d outputs, got %d and %d"
              .formatted(samples(), inputs, outputs, images.length, deltas.length));
    }
    new ConvolutionKernel(shape, images, deltas, layer.outputs(), layer.hasBiases()).addTo(this);
  }

  /**
   * Adds the part of a layer whose gradients are few.
   *
   * @param gradients (samples × parameters)
   * @throws IllegalArgumentException if there are not as many rows as samples
   */
  public void addGradients(Matrix gradients) {
    check(gradients);
    OpenBlas.addGramUpper(gradients, upper);
  }

  /** Adds to K_ij where i ≤ j. */
  void add(int i, int j, double value) {
    upper.data()[i * upper.columns() + j] += value;
  }

  private void check(Matrix factor) {
    if (factor.rows() != upper.rows()) {
      throw new IllegalArgumentException(
          "a kernel of %d samples got factors of %d".formatted(upper.rows(), factor.rows()));
    }
  }

  /** K, both triangles, copied. */
  public Matrix toMatrix() {
    int n = upper.rows();
    Matrix whole = Matrix.zeros(n, n);
    for (int i = 0; i < n; i++) {
      for (int j = i; j < n; j++) {
        whole.data()[i * n + j] = upper.get(i, j);
        whole.data()[j * n + i] = upper.get(i, j);
      }
    }
    return whole;
  }

  /** ‖φ‖_F = √trace K. */
  public double tangentNorm() {
    return Math.sqrt(trace());
  }

  double trace() {
    double trace = 0;
    for (int i = 0; i < upper.rows(); i++) {
      trace += upper.get(i, i);
    }
    return trace;
  }

  /** Eigenvalues; the kernel is left as it is. */
  public KernelSpectrum spectrum() {
    return KernelSpectrum.of(toMatrix());
  }
}
