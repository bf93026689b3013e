package dev.plateau.trainer.experiment.support.classification;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/**
 * An array of bytes from an idx file, as MNIST's are: a magic number (two zero bytes, the type, the
 * number of dimensions), the sizes as big-endian ints, the values. Plain or packed by gzip.
 */
final class IdxFile {
  private static final int UNSIGNED_BYTES = 0x08;
  private static final String GZIPPED = ".gz";

  private final int[] shape;
  private final byte[] values;

  private IdxFile(int[] shape, byte[] values) {
    this.shape = shape;
    this.values = values;
  }

  /**
   * Reads {@code name}, or {@code name.gz} where the plain one is not there.
   *
   * @param dimensions how many it must have
   * @throws IOException saying in one sentence which file, and what is wrong
   */
  static IdxFile read(Path folder, String name, int dimensions) throws IOException {
    Path plain = folder.resolve(name);
    Path packed = folder.resolve(name + GZIPPED);
    Path file = Files.exists(plain) || !Files.exists(packed) ? plain : packed;
    if (!Files.exists(file)) {
      throw new IOException("there is no %s in %s, nor %s".formatted(name, folder, name + GZIPPED));
    }
    try (InputStream in = opened(file)) {
      return read(in, dimensions);
    } catch (IOException e) {
      throw new IOException("cannot read %s as an idx file: %s".formatted(file, reason(e)), e);
    }
  }

  /** Size of a dimension, 0-based. */
  int size(int dimension) {
    return shape[dimension];
  }

  /** All values, the last index runs fastest; its own. */
  byte[] values() {
    return values;
  }

  private static InputStream opened(Path file) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(file));
    if (!file.toString().endsWith(GZIPPED)) {
      return in;
    }
    try {
      return new BufferedInputStream(new GZIPInputStream(in));
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  private static IdxFile read(InputStream in, int dimensions) throws IOException {
    int magic = number(in);
    int expected = UNSIGNED_BYTES << Byte.SIZE | dimensions;
    if (magic != expected) {
      throw new IOException("it begins with %08x, not %08x".formatted(magic, expected));
    }
    int[] shape = new int[dimensions];
    long count = 1;
    for (int i = 0; i < dimensions; i++) {
      shape[i] = number(in);
      if (shape[i] < 0) {
        throw new IOException("its dimension %d has the size %d".formatted(i, shape[i]));
      }
      count *= shape[i];
      if (count > Integer.MAX_VALUE - Long.BYTES) {
        throw new IOException("it has too many values: " + Arrays.toString(shape));
      }
    }
    byte[] values = in.readNBytes((int) count);
    if (values.length < count) {
      throw new EOFException("it ends after %d of %d values".formatted(values.length, count));
    }
    if (in.read() >= 0) {
      throw new IOException("it goes on after its %d values".formatted(count));
    }
    return new IdxFile(shape, values);
  }

  private static int number(InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(Integer.BYTES);
    if (bytes.length < Integer.BYTES) {
      throw new EOFException("it ends within its header");
    }
    return ByteBuffer.wrap(bytes).getInt();
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? "it ends too early" : e.getMessage();
  }
}
