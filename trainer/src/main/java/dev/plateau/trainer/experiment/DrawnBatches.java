package dev.plateau.trainer.experiment;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Batches with replacement: each sample is drawn from all of them. */
final class DrawnBatches implements Batches {
  private final RandomStream random;
  private final int samples;
  private final MiniBatch batch;
  private long given;

  /** Batches of a size. */
  DrawnBatches(Samples samples, int batchSize, RandomStream random) {
    this.random = random;
    this.samples = samples.size();
    batch = new MiniBatch(samples, batchSize);
  }

  @Override
  public MiniBatch next() {
    for (int i = 0; i < batch.size(); i++) {
      batch.set(i, random.nextInt(samples));
    }
    given++;
    return batch;
  }

  @Override
  public int epoch() {
    return (int) ((given - 1) * batch.size() / samples);
  }

  @Override
  public void save(DataOutput out) throws IOException {
    random.save(out);
    out.writeLong(given);
  }

  @Override
  public void restore(DataInput in) throws IOException {
    random.restore(in);
    given = in.readLong();
  }
}
