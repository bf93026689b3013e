package dev.plateau.trainer.experiment.sgd;

import dev.plateau.trainer.experiment.data.Samples;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** ND4J arrays for batches of one size, filled again for every step. Not thread-safe. */
public final class MiniBatch implements Batch {
  private final Samples samples;
  private final INDArray x;
  private final INDArray y;

  /** A batch of that many samples, all of zeros until they are set. */
  public MiniBatch(Samples samples, int size) {
    this.samples = samples;
    x = Nd4j.create(DataType.DOUBLE, size, samples.width());
    y = Nd4j.create(DataType.DOUBLE, size, samples.outputs());
  }

  /** A batch of all samples in order. */
  public static MiniBatch ofAll(Samples samples) {
    MiniBatch all = new MiniBatch(samples, samples.size());
    for (int i = 0; i < samples.size(); i++) {
      all.set(i, i);
    }
    return all;
  }

  /** Puts a sample at a place of the batch, both 0-based. */
  public void set(int place, int sample) {
    int inputs = samples.width();
    DataBuffer to = x.data();
    for (int j = 0; j < inputs; j++) {
      to.put((long) place * inputs + j, samples.x(sample, j));
    }
    int outputs = samples.outputs();
    for (int k = 0; k < outputs; k++) {
      y.data().put((long) place * outputs + k, samples.targets().get(sample, k));
    }
  }

  /** Inputs (samples × inputs), live. */
  @Override
  public INDArray x() {
    return x;
  }

  /** Targets (samples × outputs), live. */
  @Override
  public INDArray y() {
    return y;
  }
}
