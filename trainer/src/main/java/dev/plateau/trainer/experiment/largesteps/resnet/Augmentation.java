package dev.plateau.trainer.experiment.largesteps.resnet;

import dev.plateau.trainer.experiment.random.RandomStream;
import dev.plateau.trainer.experiment.training.Resumable;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What is done to a training image each time it is taken: nothing, or, as is usual for CIFAR, it is
 * shifted by up to four pixels each way, black where nothing is left, and every other time
 * mirrored. Not thread-safe.
 */
final class Augmentation implements Resumable {
  /** Pixels of a shift at most. */
  static final int PADDING = 4;

  private final @Nullable RandomStream random;

  private Augmentation(@Nullable RandomStream random) {
    this.random = random;
  }

  /** Images as they are. */
  static Augmentation none() {
    return new Augmentation(null);
  }

  /** Random crops of the image with a black frame of four pixels, and flips. */
  static Augmentation cropsAndFlips(RandomStream random) {
    return new Augmentation(random);
  }

  /** Puts an image into an array of images at a place. */
  void put(ByteImages images, int image, float[] into, int place) {
    if (random == null) {
      images.copy(image, into, place);
    } else {
      int down = random.nextInt(2 * PADDING + 1) - PADDING;
      int right = random.nextInt(2 * PADDING + 1) - PADDING;
      put(images, image, down, right, random.nextBoolean(), into, place * ByteImages.NUMBERS);
    }
  }

  /** The image's part that begins so far down and to the right of its corner, mirrored or not. */
  private static void put(
      ByteImages images, int image, int down, int right, boolean isMirrored, float[] into, int at) {
    int side = ByteImages.SIDE;
    int next = at;
    for (int channel = 0; channel < ByteImages.CHANNELS; channel++) {
      for (int row = down; row < down + side; row++) {
        for (int i = 0; i < side; i++) {
          int column = right + (isMirrored ? side - 1 - i : i);
          boolean isInside = row >= 0 && row < side && column >= 0 && column < side;
          into[next++] = isInside ? images.get(image, channel, row, column) : 0;
        }
      }
    }
  }

  @Override
  public void save(DataOutput out) throws IOException {
    if (random != null) {
      random.save(out);
    }
  }

  @Override
  public void restore(DataInput in) throws IOException {
    if (random != null) {
      random.restore(in);
    }
  }
}
