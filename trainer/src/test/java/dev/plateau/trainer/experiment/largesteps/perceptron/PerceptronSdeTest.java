package dev.plateau.trainer.experiment.largesteps.perceptron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.protocol.MetricName;
import dev.plateau.protocol.Metrics;
import dev.plateau.trainer.experiment.largesteps.sde.SdeExperiment;
import dev.plateau.trainer.experiment.training.ExperimentRun;
import dev.plateau.trainer.experiment.training.RecordedRun;
import dev.plateau.trainer.experiment.training.Settings;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PerceptronSdeTest {
  private static final SdeExperiment EXPERIMENT =
      new SdeExperiment(List.of(PerceptronSdes.teacherStudent3()));
  private static final MetricName SGD_LOSS = MetricName.of("sgd_loss");

  @Test
  void train_everyStep_reportsTheFullLossOfTheUnitsOfSgd() {
    RecordedRun run = new RecordedRun();
    Settings settings =
        EXPERIMENT.settings().with("model", "teacher-student-3").with("measure", "every:25");
    EXPERIMENT.train(new ExperimentRun(0, 61, settings, run, () -> false));
    assertThat(run.of(Metrics.LOSS).keySet())
        .containsExactlyElementsOf(LongStream.range(0, 61).boxed().toList());
    assertThat(run.of(Metrics.FULL_LOSS).keySet()).containsExactly(0L, 25L, 50L, 60L);
    run.of(Metrics.FULL_LOSS)
        .forEach((step, loss) -> assertThat(run.at(Metrics.LOSS, step)).isEqualTo(loss));
    // Both begin at the same weights, and with the mean of r² over the samples.
    assertThat(run.at(Metrics.LOSS, 0)).isEqualTo(run.at(SGD_LOSS, 0));
    PerceptronTask task = TeacherStudentData.of(0).task();
    double[] h = task.start().outputs(task.training().x());
    double sum = 0;
    for (int i = 0; i < h.length; i++) {
      sum += Math.pow(h[i] - task.training().y()[i], 2);
    }
    assertThat(run.at(Metrics.LOSS, 0)).isCloseTo(sum / h.length, within(1e-12));
  }
}
