package dev.plateau.trainer.experiment.support.classification;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** Writes small idx files, as MNIST's are. */
final class IdxFiles {
  private IdxFiles() {}

  /** The bytes of an idx file of unsigned bytes. */
  static byte[] bytes(byte[] values, int... shape) {
    ByteBuffer buffer = ByteBuffer.allocate(4 + 4 * shape.length + values.length);
    buffer.putInt(0x0800 | shape.length);
    for (int size : shape) {
      buffer.putInt(size);
    }
    return buffer.put(values).array();
  }

  static void writePacked(Path file, byte[] bytes) throws IOException {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(bytes);
    }
  }

  /**
   * Four files with images that look like nothing, but whose class is the row that is brightest;
   * the frame of two pixels is off.
   */
  static void writeDigits(Path folder, int training, int test) throws IOException {
    writePart(folder, "train", training, 1);
    writePart(folder, "t10k", test, 2);
  }

  private static void writePart(Path folder, String part, int count, long seed) throws IOException {
    Random random = new Random(seed);
    byte[] images = new byte[count * 784];
    byte[] labels = new byte[count];
    for (int i = 0; i < count; i++) {
      labels[i] = (byte) (i % 10);
      for (int row = 2; row < 26; row++) {
        for (int column = 2; column < 26; column++) {
          boolean isBright = row / 2 - 1 == labels[i];
          images[i * 784 + row * 28 + column] = (byte) (random.nextInt(100) + (isBright ? 150 : 0));
        }
      }
    }
    Files.write(folder.resolve(part + "-images-idx3-ubyte"), bytes(images, count, 28, 28));
    Files.write(folder.resolve(part + "-labels-idx1-ubyte"), bytes(labels, count));
  }
}
