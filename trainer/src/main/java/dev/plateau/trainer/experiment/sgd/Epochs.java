package dev.plateau.trainer.experiment.sgd;

import dev.plateau.trainer.experiment.data.Samples;
import dev.plateau.trainer.experiment.random.RandomStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Batches without replacement: each epoch goes through all samples once, in an order of its own;
 * its last batch is smaller where the size does not divide. Batches are live: one is good until the
 * next is asked for. Not thread-safe.
 */
public final class Epochs implements Batches {
  private final RandomStream random;
  private final int[] order;
  private final MiniBatch full;
  private final MiniBatch rest;
  private int next;
  private int epoch;

  /** Epochs over samples in batches of a size that is at most theirs. */
  public Epochs(Samples samples, int batchSize, RandomStream random) {
    this.random = random;
    order = new int[samples.size()];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    int remainder = order.length % batchSize;
    full = new MiniBatch(samples, batchSize);
    rest = remainder == 0 ? full : new MiniBatch(samples, remainder);
    shuffle();
  }

  @Override
  public MiniBatch next() {
    if (next == order.length) {
      next = 0;
      epoch++;
      shuffle();
    }
    MiniBatch batch = order.length - next >= full.size() ? full : rest;
    for (int i = 0; i < batch.size(); i++) {
      batch.set(i, order[next++]);
    }
    return batch;
  }

  @Override
  public int epoch() {
    return epoch;
  }

  private void shuffle() {
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
  }

  @Override
  public void save(DataOutput out) throws IOException {
    random.save(out);
    out.writeInt(epoch);
    out.writeInt(next);
    out.writeInt(order.length);
    for (int sample : order) {
      out.writeInt(sample);
    }
  }

  @Override
  public void restore(DataInput in) throws IOException {
    random.restore(in);
    epoch = in.readInt();
    next = in.readInt();
    int samples = in.readInt();
    if (samples != order.length) {
      throw new IOException(
          "an order of %d samples was saved, and there are %d".formatted(samples, order.length));
    }
    for (int i = 0; i < order.length; i++) {
      order[i] = in.readInt();
    }
  }
}
