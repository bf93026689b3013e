package dev.plateau.trainer.experiment.support.classification;

import dev.plateau.trainer.experiment.data.NpyArray;
import dev.plateau.trainer.experiment.data.SampleInputs;
import dev.plateau.trainer.experiment.data.Samples;
import dev.plateau.trainer.probe.Matrix;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Features that a frozen network gives for samples, from a folder: {@code features.npy} (samples ×
 * features) and {@code labels.npy} (a class a sample, from 0), float32 or float64.
 */
final class FrozenFeatures {
  static final String FEATURES = "features.npy";
  static final String LABELS = "labels.npy";
  private static final String WHERE_FROM =
      "; 'plateau train mnist-features --data MNIST --set out=DIR' makes both files";
  private static final int MOST_CLASSES = 1000;

  private FrozenFeatures() {}

  /**
   * Reads the first samples.
   *
   * @param folder where both files are; empty: none was given
   * @param wanted how many, at least 1
   * @throws IllegalArgumentException saying in one sentence what is missing or does not fit
   */
  static Samples read(String folder, int wanted) {
    if (folder.isEmpty()) {
      throw new IllegalArgumentException(
          "give the folder of %s and %s with --data DIR%s".formatted(FEATURES, LABELS, WHERE_FROM));
    }
    Path data = Path.of(folder);
    try {
      Matrix features = array(data, FEATURES).matrix();
      double[] labels = array(data, LABELS).vector();
      if (features.rows() != labels.length) {
        throw new IllegalArgumentException(
            "%s in %s has %d samples, but %s has %d labels"
                .formatted(FEATURES, data, features.rows(), LABELS, labels.length));
      }
      if (wanted > labels.length) {
        throw new IllegalArgumentException(
            "setting samples must be at most %d, those of %s in %s, got %d"
                .formatted(labels.length, FEATURES, data, wanted));
      }
      return samples(features, labels, wanted);
    } catch (IOException e) {
      throw new IllegalArgumentException("setting data: " + e.getMessage() + WHERE_FROM, e);
    }
  }

  private static NpyArray array(Path folder, String name) throws IOException {
    Path file = folder.resolve(name);
    if (!Files.exists(file)) {
      throw new IOException("there is no %s in %s".formatted(name, folder));
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      return NpyArray.read(file.toString(), in);
    }
  }

  private static Samples samples(Matrix features, double[] labels, int count) {
    if (!features.isFinite()) {
      throw new IllegalArgumentException(FEATURES + " has values that are not finite");
    }
    int[] classes = new int[count];
    for (int i = 0; i < count; i++) {
      classes[i] = (int) labels[i];
      if (classes[i] != labels[i] || classes[i] < 0 || classes[i] >= MOST_CLASSES) {
        throw new IllegalArgumentException(
            "label %d of %s must be a class from 0 to %d, got %s"
                .formatted(i, LABELS, MOST_CLASSES - 1, labels[i]));
      }
    }
    double[] kept = Arrays.copyOf(features.data(), count * features.columns());
    return Samples.ofClasses(
        SampleInputs.of(new Matrix(count, features.columns(), kept)),
        classes,
        Arrays.stream(classes).max().orElse(0) + 1);
  }
}
