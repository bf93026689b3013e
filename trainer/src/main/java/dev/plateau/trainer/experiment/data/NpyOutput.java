package dev.plateau.trainer.experiment.data;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Writes NumPy files as {@link NpyArray} reads them: little-endian float32 in C order. */
public final class NpyOutput {
  private static final byte[] MAGIC_OF_VERSION_1 = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
  private static final int ALIGNMENT = 64;

  private NpyOutput() {}

  /**
   * Writes a file, in place of what was there.
   *
   * @param values in C order; rounded to float32
   * @param shape sizes of the dimensions, whose product is the number of values
   * @throws IOException if it cannot be written; a part of it may be there
   */
  public static void write(Path file, double[] values, int... shape) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      out.write(header(shape));
      ByteBuffer value = ByteBuffer.allocate(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      for (double each : values) {
        out.write(value.putFloat(0, (float) each).array());
      }
    }
  }

  private static byte[] header(int[] shape) {
    String sizes =
        Arrays.stream(shape).mapToObj(size -> size + ",").collect(Collectors.joining(" "));
    String text = "{'descr': '<f4', 'fortran_order': False, 'shape': (%s), }".formatted(sizes);
    int before = MAGIC_OF_VERSION_1.length + Short.BYTES;
    int length = (before + text.length()) / ALIGNMENT * ALIGNMENT + ALIGNMENT - before;
    ByteBuffer header = ByteBuffer.allocate(before + length).order(ByteOrder.LITTLE_ENDIAN);
    header.put(MAGIC_OF_VERSION_1).putShort((short) length);
    header.put(text.getBytes(StandardCharsets.US_ASCII));
    while (header.remaining() > 1) {
      header.put((byte) ' ');
    }
    return header.put((byte) '\n').array();
  }
}
