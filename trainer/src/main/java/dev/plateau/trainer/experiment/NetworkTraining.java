package dev.plateau.trainer.experiment;

import dev.plateau.trainer.listener.PlateauListener;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** The training of a watched DL4J network by {@link SgdSteps} on {@link Batches}. */
final class NetworkTraining implements Training {
  private final MultiLayerNetwork network;
  private final SgdSteps sgd;
  private final Batches batches;
  private final PlateauListener listener;
  private final BooleanSupplier isOver;

  /**
   * A training that has not begun.
   *
   * @param sgd steps of the network
   * @param listener of the network; is added to it, and closed by the training
   */
  NetworkTraining(
      MultiLayerNetwork network, SgdSteps sgd, Batches batches, PlateauListener listener) {
    this(network, sgd, batches, listener, () -> false);
  }

  /**
   * A training that may be over early.
   *
   * @param isOver whether it is, asked after each step
   */
  NetworkTraining(
      MultiLayerNetwork network,
      SgdSteps sgd,
      Batches batches,
      PlateauListener listener,
      BooleanSupplier isOver) {
    this.network = network;
    this.sgd = sgd;
    this.batches = batches;
    this.listener = listener;
    this.isOver = isOver;
    network.addListeners(listener);
  }

  @Override
  public void step(long step) {
    MiniBatch batch = batches.next();
    network.setEpochCount(batches.epoch());
    sgd.take(batch);
  }

  @Override
  public boolean isOver() {
    return isOver.getAsBoolean();
  }

  /** Late rows are written first: nobody measures those captures again. */
  @Override
  public void save(DataOutput out) throws IOException {
    listener.save(out);
    sgd.save(out);
    batches.save(out);
  }

  @Override
  public void restore(DataInput in) throws IOException {
    listener.restore(in);
    sgd.restore(in);
    batches.restore(in);
  }

  @Override
  public void close() {
    listener.close();
  }
}
