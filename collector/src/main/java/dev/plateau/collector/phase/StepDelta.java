package dev.plateau.collector.phase;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.StreamCorruptedException;

/** A difference of steps in 1 to 10 bytes, the smaller the fewer (zigzag, then base 128). */
final class StepDelta {
  private StepDelta() {}

  static void write(DataOutput out, long delta) throws IOException {
    long rest = (delta << 1) ^ (delta >> 63);
    while ((rest & ~0x7FL) != 0) {
      out.writeByte((int) (rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    out.writeByte((int) rest);
  }

  static long read(DataInput in) throws IOException {
    long bits = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte next = in.readByte();
      bits |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return (bits >>> 1) ^ -(bits & 1);
      }
    }
    throw new StreamCorruptedException("a difference of steps has at most 10 bytes");
  }
}
