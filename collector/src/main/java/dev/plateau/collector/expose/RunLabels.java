package dev.plateau.collector.expose;

import dev.plateau.collector.run.RunView;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The labels of one run's series, made once: they cost more than the values. Not thread-safe.
 *
 * <p>What is kept is bounded by the run's metrics (256), phases and probes; labels that change as
 * the run goes on are made anew.
 */
final class RunLabels {
  private final String experiment;
  private final Labels run;
  private final Map<List<String>, Labels> extended = new HashMap<>();

  private List<Object> described = List.of();
  private Labels info = Labels.EMPTY;

  RunLabels(RunView view) {
    experiment = view.experiment();
    run = Labels.of(Catalogue.EXPERIMENT, view.experiment(), Catalogue.RUN, view.run());
  }

  /** Whether these are still the run's. A run may tell its experiment late. */
  boolean fit(RunView view) {
    return experiment.equals(view.experiment());
  }

  /** Experiment and run. */
  Labels run() {
    return run;
  }

  /** Experiment, run and these, names and values by turns. Kept: for sets that do not change. */
  Labels with(String... more) {
    return extended.computeIfAbsent(Arrays.asList(more), this::made);
  }

  /** Experiment, run and these, not kept. */
  Labels withPassing(String... more) {
    return made(Arrays.asList(more));
  }

  private Labels made(List<String> more) {
    String[] names = new String[more.size() / 2];
    String[] values = new String[names.length];
    for (int i = 0; i < names.length; i++) {
      names[i] = more.get(2 * i);
      values[i] = more.get(2 * i + 1);
    }
    return run.merge(names, values);
  }

  /** What describes the run. */
  Labels info(RunView view, InfoLabels keys) {
    List<Object> description = List.of(view.name(), view.config(), view.tags());
    if (!description.equals(described)) {
      List<String> more = new ArrayList<>(keys.of(view.config()));
      more.add(Catalogue.NAME);
      more.add(view.name().isEmpty() ? view.run() : view.name());
      String original = view.tags().get(Catalogue.REPLAY_OF);
      if (original != null) {
        more.add(Catalogue.REPLAY_OF);
        more.add(original);
      }
      info = made(more);
      described = description;
    }
    return info;
  }
}
