package dev.plateau.trainer.network;

import dev.plateau.trainer.probe.TangentKernel;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A layer that is its activation function alone. DL4J's own works in place in inference mode, on
 * what other vertices may still need.
 */
final class ActivationVertex implements TangentVertex {
  private final IActivation activation;
  private @Nullable INDArray input;

  ActivationVertex(IActivation activation) {
    this.activation = activation;
  }

  @Override
  public INDArray forward(List<INDArray> inputs) {
    input = inputs.get(0);
    return activation.getActivation(input.dup(), false);
  }

  @Override
  public List<INDArray> backward(INDArray gradients, boolean wantsInputs, TangentKernel kernel) {
    INDArray x = Objects.requireNonNull(input);
    input = null;
    return wantsInputs
        ? List.of(activation.backprop(x.dup(), gradients.dup()).getFirst())
        : List.of();
  }
}
