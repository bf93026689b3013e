package dev.plateau.collector.reproduce.largesteps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.collector.reproduce.CurvesByHand;
import dev.plateau.collector.reproduce.Expectation;
import dev.plateau.collector.reproduce.Extent;
import dev.plateau.collector.reproduce.Figure;
import dev.plateau.collector.reproduce.MissingRunException;
import dev.plateau.collector.reproduce.PlannedRun;
import dev.plateau.collector.reproduce.Plot;
import dev.plateau.collector.reproduce.Sheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Figs 3, 8, 9, 11, 12, the propositions and the batches do not let pass. */
class OtherFiguresTest {
  private static final Extent FULL = PublishedLargeSteps.extent(false);
  private static final Figure SDE = new SdeFigure();
  private static final Figure PLANE = new TrajectoriesFigure();
  private static final Figure NEURONS = new NeuronsFigure();
  private static final Figure OVER_TIME = new PredictorOverTimeFigure();
  private static final Figure QUADRATIC = new QuadraticFigure();
  private static final Figure NOISE = new LabelNoiseFigure();
  private static final Figure BATCHES = new BatchesFigure();
  private static final LargeStepTask OVER = LargeStepTask.OVER_REGULARISED;

  private final CurvesByHand curves = PublishedLargeSteps.results(FULL);

  private static PlannedRun trajectory(String method) {
    return CurvesByHand.run(PLANE, FULL, "method", method);
  }

  @Test
  void sde_thatIsGradientFlow_isNotMet() {
    for (SdeModel model : SdeModel.ALL) {
      model.sdes(FULL).forEach(run -> curves.copy(model.flow(), run));
    }
    for (SdeModel model : SdeModel.ALL) {
      assertThat(curves.unmet(SDE, FULL))
          .contains(
              model.name() + ", train loss on the plateau, SDE over SGD",
              model.name() + ", NTK rank at the decay, SDE over SGD",
              model.name() + ", NTK rank at the end: gradient flow > SDE");
    }
  }

  @Test
  void flow_thatLosesRank_isNotMet() {
    SdeModel model = SdeModel.ALL.get(2);
    curves.copy(model.sgd(), model.flow());
    assertThat(curves.unmet(SDE, FULL))
        .containsExactly(
            "teacher-student-2, NTK rank at the end over the first one, gradient flow");
  }

  /** Levels are medians over noises. */
  @Test
  void sde_bearsOneNoiseAstrayOfThree() {
    SdeModel model = SdeModel.ALL.get(3);
    assertThat(model.sdes(FULL)).hasSize(3).contains(model.sde()).doesNotHaveDuplicates();
    curves.change(model.sdes(FULL).get(1), "full_loss", value -> 100 * value);
    assertThat(curves.unmet(SDE, FULL)).isEmpty();
    curves.change(model.sdes(FULL).get(2), "full_loss", value -> 100 * value);
    assertThat(curves.unmet(SDE, FULL))
        .containsExactly("teacher-student-3, train loss on the plateau, SDE over SGD");
  }

  @Test
  void trajectories_gradientFlowInSgdsPlace_areNotMet() {
    curves.copy(trajectory("flow"), trajectory("sgd"));
    assertThat(curves.unmet(PLANE, FULL))
        .containsExactly(
            "test loss at the end, SGD",
            "test loss at the end: GD > gradient flow > SGD",
            "distance of the end from the ground truth on the plane: gradient flow > SGD");
  }

  @Test
  void trajectories_otherTestLosses_areNotMet() {
    curves.change(trajectory("flow"), "test_loss", value -> 1.06 * value);
    curves.change(trajectory("gd"), "test_loss", value -> 3.1 * value);
    assertThat(curves.unmet(PLANE, FULL))
        .containsExactly("test loss at the end, gradient flow", "test loss at the end, GD");
  }

