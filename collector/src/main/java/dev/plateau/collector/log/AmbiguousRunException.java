package dev.plateau.collector.log;

import java.io.IOException;
import java.util.List;

/** Several runs have this name; the message is one sentence with their ids. */
public final class AmbiguousRunException extends IOException {
  private static final long serialVersionUID = 1L;
  private static final int NAMED = 5;

  AmbiguousRunException(String name, List<String> ids) {
    super(
        "%d runs are called '%s': %s%s; give the id of one."
            .formatted(
                ids.size(),
                name,
                String.join(", ", ids.subList(0, Math.min(NAMED, ids.size()))),
                ids.size() > NAMED ? " and " + (ids.size() - NAMED) + " more" : ""));
  }
}
