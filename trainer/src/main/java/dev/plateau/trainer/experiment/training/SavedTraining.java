package dev.plateau.trainer.experiment.training;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * A training as it was between two steps. Its state is not copied: whoever has it leaves it alone.
 *
 * @param steps taken so far, ≥ 0: the next step's number
 * @param state what {@link Training#save} wrote
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody; a copy of a large network is dear
public record SavedTraining(long steps, byte[] state) {
  /**
   * @throws IllegalArgumentException if steps is negative
   */
  public SavedTraining {
    if (steps < 0) {
      throw new IllegalArgumentException("the steps taken must be >= 0, got " + steps);
    }
  }

  /**
   * Saves a training.
   *
   * @throws IOException if it cannot be saved
   */
  public static SavedTraining of(Training training, long steps) throws IOException {
    ByteArrayOutputStream state = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(state);
    training.save(out);
    out.flush();
    return new SavedTraining(steps, state.toByteArray());
  }

  /**
   * Puts a training that was begun alike where this one was.
   *
   * @throws IOException saying what does not fit, if it was begun otherwise
   */
  public void restore(Training training) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(state));
    training.restore(in);
    if (in.available() > 0) {
      throw new IOException(
          "of %d bytes that were saved %d were not taken up"
              .formatted(state.length, in.available()));
    }
  }
}
