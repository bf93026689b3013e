package dev.plateau.trainer.experiment.support.classification;

import dev.plateau.trainer.experiment.data.NpyOutput;
import dev.plateau.trainer.experiment.data.Samples;
import dev.plateau.trainer.experiment.sgd.MiniBatch;
import dev.plateau.trainer.experiment.training.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * Where the features of samples go, as {@link FrozenFeatures} reads them.
 *
 * @param folder is there and can be written
 * @param samples whose features are taken
 * @param count of the first of them
 */
record FeatureFiles(Path folder, Samples samples, int count) {
  private static final int AT_ONCE = 500;

  /**
   * By the settings {@code out} and {@code features}; makes the folder.
   *
   * @throws IllegalArgumentException naming the setting that does not fit
   */
  static FeatureFiles of(Settings settings, Samples samples) {
    String out = settings.text("out");
    if (out.isEmpty()) {
      throw new IllegalArgumentException(
          "setting out must be the folder that features are written into, as --set out=DIR");
    }
    int count = settings.integer("features", 1);
    if (count > samples.size()) {
      throw new IllegalArgumentException(
          "setting features must be at most the samples, %d, got %d"
              .formatted(samples.size(), count));
    }
    try {
      return new FeatureFiles(Files.createDirectories(Path.of(out)), samples, count);
    } catch (IOException e) {
      throw new IllegalArgumentException("setting out: cannot make the folder " + out, e);
    }
  }

  /** Writes the activations of a layer. */
  void write(MultiLayerNetwork network, int layer) {
    double[] features = new double[0];
    double[] labels = new double[count];
    int width = 0;
    for (int from = 0; from < count; from += AT_ONCE) {
      MiniBatch part = new MiniBatch(samples, Math.min(AT_ONCE, count - from));
      for (int i = 0; i < part.size(); i++) {
        part.set(i, from + i);
        labels[from + i] = label(from + i);
      }
      double[] activations =
          network
              .feedForwardToLayer(layer, part.x(), false)
              .get(layer + 1)
              .dup('c')
              .data()
              .asDouble();
      width = activations.length / part.size();
      if (from == 0) {
        features = new double[count * width];
      }
      System.arraycopy(activations, 0, features, from * width, activations.length);
    }
    try {
      NpyOutput.write(folder.resolve(FrozenFeatures.FEATURES), features, count, width);
      NpyOutput.write(folder.resolve(FrozenFeatures.LABELS), labels, count);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write features into " + folder, e);
    }
  }

  private int label(int sample) {
    int label = 0;
    while (samples.targets().get(sample, label) != 1) {
      label++;
    }
    return label;
  }
}
