package dev.plateau.trainer.experiment;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The learning rates of a paper's runs, which the setting {@code rate} chooses among by name, and
 * {@code rate-scale} multiplies. Immutable.
 */
final class WarmUpRates {
  private static final String KEY = "rate";

  private final Map<String, WarmUpDecay> byName;

  private WarmUpRates(Map<String, WarmUpDecay> byName) {
    this.byName = Collections.unmodifiableMap(byName);
  }

  /**
   * One rate.
   *
   * @param rate over any number of steps
   */
  static WarmUpRates of(String name, WarmUpDecay rate) {
    return new WarmUpRates(new LinkedHashMap<>(Map.of(name, rate)));
  }

  /** These and another, which errors list last. */
  WarmUpRates and(String name, WarmUpDecay rate) {
    Map<String, WarmUpDecay> more = new LinkedHashMap<>(byName);
    more.put(name, rate);
    return new WarmUpRates(more);
  }

  /**
   * The rate that is set, for a run of so many steps.
   *
   * @throws IllegalArgumentException listing the names, if there is none of that name
   */
  WarmUpDecay of(Settings settings, long steps) {
    String name = settings.text(KEY);
    WarmUpDecay rate = byName.get(name);
    if (rate == null) {
      throw new IllegalArgumentException(
          "setting %s must be one of %s, got '%s'"
              .formatted(KEY, String.join(", ", byName.keySet()), name));
    }
    return rate.over(steps, settings.number("rate-scale"));
  }
}
