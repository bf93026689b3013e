package dev.plateau.collector.reproduce.largesteps;

import dev.plateau.collector.reproduce.Expectation;
import dev.plateau.collector.reproduce.Extent;
import dev.plateau.collector.reproduce.Figure;
import dev.plateau.collector.reproduce.FigureWords;
import dev.plateau.collector.reproduce.Paper;
import dev.plateau.collector.reproduce.PlannedRun;
import dev.plateau.collector.reproduce.Results;
import dev.plateau.collector.reproduce.Sheet;
import dev.plateau.collector.reproduce.Table;
import java.util.List;

/**
 * §4: the phases of every decayed run, as the collector told them while it was trained, and what
 * went on meanwhile.
 */
public final class LargeStepsPhasesFigure implements Figure {
  @Override
  public FigureWords words() {
    return new FigureWords(
        Paper.LARGE_STEPS,
        "large-steps-phases",
        "§4",
        "What goes on while the loss is stable, and when that ends",
        "Every run whose step size is decayed, as the collector saw it while it was trained: where"
            + " its phase detector has the loss stabilize, where it has that end, how many steps"
            + " after the step size fell it said so, and what happened to the NTK's rank and to the"
            + " features' sparsity in between. Nothing is set for any of the runs.\n\n"
            + "The pictures are aligned where the detector has the loss leave its level. The loss"
            + " says nothing before that; rank and sparsity do.\n\n"
            + "`label-noise` is the training of `diagonal` that is decayed at 50 % and not counted"
            + " twice. Gradient flow takes no large steps, whatever its step size, so nothing ends"
            + " when that falls.");
  }

  @Override
  public List<PlannedRun> runs(Extent extent) {
    return DecayedSetting.ALL.stream()
        .flatMap(setting -> setting.runs(extent).stream())
        .map(DecayedRun::run)
        .toList();
  }

  @Override
  public List<Expectation> expectations(Extent extent) {
    return PhasesExpectations.of(extent);
  }

  @Override
  public List<Table> tables(Extent extent, Results results) {
    return PhasesTables.of(extent, results);
  }

  @Override
  public List<Sheet> sheets(Extent extent, Results results) {
    return PhasesPictures.of(results);
  }
}
