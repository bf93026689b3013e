package dev.plateau.trainer.experiment.largesteps;

import dev.plateau.trainer.experiment.training.Settings;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * Learning rates of a paper's runs, which a setting chooses among by name, and {@code rate-scale}
 * multiplies. Immutable.
 *
 * @param <R> a rate over the steps
 */
public final class NamedRates<R> {
  private final String key;
  private final BiFunction<R, Double, R> scaling;
  private final Map<String, R> byName;

  /**
   * None as yet.
   *
   * @param key of the setting
   * @param scaling gives a rate times a factor
   */
  public NamedRates(String key, BiFunction<R, Double, R> scaling) {
    this(key, scaling, Map.of());
  }

  private NamedRates(String key, BiFunction<R, Double, R> scaling, Map<String, R> byName) {
    this.key = key;
    this.scaling = scaling;
    this.byName = Collections.unmodifiableMap(byName);
  }

  /** These and another, which errors list last. */
  public NamedRates<R> and(String name, R rate) {
    Map<String, R> more = new LinkedHashMap<>(byName);
    more.put(name, rate);
    return new NamedRates<>(key, scaling, more);
  }

  /**
   * The rate that is set, times {@code rate-scale}.
   *
   * @throws IllegalArgumentException listing the names, if there is none of that name
   */
  public R of(Settings settings) {
    String name = settings.text(key);
    R rate = byName.get(name);
    if (rate == null) {
      throw new IllegalArgumentException(
          "setting %s must be one of %s, got '%s'"
              .formatted(key, String.join(", ", byName.keySet()), name));
    }
    return scaling.apply(rate, settings.number("rate-scale"));
  }
}
