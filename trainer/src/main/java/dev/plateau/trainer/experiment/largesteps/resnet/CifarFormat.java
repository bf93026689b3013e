package dev.plateau.trainer.experiment.largesteps.resnet;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * CIFAR's binary files: a record an image, of one label byte or two, the last of which is the
 * class, and 3072 pixels. Source: Krizhevsky, Learning multiple layers of features from tiny images
 * (2009), and the page of the data sets. Real files have 10,000 records, of CIFAR-100 50,000 and
 * 10,000; any whole number will do.
 */
enum CifarFormat {
  /** Ten classes. */
  CIFAR_10(
      List.of(
          "data_batch_1.bin",
          "data_batch_2.bin",
          "data_batch_3.bin",
          "data_batch_4.bin",
          "data_batch_5.bin"),
      "test_batch.bin",
      1,
      10),
  /** A hundred classes, each in one of twenty coarse ones, which come first and are passed over. */
  CIFAR_100(List.of("train.bin"), "test.bin", 2, 100);

  private final List<String> trainingFiles;
  private final String testFile;
  private final int labelBytes;
  private final int classes;

  CifarFormat(List<String> trainingFiles, String testFile, int labelBytes, int classes) {
    this.trainingFiles = trainingFiles;
    this.testFile = testFile;
    this.labelBytes = labelBytes;
    this.classes = classes;
  }

  /** Names of the files of training images, in order. */
  List<String> trainingFiles() {
    return trainingFiles;
  }

  /** Name of the file of test images. */
  String testFile() {
    return testFile;
  }

  /** Number of classes. */
  int classes() {
    return classes;
  }

  /** Bytes of an image with its labels. */
  int recordBytes() {
    return labelBytes + ByteImages.NUMBERS;
  }

  /**
   * Reads the first images of some files.
   *
   * @param names in the order in which they are read
   * @param wanted how many images at most
   * @throws IOException saying in one sentence which file is missing or broken and what is wrong
   */
  ByteImages read(Path folder, List<String> names, int wanted) throws IOException {
    int[] counts = new int[names.size()];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = count(folder.resolve(names.get(i)));
    }
    int all = (int) Math.min(wanted, Arrays.stream(counts).asLongStream().sum());
    byte[] pixels = new byte[Math.multiplyExact(all, ByteImages.NUMBERS)];
    int[] labels = new int[all];
    int read = 0;
    for (int i = 0; i < counts.length && read < all; i++) {
      int count = Math.min(counts[i], all - read);
      read(folder.resolve(names.get(i)), count, pixels, labels, read);
      read += count;
    }
    return new ByteImages(pixels, labels, classes);
  }

  /** Records of a file, by its size. */
  private int count(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("there is no %s in %s".formatted(file.getFileName(), file.getParent()));
    }
    long bytes = Files.size(file);
    if (bytes == 0 || bytes % recordBytes() != 0) {
      throw new IOException(
          "%s has %d bytes, which are no images of %d bytes each"
              .formatted(file, bytes, recordBytes()));
    }
    return Math.toIntExact(bytes / recordBytes());
  }

  private void read(Path file, int count, byte[] pixels, int[] labels, int at) throws IOException {
    byte[] labelsOfOne = new byte[labelBytes];
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      for (int i = 0; i < count; i++) {
        int read = in.readNBytes(labelsOfOne, 0, labelBytes);
        read += in.readNBytes(pixels, (at + i) * ByteImages.NUMBERS, ByteImages.NUMBERS);
        if (read < recordBytes()) {
          throw new EOFException("%s ends within image %d".formatted(file, i));
        }
        labels[at + i] = labelsOfOne[labelBytes - 1] & 0xff;
        if (labels[at + i] >= classes) {
          throw new IOException(
              "image %d of %s has the class %d of %d".formatted(i, file, labels[at + i], classes));
        }
      }
    }
  }
}
