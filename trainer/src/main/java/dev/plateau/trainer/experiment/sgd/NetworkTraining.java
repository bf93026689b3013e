package dev.plateau.trainer.experiment.sgd;

import dev.plateau.trainer.experiment.training.Training;
import dev.plateau.trainer.listener.PlateauListener;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.deeplearning4j.nn.api.Model;

/** The training of a watched DL4J network of either kind by {@link SgdSteps} on {@link Batches}. */
public final class NetworkTraining implements Training {
  private final SgdSteps sgd;
  private final Batches batches;
  private final PlateauListener listener;
  private final BooleanSupplier isOver;

  /**
   * A training that has not begun.
   *
   * @param network live; gets the listener
   * @param sgd steps of the network
   * @param listener of the network; is added to it, and closed by the training
   */
  public NetworkTraining(Model network, SgdSteps sgd, Batches batches, PlateauListener listener) {
    this(network, sgd, batches, listener, () -> false);
  }

  /**
   * A training that may be over early.
   *
   * @param isOver whether it is, asked after each step
   */
  public NetworkTraining(
      Model network,
      SgdSteps sgd,
      Batches batches,
      PlateauListener listener,
      BooleanSupplier isOver) {
    this.sgd = sgd;
    this.batches = batches;
    this.listener = listener;
    this.isOver = isOver;
    network.addListeners(listener);
  }

  @Override
  public void step(long step) {
    Batch batch = batches.next();
    sgd.beginEpoch(batches.epoch());
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
