package dev.plateau.trainer.experiment.data;

import dev.plateau.trainer.probe.Matrix;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * An array of numbers from a NumPy file: little-endian float32 or float64, C or Fortran order, any
 * number of dimensions, format versions 1 to 3. Values are in C order: the last index runs fastest.
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
    try {
      NpyHeader header = NpyHeader.read(in);
      double[] values = NpyValues.read(in, header.count(), header.bytesPerValue());
      int[] shape = header.shape();
      return new NpyArray(
          name, shape, header.isFortranOrder() ? fromFortranOrder(values, shape) : values);
    } catch (IOException e) {
      throw new IOException("cannot read " + name + " as a NumPy file: " + e.getMessage(), e);
    }
  }

  /**
   * Reads {@code name.npy} of this package's own data.
   *
   * @throws UncheckedIOException naming it, if there is none or it cannot be read
   */
  public static NpyArray resource(String name) {
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

  private static double[] fromFortranOrder(double[] values, int[] shape) {
    double[] ordered = new double[values.length];
    int[] index = new int[shape.length];
    int[] strides = new int[shape.length];
    int stride = 1;
    for (int i = 0; i < shape.length; i++) {
      strides[i] = stride;
      stride *= shape[i];
    }
    int from = 0;
    for (int to = 0; to < ordered.length; to++) {
      ordered[to] = values[from];
      for (int i = shape.length - 1; i >= 0; i--) {
        from += strides[i];
        if (++index[i] < shape[i]) {
          break;
        }
        from -= strides[i] * shape[i];
        index[i] = 0;
      }
    }
    return ordered;
  }

  /** Sizes of its dimensions; none for a single number. */
  public int[] shape() {
    return shape.clone();
  }

  /** All values in C order, the array's own. */
  public double[] values() {
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
