package dev.plateau.trainer.experiment;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Learning rates that a setting chooses among by name. Immutable. */
final class NamedRates {
  private final String key;
  private final Map<String, StepDecay> byName;

  /**
   * Some rates.
   *
   * @param key of the setting
   * @param byName in the order in which errors list them
   */
  NamedRates(String key, Map<String, StepDecay> byName) {
    this.key = key;
    this.byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
  }

  /**
   * The rate that is set, times {@code rate-scale}.
   *
   * @throws IllegalArgumentException listing the names, if there is none of that name
   */
  StepDecay of(Settings settings) {
    String name = settings.text(key);
    StepDecay rates = byName.get(name);
    if (rates == null) {
      throw new IllegalArgumentException(
          "setting %s must be one of %s, got '%s'"
              .formatted(key, String.join(", ", byName.keySet()), name));
    }
    return rates.scaled(settings.number("rate-scale"));
  }
}
