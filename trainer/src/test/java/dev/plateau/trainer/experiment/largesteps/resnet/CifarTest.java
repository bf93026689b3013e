package dev.plateau.trainer.experiment.largesteps.resnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CifarTest {
  private static final int TEN = 1 + 3072;
  private static final int HUNDRED = 2 + 3072;

  @TempDir private Path folder = Path.of("");

  /** Images of random bytes; the class of image i of file f is (i + f) % 10. */
  private void writeTen(int images) throws IOException {
    for (int file = 1; file <= 5; file++) {
      write("data_batch_" + file + ".bin", images, file);
    }
    write("test_batch.bin", images, 6);
  }

  private byte[] write(String name, int images, int file) throws IOException {
    byte[] bytes = new byte[images * TEN];
    new Random(file).nextBytes(bytes);
    for (int i = 0; i < images; i++) {
      bytes[i * TEN] = (byte) ((i + file) % 10);
    }
    Files.write(folder.resolve(name), bytes);
    return bytes;
  }

  private Cifar read(int training, int test) {
    return Cifar.read(folder.toString(), training, test);
  }

  @Test
  void read_cifar10_givesAllFilesImagesInOrder() throws IOException {
    writeTen(4);
    Cifar cifar = read(0, 0);
    assertThat(cifar.training().count()).isEqualTo(20);
    assertThat(cifar.test().count()).isEqualTo(4);
    assertThat(cifar.training().classes()).isEqualTo(10);
    byte[] third = Files.readAllBytes(folder.resolve("data_batch_3.bin"));
    int image = 2 * 4 + 1; // the second of the third file
    assertThat(cifar.training().label(image)).isEqualTo(third[TEN]).isEqualTo(4);
    for (int channel = 0; channel < 3; channel++) {
      for (int row = 0; row < 32; row++) {
        for (int column = 0; column < 32; column++) {
          int at = TEN + 1 + channel * 1024 + row * 32 + column;
          assertThat(cifar.training().get(image, channel, row, column))
              .isEqualTo((third[at] & 0xff) / 255f);
        }
      }
    }
  }

  @Test
  void read_fewerThanThereAre_givesTheFirstAcrossFiles() throws IOException {
    writeTen(4);
    Cifar some = read(6, 3);
    assertThat(some.training().count()).isEqualTo(6);
    assertThat(some.test().count()).isEqualTo(3);
    assertThat(some.training().inputs(0, 6)).isEqualTo(read(0, 0).training().inputs(0, 6));
    assertThat(some.training().targets(5, 0).toFloatMatrix())
        .isEqualTo(new float[][] {oneHot(3), oneHot(1)});
  }

  private static float[] oneHot(int label) {
    float[] row = new float[10];
    row[label] = 1;
    return row;
  }

  @Test
  void read_cifar100_takesTheFineLabel() throws IOException {
    byte[] bytes = new byte[3 * HUNDRED];
    Arrays.fill(bytes, (byte) 17);
    bytes[HUNDRED] = 9;
    bytes[HUNDRED + 1] = 99;
    Files.write(folder.resolve("train.bin"), bytes);
    Files.write(folder.resolve("test.bin"), Arrays.copyOf(bytes, 2 * HUNDRED));
    Cifar cifar = read(0, 0);
    assertThat(cifar.training().classes()).isEqualTo(100);
    assertThat(cifar.training().count()).isEqualTo(3);
    assertThat(cifar.test().count()).isEqualTo(2);
    assertThat(cifar.training().label(1)).isEqualTo(99);
    assertThat(cifar.training().get(2, 2, 31, 31)).isEqualTo(17 / 255f);
  }

  @Test
  void read_noFiles_saysWhereToGetThem() {
    String where = "are in the binary versions at cs.toronto.edu/~kriz/cifar.html";
    assertThatThrownBy(() -> Cifar.read("", 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("give the folder of CIFAR's files with --data DIR; ")
        .hasMessageEndingWith(where);
    assertThatThrownBy(() -> Cifar.read(folder.resolve("nowhere").toString(), 0, 0))
        .hasMessageStartingWith("setting data: there is no folder ")
        .hasMessageEndingWith(where);
    assertThatThrownBy(() -> read(0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("there is neither data_batch_1.bin nor train.bin in " + folder)
        .hasMessageEndingWith(where);
  }

  @Test
  void read_missingFile_isNamed() throws IOException {
    writeTen(4);
    Files.delete(folder.resolve("data_batch_4.bin"));
    assertThatThrownBy(() -> read(0, 0))
        .hasMessageStartingWith("setting data: there is no data_batch_4.bin in " + folder + "; ");
    write("data_batch_4.bin", 4, 4);
    Files.delete(folder.resolve("test_batch.bin"));
    assertThatThrownBy(() -> read(0, 0)).hasMessageContaining("there is no test_batch.bin");
  }

  @Test
  void read_brokenFile_saysWhatIsWrong() throws IOException {
    writeTen(4);
    byte[] whole = write("data_batch_2.bin", 4, 2);
    Path file = folder.resolve("data_batch_2.bin");
    Files.write(file, Arrays.copyOf(whole, whole.length - 1));
    assertThatThrownBy(() -> read(0, 0))
        .hasMessageContaining(file + " has 12291 bytes, which are no images of 3073 bytes each");
    Files.write(file, new byte[0]);
    assertThatThrownBy(() -> read(0, 0)).hasMessageContaining(file + " has 0 bytes");
    whole[3 * TEN] = 10;
    Files.write(file, whole);
    assertThatThrownBy(() -> read(0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("image 3 of " + file + " has the class 10 of 10");
    assertThat(read(7, 0).training().count()).as("not read that far").isEqualTo(7);
  }

  @Test
  void read_moreThanThereAre_isRefused() throws IOException {
    writeTen(4);
    assertThatThrownBy(() -> read(21, 0))
        .hasMessageStartingWith(
            "setting samples must be at most 20, the images of data_batch_1.bin")
        .hasMessageEndingWith("got 21");
    assertThatThrownBy(() -> read(0, 5)).hasMessageContaining("setting test-samples must be at");
  }

  @Test
  void generated_againOrBySeed_areTheSameBytesOrOthers() throws IOException {
    Path one = CifarLike.in(folder, 20, 1);
    byte[] bytes = Files.readAllBytes(one.resolve("data_batch_5.bin"));
    assertThat(bytes).hasSize(4 * TEN);
    Files.delete(one.resolve("data_batch_5.bin"));
    assertThat(CifarLike.in(folder, 20, 1)).isEqualTo(one);
    assertThat(Files.readAllBytes(one.resolve("data_batch_5.bin"))).isEqualTo(bytes);
    assertThat(Files.readAllBytes(one.resolve("data_batch_4.bin"))).isNotEqualTo(bytes);
    Path other = CifarLike.in(folder, 20, 2);
    assertThat(Files.readAllBytes(other.resolve("data_batch_5.bin"))).isNotEqualTo(bytes);
    Cifar cifar = Cifar.read(one.toString(), 0, 0);
    assertThat(cifar.training().count()).isEqualTo(20);
    assertThat(cifar.test().count()).isEqualTo(20);
    try (var files = Files.list(one)) {
      assertThat(files).as("no parts are left").hasSize(6);
    }
  }

  @Test
  void generated_numberThatDoesNotDivide_isRefused() {
    for (int images : new int[] {5, 21}) {
      assertThatThrownBy(() -> CifarLike.in(folder, images, 0))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("setting generate must be 0 or a multiple of 5 from 10 on, got '%d'", images);
    }
  }
}
