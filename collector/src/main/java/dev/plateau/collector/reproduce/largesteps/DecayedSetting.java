package dev.plateau.collector.reproduce.largesteps;

import dev.plateau.collector.reproduce.Extent;
import dev.plateau.collector.reproduce.PlannedRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A setting of the paper and its runs whose learning rate falls.
 *
 * @param name for people
 * @param reference on the paper's own data and first weights
 * @param task whose runs on other data are looked at too; empty: there are none
 */
record DecayedSetting(String name, List<DecayedRun> reference, Optional<LargeStepTask> task) {
  private static final String RANK = CurvePanel.RANK.metric();

  /** Diagonal linear network. */
  static final DecayedSetting DIAGONAL = of(LargeStepTask.DIAGONAL, CurvePanel.NONZEROS.metric());

  /** ReLU network on 12 points. */
  static final DecayedSetting REGRESSION =
      of(LargeStepTask.REGRESSION, CurvePanel.SPARSITY.metric());

  /** Two layers. */
  static final DecayedSetting TEACHER_STUDENT_2 =
      of(LargeStepTask.TEACHER_STUDENT_2, CurvePanel.SPARSITY.metric());

  /** Three layers; the features are the last hidden one's. */
  static final DecayedSetting TEACHER_STUDENT_3 =
      of(LargeStepTask.TEACHER_STUDENT_3, CurvePanel.SPARSITY_2.metric());

  /** Where the paper observes that rank and sparsity fall while the loss is stable. */
  static final List<DecayedSetting> OBSERVED =
      List.of(DIAGONAL, REGRESSION, TEACHER_STUDENT_2, TEACHER_STUDENT_3);

  /** All of them. */
  static final List<DecayedSetting> ALL = all();

  private static List<DecayedSetting> all() {
    List<DecayedSetting> all = new ArrayList<>(OBSERVED);
    all.add(of(LargeStepTask.GRADIENT_DESCENT, CurvePanel.NONZEROS.metric()));
    all.add(overRegularised());
    all.add(sde());
    all.add(trajectories());
    all.add(resNet());
    return List.copyOf(all);
  }

  private static DecayedSetting of(LargeStepTask task, String sparsity) {
    return of(task, task.experiment(), withRank(sparsity));
  }

  private static DecayedSetting of(LargeStepTask task, String name, Map<Measure, String> metrics) {
    List<DecayedRun> reference =
        task.decayed().stream().map(rate -> DecayedRun.of(task, rate, 0, metrics)).toList();
    return new DecayedSetting(name, reference, Optional.of(task));
  }

  private static Map<Measure, String> withRank(String sparsity) {
    return Map.of(
        Measure.FULL_LOSS, "full_loss", Measure.NTK_RANK, RANK, Measure.SPARSITY, sparsity);
  }

  /** On other data it may fit all the same. */
  private static DecayedSetting overRegularised() {
    DecayedSetting setting =
        of(
            LargeStepTask.OVER_REGULARISED,
            "regression-1d warmed up further",
            withRank(CurvePanel.SPARSITY.metric()));
    return new DecayedSetting(setting.name(), setting.reference(), Optional.empty());
  }

  private static DecayedSetting sde() {
    List<DecayedRun> runs =
        SdeModel.ALL.stream()
            .map(
                model ->
                    new DecayedRun(
                        model.name() + ", " + model.rate().legend(),
                        model.sde(),
                        model.task().decayStep(model.rate()),
                        withRank(model.sparse().metric())))
            .toList();
    return new DecayedSetting("sde", runs, Optional.empty());
  }

  private static DecayedSetting trajectories() {
    return new DecayedSetting(
        "trajectories",
        List.of(
            trajectory("GD, η = 3", TrajectoriesFigure.GD),
            trajectory("SGD, η = 0.6", TrajectoriesFigure.SGD)),
        Optional.empty());
  }

  private static DecayedRun trajectory(String method, PlannedRun run) {
    return new DecayedRun(
        method + ", decay at 50 %", run, run.steps() / 2, withRank(CurvePanel.NONZEROS.metric()));
  }

  /** No kernel is taken of it. */
  private static DecayedSetting resNet() {
    return of(
        LargeStepTask.RESNET,
        "resnet-cifar, small",
        Map.of(Measure.FULL_LOSS, "full_loss", Measure.SPARSITY, ResNetCurves.BLOCK_4.metric()));
  }

  /** The run on the paper's own data whose rate falls last. */
  DecayedRun longest() {
    return reference.get(reference.size() - 1);
  }

  /** The runs on data that medians are taken over, the paper's own left out. */
  List<DecayedRun> others(Extent extent) {
    List<DecayedRun> others = new ArrayList<>();
    task.ifPresent(
        trained -> {
          for (Rate rate : trained.decayed()) {
            for (int seed : trained.seeds(extent)) {
              if (seed != 0) {
                others.add(DecayedRun.of(trained, rate, seed, longest().metrics()));
              }
            }
          }
        });
    return others;
  }

  /** All of them. */
  List<DecayedRun> runs(Extent extent) {
    List<DecayedRun> all = new ArrayList<>(reference);
    all.addAll(others(extent));
    return all;
  }
}
