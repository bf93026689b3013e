package dev.plateau.trainer.experiment;

import dev.plateau.trainer.experiment.support.regression.SupportLinearTraining;
import dev.plateau.trainer.network.SmallNetworks;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A process that trains for 500 steps, by hand and by {@code fit}, and prints a digest of every bit
 * of all parameters after them; the first line names ND4J's provider of shapes.
 */
final class PrintedParameters {
  private static final int STEPS = 500;

  private PrintedParameters() {}

  public static void main(String[] args) throws NoSuchAlgorithmException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    out.println(Nd4j.getShapeInfoProvider().getClass().getName());
    SupportLinearTraining byHand = new SupportLinearTraining(1);
    out.println("before " + digest(byHand.network().params()));
    byHand.train(STEPS);
    out.println("by hand " + digest(byHand.network().params()));
    DataSet data = SmallNetworks.data(16, 3);
    MultiLayerNetwork stack = SmallNetworks.stack(0.5);
    ComputationGraph graph = SmallNetworks.graph();
    for (int step = 0; step < STEPS; step++) {
      stack.fit(data);
      graph.fit(data);
    }
    out.println("stack with dropout " + digest(stack.params()));
    out.println("graph " + digest(graph.params()));
  }

  private static String digest(INDArray params) throws NoSuchAlgorithmException {
    ByteBuffer bits = ByteBuffer.allocate(Math.toIntExact(params.length() * Double.BYTES));
    for (double value : params.data().asDouble()) {
      bits.putLong(Double.doubleToRawLongBits(value));
    }
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bits.array()));
  }
}
