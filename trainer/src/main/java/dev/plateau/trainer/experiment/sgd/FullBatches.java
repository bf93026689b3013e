package dev.plateau.trainer.experiment.sgd;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** All samples at every step: gradient descent. Each step is an epoch. */
final class FullBatches implements Batches {
  private final MiniBatch all;
  private int given;

  /** The batch of all samples, again and again. */
  FullBatches(MiniBatch all) {
    this.all = all;
  }

  @Override
  public MiniBatch next() {
    given++;
    return all;
  }

  @Override
  public int epoch() {
    return given - 1;
  }

  @Override
  public void save(DataOutput out) throws IOException {
    out.writeInt(given);
  }

  @Override
  public void restore(DataInput in) throws IOException {
    given = in.readInt();
  }
}
