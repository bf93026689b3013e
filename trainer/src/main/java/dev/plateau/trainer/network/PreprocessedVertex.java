package dev.plateau.trainer.network;

import dev.plateau.trainer.probe.TangentKernel;
import java.util.List;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A layer with what reshapes its input before it. */
final class PreprocessedVertex implements TangentVertex {
  private final InputPreProcessor before;
  private final TangentVertex layer;
  private final LayerWorkspaceMgr workspaces = LayerWorkspaceMgr.noWorkspaces();

  PreprocessedVertex(InputPreProcessor before, TangentVertex layer) {
    this.before = before;
    this.layer = layer;
  }

  @Override
  public INDArray forward(List<INDArray> inputs) {
    INDArray x = inputs.get(0);
    return layer.forward(
        List.of(before.preProcess(x.dup('c'), Math.toIntExact(x.size(0)), workspaces)));
  }

  @Override
  public List<INDArray> backward(INDArray gradients, boolean wantsInputs, TangentKernel kernel) {
    int samples = Math.toIntExact(gradients.size(0));
    return layer.backward(gradients, wantsInputs, kernel).stream()
        .map(byInput -> before.backprop(byInput.dup('c'), samples, workspaces))
        .toList();
  }
}
