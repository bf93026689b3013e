package dev.plateau.trainer.experiment.sgd;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Numbers of a flat array as bytes, many at a time: those of a ResNet, 11 million, are written in a
 * tenth of a second. The number of numbers, the bytes of each, the numbers (big-endian IEEE 754),
 * so that they come back to the bit.
 */
final class ArrayBytes {
  private static final int AT_ONCE = 8192;

  private ArrayBytes() {}

  /** Writes an array of floats or doubles that is stored without gaps. */
  static void write(INDArray array, DataOutput out) throws IOException {
    out.writeLong(array.length());
    if (array.dataType() == DataType.FLOAT) {
      out.writeByte(Float.BYTES);
      writeFloats(array.data().asFloat(), out);
    } else {
      out.writeByte(Double.BYTES);
      writeDoubles(array.data().asDouble(), out);
    }
  }

  /**
   * Reads into an array of the same kind.
   *
   * @param what the numbers are, for the error, as {@code parameters}
   * @throws IOException saying what does not fit
   */
  static void read(INDArray into, DataInput in, String what) throws IOException {
    long saved = in.readLong();
    if (saved != into.length()) {
      throw new IOException(
          "%d %s were saved, and the network has %d".formatted(saved, what, into.length()));
    }
    int expected = into.dataType() == DataType.FLOAT ? Float.BYTES : Double.BYTES;
    int width = in.readByte();
    if (width != expected) {
      throw new IOException(
          "%s of %d bytes each were saved, and the network's have %d"
              .formatted(what, width, expected));
    }
    int count = Math.toIntExact(saved);
    if (width == Float.BYTES) {
      into.data().setData(readFloats(count, in));
    } else {
      into.data().setData(readDoubles(count, in));
    }
  }

  private static void writeFloats(float[] values, DataOutput out) throws IOException {
    ByteBuffer part = ByteBuffer.allocate(AT_ONCE * Float.BYTES);
    for (int from = 0; from < values.length; from += AT_ONCE) {
      int count = Math.min(AT_ONCE, values.length - from);
      part.asFloatBuffer().put(values, from, count);
      out.write(part.array(), 0, count * Float.BYTES);
    }
  }

  private static void writeDoubles(double[] values, DataOutput out) throws IOException {
    ByteBuffer part = ByteBuffer.allocate(AT_ONCE * Double.BYTES);
    for (int from = 0; from < values.length; from += AT_ONCE) {
      int count = Math.min(AT_ONCE, values.length - from);
      part.asDoubleBuffer().put(values, from, count);
      out.write(part.array(), 0, count * Double.BYTES);
    }
  }

  private static float[] readFloats(int count, DataInput in) throws IOException {
    float[] values = new float[count];
    ByteBuffer part = ByteBuffer.allocate(AT_ONCE * Float.BYTES);
    for (int from = 0; from < count; from += AT_ONCE) {
      int next = Math.min(AT_ONCE, count - from);
      in.readFully(part.array(), 0, next * Float.BYTES);
      part.asFloatBuffer().get(values, from, next);
    }
    return values;
  }

  private static double[] readDoubles(int count, DataInput in) throws IOException {
    double[] values = new double[count];
    ByteBuffer part = ByteBuffer.allocate(AT_ONCE * Double.BYTES);
    for (int from = 0; from < count; from += AT_ONCE) {
      int next = Math.min(AT_ONCE, count - from);
      in.readFully(part.array(), 0, next * Double.BYTES);
      part.asDoubleBuffer().get(values, from, next);
    }
    return values;
  }
}
