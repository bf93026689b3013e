package dev.plateau.collector.look;

import dev.plateau.collector.log.Plateau;
import dev.plateau.collector.log.RunEntry;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Which step of each run counts as position 0 when runs are laid side by side. */
public enum Alignment {
  /** Step 0. */
  STEP,
  /** Where the loss's stabilization began. */
  STABILIZATION_START,
  /** Where it ended. */
  STABILIZATION_END;

  /** The alignment as people write it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The step of position 0; empty: the run has no such stabilization. */
  public OptionalLong origin(RunEntry run) {
    return switch (this) {
      case STEP -> OptionalLong.of(0);
      case STABILIZATION_START ->
          plateau(run)
              .map(plateau -> OptionalLong.of(plateau.startStep()))
              .orElse(OptionalLong.empty());
      case STABILIZATION_END ->
          plateau(run)
              .map(Plateau::end)
              .map(end -> OptionalLong.of(end.onsetStep()))
              .orElse(OptionalLong.empty());
    };
  }

  /**
   * The stabilization by which a run is aligned and of which it is said that it has one, the same
   * for its start and its end: of those that the registry keeps the first that has ended, as that
   * is what a large step size brought about and a decay ended; where none has ended, the last one.
   * Of the mini-batch loss, or of the full loss where a run reports only that.
   */
  public Optional<Plateau> plateau(RunEntry run) {
    var all = Plateau.of(run);
    String source =
        all.stream().anyMatch(plateau -> plateau.source().equals("loss")) ? "loss" : "full_loss";
    var own = all.stream().filter(plateau -> plateau.source().equals(source)).toList();
    return own.stream()
        .filter(plateau -> plateau.end() != null)
        .findFirst()
        .or(() -> own.stream().reduce((before, last) -> last));
  }
}
