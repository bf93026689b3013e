package dev.plateau.trainer.experiment.largesteps.resnet;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Colour images of classes as CIFAR's files keep them: 32 × 32, a byte a number, all of red, then
 * of green, then of blue, row by row. As inputs they are byte / 255, in [0, 1], and nothing else is
 * done to them, as in the papers' code. A quarter of the memory of floats. Immutable.
 */
final class ByteImages {
  /** Rows, and columns. */
  static final int SIDE = 32;

  /** Red, green, blue. */
  static final int CHANNELS = 3;

  /** Numbers of one image. */
  static final int NUMBERS = CHANNELS * SIDE * SIDE;

  private static final float[] FLOATS = new float[256];

  static {
    for (int i = 0; i < FLOATS.length; i++) {
      FLOATS[i] = i / 255f;
    }
  }

  private final byte[] pixels;
  private final int[] labels;
  private final int classes;

  /**
   * Some images.
   *
   * @param pixels one image after the other; wrapped
   * @param labels a class for each, 0-based; wrapped
   * @param classes how many there are
   * @throws IllegalArgumentException if their numbers differ
   */
  ByteImages(byte[] pixels, int[] labels, int classes) {
    if (pixels.length != (long) labels.length * NUMBERS) {
      throw new IllegalArgumentException(
          "%d images got %d bytes".formatted(labels.length, pixels.length));
    }
    this.pixels = pixels;
    this.labels = labels;
    this.classes = classes;
  }

  /** Number of images. */
  int count() {
    return labels.length;
  }

  /** Number of classes. */
  int classes() {
    return classes;
  }

  /** The class of an image, 0-based. */
  int label(int image) {
    return labels[image];
  }

  /** One number of an image in [0, 1]. */
  float get(int image, int channel, int row, int column) {
    int at = (channel * SIDE + row) * SIDE + column;
    return FLOATS[pixels[image * NUMBERS + at] & 0xff];
  }

  /** All numbers of an image, put into an array of such images at a place. */
  void copy(int image, float[] into, int place) {
    for (int i = 0; i < NUMBERS; i++) {
      into[place * NUMBERS + i] = FLOATS[pixels[image * NUMBERS + i] & 0xff];
    }
  }

  /** The first ones; all where there are fewer. */
  ByteImages first(int images) {
    int kept = Math.min(images, count());
    return new ByteImages(
        Arrays.copyOf(pixels, kept * NUMBERS), Arrays.copyOf(labels, kept), classes);
  }

  /** Images {@code from} up to {@code to}, exclusive, as a network takes them, a copy. */
  INDArray inputs(int from, int to) {
    float[] values = new float[(to - from) * NUMBERS];
    for (int image = from; image < to; image++) {
      copy(image, values, image - from);
    }
    return inputs(values);
  }

  /** Numbers of images (images × channels × rows × columns), as a network takes them. */
  static INDArray inputs(float[] values) {
    return Nd4j.create(values, new long[] {values.length / NUMBERS, CHANNELS, SIDE, SIDE}, 'c');
  }

  /** One-hot targets of some images (images × classes). */
  INDArray targets(int... images) {
    float[] values = new float[images.length * classes];
    for (int i = 0; i < images.length; i++) {
      values[i * classes + labels[images[i]]] = 1;
    }
    return Nd4j.create(values, new long[] {images.length, classes}, 'c');
  }
}
