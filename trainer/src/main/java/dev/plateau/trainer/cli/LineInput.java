package dev.plateau.trainer.cli;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** Lines of bytes, counted from 1. A line that is too long is skipped but counted. */
final class LineInput {
  /** Far above any row; bounds the memory that a stream without line ends takes. */
  static final int LONGEST = 8 << 20;

  private final InputStream in;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private boolean isTooLong;
  private long number;

  LineInput(InputStream in) {
    this.in = new BufferedInputStream(in, 1 << 16);
  }

  /**
   * Goes to the next line.
   *
   * @return false at the end of the input
   */
  boolean next() throws IOException {
    line.reset();
    isTooLong = false;
    int read = in.read();
    if (read < 0) {
      return false;
    }
    number++;
    for (; read >= 0 && read != '\n'; read = in.read()) {
      if (line.size() < LONGEST) {
        line.write(read);
      } else {
        isTooLong = true;
      }
    }
    return true;
  }

  /** The line without its end, cut at the longest. */
  byte[] bytes() {
    return line.toByteArray();
  }

  /** Whether the line was cut. */
  boolean isTooLong() {
    return isTooLong;
  }

  /** Number of the line. */
  long number() {
    return number;
  }
}
