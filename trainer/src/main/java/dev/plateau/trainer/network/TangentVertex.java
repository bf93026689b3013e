package dev.plateau.trainer.network;

import dev.plateau.trainer.probe.TangentKernel;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A vertex of a graph in the two passes that a tangent kernel is made of: forward in inference
 * mode, then backward for all samples at once, none of which may touch another. Keeps between the
 * passes what the second needs; arrays handed over are left as they are.
 */
interface TangentVertex {
  /** What the vertex gives. */
  INDArray forward(List<INDArray> inputs);

  /**
   * Adds the part of the vertex's own parameters to the kernel.
   *
   * @param gradients of the network's output, by what the vertex gave
   * @param wantsInputs whether the gradients by its inputs are wanted
   * @return those, one for each input; nothing if they are not wanted
   */
  List<INDArray> backward(INDArray gradients, boolean wantsInputs, TangentKernel kernel);
}
