package dev.plateau.trainer.experiment.training;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Something whose state can be written down and taken up again, to the bit: after {@link #restore}
 * it goes on as the one that was saved would have.
 */
public interface Resumable {
  /** Writes all that its later behaviour depends on and that its construction does not give. */
  void save(DataOutput out) throws IOException;

  /**
   * Takes up what {@link #save} wrote of one that was made alike.
   *
   * @throws IOException saying what does not fit, if it was made otherwise
   */
  void restore(DataInput in) throws IOException;
}