  /** The first coordinate goes to the right, the second up; the last row is at the bottom. */
  @Test
  void plane_isSeenWithItsSecondCoordinateUp() {
    Sheet sheet = PLANE.sheets(FULL, curves).get(0);
    Plot.Image image = (Plot.Image) sheet.plots().get(0);
    assertThat(image.values()).hasSize(30).allMatch(row -> row.size() == 30);
    double tenth = Math.log10(Math.E);
    assertThat(image.values().get(29).get(0)).isCloseTo(-5 * tenth, within(1e-12));
    assertThat(image.values().get(29).get(2)).isCloseTo(-4.4 * tenth, within(1e-12));
    assertThat(image.values().get(27).get(0)).isCloseTo(-4.8 * tenth, within(1e-12));
    Plot.Image test = (Plot.Image) sheet.plots().get(1);
    assertThat(test.values().get(0).get(29)).as("cut at 100").isEqualTo(2);
    Plot.Lines ways = (Plot.Lines) sheet.plots().get(2);
    assertThat(ways.lines().get(1).x()).containsExactly(0.0, 1.9, 1.7);
    assertThat(image.overlay().orElseThrow().lines()).isEqualTo(ways.lines());
    assertThat(image.overlay().orElseThrow().up()).isEqualTo(new Plot.Shown(-0.5, 2.3));
  }

  @Test
  void batches_thatChangeNothing_areNotMet() {
    for (PlannedRun run : BATCHES.runs(FULL)) {
      if (run.settings().containsKey("batch-size")) {
        curves.copy(
            CurvesByHand.run(
                LargeStepsFigures.all().get(3),
                FULL,
                "rate",
                "decay-50",
                "data-seed",
                run.settings().getOrDefault("data-seed", "1")),
            run);
      }
    }
    assertThat(curves.unmet(BATCHES, FULL))
        .containsExactly(
            "train loss on the plateau, data 1 to 5: B = 1 > B = 2 > B = 4",
            "sparsity, layer 2 at the decay, data 1 to 5: B = 4 > B = 2 > B = 1",
            "train loss on the plateau, data 1 to 5, B = 2 over B = 1, η/2",
            "sparsity, layer 2 at the decay, data 1 to 5, B = 2 over B = 1, η/2");
  }

  /** Half of the step size, for twice the steps, so that both fall at the same time. */
  @Test
  void batches_areHeldAgainstAsMuchTime() {
    PlannedRun half = new BatchedTraining("half", 1, 2).run(1);
    assertThat(half.steps()).isEqualTo(20_001);
    assertThat(half.settings()).containsEntry("rate-scale", "0.48").doesNotContainKey("batch-size");
    PlannedRun two = new BatchedTraining("two", 2, 1).run(0);
    assertThat(two.settings()).containsEntry("batch-size", "2").doesNotContainKey("rate-scale");
    assertThat(two.steps()).isEqualTo(10_001);
    Plot.Lines loss = (Plot.Lines) BATCHES.sheets(FULL, curves).get(0).plots().get(0);
    assertThat(loss.lines()).hasSize(4);
    for (Plot.Line line : loss.lines()) {
      assertThat(line.x().get(line.x().size() - 1)).isEqualTo(10_000);
    }
  }

  @Test
  void neurons_thatStay_areNotMet() {
    LargeStepTask task = LargeStepTask.TEACHER_STUDENT_2;
    PlannedRun small = task.reference(task.rate("constant"));
    task.runs(FULL).forEach(run -> curves.copy(small, run));
    assertThat(curves.unmet(NEURONS, FULL))
        .hasSize(1 + 1 + 3)
        .contains("alignment at the end, η = 0.455, decay at 50 %, the paper's data");
  }

  @Test
  void neurons_areDrawnWithTheirWays() {
    Plot.Lines plot = (Plot.Lines) NEURONS.sheets(FULL, curves).get(0).plots().get(3);
    assertThat(plot.title()).isEqualTo("η = 0.455, decay at 50 %");
    Plot.Line teacher = plot.lines().get(0);
    assertThat(teacher.x()).containsExactly(0.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0, -1.0, -1.0);
    assertThat(teacher.y().get(2)).isNaN();
    Plot.Line ways = plot.lines().get(3);
    assertThat(ways.x()).hasSize(3 * 4);
    assertThat(ways.x().get(0)).isEqualTo(plot.lines().get(1).x().get(0));
    assertThat(ways.x().get(1)).isEqualTo(plot.lines().get(2).x().get(0));
  }

