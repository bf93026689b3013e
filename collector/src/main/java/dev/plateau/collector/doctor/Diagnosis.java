package dev.plateau.collector.doctor;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Observations of one check, gathered into its finding. Not thread-safe. */
final class Diagnosis {
  private final String check;
  private final List<String> texts = new ArrayList<>();
  private final Set<String> advice = new LinkedHashSet<>();
  private Level level = Level.OK;

  Diagnosis(String check) {
    this.check = check;
  }

  /** Something that is as it should be, or merely so. */
  Diagnosis fine(String text) {
    texts.add(text);
    return this;
  }

  /** Something at risk. */
  Diagnosis warning(String text, String whatToDo) {
    return worse(Level.WARNING, text, whatToDo);
  }

  /** Something that does not work. */
  Diagnosis problem(String text, String whatToDo) {
    return worse(Level.PROBLEM, text, whatToDo);
  }

  private Diagnosis worse(Level found, String text, String whatToDo) {
    level = found.compareTo(level) > 0 ? found : level;
    texts.add(text);
    advice.add(whatToDo);
    return this;
  }

  /** All of it, the worst level counting. */
  Finding finding() {
    return new Finding(check, level, String.join("; ", texts), String.join(" ", advice));
  }
}
