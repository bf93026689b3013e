package dev.plateau.trainer.experiment;

import java.util.Random;

/**
 * Batches without replacement: each epoch goes through all samples once, in an order of its own;
 * its last batch is smaller where the size does not divide. Batches are live: one is good until the
 * next is asked for. Not thread-safe.
 */
final class Epochs {
  private final Random random;
  private final int[] order;
  private final MiniBatch full;
  private final MiniBatch rest;
  private int next;
  private int epoch;

  /** Epochs over samples in batches of a size that is at most theirs. */
  Epochs(Samples samples, int batchSize, Random random) {
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

  /** The batch that comes next. */
  MiniBatch next() {
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

  /** The epoch of the batch given last, 0-based. */
  int epoch() {
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
}
