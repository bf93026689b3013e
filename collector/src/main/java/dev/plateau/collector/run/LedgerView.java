package dev.plateau.collector.run;

/**
 * A run's books at one moment; all counts ≥ 0.
 *
 * @param applied records folded
 * @param duplicate records received before
 * @param superseded records of an older session, or of a deleted run
 * @param malformed records that could not be read
 * @param steps steps folded, each once an attempt
 * @param repeatedSteps rows that told nothing new
 * @param conflicts records that show two trainers under one run id, or a second experiment
 * @param missing records that a later sequence shows to exist and that have not arrived
 * @param droppedSteps steps that trainers say they dropped
 */
public record LedgerView(
    long applied,
    long duplicate,
    long superseded,
    long malformed,
    long steps,
    long repeatedSteps,
    long conflicts,
    long missing,
    long droppedSteps) {
  /** All records received: the sum of the four outcomes. */
  public long received() {
    return applied + duplicate + superseded + malformed;
  }

  /** Records of one outcome. */
  public long records(Outcome outcome) {
    return switch (outcome) {
      case APPLIED -> applied;
      case DUPLICATE -> duplicate;
      case SUPERSEDED -> superseded;
      case MALFORMED -> malformed;
    };
  }
}
