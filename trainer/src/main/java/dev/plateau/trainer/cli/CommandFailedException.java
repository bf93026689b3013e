package dev.plateau.trainer.cli;

/** A command that could not do what it was asked; its message is one sentence for the user. */
final class CommandFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  CommandFailedException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
