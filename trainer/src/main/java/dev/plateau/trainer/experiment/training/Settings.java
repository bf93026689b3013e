package dev.plateau.trainer.experiment.training;

import dev.plateau.protocol.NearestName;
import dev.plateau.trainer.listener.Schedule;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The settings of an experiment, in the order in which they are shown. Immutable. */
public final class Settings {
  private final Map<String, Setting> byKey;

  private Settings(Map<String, Setting> byKey) {
    this.byKey = Collections.unmodifiableMap(byKey);
  }

  /** An experiment's settings with their defaults. */
  public static Settings of(Setting... defaults) {
    Map<String, Setting> byKey = new LinkedHashMap<>();
    for (Setting setting : defaults) {
      if (byKey.put(setting.key(), setting) != null) {
        throw new IllegalArgumentException("setting '" + setting.key() + "' is given twice");
      }
    }
    return new Settings(byKey);
  }

  /**
   * These settings with another value for one key.
   *
   * @throws IllegalArgumentException quoting the key and the nearest known one, if it is unknown
   */
  public Settings with(String key, String value) {
    Setting known = setting(key);
    Map<String, Setting> changed = new LinkedHashMap<>(byKey);
    changed.put(key, new Setting(key, value, known.meaning()));
    return new Settings(changed);
  }

  /** All settings, in order. */
  public Collection<Setting> all() {
    return byKey.values();
  }

  /** Keys and values, in order. */
  public Map<String, String> asMap() {
    Map<String, String> map = new LinkedHashMap<>();
    byKey.forEach((key, setting) -> map.put(key, setting.value()));
    return map;
  }

  /** The value as text. */
  public String text(String key) {
    return setting(key).value();
  }

  /**
   * The value as a finite number of at least 0, as every rate and factor is: a step size below 0
   * climbs.
   *
   * @throws IllegalArgumentException quoting key and value, if it is none
   */
  public double number(String key) {
    String text = text(key);
    try {
      double value = Double.parseDouble(text);
      if (value >= 0 && Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Refused below, in our words.
    }
    throw new IllegalArgumentException(
        "setting " + key + " must be a number >= 0, got '" + text + "'");
  }

  /**
   * The value as a whole number of at least {@code least}.
   *
   * @throws IllegalArgumentException quoting key and value, if it is none
   */
  public int integer(String key, int least) {
    String text = text(key);
    try {
      int value = Integer.parseInt(text);
      if (value >= least) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Refused below, in our words.
    }
    throw new IllegalArgumentException(
        "setting " + key + " must be a whole number >= " + least + ", got '" + text + "'");
  }

  /**
   * The value as a schedule.
   *
   * @throws IllegalArgumentException quoting key and value, if it is none
   */
  public Schedule schedule(String key) {
    try {
      return Schedule.parse(text(key));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("setting " + key + ": " + e.getMessage(), e);
    }
  }

  private Setting setting(String key) {
    Setting setting = byKey.get(key);
    if (setting == null) {
      throw new IllegalArgumentException(
          "unknown setting '" + key + "'" + NearestName.hint(key, byKey.keySet()));
    }
    return setting;
  }
}