  @Test
  void overRegularised_networkThatFits_isNotMet() {
    PlannedRun fitting =
        LargeStepTask.REGRESSION.reference(LargeStepTask.REGRESSION.rate("decay-50"));
    curves.copy(fitting, OVER.reference(OVER.rate("decay-50")));
    assertThat(curves.unmet(RegressionFigure.OVER_REGULARISED, FULL))
        .containsExactly(
            "train loss at the end, decay at 50 %, the paper's data",
            "train loss at the end over its median on the plateau, decay at 50 %, the paper's"
                + " data",
            "NTK rank at the end, decay at 50 %, the paper's data: F = 400·s > F = 500·s",
            "feature sparsity coefficient at the end, decay at 50 %, the paper's data: F = 400·s >"
                + " F = 500·s",
            "feature sparsity coefficient at the end, decay at 50 %, the paper's data");
  }

  @Test
  void predictor_thatKeepsItsBends_isNotMet() {
    curves.copy(OVER.reference(OVER.rate("decay-2")), OVER.reference(OVER.rate("decay-50")));
    assertThat(curves.unmet(OVER_TIME, FULL)).hasSize(OVER_TIME.expectations(FULL).size());
  }

  @Test
  void predictor_overTime_isSixPlotsWithTheStepsOfTheirMeasurements() {
    Sheet sheet = OVER_TIME.sheets(FULL, curves).get(0);
    assertThat(sheet.plots().stream().map(Plot::title))
        .containsExactly("step 0", "step 0", "step 1258", "step 1258", "step 1258", "step 31622");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.999, 1.001})
  void quadratic_aStepElsewhere_isNotMet(double share) {
    PlannedRun run = QUADRATIC.runs(FULL).get(2);
    curves.putPoints(run, "inside_share", 40, 1, 1_999, share);
    assertThat(curves.unmet(QUADRATIC, FULL))
        .containsExactly("share of steps since T that are as proved, SGD, η = 1.12");
  }

  @Test
  void quadratic_thatBeginsLate_isNotMet() {
    PlannedRun run = QUADRATIC.runs(FULL).get(3);
    curves.putPoints(run, "inside_since_step", 1_500, 1_500, 1_999, 1_500);
    assertThat(curves.unmet(QUADRATIC, FULL)).containsExactly("steps since T, GD, η = 1.07");
  }

  /** Looks at the worst of all steps, not at the last. */
  @Test
  void labelNoise_oneStepThatDiffers_isNotMet() {
    PlannedRun run = NOISE.runs(FULL).get(0);
    curves.put(run, "step_difference", step -> step == 50_000 ? 2e-12 : 1e-16);
    curves.put(run, "label_noise_ratio", step -> step == 20_000 ? 1 - 2e-12 : 1);
    assertThat(curves.unmet(NOISE, FULL))
        .containsExactly(
            "largest relative difference between the two steps",
            "largest distance of the noise's variance over 2L from 1");
  }

  @Test
  void labelNoise_ofAFewPoints_isNotMet() {
    PlannedRun run = NOISE.runs(FULL).get(0);
    curves.putPoints(run, "step_difference", 0, 0, 100_000, 0);
    assertThat(curves.unmet(NOISE, FULL)).containsExactly("points at which they were compared");
  }

  /** What nothing was measured of is missing, not unmet. */
  @Test
  void expectations_ofRunsThatAreMissing_areNotChecked() {
    CurvesByHand none = new CurvesByHand();
    for (Expectation expectation : QUADRATIC.expectations(FULL)) {
      assertThatThrownBy(() -> expectation.check(none)).isInstanceOf(MissingRunException.class);
    }
  }
}
