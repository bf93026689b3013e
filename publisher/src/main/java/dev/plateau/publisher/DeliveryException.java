package dev.plateau.publisher;

/** Frames could not be delivered; trying again later may help. Its cause says why. */
final class DeliveryException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Throwable reason;

  DeliveryException(Throwable reason) {
    super(reason);
    this.reason = reason;
  }

  /** Why. */
  Throwable reason() {
    return reason;
  }
}
