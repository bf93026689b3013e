package dev.plateau.trainer.experiment.data;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** The numbers behind a NumPy file's header. */
final class NpyValues {
  private static final int VALUES_AT_ONCE = 1 << 16;

  private NpyValues() {}

  /**
   * Reads all of them to the end of the file. Memory grows with what is there, whatever the header
   * promised.
   *
   * @param bytesPerValue 4 for float32, 8 for float64
   */
  static double[] read(InputStream in, int count, int bytesPerValue) throws IOException {
    double[] values = new double[Math.min(count, VALUES_AT_ONCE)];
    int read = 0;
    while (read < count) {
      byte[] bytes = in.readNBytes(Math.min(count - read, VALUES_AT_ONCE) * bytesPerValue);
      int whole = bytes.length / bytesPerValue;
      if (read + whole > values.length) {
        values = Arrays.copyOf(values, (int) Math.min(count, 2L * values.length));
      }
      copy(bytes, bytesPerValue, values, read, whole);
      read += whole;
      if (read < count && whole < VALUES_AT_ONCE) {
        throw new EOFException("it ends after %d of %d values".formatted(read, count));
      }
    }
    if (in.read() >= 0) {
      throw new IOException("it goes on after its " + count + " values");
    }
    return values;
  }

  private static void copy(byte[] bytes, int bytesPerValue, double[] to, int at, int count) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = at; i < at + count; i++) {
      to[i] = bytesPerValue == Float.BYTES ? buffer.getFloat() : buffer.getDouble();
    }
  }
}
