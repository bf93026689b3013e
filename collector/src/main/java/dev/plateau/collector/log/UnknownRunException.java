package dev.plateau.collector.log;

import java.io.IOException;
import java.util.List;

/** There is no such run; the message is one sentence with the nearest names. */
public final class UnknownRunException extends IOException {
  private static final long serialVersionUID = 1L;

  UnknownRunException(String run, String place, List<String> nearest) {
    super(
        "There is no run '"
            + run
            + "' in "
            + place
            + (nearest.isEmpty()
                ? "; 'plateau runs' lists those that there are."
                : "; did you mean " + String.join(" or ", quoted(nearest)) + "?"));
  }

  private static List<String> quoted(List<String> names) {
    return names.stream().map(name -> "'" + name + "'").toList();
  }
}
