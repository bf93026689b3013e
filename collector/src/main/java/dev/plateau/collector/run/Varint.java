package dev.plateau.collector.run;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Small numbers in few bytes: zigzag, then 7 bits a byte, low bits first. */
final class Varint {
  private Varint() {}

  static void write(DataOutput out, long value) throws IOException {
    long bits = (value << 1) ^ (value >> 63);
    while ((bits & ~0x7fL) != 0) {
      out.writeByte((int) (bits & 0x7f) | 0x80);
      bits >>>= 7;
    }
    out.writeByte((int) bits);
  }

  static long read(DataInput in) throws IOException {
    long bits = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte next = in.readByte();
      bits |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return (bits >>> 1) ^ -(bits & 1);
      }
    }
    throw new IOException("a number has more than 64 bits");
  }

  static int readInt(DataInput in) throws IOException {
    return Math.toIntExact(read(in));
  }
}
