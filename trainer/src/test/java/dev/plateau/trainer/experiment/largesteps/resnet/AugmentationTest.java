package dev.plateau.trainer.experiment.largesteps.resnet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.trainer.experiment.random.RandomStream;
import dev.plateau.trainer.experiment.sgd.Batch;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AugmentationTest {
  private static final int SIDE = 32;

  private static ByteImages images(int count) {
    byte[] pixels = new byte[count * 3072];
    new Random(1).nextBytes(pixels);
    return new ByteImages(pixels, new int[count], 10);
  }

  /** Each result is one of the 9 × 9 × 2 that there are, and by and by all of them come. */
  @Test
  void put_cropsAndFlips_isAlwaysOneOfThoseOfTheNaiveOracle() {
    ByteImages images = images(1);
    Map<FloatBuffer, String> all = new HashMap<>();
    for (int top = 0; top <= 8; top++) {
      for (int left = 0; left <= 8; left++) {
        for (boolean isFlipped : new boolean[] {false, true}) {
          FloatBuffer crop = FloatBuffer.wrap(naive(images, top, left, isFlipped));
          all.put(crop, top + " " + left + " " + isFlipped);
        }
      }
    }
    assertThat(all).hasSize(162);
    Augmentation augmentation = Augmentation.cropsAndFlips(RandomStream.of(2, "augmentation"));
    float[] row = new float[3072];
    Set<String> seen = new HashSet<>();
    int flips = 0;
    for (int i = 0; i < 1500; i++) {
      augmentation.put(images, 0, row, 0);
      String found = Objects.requireNonNull(all.get(FloatBuffer.wrap(row)), "no crop of the image");
      seen.add(found);
      flips += found.endsWith("true") ? 1 : 0;
    }
    assertThat(seen).hasSize(162);
    assertThat(flips).isBetween(650, 850);
  }

  /** Pads the whole image, cuts a part out, turns it round: as one would say it. */
  private static float[] naive(ByteImages images, int top, int left, boolean isFlipped) {
    float[] result = new float[3072];
    for (int channel = 0; channel < 3; channel++) {
      float[][] padded = new float[SIDE + 8][SIDE + 8];
      for (int row = 0; row < SIDE; row++) {
        for (int column = 0; column < SIDE; column++) {
          padded[row + 4][column + 4] = images.get(0, channel, row, column);
        }
      }
      for (int row = 0; row < SIDE; row++) {
        float[] line = Arrays.copyOfRange(padded[top + row], left, left + SIDE);
        for (int column = 0; column < SIDE; column++) {
          int to = isFlipped ? SIDE - 1 - column : column;
          result[channel * 1024 + row * SIDE + to] = line[column];
        }
      }
    }
    return result;
  }

  @Test
  void put_none_copiesToItsPlace() {
    ByteImages images = images(3);
    float[] row = new float[2 * 3072];
    Augmentation.none().put(images, 2, row, 1);
    assertThat(Arrays.copyOf(row, 3072)).containsOnly(0);
    assertThat(Arrays.copyOfRange(row, 3072, 6144)).isEqualTo(images.inputs(2, 3).data().asFloat());
  }

  @Test
  void next_sizeThatDoesNotDivide_takesEveryImageOnceAnEpochAndPassesOverTheRest() {
    byte[] pixels = new byte[10 * 3072];
    int[] labels = new int[10];
    for (int i = 0; i < 10; i++) {
      Arrays.fill(pixels, i * 3072, (i + 1) * 3072, (byte) (10 * i));
      labels[i] = i;
    }
    ImageBatches batches =
        new ImageBatches(
            new ByteImages(pixels, labels, 10),
            4,
            Augmentation.none(),
            RandomStream.of(3, "order"));
    assertThat(batches.perEpoch()).isEqualTo(2);
    Set<Integer> ever = new HashSet<>();
    for (int epoch = 0; epoch < 12; epoch++) {
      Set<Integer> images = new HashSet<>();
      for (int i = 0; i < 2; i++) {
        Batch batch = batches.next();
        assertThat(batches.epoch()).isEqualTo(epoch);
        assertThat(batch.size()).isEqualTo(4);
        for (int place = 0; place < 4; place++) {
          int image = Math.round(batch.x().getFloat(place, 1, 5, 6) * 255) / 10;
          assertThat(batch.y().getFloat(place, image)).isEqualTo(1);
          images.add(image);
        }
      }
      assertThat(images).hasSize(8);
      ever.addAll(images);
    }
    assertThat(ever).hasSize(10);
  }

  @Test
  void restore_inTheMiddle_goesOnWithTheSameImages() throws IOException {
    ImageBatches batches = batches();
    for (int i = 0; i < 3; i++) {
      batches.next();
    }
    ByteArrayOutputStream saved = new ByteArrayOutputStream();
    batches.save(new DataOutputStream(saved));
    ImageBatches restored = batches();
    restored.restore(new DataInputStream(new ByteArrayInputStream(saved.toByteArray())));
    for (int i = 0; i < 5; i++) {
      Batch expected = batches.next();
      Batch batch = restored.next();
      assertThat(batch.x()).isEqualTo(expected.x());
      assertThat(restored.epoch()).isEqualTo(batches.epoch());
    }
  }

  private static ImageBatches batches() {
    return new ImageBatches(
        images(9),
        4,
        Augmentation.cropsAndFlips(RandomStream.of(5, "augmentation")),
        RandomStream.of(5, "order"));
  }
}
