package dev.plateau.collector.verify;

import java.util.ArrayList;
import java.util.List;

/**
 * How another detector's stabilizations compare with those that were recorded.
 *
 * @param run run id
 * @param same of which both say the same, the recorded one first
 * @param onlyRecorded of which only what was recorded speaks
 * @param onlyOther of which only the other detector speaks
 */
public record DetectorDiff(
    String run, List<Pair> same, List<Account> onlyRecorded, List<Account> onlyOther) {
  public DetectorDiff {
    same = List.copyOf(same);
    onlyRecorded = List.copyOf(onlyRecorded);
    onlyOther = List.copyOf(onlyOther);
  }

  /**
   * Two accounts of the same stabilization.
   *
   * @param recorded what was recorded
   * @param other what the other detector says
   */
  public record Pair(Account recorded, Account other) {}

  /** Pairs each recorded account with the first one of the other detector that says the same. */
  static DetectorDiff between(String run, List<Account> recorded, List<Account> other) {
    List<Pair> same = new ArrayList<>();
    List<Account> onlyRecorded = new ArrayList<>();
    List<Account> rest = new ArrayList<>(other);
    for (Account one : recorded) {
      rest.stream()
          .filter(one::isSameAs)
          .findFirst()
          .ifPresentOrElse(
              match -> {
                rest.remove(match);
                same.add(new Pair(one, match));
              },
              () -> onlyRecorded.add(one));
    }
    return new DetectorDiff(run, same, onlyRecorded, rest);
  }
}
