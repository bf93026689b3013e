package dev.plateau.collector.reproduce.largesteps;

import dev.plateau.collector.reproduce.Expectation;
import dev.plateau.collector.reproduce.Figure;
import dev.plateau.collector.reproduce.FigureWords;
import dev.plateau.collector.reproduce.Paper;
import dev.plateau.collector.reproduce.Plot;
import java.util.ArrayList;
import java.util.List;

/**
 * Fig. 6: ResNet-18, in its real code but four channels wide and on generated images: what it costs
 * in full no server without a GPU can pay.
 */
final class ResNetCurves {
  private static final LargeStepTask TASK = LargeStepTask.RESNET;
  private static final Rate SMALL = TASK.rate("small");
  private static final Rate LONGEST = TASK.rate("decay-50");
  private static final CurvePanel TEST_ERROR =
      new CurvePanel("test_error", "test error", Plot.Axis.linear("test error"));
  private static final CurvePanel BLOCK_3 = sparsity(3);
  static final CurvePanel BLOCK_4 = sparsity(4);

  private static final FigureWords WORDS =
      new FigureWords(
          Paper.LARGE_STEPS,
          "large-steps-6",
          "Fig. 6",
          "A ResNet at large step sizes, small and on generated images",
          "The paper's ResNet-18 and its plain schedules in their real code, but of width 4 instead"
              + " of 64, for 200 steps of 25 images instead of 19,500 of 256, at a tenth of the"
              + " large step size, on 500 generated images in CIFAR-10's format: stripes in ten"
              + " directions and distances. In full it takes days of a server or an hour of a GPU;"
              + " `resnet-cifar` is the same command with `--data DIR`, see"
              + " docs/resnet-cifar.md.\n\n"
              + "So this is no reproduction of the paper's levels (15 % test error at the large"
              + " step size, 35 % at the small one). Only its orders are asked for, and that so few"
              + " steps of so small a network show them is not certain.");

  private ResNetCurves() {}

  private static CurvePanel sparsity(int block) {
    String title = "sparsity, block " + block;
    return new CurvePanel("feature_sparsity/block" + block, title, Plot.Axis.linear(title));
  }

  /** The figure. */
  static Figure figure() {
    return new CurvesFigure(
        WORDS,
        TASK,
        List.of(
            new CurvesFigure.Panels(
                "",
                "ResNet-18 of width 4 on generated images: training loss, test error and feature"
                    + " sparsity at the ends of blocks 3 and 4 over steps; dashes where the step"
                    + " size falls.",
                List.of(CurvePanel.TRAIN_LOSS, TEST_ERROR, BLOCK_3, BLOCK_4))),
        ResNetCurves::expected);
  }

  private static List<Expectation> expected(Observations observed) {
    List<Expectation> all = new ArrayList<>();
    all.add(observed.staysLevel(LONGEST, 1.5, "a cross-entropy has no decades to fall by"));
    all.add(observed.staysAbove(LONGEST, SMALL));
    all.add(observed.endsInOrder("O2", TEST_ERROR, TASK.rates()));
    all.add(observed.endsInOrder("O3", BLOCK_3, TASK.decayed()));
    all.add(observed.endsInOrder("O3", BLOCK_4, TASK.decayed()));
    return all;
  }
}
