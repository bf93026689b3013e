package dev.plateau.trainer.network;

import dev.plateau.trainer.probe.TangentKernel;
import java.util.List;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A vertex without parameters, by DL4J's own passes, on copies that it may write to. */
final class ParameterlessVertex implements TangentVertex {
  private final GraphVertex vertex;
  private final LayerWorkspaceMgr workspaces = LayerWorkspaceMgr.noWorkspaces();

  ParameterlessVertex(GraphVertex vertex) {
    this.vertex = vertex;
  }

  @Override
  public INDArray forward(List<INDArray> inputs) {
    for (int i = 0; i < inputs.size(); i++) {
      vertex.setInput(i, inputs.get(i).dup('c'), workspaces);
    }
    return vertex.doForward(false, workspaces);
  }

  @Override
  public List<INDArray> backward(INDArray gradients, boolean wantsInputs, TangentKernel kernel) {
    if (!wantsInputs) {
      vertex.clear();
      return List.of();
    }
    vertex.setEpsilon(gradients.dup('c'));
    List<INDArray> byInputs = List.of(vertex.doBackward(false, workspaces).getSecond());
    vertex.clear();
    return byInputs;
  }
}
