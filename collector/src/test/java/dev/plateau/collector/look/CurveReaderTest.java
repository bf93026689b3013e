package dev.plateau.collector.look;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.collector.log.MemoryRuns;
import dev.plateau.collector.run.Trainer;
import dev.plateau.protocol.MetricName;
import dev.plateau.protocol.RunDeleted;
import dev.plateau.protocol.RunFinished;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CurveReaderTest {
  private static final MetricName LOSS = MetricName.of("loss");

  private final MemoryRuns log = new MemoryRuns();

  private CurveReading read(long wholeBytes) throws IOException {
    return new CurveReader(wholeBytes, share -> {}).read(log, log.find("r"), LOSS);
  }

  private static Map<String, Double> spiked(long step) {
    return Map.of("loss", step == 50_050 ? 1e9 : 1.0);
  }

  private void longRun() {
    Trainer trainer = new Trainer("r", 1);
    log.add(trainer.started("e", 0));
    for (long from = 0; from < 100_000; from += 100) {
      log.add(trainer.steps(from, from + 100, CurveReaderTest::spiked));
    }
    log.add(trainer.finished(RunFinished.Outcome.COMPLETED));
  }

  @Test
  void wholeRun_isReadToTheLastStep() throws Exception {
    longRun();
    CurveReading reading = read(Long.MAX_VALUE);
    assertThat(reading.isSampled()).isFalse();
    assertThat(reading.shareRead()).isEqualTo(1);
    assertThat(reading.curve().count()).isEqualTo(100_000);
    assertThat(reading.curve().cells(50)).anyMatch(cell -> cell.max() == 1e9);
  }

  @Test
  void longRun_isSampledFromEndToEnd_saysSo_andReadsLittle() throws Exception {
    longRun();
    long all = read(Long.MAX_VALUE).bytesRead();
    CurveReading reading = read(all / 4);
    assertThat(reading.isSampled()).isTrue();
    assertThat(reading.bytesRead()).isLessThan(all / 4);
    assertThat(reading.shareRead()).isBetween(0.02, 0.25);
    assertThat(reading.curve().count())
        .isBetween((long) (reading.shareRead() * 80_000), (long) (reading.shareRead() * 120_000));
    assertThat(reading.curve().firstStep()).isZero();
    assertThat(reading.curve().lastStep()).isEqualTo(99_999);
    assertThat(reading.firstStepRead()).isZero();
  }

  @Test
  void run_thatJustFits_isNotSampled() throws Exception {
    longRun();
    long all = read(Long.MAX_VALUE).bytesRead();
    assertThat(read(all + all / 10).isSampled()).isFalse();
  }

  @Test
  void samples_ofAResumedRun_leaveOutWhatWasSuperseded() throws Exception {
    Trainer first = new Trainer("r", 1);
    log.add(first.started("e", 0));
    for (long from = 0; from < 60_000; from += 100) {
      log.add(first.steps(from, from + 100, step -> Map.of("loss", step < 30_000 ? 1.0 : 5.0)));
    }
    Trainer second = new Trainer("r", 2);
    log.add(second.started("e", 30_000));
    for (long from = 30_000; from < 90_000; from += 100) {
      log.add(second.steps(from, from + 100, step -> Map.of("loss", 2.0)));
      // The first trainer goes on unnoticed.
      log.add(first.steps(from + 40_000, from + 40_100, step -> Map.of("loss", 7.0)));
    }
    log.add(second.finished(RunFinished.Outcome.COMPLETED));
    long all = read(Long.MAX_VALUE).bytesRead();
    CurveReading reading = read(all / 4);
    assertThat(reading.isSampled()).isTrue();
    assertThat(reading.curve().cells(90))
        .filteredOn(CurveCell::hasNumbers)
        .hasSizeGreaterThan(10)
        .allMatch(cell -> cell.max() == (cell.toStep() < 30_000 ? 1.0 : 2.0));
  }

  @Test
  void run_thatWasDeletedAndBegunAnew_hasItsNewCurveOnly() throws Exception {
    log.add(Trainer.unsequenced("r", Trainer.batch(0, 50, step -> Map.of("loss", 9.0))));
    log.add(Trainer.unsequenced("other", Trainer.batch(0, 50, step -> Map.of("loss", 9.0))));
    log.add(
        new dev.plateau.protocol.Envelope(
            new dev.plateau.protocol.RunId("r"),
            new dev.plateau.protocol.Origin.Unsequenced(),
            new RunDeleted()));
    log.add(Trainer.unsequenced("r", Trainer.batch(0, 20, step -> Map.of("loss", 3.0))));
    CurveReading reading = read(Long.MAX_VALUE);
    assertThat(reading.curve().count()).isEqualTo(20);
    assertThat(reading.curve().cells(1).get(0).max()).isEqualTo(3.0);
  }

  @Test
  void run_whoseBeginningIsDropped_saysFromWhereOn() throws Exception {
    longRun();
    log.dropFirst(11);
    CurveReading reading = read(Long.MAX_VALUE);
    assertThat(reading.beginsLate()).isTrue();
    assertThat(reading.firstStepRead()).isEqualTo(1000);
    assertThat(reading.curve().firstStep()).isEqualTo(1000);
  }
}
