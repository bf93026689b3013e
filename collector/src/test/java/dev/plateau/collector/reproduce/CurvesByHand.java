package dev.plateau.collector.reproduce;

import dev.plateau.collector.log.Plateau;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongToDoubleFunction;
import java.util.function.ToDoubleFunction;

/**
 * Results whose curves are made by hand, as functions of the step, for runs of a planned figure.
 */
public final class CurvesByHand implements Results {
  private final Map<PlannedRun, Map<String, Curve>> curves = new HashMap<>();
  private final Map<PlannedRun, Map<String, Double>> first = new HashMap<>();
  private final Map<PlannedRun, Map<String, Double>> last = new HashMap<>();

  /** A metric of a run at a thousand of its steps, at its first and at its last one. */
  public CurvesByHand put(PlannedRun run, String metric, LongToDoubleFunction value) {
    long end = run.steps() - 1;
    long every = Math.max(1, end / 1000);
    long[] steps = new long[(int) ((end + every - 1) / every) + 1];
    double[] values = new double[steps.length];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = Math.min(i * every, end);
      values[i] = value.applyAsDouble(steps[i]);
    }
    curves.computeIfAbsent(run, r -> new HashMap<>()).put(metric, new Curve(steps, values));
    return this;
  }

  /** A metric of a run that stays. */
  public CurvesByHand put(PlannedRun run, String metric, double value) {
    return put(run, metric, step -> value);
  }

  /** A metric of a run at some steps: step, value, step, value … */
  public CurvesByHand putPoints(PlannedRun run, String metric, double... points) {
    long[] steps = new long[points.length / 2];
    double[] values = new double[points.length / 2];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = (long) points[2 * i];
      values[i] = points[2 * i + 1];
    }
    curves.computeIfAbsent(run, r -> new HashMap<>()).put(metric, new Curve(steps, values));
    return this;
  }

  /** Changes all values of a metric of a run. */
  public CurvesByHand change(PlannedRun run, String metric, DoubleUnaryOperator change) {
    Curve curve = curve(run, metric);
    long[] steps = new long[curve.size()];
    double[] values = new double[curve.size()];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = curve.step(i);
      values[i] = change.applyAsDouble(curve.value(i));
    }
    Objects.requireNonNull(curves.get(run)).put(metric, new Curve(steps, values));
    return this;
  }

  /** Changes all values of all metrics of all runs. */
  public CurvesByHand changeAll(DoubleUnaryOperator change) {
    curves.forEach((run, all) -> List.copyOf(all.keySet()).forEach(m -> change(run, m, change)));
    return this;
  }

  /** A metric of layers of a run at its first and its last step. */
  public CurvesByHand putLayers(
      PlannedRun run, Map<String, Double> before, Map<String, Double> after) {
    first.put(run, before);
    last.put(run, after);
    return this;
  }

  /** The same again, to be changed. */
  public CurvesByHand copy() {
    CurvesByHand copy = new CurvesByHand();
    curves.forEach((run, all) -> copy.curves.put(run, new HashMap<>(all)));
    copy.first.putAll(first);
    copy.last.putAll(last);
    return copy;
  }

  /** Gives a run all that another one has. */
  public CurvesByHand copy(PlannedRun from, PlannedRun to) {
    curves.put(to, new HashMap<>(Objects.requireNonNull(curves.get(from))));
    return this;
  }

  /** The run of a figure that has all these settings: key, value, key, value … */
  public static PlannedRun run(Figure figure, Extent extent, String... settings) {
    return figure.runs(extent).stream()
        .filter(
            run -> {
              boolean has = true;
              for (int i = 0; i < settings.length; i += 2) {
                has &= settings[i + 1].equals(run.settings().get(settings[i]));
              }
              return has;
            })
        .findFirst()
        .orElseThrow();
  }

  /** What a figure looked at and is not met. */
  public List<String> unmet(Figure figure, Extent extent) {
    return figure.expectations(extent).stream()
        .filter(expectation -> !expectation.check(this).isMet())
        .map(Expectation::what)
        .toList();
  }

  @Override
  public Curve curve(PlannedRun run, String metric) {
    Curve curve = curves.getOrDefault(run, Map.of()).get(metric);
    if (curve == null) {
      throw new MissingRunException("no " + metric + " of " + run.arguments());
    }
    return curve;
  }

  @Override
  public List<Plateau> plateaus(PlannedRun run) {
    return List.of();
  }

  @Override
  public Map<String, Double> lastByLayer(PlannedRun run, String metric) {
    return last.getOrDefault(run, byLayer(run, metric, Curve::last));
  }

  @Override
  public Map<String, Double> firstByLayer(PlannedRun run, String metric) {
    return first.getOrDefault(run, byLayer(run, metric, Curve::first));
  }

  /** Of curves whose names have a layer. */
  private Map<String, Double> byLayer(
      PlannedRun run, String metric, ToDoubleFunction<Curve> value) {
    Map<String, Double> layers = new TreeMap<>();
    curves
        .getOrDefault(run, Map.of())
        .forEach(
            (name, curve) -> {
              if (name.startsWith(metric + "/")) {
                layers.put(name.substring(metric.length() + 1), value.applyAsDouble(curve));
              }
            });
    return layers;
  }
}
