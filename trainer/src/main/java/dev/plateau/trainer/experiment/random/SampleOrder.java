package dev.plateau.trainer.experiment.random;

import dev.plateau.trainer.experiment.training.Resumable;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Random;

/**
 * Samples without replacement, one at a time: each epoch goes through all of them once, in an order
 * of its own. For trainings on plain arrays; {@code Epochs} makes ND4J's batches. Not thread-safe.
 */
public final class SampleOrder implements Resumable {
  private final Random random;
  private final int[] order;
  private int given;

  /**
   * An order.
   *
   * @param samples how many there are, at least 1
   * @param random may serve several orders; whoever made it saves it
   */
  public SampleOrder(int samples, Random random) {
    this.random = random;
    order = new int[samples];
    for (int i = 0; i < samples; i++) {
      order[i] = i;
    }
  }

  /** The next sample, 0-based. */
  public int next() {
    if (given == order.length) {
      given = 0;
    }
    int chosen = given + random.nextInt(order.length - given);
    int sample = order[chosen];
    order[chosen] = order[given];
    order[given++] = sample;
    return sample;
  }

  @Override
  public void save(DataOutput out) throws IOException {
    out.writeInt(given);
    for (int sample : order) {
      out.writeInt(sample);
    }
  }

  @Override
  public void restore(DataInput in) throws IOException {
    given = in.readInt();
    for (int i = 0; i < order.length; i++) {
      order[i] = in.readInt();
    }
  }
}
