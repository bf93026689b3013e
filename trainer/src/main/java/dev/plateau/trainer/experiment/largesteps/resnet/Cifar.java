package dev.plateau.trainer.experiment.largesteps.resnet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * CIFAR-10 or CIFAR-100 from the binary files in a folder. Which of both is told by their names.
 *
 * @param training the first of 50,000
 * @param test the first of 10,000
 */
record Cifar(ByteImages training, ByteImages test) {
  private static final String WHERE_FROM =
      "; CIFAR's files (data_batch_1.bin to data_batch_5.bin and test_batch.bin, or train.bin and"
          + " test.bin of CIFAR-100) are in the binary versions at cs.toronto.edu/~kriz/cifar.html";

  /**
   * Reads as many as are wanted.
   *
   * @param folder where the files are; empty: none was given
   * @param trainingImages how many; 0: all
   * @param testImages how many; 0: all
   * @throws IllegalArgumentException saying in one sentence which file is missing or broken, and
   *     where to get it
   */
  static Cifar read(String folder, int trainingImages, int testImages) {
    if (folder.isEmpty()) {
      throw new IllegalArgumentException(
          "give the folder of CIFAR's files with --data DIR" + WHERE_FROM);
    }
    Path data = Path.of(folder);
    if (!Files.isDirectory(data)) {
      throw new IllegalArgumentException("setting data: there is no folder " + data + WHERE_FROM);
    }
    try {
      CifarFormat format = formatIn(data);
      return new Cifar(
          part(format, data, format.trainingFiles(), "samples", trainingImages),
          part(format, data, List.of(format.testFile()), "test-samples", testImages));
    } catch (IOException e) {
      throw new IllegalArgumentException("setting data: " + e.getMessage() + WHERE_FROM, e);
    }
  }

  /** The one that has some file of its own there; CIFAR-10 where both have. */
  private static CifarFormat formatIn(Path folder) throws IOException {
    for (CifarFormat format : CifarFormat.values()) {
      Optional<String> present =
          format.trainingFiles().stream()
              .filter(name -> Files.exists(folder.resolve(name)))
              .findFirst();
      if (present.isPresent()) {
        return format;
      }
    }
    throw new IOException("there is neither data_batch_1.bin nor train.bin in " + folder);
  }

  private static ByteImages part(
      CifarFormat format, Path folder, List<String> names, String setting, int wanted)
      throws IOException {
    ByteImages images = format.read(folder, names, wanted == 0 ? Integer.MAX_VALUE : wanted);
    if (wanted > images.count()) {
      throw new IllegalArgumentException(
          "setting %s must be at most %d, the images of %s in %s, got %d"
              .formatted(setting, images.count(), String.join(", ", names), folder, wanted));
    }
    return images;
  }
}
