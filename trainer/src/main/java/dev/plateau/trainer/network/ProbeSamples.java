package dev.plateau.trainer.network;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Samples at which a probe measures: given ones, or the first ones of the training itself. Gathered
 * ones are the inputs of the first mini-batches, until there are 1000 or the first epoch that is
 * seen is over, when they are the training set; then they stay the same. For the training thread.
 */
final class ProbeSamples {
  /** As many as samples of a layer's activations settle a correlation to a few hundredths. */
  private static final int ENOUGH = 1000;

  private final List<INDArray> gathered = new ArrayList<>();
  private long count;
  private int epoch;
  private @Nullable INDArray fixed;

  private ProbeSamples(@Nullable INDArray fixed) {
    this.fixed = fixed;
  }

  /** Given ones. */
  static ProbeSamples given(INDArray samples) {
    return new ProbeSamples(samples);
  }

  /**
   * Ones to be gathered.
   *
   * @throws IllegalArgumentException if the network has more than one input
   */
  static ProbeSamples ofTraining(TrainedNetwork network) {
    int inputs = network.inputs().length;
    if (inputs != 1) {
      throw new IllegalArgumentException(
          "samples are gathered from networks of one input, this one has " + inputs);
    }
    return new ProbeSamples(null);
  }

  /** Copies the inputs of the present mini-batch, while there are not enough. */
  void watch(TrainedNetwork network) {
    if (fixed != null) {
      return;
    }
    if (gathered.isEmpty()) {
      epoch = network.epoch();
    } else if (network.epoch() != epoch) {
      fix();
      return;
    }
    INDArray batch = network.copyOfInput();
    gathered.add(batch);
    count += batch.size(0);
    if (count >= ENOUGH) {
      fix();
    }
  }

  private void fix() {
    INDArray all = Nd4j.concat(0, gathered.toArray(INDArray[]::new));
    long kept = Math.min(count, ENOUGH);
    fixed = kept == count ? all : all.get(NDArrayIndex.interval(0, kept)).dup();
    gathered.clear();
  }

  /** Writes what was gathered so far. */
  void save(DataOutput out) throws IOException {
    INDArray known = fixed;
    out.writeBoolean(known != null);
    out.writeInt(epoch);
    List<INDArray> arrays = known == null ? gathered : List.of(known);
    out.writeInt(arrays.size());
    for (INDArray array : arrays) {
      byte[] bytes = Nd4j.toByteArray(array);
      out.writeInt(bytes.length);
      out.write(bytes);
    }
  }

  /** Takes up what {@link #save} wrote. */
  void restore(DataInput in) throws IOException {
    boolean wereKnown = in.readBoolean();
    epoch = in.readInt();
    gathered.clear();
    count = 0;
    int arrays = in.readInt();
    for (int i = 0; i < arrays; i++) {
      byte[] bytes = new byte[in.readInt()];
      in.readFully(bytes);
      INDArray array = Nd4j.fromByteArray(bytes);
      gathered.add(array);
      count += array.size(0);
    }
    fixed = wereKnown ? gathered.remove(0) : null;
  }

  /** Whether they are known. */
  boolean areKnown() {
    return fixed != null;
  }

  /** All of them. */
  INDArray all() {
    INDArray known = fixed;
    if (known == null) {
      throw new IllegalStateException("samples are still being gathered: " + count + " so far");
    }
    return known;
  }
}
