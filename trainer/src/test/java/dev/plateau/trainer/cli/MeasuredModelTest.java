package dev.plateau.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.trainer.network.SmallNetworks;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.ops.transforms.Transforms;
import picocli.CommandLine;

/** Saved networks of both kinds, measured by the command. */
class MeasuredModelTest {
  private static final DataSet DATA = SmallNetworks.data(37, 3);

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder = Path.of("");

  private String samples = "";
  private String targets = "";

  @BeforeEach
  void writeData() throws IOException {
    samples = npy("x.npy", "(37, 4)", DATA.getFeatures());
    targets = npy("y.npy", "(37,)", DATA.getLabels());
  }

  @Test
  void stack_samplesAndTargets_givesAllMeasures() throws IOException {
    var network = SmallNetworks.stack(1);
    String model = saved(network, "stack.zip");
    assertThat(run(model, samples, "--targets", targets, "--irrelevant", "1,2-3")).isZero();
    // Targets of a regression are no classes.
    assertThat(err.toString()).startsWith(model + ": training_error is left out: ").hasLineCount(1);
    assertThat(out.toString())
        .hasLineCount(1)
        .startsWith(
            "{\"model\":\"%s\",\"samples\":\"%s\",\"parameters\":37,".formatted(model, samples))
        .containsPattern("\"feature_sparsity/layer0\":0\\.\\d+,")
        .containsPattern("\"ntk_rank\":\\d+,")
        .contains("\"label_noise\":", "\"gradient_noise_scale\":", "\"support_agreement\":")
        .contains("\"stable_rank/layer0\":", "\"w1_column_norm/3\":", "\"tangent_norm\":")
        .doesNotContain("ntk_rank_sampled", "distance_from_init", "training_error");
    double loss =
        Transforms.pow(network.output(DATA.getFeatures()).sub(DATA.getLabels()), 2)
            .meanNumber()
            .doubleValue();
    assertThat(value("full_loss")).isCloseTo(loss, within(1e-12));
    INDArray irrelevant =
        network.getParam("0_W").get(NDArrayIndex.interval(1, 4), NDArrayIndex.all());
    assertThat(value("w1_irrelevant_norm"))
        .isCloseTo(irrelevant.norm2Number().doubleValue(), within(1e-12));
  }

  @Test
  void graph_samplesAlone_givesWhatNeedsNoMore() throws IOException {
    assertThat(run(saved(SmallNetworks.graph(), "graph.zip"), samples)).isZero();
    assertThat(err.toString()).isEmpty();
    assertThat(out.toString())
        .contains("\"parameters\":37,\"feature_sparsity/hidden\":")
        .doesNotContain("loss", "w1_");
  }

  @Test
  void models_severalWithCases_areMeasuredInOrder() throws IOException {
    String stack = saved(SmallNetworks.stack(1), "stack.zip");
    String graph = saved(SmallNetworks.graph(), "graph.zip");
    String reference =
        Files.writeString(
                folder.resolve("case.json"),
                "{\"kind\":\"ntk_rank\",\"phi\":[[1]],\"expected\":{\"rank_1e-4\":1}}")
            .toString();
    assertThat(run(stack, samples, reference, graph, samples)).isZero();
    assertThat(out.toString().lines().map(line -> line.substring(0, 9)))
        .containsExactly("{\"model\":", "{\"file\":\"", "{\"model\":");
  }

  /** The same samples, stored column by column. */
  @Test
  void samples_inFortranOrder_giveTheSame() throws IOException {
    String model = saved(SmallNetworks.stack(1), "stack.zip");
    assertThat(run(model, samples)).isZero();
    String before = out.toString();
    double[] columns = DATA.getFeatures().dup('f').data().asDouble();
    out.getBuffer().setLength(0);
    assertThat(run(model, npy("x.npy", "(37, 4)", "True", columns))).isZero();
    assertThat(out.toString()).isEqualTo(before);
  }

  /** Samples of images have four dimensions. */
  @Test
  void convolutions_samplesOfImages_areMeasured() throws IOException {
    MultiLayerConfiguration configuration =
        new NeuralNetConfiguration.Builder()
            .seed(7)
            .list()
            .layer(
                new ConvolutionLayer.Builder(3, 3)
                    .nIn(2)
                    .nOut(3)
                    .activation(Activation.RELU)
                    .build())
            .layer(
                new OutputLayer.Builder(LossFunction.MSE)
                    .nOut(1)
                    .activation(Activation.IDENTITY)
                    .build())
            .setInputType(InputType.convolutional(5, 4, 2))
            .build();
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();
    String model = saved(network, "images.zip");
    double[] pixels = new Random(1).doubles(6 * 2 * 5 * 4, -1, 1).toArray();
    assertThat(run(model, npy("images.npy", "(6, 2, 5, 4)", "False", pixels))).isZero();
    assertThat(value("feature_sparsity/layer0")).isBetween(0.01, 1.0);
    assertThat(value("ntk_rank_sampled")).isBetween(1.0, 6.0);
    assertThat(err.toString()).startsWith(model + ": ntk_rank is left out: ").hasLineCount(1);
    assertRefused(
        "the network takes no samples of shape [6, 40]",
        model,
        npy("flat.npy", "(6, 40)", "False", pixels));
  }

