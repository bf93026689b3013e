package dev.plateau.trainer.experiment.largesteps.perceptron;

import dev.plateau.trainer.experiment.data.Samples;
import dev.plateau.trainer.probe.Matrix;
import dev.plateau.trainer.probe.Mlp;
import org.jspecify.annotations.Nullable;

/**
 * What a perceptron has to learn, and where it starts.
 *
 * @param training samples that it is trained on
 * @param test samples that it is not trained on; null where the paper has none
 * @param start first weights (outputs × inputs) and biases
 * @param freshInputs (parameters × inputs), as many as the network has parameters, for the tangent
 *     features: not those it is trained on
 */
record PerceptronTask(Samples training, @Nullable Samples test, Mlp start, Matrix freshInputs) {
  /**
   * @throws IllegalArgumentException if the samples are not as wide as the network
   */
  PerceptronTask {
    int inputs = start.inputCount();
    if (training.width() != inputs || freshInputs.columns() != inputs) {
      throw new IllegalArgumentException(
          "a network of %d inputs got samples of %d and fresh inputs of %d"
              .formatted(inputs, training.width(), freshInputs.columns()));
    }
  }
}
