package dev.plateau.collector.log;

import dev.plateau.protocol.NearestName;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Finds runs by what people call them: their ids, or names that only one run has. */
public final class RunNames {
  private static final int NEAREST = 3;

  private RunNames() {}

  /**
   * The run of this id; without one, the run of this name.
   *
   * @throws AmbiguousRunException with their ids, if several runs have the name
   * @throws UnknownRunException naming the nearest ids and names, if none has
   * @throws LogUnavailableException if the log cannot be read
   */
  public static RunEntry find(RunLog log, String idOrName) throws IOException {
    try {
      return log.find(idOrName);
    } catch (UnknownRunException unknown) {
      return named(log, idOrName);
    }
  }

  private static RunEntry named(RunLog log, String name) throws IOException {
    List<RunEntry> runs = log.runs();
    // Most runs have no name.
    List<RunEntry> named =
        runs.stream().filter(run -> !name.isEmpty() && run.name().equals(name)).toList();
    if (named.size() > 1) {
      throw new AmbiguousRunException(name, named.stream().map(RunEntry::run).toList());
    }
    if (named.isEmpty()) {
      throw new UnknownRunException(
          name, log.place(), NearestName.of(name, idsAndNames(runs), NEAREST));
    }
    return named.get(0);
  }

  private static Set<String> idsAndNames(List<RunEntry> runs) {
    Set<String> known = new TreeSet<>();
    for (RunEntry run : runs) {
      known.add(run.run());
      if (!run.name().isEmpty()) {
        known.add(run.name());
      }
    }
    return known;
  }
}
