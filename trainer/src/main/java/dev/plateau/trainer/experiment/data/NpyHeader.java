package dev.plateau.trainer.experiment.data;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands before the numbers of a NumPy file: magic, version, length, and a Python dictionary
 * of type, order and shape. Source: numpy.lib.format.
 */
final class NpyHeader {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final Pattern DESCR = Pattern.compile("'descr': *'([^']*)'");
  private static final Pattern ORDER = Pattern.compile("'fortran_order': *(True|False)");
  private static final Pattern SHAPE = Pattern.compile("'shape': *\\(([0-9, ]*)\\)");
  private static final int LONGEST = 1 << 16;

  /** As many values as an array of Java takes. */
  private static final int MOST_VALUES = Integer.MAX_VALUE - 8;

  private final int bytesPerValue;
  private final boolean isFortranOrder;
  private final int[] shape;

  private NpyHeader(int bytesPerValue, boolean isFortranOrder, int[] shape) {
    this.bytesPerValue = bytesPerValue;
    this.isFortranOrder = isFortranOrder;
    this.shape = shape;
  }

  /** Reads it; the stream then stands at the first value. */
  static NpyHeader read(InputStream in) throws IOException {
    if (!Arrays.equals(exactly(in, MAGIC.length), MAGIC)) {
      throw new IOException("it does not begin as one");
    }
    int major = exactly(in, 2)[0];
    if (major < 1 || major > 3) {
      throw new IOException("its format version is " + major + ", known are 1 to 3");
    }
    String header = new String(exactly(in, length(in, major)), StandardCharsets.UTF_8);
    boolean isFortranOrder = field(ORDER, header).equals("True");
    return new NpyHeader(
        bytesPerValue(field(DESCR, header)), isFortranOrder, shape(field(SHAPE, header)));
  }

  /** Size of one value. */
  int bytesPerValue() {
    return bytesPerValue;
  }

  /** Whether the first index runs fastest, not the last one. */
  boolean isFortranOrder() {
    return isFortranOrder;
  }

  /** Sizes of its dimensions. */
  int[] shape() {
    return shape.clone();
  }

  /** Number of values, which fit into one array; 1 for a shape of no dimension. */
  int count() throws IOException {
    long count = 1;
    for (int size : shape) {
      count *= size;
      if (count > MOST_VALUES) {
        throw new IOException(
            "it has more than %d values, its shape is %s"
                .formatted(MOST_VALUES, Arrays.toString(shape)));
      }
    }
    return (int) count;
  }

  private static int length(InputStream in, int major) throws IOException {
    byte[] bytes = exactly(in, major == 1 ? 2 : 4);
    long length = 0;
    for (int i = bytes.length - 1; i >= 0; i--) {
      length = length << 8 | (bytes[i] & 0xff);
    }
    if (length > LONGEST) {
      throw new IOException("its header has " + length + " bytes, at most 65536 are read");
    }
    return (int) length;
  }

  private static byte[] exactly(InputStream in, int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException("it ends within its header");
    }
    return bytes;
  }

  private static String field(Pattern pattern, String header) throws IOException {
    Matcher matcher = pattern.matcher(header);
    if (!matcher.find()) {
      throw new IOException("its header has no " + pattern.pattern().split("'", -1)[1]);
    }
    return matcher.group(1);
  }

  private static int bytesPerValue(String descr) throws IOException {
    return switch (descr) {
      case "<f4" -> Float.BYTES;
      case "<f8" -> Double.BYTES;
      default -> throw new IOException("its type is " + descr + ", known are <f4 and <f8");
    };
  }

  private static int[] shape(String sizes) throws IOException {
    try {
      return Arrays.stream(sizes.split(",", -1))
          .map(String::strip)
          .filter(size -> !size.isEmpty())
          .mapToInt(Integer::parseInt)
          .toArray();
    } catch (NumberFormatException e) {
      throw new IOException("its shape is (" + sizes + ")", e);
    }
  }
}
