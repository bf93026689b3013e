package dev.plateau.trainer.experiment.support.classification;

import dev.plateau.trainer.experiment.data.SampleInputs;

/**
 * Images as they are kept in files, a byte a pixel; as inputs they are byte / 255, in [0, 1]. An
 * eighth of the memory of doubles.
 */
final class Pixels implements SampleInputs {
  private static final double WHITE = 255;

  private final int samples;
  private final int width;
  private final byte[] values;

  /**
   * The first images of some.
   *
   * @param samples how many
   * @param width pixels of one
   * @param values one image after the other, at least so many; wrapped
   */
  Pixels(int samples, int width, byte[] values) {
    if (values.length < (long) samples * width) {
      throw new IllegalArgumentException(
          "%d images of %d pixels got %d bytes".formatted(samples, width, values.length));
    }
    this.samples = samples;
    this.width = width;
    this.values = values;
  }

  @Override
  public int samples() {
    return samples;
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public double get(int sample, int input) {
    return (values[sample * width + input] & 0xff) / WHITE;
  }
}
