package dev.plateau.trainer.experiment.largesteps.perceptron;

import dev.plateau.trainer.experiment.data.Samples;
import dev.plateau.trainer.experiment.random.NumpyIntegers;
import dev.plateau.trainer.experiment.sgd.Batches;
import dev.plateau.trainer.experiment.sgd.MiniBatch;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Batches that are drawn anew each step, none of their samples twice, as the papers' code draws
 * them: {@code np.random.choice(samples, batchSize, replace=False)}. One sample a step is thus
 * drawn with replacement. Not thread-safe.
 */
final class DrawnBatches implements Batches {
  private final NumpyIntegers random;
  private final int samples;
  private final MiniBatch batch;
  private long given;

  /** Batches of a size that is at most the samples' number. */
  DrawnBatches(Samples samples, int batchSize, NumpyIntegers random) {
    this.random = random;
    this.samples = samples.size();
    batch = new MiniBatch(samples, batchSize);
  }

  @Override
  public MiniBatch next() {
    int[] order = random.permutation(samples);
    for (int i = 0; i < batch.size(); i++) {
      batch.set(i, order[i]);
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
