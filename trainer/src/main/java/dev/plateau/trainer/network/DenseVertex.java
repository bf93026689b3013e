package dev.plateau.trainer.network;

import dev.plateau.trainer.probe.TangentKernel;
import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A dense layer, an output layer's too. */
final class DenseVertex implements TangentVertex {
  private final Layer layer;
  private final IActivation activation;
  private @Nullable INDArray input;
  private @Nullable INDArray sums;

  DenseVertex(Layer layer, IActivation activation) {
    this.layer = layer;
    this.activation = activation;
  }

  @Override
  public INDArray forward(List<INDArray> inputs) {
    input = inputs.get(0);
    INDArray z = input.mmul(layer.getParam("W"));
    INDArray biases = layer.paramTable().get("b");
    if (biases != null) {
      z.addiRowVector(biases);
    }
    sums = z;
    return activation.getActivation(z.dup(), false);
  }

  @Override
  public List<INDArray> backward(INDArray gradients, boolean wantsInputs, TangentKernel kernel) {
    INDArray deltas = activation.backprop(Objects.requireNonNull(sums), gradients.dup()).getFirst();
    kernel.addDense(
        RowMajor.bySample(Objects.requireNonNull(input)),
        RowMajor.bySample(deltas),
        layer.paramTable().containsKey("b"));
    input = null;
    sums = null;
    return wantsInputs ? List.of(deltas.mmul(layer.getParam("W").transpose())) : List.of();
  }
}
