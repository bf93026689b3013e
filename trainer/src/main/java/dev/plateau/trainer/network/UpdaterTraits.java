package dev.plateau.trainer.network;

import dev.plateau.protocol.ConfigKeys;
import java.util.Locale;
import java.util.Map;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * What a DL4J updater says of a run: its own name, and the name of its learning rate's schedule.
 */
final class UpdaterTraits {
  private static final String SUFFIX = "Schedule";

  private UpdaterTraits() {}

  /** Optimizer, as {@code adam}, and schedule, as {@code step}; {@code constant} without one. */
  static Map<String, String> of(IUpdater updater) {
    return Map.of(
        ConfigKeys.OPTIMIZER,
        updater.getClass().getSimpleName().toLowerCase(Locale.ROOT),
        ConfigKeys.SCHEDULE,
        schedule(updater));
  }

  private static String schedule(IUpdater updater) {
    try {
      // Every updater with a learning rate has this getter, but no type of DL4J's declares it.
      Object schedule = updater.getClass().getMethod("getLearningRateSchedule").invoke(updater);
      return schedule == null ? "constant" : name(schedule.getClass().getSimpleName());
    } catch (ReflectiveOperationException e) {
      return "unknown"; // an updater of the user's own
    }
  }

  private static String name(String schedule) {
    boolean hasSuffix = schedule.endsWith(SUFFIX) && !schedule.equals(SUFFIX);
    int end = hasSuffix ? schedule.length() - SUFFIX.length() : schedule.length();
    return schedule.substring(0, end).toLowerCase(Locale.ROOT);
  }
}
