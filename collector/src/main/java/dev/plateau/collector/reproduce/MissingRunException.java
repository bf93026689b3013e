package dev.plateau.collector.reproduce;

/** A run that a figure needs is not there, or ended before its last step. */
public final class MissingRunException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** With a sentence that names the run. */
  public MissingRunException(String message) {
    super(message);
  }
}
