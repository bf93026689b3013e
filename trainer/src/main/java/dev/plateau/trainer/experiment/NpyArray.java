package dev.plateau.trainer.experiment;

import dev.plateau.trainer.probe.Matrix;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * An array of numbers from a NumPy file: little-endian float32 or float64, C order, format versions
 * 1 to 3.
 */
public final class NpyArray {
  private final String name;
  private final int[] shape;
  private final double[] values;

  private NpyArray(String name, int[] shape, double[] values) {
    this.name = name;
    this.shape = shape;
    this.values = values;
  }

  /**
   * Reads a file to its end; the caller closes it.
   *
   * @param name what errors call it
   * @throws IOException saying in one sentence what is wrong with which file
   */
  public static NpyArray read(String name, InputStream in) throws IOException {
    InputStream buffered = new BufferedInputStream(in);
    try {
      NpyHeader header = NpyHeader.read(buffered);
      int count = header.count();
      byte[] bytes = buffered.readNBytes(count * header.bytesPerValue());
      if (bytes.length < count * header.bytesPerValue()) {
        throw new EOFException(
            "it ends after %d of %d values"
                .formatted(bytes.length / header.bytesPerValue(), count));
      }
      if (buffered.read() >= 0) {
        throw new IOException("it goes on after its " + count + " values");
      }
      return new NpyArray(name, header.shape(), values(header, bytes, count));
    } catch (IOException e) {
      throw new IOException("cannot read " + name + " as a NumPy file: " + e.getMessage(), e);
    }
  }

  /** Reads {@code name.npy} of this package's own data. */
  static NpyArray resource(String name) {
    String file = name + ".npy";
    try (InputStream in = NpyArray.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new FileNotFoundException("there is no resource " + file);
      }
      return read(file, in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double[] values(NpyHeader header, byte[] bytes, int count) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = header.bytesPerValue() == Float.BYTES ? buffer.getFloat() : buffer.getDouble();
    }
    return values;
  }

  /**
   * The values of an array of one dimension, or of one column or row.
   *
   * @throws IllegalArgumentException naming file and shape, if it is no vector
   */
  public double[] vector() {
    if (Arrays.stream(shape).filter(size -> size != 1).count() > 1) {
      throw new IllegalArgumentException(name + " is no vector, its shape is " + shapeText());
    }
    return values.clone();
  }

  /**
   * The values of an array of two dimensions.
   *
   * @throws IllegalArgumentException naming file and shape, if it has another number of them
   */
  public Matrix matrix() {
    if (shape.length != 2) {
      throw new IllegalArgumentException(name + " is no matrix, its shape is " + shapeText());
    }
    return new Matrix(shape[0], shape[1], values.clone());
  }

  private String shapeText() {
    return Arrays.toString(shape);
  }
}
