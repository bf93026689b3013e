package dev.plateau.trainer.listener;

import dev.plateau.protocol.MetricName;
import dev.plateau.trainer.network.BoundProbe;
import dev.plateau.trainer.network.NetworkProbe;
import dev.plateau.trainer.network.TrainedNetwork;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** A probe whose values count its captures from 0, and that does what a test wants. */
final class ScriptedProbe implements NetworkProbe, BoundProbe {
  final MetricName metric;
  final AtomicInteger captured = new AtomicInteger();
  final AtomicInteger measured = new AtomicInteger();
  private final boolean isCheap;
  private boolean needsStep;
  private IntConsumer onCapture = number -> {};
  private IntConsumer onReport = number -> {};

  ScriptedProbe(String metric, boolean isCheap) {
    this.metric = MetricName.of(metric);
    this.isCheap = isCheap;
  }

  /** A probe that measures on the probing thread. */
  static ScriptedProbe slow(String metric) {
    return new ScriptedProbe(metric, false);
  }

  /** Does something with the number of each capture, before it is taken. */
  ScriptedProbe onCapture(IntConsumer action) {
    onCapture = action;
    return this;
  }

  /** Does something with the number of each measurement, before its value is put. */
  ScriptedProbe onReport(IntConsumer action) {
    onReport = action;
    return this;
  }

  /** Reads the batch, as far as anybody knows. */
  ScriptedProbe needingAStep() {
    needsStep = true;
    return this;
  }

  /** Holds all measurements until the latch is open. */
  ScriptedProbe heldBy(CountDownLatch latch) {
    return onReport(number -> open(latch));
  }

  /** Waits for a latch; a minute is for ever. */
  static void open(CountDownLatch latch) {
    try {
      if (!latch.await(1, TimeUnit.MINUTES)) {
        throw new IllegalStateException("the latch was not opened");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String name() {
    return metric.toString();
  }

  @Override
  public boolean isCheap() {
    return isCheap;
  }

  @Override
  public BoundProbe bind(TrainedNetwork network) {
    return this;
  }

  @Override
  public boolean needsStep() {
    return needsStep;
  }

  @Override
  public Measurement capture() {
    int number = captured.getAndIncrement();
    onCapture.accept(number);
    return row -> {
      onReport.accept(number);
      measured.incrementAndGet();
      row.accept(metric, number);
    };
  }
}
