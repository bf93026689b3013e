package dev.plateau.trainer.probe;

/**
 * Share of inputs on whose side an estimated and the known support agree: #{i : i in both or in
 * neither} / inputs. In [0, 1]; 1 if they are the same.
 */
public final class SupportAgreement {
  private SupportAgreement() {}

  /**
   * Compares two supports.
   *
   * @throws IllegalArgumentException if they are of layers of different numbers of inputs
   */
  public static double of(InputSet estimated, InputSet known) {
    if (estimated.inputs() != known.inputs()) {
      throw new IllegalArgumentException(
          "supports among %d and among %d inputs have nothing to agree on"
              .formatted(estimated.inputs(), known.inputs()));
    }
    int agreeing = 0;
    for (int input = 0; input < known.inputs(); input++) {
      agreeing += estimated.contains(input) == known.contains(input) ? 1 : 0;
    }
    return (double) agreeing / known.inputs();
  }
}
