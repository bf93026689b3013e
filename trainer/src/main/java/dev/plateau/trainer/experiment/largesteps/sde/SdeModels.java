package dev.plateau.trainer.experiment.largesteps.sde;

import dev.plateau.trainer.experiment.training.Settings;
import java.util.List;
import java.util.stream.Collectors;

/**
 * All that an SDE can be run on.
 *
 * @param all in the order in which they are listed
 */
record SdeModels(List<SdeModel> all) {
  /**
   * The one that the setting {@code model} names.
   *
   * @throws IllegalArgumentException quoting it, if there is none
   */
  SdeModel of(Settings settings) {
    String name = settings.text("model");
    return all.stream()
        .filter(model -> model.key().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "setting model must be one of %s, got '%s'".formatted(keys(), name)));
  }

  /** The chosen c of each, for people: {@code diagonal 0.025, …}. */
  String noises() {
    return all.stream()
        .map(model -> model.key() + " " + model.noise())
        .collect(Collectors.joining(", "));
  }

  /** All names. */
  String keys() {
    return all.stream().map(SdeModel::key).collect(Collectors.joining(", "));
  }
}