  @Test
  void beginning_ofAnotherTraining_saysHowFarItHasCome() throws IOException {
    MultiLayerNetwork network = SmallNetworks.stack(1);
    String first = saved(network, "first.zip");
    INDArray before = network.getParam("1_W").dup();
    for (int step = 0; step < 20; step++) {
      network.fit(DATA);
    }
    assertThat(run(saved(network, "last.zip"), samples, "--beginning", first)).isZero();
    double biases = network.getParam("1_b").norm2Number().doubleValue(); // they began as zeros
    assertThat(value("distance_from_init/layer1"))
        .isPositive()
        .isCloseTo(Math.hypot(network.getParam("1_W").distance2(before), biases), within(1e-12));
    assertThat(value("relu_pattern_change/layer0")).isBetween(0.001, 0.5);
    assertRefused(
        "the network began as another one: hidden (DenseLayer), out (OutputLayer)",
        first,
        samples,
        "--beginning",
        saved(SmallNetworks.graph(), "graph.zip"));
  }

  @Test
  void whatDoesNotFit_isTwoAndOneSentence() throws IOException {
    String model = saved(SmallNetworks.stack(1), "stack.zip");
    String wide = npy("wide.npy", "(2, 5)", "False", new double[10]);
    assertRefused("the network takes no samples of shape [2, 5]", model, wide);
    String few = npy("few.npy", "(3,)", "False", new double[3]);
    assertRefused("37 samples have 3 targets", model, samples, "--targets", few);
    assertRefused("there is no file no.npy", model, samples, "--targets", "no.npy");
    assertRefused("4 inputs has no", model, samples, "--irrelevant", "9");
    assertRefused(
        "a correlation threshold must be in (0, 1], got 1.5", model, samples, "--threshold", "1.5");
    assertRefused(
        "has no numbers, its shape is [0, 4]",
        model,
        npy("none.npy", "(0, 4)", "False", new double[0]));
  }

  @Test
  void zip_thatIsNoModel_isTwoAndOneSentence() throws IOException {
    assertRefused("it has no configuration.json", zip("other.txt", "{}"), samples);
    assertRefused(
        "its configuration is neither a MultiLayerNetwork's nor a ComputationGraph's, it has"
            + " [layers]",
        zip("configuration.json", "{\"layers\":[]}"),
        samples);
    assertRefused("DL4J cannot read it: ", zip("configuration.json", "{\"confs\":[]}"), samples);
    assertRefused(
        "",
        Files.write(folder.resolve("cut.zip"), new byte[] {'P', 'K', 3, 4, 0}).toString(),
        samples);
  }

  private void assertRefused(String sentence, String... arguments) {
    err.getBuffer().setLength(0);
    out.getBuffer().setLength(0);
    assertThat(run(arguments)).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString())
        .startsWith("plateau: " + arguments[0] + ": ")
        .contains(sentence)
        .hasLineCount(1);
  }

  private double value(String metric) {
    return Double.parseDouble(
        out.toString().replaceFirst("(?s).*\"" + metric + "\":([-+.0-9Ee]+).*", "$1"));
  }

  private String zip(String entry, String text) throws IOException {
    Path file = folder.resolve("some.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry(entry));
      zip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return file.toString();
  }

  private String saved(Model model, String name) throws IOException {
    Path file = folder.resolve(name);
    ModelSerializer.writeModel(model, file.toFile(), true);
    return file.toString();
  }

  private String npy(String name, String shape, INDArray values) throws IOException {
    return npy(name, shape, "False", values.dup('c').data().asDouble());
  }

  private String npy(String name, String shape, String fortran, double[] values)
      throws IOException {
    byte[] header =
        "{'descr': '<f8', 'fortran_order': %s, 'shape': %s}\n"
            .formatted(fortran, shape)
            .getBytes(StandardCharsets.US_ASCII);
    ByteBuffer file =
        ByteBuffer.allocate(10 + header.length + 8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    file.put((byte) 0x93)
        .put("NUMPY".getBytes(StandardCharsets.US_ASCII))
        .put((byte) 1)
        .put((byte) 0);
    file.putShort((short) header.length).put(header);
    for (double value : values) {
      file.putDouble(value);
    }
    return Files.write(folder.resolve(name), file.array()).toString();
  }

  private int run(String... arguments) {
    CommandLine commands = Main.commandLine();
    commands.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return commands.execute(
        Stream.concat(Stream.of("measure"), Stream.of(arguments)).toArray(String[]::new));
  }
}
