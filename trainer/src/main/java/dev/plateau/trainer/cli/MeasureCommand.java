package dev.plateau.trainer.cli;

import dev.plateau.trainer.experiment.data.NpyArray;
import dev.plateau.trainer.network.MeasureRequest;
import dev.plateau.trainer.network.NetworkMeasures;
import dev.plateau.trainer.network.TrainedNetwork;
import dev.plateau.trainer.offline.Comparison;
import dev.plateau.trainer.offline.ReferenceCase;
import dev.plateau.trainer.offline.ReferenceCheck;
import dev.plateau.trainer.offline.SavedModel;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code plateau measure}: the measures of saved networks and of reference cases. */
@Command(
    name = "measure",
    description = {
      "Measures saved networks, and compares with reference cases. Prints a line of JSON for each"
          + " value compared, and one for each network.",
      "",
      "A network is a zip of DL4J's ModelSerializer; the NumPy file behind it holds its samples"
          + " (float32 or float64, the first dimension counts them). Printed are all measures that"
          + " apply to it, by the names of their metrics:",
      "  plateau measure model.zip samples.npy --irrelevant 5-14",
      "A reference case is JSON: kind, the inputs of the measure, and what is expected. NTK ranks"
          + " that rounding decides are left out:",
      "  plateau measure fixtures/*.json",
      "",
      "Exit code 1: a value disagrees with its reference; 2: a file could not be measured."
    })
final class MeasureCommand implements Callable<Integer> {
  private static final int DISAGREES = 1;
  private static final int NOT_UNDERSTOOD = 2;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "Models, each with its samples behind it, and reference cases.")
  private List<Path> files = List.of();

  @Option(
      names = "--targets",
      paramLabel = "FILE.npy",
      description = "The outputs that the samples should have, for losses, errors and noise.")
  private @Nullable Path targets;

  @Option(
      names = "--irrelevant",
      paramLabel = "INDICES",
      converter = IndexRanges.class,
      description =
          "Inputs that the target does not depend on, as 5-14,17, for the W1 norms and the"
              + " support.")
  private @Nullable List<Integer> irrelevant;

  @Option(
      names = "--beginning",
      paramLabel = "FILE.zip",
      description = "The network as it began, for how far it has come since.")
  private @Nullable Path beginning;

  @Option(
      names = "--threshold",
      paramLabel = "T",
      defaultValue = "0.95",
      description =
          "Correlation above which units count as one in feature sparsity. Default: 0.95.")
  private double threshold;

  @Mixin private Nd4jOptions nd4j = new Nd4jOptions();

  @Override
  public Integer call() {
    try {
      nd4j.apply(System.getenv());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(specified().commandLine(), String.valueOf(e.getMessage()), e);
    }
    int worst = 0;
    for (MeasuredFiles measured : MeasuredFiles.of(files)) {
      worst = Math.max(worst, measure(measured));
      out().flush();
    }
    return worst;
  }

  private int measure(MeasuredFiles measured) {
    if (measured instanceof MeasuredFiles.Case reference) {
      return compare(reference.file());
    }
    if (measured instanceof MeasuredFiles.Model model) {
      return measure(model);
    }
    MeasuredFiles.Refused refused = (MeasuredFiles.Refused) measured;
    return refuse(refused.file(), refused.why());
  }

  private int compare(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      List<Comparison> comparisons =
          ReferenceCheck.of(ReferenceCase.read(in), remark -> say(file, remark));
      comparisons.forEach(comparison -> out().println(MeasureJson.of(file, comparison)));
      return comparisons.stream().allMatch(Comparison::agrees) ? 0 : DISAGREES;
    } catch (IOException | IllegalArgumentException e) {
      return refuse(file, String.valueOf(e.getMessage()));
    }
  }

  private int measure(MeasuredFiles.Model model) {
    Path file = model.file();
    try {
      TrainedNetwork network = SavedModel.read(file);
      INDArray samples = array(model.samples());
      INDArray outputs = targets == null ? null : array(targets);
      TrainedNetwork first = beginning == null ? null : SavedModel.read(beginning);
      MeasureRequest request = new MeasureRequest(samples, outputs, irrelevant, first, threshold);
      SortedMap<String, Double> values =
          NetworkMeasures.of(network, request, sentence -> say(file, sentence));
      out().println(MeasureJson.of(file, model.samples(), network.params().length(), values));
      return 0;
    } catch (IOException | IllegalArgumentException e) {
      return refuse(file, String.valueOf(e.getMessage()));
    }
  }

  /** An array of DL4J's; numbers in one dimension are a column. */
  private static INDArray array(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      NpyArray array = NpyArray.read(file.toString(), in);
      long[] shape = Arrays.stream(array.shape()).asLongStream().toArray();
      if (array.values().length == 0) {
        throw new IOException(file + " has no numbers, its shape is " + Arrays.toString(shape));
      }
      return Nd4j.create(array.values(), shape.length < 2 ? column(array) : shape, 'c');
    } catch (NoSuchFileException e) {
      throw new IOException("there is no file " + file, e);
    }
  }

  private static long[] column(NpyArray array) {
    return new long[] {array.values().length, 1};
  }

  private int refuse(Path file, String why) {
    specified().commandLine().getErr().println("plateau: " + file + ": " + oneLine(why));
    return NOT_UNDERSTOOD;
  }

  private void say(Path file, String sentence) {
    specified().commandLine().getErr().println(file + ": " + oneLine(sentence));
  }

  /** DL4J's own messages go over several lines. */
  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", " ");
  }

  private PrintWriter out() {
    return specified().commandLine().getOut();
  }

  private CommandSpec specified() {
    if (spec == null) {
      throw new IllegalStateException("picocli has not set the command up");
    }
    return spec;
  }
}
