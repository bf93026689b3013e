package dev.plateau.collector.reproduce.support;

import dev.plateau.collector.log.Plateau;
import dev.plateau.collector.reproduce.Curve;
import dev.plateau.collector.reproduce.MissingRunException;
import dev.plateau.collector.reproduce.PlannedRun;
import dev.plateau.collector.reproduce.Results;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;

/** Results whose curves and arrays are put in by hand. */
final class LayeredResults implements Results {
  private record Key(PlannedRun run, String metric, boolean isFirst) {}

  private final Map<Key, Map<String, Double>> arrays = new HashMap<>();
  private final Map<Key, Curve> curves = new HashMap<>();

  /** The values of the layers {@code prefix + i}, i from {@code first}, at a run's start or end. */
  LayeredResults array(
      PlannedRun run,
      String metric,
      boolean isFirst,
      String prefix,
      int first,
      int count,
      IntToDoubleFunction value) {
    Map<String, Double> byLayer = new TreeMap<>();
    for (int i = first; i < first + count; i++) {
      byLayer.put(prefix + i, value.applyAsDouble(i));
    }
    arrays.put(new Key(run, metric, isFirst), byLayer);
    return this;
  }

  /** A curve of values at the steps 0, 1, … */
  LayeredResults curve(PlannedRun run, String metric, double... values) {
    long[] steps = new long[values.length];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = i;
    }
    curves.put(new Key(run, metric, false), new Curve(steps, values));
    return this;
  }

  @Override
  public Curve curve(PlannedRun run, String metric) {
    Curve curve = curves.get(new Key(run, metric, false));
    if (curve == null) {
      throw new MissingRunException("no " + metric + " of " + run);
    }
    return curve;
  }

  @Override
  public List<Plateau> plateaus(PlannedRun run) {
    return List.of();
  }

  @Override
  public Map<String, Double> lastByLayer(PlannedRun run, String metric) {
    return byLayer(new Key(run, metric, false));
  }

  @Override
  public Map<String, Double> firstByLayer(PlannedRun run, String metric) {
    return byLayer(new Key(run, metric, true));
  }

  private Map<String, Double> byLayer(Key key) {
    Map<String, Double> found = arrays.get(key);
    if (found == null) {
      throw new MissingRunException("no " + key.metric() + " of " + key.run());
    }
    return found;
  }
}
