package dev.plateau.trainer.listener;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.trainer.network.FeatureSparsity;
import dev.plateau.trainer.network.InputSupport;
import dev.plateau.trainer.network.LayerSpectra;
import dev.plateau.trainer.network.NtkRank;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.adapter.SingletonDataSetIterator;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** The README's Java is this file's. The build sets PLATEAU_MODE=disabled for it. */
class ReadmeExampleTest {
  private static final int INPUTS = 10;

  private static MultiLayerNetwork network() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .dataType(DataType.DOUBLE)
                .list()
                .layer(
                    new DenseLayer.Builder()
                        .name("hidden")
                        .nIn(INPUTS)
                        .nOut(4)
                        .activation(Activation.RELU)
                        .build())
                .layer(
                    new OutputLayer.Builder(LossFunction.MSE)
                        .nIn(4)
                        .nOut(1)
                        .activation(Activation.IDENTITY)
                        .build())
                .build());
    network.init();
    return network;
  }

  @Test
  void exampleWithProbes_runs() {
    MultiLayerNetwork network = network();
    INDArray inputs = Nd4j.rand(DataType.DOUBLE, 20, INPUTS);
    INDArray samples = Nd4j.rand(DataType.DOUBLE, 20, INPUTS);
    DataSetIterator data = new SingletonDataSetIterator(new DataSet(inputs, inputs.sum(true, 1)));
    try (PlateauListener listener =
        PlateauListener.builder()
            .irrelevantInputs(5, 6, 7, 8, 9)
            .probe(InputSupport.irrelevant(5, 6, 7, 8, 9))
            .probe(NtkRank.on(samples))
            .probe(FeatureSparsity.of("hidden"))
            .probe(Schedule.parse("log:10"), LayerSpectra.of())
            .build(network)) {
      network.addListeners(listener);
      network.fit(data, 10);
    }
    assertThat(network.getIterationCount()).isEqualTo(10);
  }

  @Test
  void exampleInOneLine_runs() {
    MultiLayerNetwork network = network();
    network.addListeners(PlateauListener.fromEnv());
    INDArray inputs = Nd4j.rand(DataType.DOUBLE, 20, INPUTS);
    network.fit(new DataSet(inputs, inputs.sum(true, 1)));
    assertThat(network.getIterationCount()).isEqualTo(1);
  }

  @Test
  void exampleOfAFile_runs(@TempDir Path folder) throws IOException {
    File file = folder.resolve("network.zip").toFile();
    MultiLayerNetwork network = network();
    try (PlateauListener listener = PlateauListener.fromEnv()) {
      network.addListeners(listener);
      INDArray inputs = Nd4j.rand(DataType.DOUBLE, 20, INPUTS);
      network.fit(new DataSet(inputs, inputs.sum(true, 1)));
      if (listener.flush(Duration.ofSeconds(10))) {
        ModelSerializer.writeModel(network, file, true);
      }
    }
    MultiLayerNetwork restored = ModelSerializer.restoreMultiLayerNetwork(file);
    assertThat(restored.getIterationCount()).isEqualTo(1);
  }

  @Test
  void readme_hasTheExamplesThatRanHere() throws IOException {
    String own =
        Files.readString(
            Path.of("src/test/java", getClass().getName().replace('.', '/') + ".java"));
    String readme = Files.readString(Path.of("../README.md"));
    int examples = 0;
    for (String block : readme.split("```java\n", -1)) {
      if (examples++ > 0) {
        assertThat(squeezed(own)).contains(squeezed(block.substring(0, block.indexOf("```"))));
      }
    }
    assertThat(examples).isEqualTo(4);
  }

  private static String squeezed(String code) {
    return code.replaceAll("\\s+", " ").strip();
  }
}
