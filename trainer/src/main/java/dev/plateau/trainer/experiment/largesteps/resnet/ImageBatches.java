package dev.plateau.trainer.experiment.largesteps.resnet;

import dev.plateau.trainer.experiment.random.RandomStream;
import dev.plateau.trainer.experiment.random.SampleOrder;
import dev.plateau.trainer.experiment.sgd.Batch;
import dev.plateau.trainer.experiment.sgd.Batches;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Batches of images without replacement, all of one size: what is left of an epoch's order beyond
 * the last whole batch is passed over, as in the papers' code. Not thread-safe.
 */
final class ImageBatches implements Batches {
  private final ByteImages images;
  private final Augmentation augmentation;
  private final RandomStream random;
  private final SampleOrder order;
  private final int[] chosen;
  private final float[] inputs;
  private long given;

  /**
   * Batches of images.
   *
   * @param batchSize images of a batch, at most all
   * @param random draws the order
   */
  ImageBatches(ByteImages images, int batchSize, Augmentation augmentation, RandomStream random) {
    this.images = images;
    this.augmentation = augmentation;
    this.random = random;
    order = new SampleOrder(images.count(), random);
    chosen = new int[batchSize];
    inputs = new float[batchSize * ByteImages.NUMBERS];
  }

  /** Batches of an epoch. */
  int perEpoch() {
    return images.count() / chosen.length;
  }

  @Override
  public Batch next() {
    if (given > 0 && given % perEpoch() == 0) {
      passOverRest();
    }
    for (int place = 0; place < chosen.length; place++) {
      chosen[place] = order.next();
      augmentation.put(images, chosen[place], inputs, place);
    }
    given++;
    return new ImageBatch(ByteImages.inputs(inputs), images.targets(chosen));
  }

  private void passOverRest() {
    for (int rest = images.count() % chosen.length; rest > 0; rest--) {
      order.next();
    }
  }

  @Override
  public int epoch() {
    return (int) ((given - 1) / perEpoch());
  }

  @Override
  public void save(DataOutput out) throws IOException {
    out.writeLong(given);
    random.save(out);
    order.save(out);
    augmentation.save(out);
  }

  @Override
  public void restore(DataInput in) throws IOException {
    given = in.readLong();
    random.restore(in);
    order.restore(in);
    augmentation.restore(in);
  }

  private record ImageBatch(INDArray x, INDArray y) implements Batch {}
}
