package dev.plateau.trainer.experiment.support.classification;

import dev.plateau.trainer.experiment.training.Settings;
import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.linalg.activations.Activation;

/** Activations of hidden layers by the names that settings have for them. */
final class ActivationNames {
  private static final Map<String, Activation> KNOWN = new LinkedHashMap<>();

  static {
    KNOWN.put("identity", Activation.IDENTITY);
    KNOWN.put("relu", Activation.RELU);
    KNOWN.put("tanh", Activation.TANH);
    KNOWN.put("sigmoid", Activation.SIGMOID);
  }

  private ActivationNames() {}

  /**
   * The activation that the setting {@code activation} names.
   *
   * @throws IllegalArgumentException quoting it and the known ones, if it is none
   */
  static Activation of(Settings settings) {
    String name = settings.text("activation");
    Activation known = KNOWN.get(name);
    if (known == null) {
      throw new IllegalArgumentException(
          "setting activation must be one of %s, got '%s'"
              .formatted(String.join(", ", KNOWN.keySet()), name));
    }
    return known;
  }
}
