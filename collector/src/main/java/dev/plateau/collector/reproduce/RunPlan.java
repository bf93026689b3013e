package dev.plateau.collector.reproduce;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All trainings behind some figures, each once, by run id in the order of the figures. */
public final class RunPlan {
  private final Map<String, PlannedRun> runs = new LinkedHashMap<>();

  private RunPlan() {}

  /** The plan of these figures. */
  public static RunPlan of(List<Figure> figures, Extent extent) {
    RunNaming naming = RunNaming.of(extent);
    RunPlan plan = new RunPlan();
    for (Figure figure : figures) {
      figure.runs(extent).forEach(run -> plan.runs.putIfAbsent(naming.id(run), run));
    }
    return plan;
  }

  /** The runs. */
  public Collection<PlannedRun> runs() {
    return Collections.unmodifiableCollection(runs.values());
  }

  /** About how long they take on one core, as {@link RunCost} has it; 0: there are none. */
  public double seconds() {
    return runs.values().stream().mapToDouble(RunCost::seconds).sum();
  }
}
