package dev.plateau.collector.replay;

import dev.plateau.collector.log.RunEntry;
import dev.plateau.protocol.RunId;
import dev.plateau.publisher.RunDescription;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * What is replayed, as what, how fast.
 *
 * @param original the run as the registry knew it when the replay began
 * @param run id of the new run
 * @param speed how fast
 * @param range which steps
 */
public record ReplayPlan(RunEntry original, RunId run, Speed speed, StepRange range) {
  /** Tag of the new run: the original's id. By it a replay is told from news. */
  static final String REPLAY_OF = "replay_of";

  /** A name is kept to that length, and a replay must be seen to be one. */
  private static final int MAX_NAME_LENGTH = 256;

  private static final int MAX_ID_LENGTH = 128;
  private static final String MARK = " (replay)";
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";

  /** A new id for a replay: {@code <original>-replay-<6 random>}; of a replay, of its original. */
  public static RunId newId(String original, RandomGenerator random) {
    StringBuilder suffix = new StringBuilder("-replay-");
    for (int i = 0; i < 6; i++) {
      suffix.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    String base = original.replaceFirst("(?<=.)-replay-[a-z0-9]{6}$", "");
    int room = MAX_ID_LENGTH - suffix.length();
    return new RunId((base.length() > room ? base.substring(0, room) : base) + suffix);
  }

  /** What the new run says of itself: all as the original, but that it is a replay. */
  RunDescription description(long firstStep) {
    return new RunDescription(
        original.experiment(),
        name(original.name()),
        original.config(),
        tags(original.tags()),
        original.plannedSteps(),
        firstStep);
  }

  /** The original's name, or its id where it has none, marked as a replay's. */
  String name(String originalName) {
    String name = originalName.isEmpty() ? original.run() : originalName;
    if (name.endsWith(MARK)) {
      return name;
    }
    int room = MAX_NAME_LENGTH - MARK.length();
    return (name.length() > room ? name.substring(0, room) : name) + MARK;
  }

  /** The original's tags and the replay's own. */
  Map<String, String> tags(Map<String, String> originalTags) {
    Map<String, String> tags = new HashMap<>(originalTags);
    tags.put(REPLAY_OF, original.run());
    return tags;
  }
}
