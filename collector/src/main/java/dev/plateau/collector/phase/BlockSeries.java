package dev.plateau.collector.phase;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.StreamCorruptedException;

/**
 * A stream of positive values as at most 255 means of equally long blocks, in bounded memory: when
 * the 256th block is complete, neighbours are averaged and blocks are twice as long from then on.
 * Every block knows the step of its first value.
 */
final class BlockSeries {
  private static final int CAPACITY = 256;
  private static final int MAX_DOUBLINGS = 55;

  private final double[] means = new double[CAPACITY];
  private final double[] logs = new double[CAPACITY];
  private final long[] firstSteps = new long[CAPACITY];
  private int count;
  private int doublings;
  private double pendingSum;
  private long pendingValues;
  private long pendingFirstStep;

  /** Takes a value; true if it completed a block. */
  boolean add(long step, double value) {
    if (pendingValues == 0) {
      pendingFirstStep = step;
    }
    pendingSum += value;
    pendingValues++;
    if (pendingValues < blockLength()) {
      return false;
    }
    append(pendingSum / pendingValues, pendingFirstStep);
    pendingSum = 0;
    pendingValues = 0;
    if (count == CAPACITY) {
      mergePairs();
    }
    return true;
  }

  /** Number of complete blocks, 0 to 255. */
  int count() {
    return count;
  }

  /** Values in a block, a power of two. */
  long blockLength() {
    return 1L << doublings;
  }

  /** Values in all complete blocks. */
  long length() {
    return count * blockLength();
  }

  /** log₁₀ of the block means, the first {@link #count()} entries; to be read only. */
  double[] logs() {
    return logs;
  }

  /** The step of the first value of complete block {@code index}. */
  long firstStep(int index) {
    return firstSteps[index];
  }

  /** Forgets all blocks before {@code index}; the length of blocks stays. */
  void dropBefore(int index) {
    count -= index;
    System.arraycopy(means, index, means, 0, count);
    System.arraycopy(logs, index, logs, 0, count);
    System.arraycopy(firstSteps, index, firstSteps, 0, count);
  }

  private void append(double mean, long firstStep) {
    means[count] = mean;
    logs[count] = Math.log10(mean);
    firstSteps[count] = firstStep;
    count++;
  }

  private void mergePairs() {
    count = 0;
    for (int i = 0; i < CAPACITY; i += 2) {
      append((means[i] + means[i + 1]) / 2, firstSteps[i]);
    }
    doublings++;
  }

  /** Writes all but the logarithms: about 10 bytes a block. */
  void writeTo(DataOutput out) throws IOException {
    out.writeByte(count);
    out.writeByte(doublings);
    out.writeDouble(pendingSum);
    out.writeLong(pendingValues);
    out.writeLong(pendingFirstStep);
    long before = pendingFirstStep;
    for (int i = 0; i < count; i++) {
      out.writeDouble(means[i]);
      StepDelta.write(out, firstSteps[i] - before);
      before = firstSteps[i];
    }
  }

  static BlockSeries readFrom(DataInput in) throws IOException {
    BlockSeries series = new BlockSeries();
    int count = in.readUnsignedByte();
    series.doublings = in.readUnsignedByte();
    if (series.doublings > MAX_DOUBLINGS) {
      throw new StreamCorruptedException(
          "blocks double at most " + MAX_DOUBLINGS + " times, got " + series.doublings);
    }
    series.pendingSum = in.readDouble();
    series.pendingValues = in.readLong();
    if (series.pendingValues < 0 || series.pendingValues >= series.blockLength()) {
      throw new StreamCorruptedException(
          "an open block has 0 to "
              + (series.blockLength() - 1)
              + " values, got "
              + series.pendingValues);
    }
    series.pendingFirstStep = in.readLong();
    long before = series.pendingFirstStep;
    for (int i = 0; i < count; i++) {
      double mean = in.readDouble();
      before += StepDelta.read(in);
      series.append(mean, before);
    }
    return series;
  }
}
