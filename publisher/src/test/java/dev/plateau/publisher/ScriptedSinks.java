package dev.plateau.publisher;

import dev.plateau.protocol.Envelope;
import dev.plateau.protocol.RunId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;

/**
 * A receiving end that fails as it is told to. What it accepts it keeps, repetitions included, as a
 * topic does.
 */
final class ScriptedSinks implements FrameSink.Opener {
  private final RunId run;
  private final List<Envelope> accepted = new CopyOnWriteArrayList<>();
  private final Semaphore permits = new Semaphore(0);
  private final Random failures;
  private final int failuresPerHundred;
  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();

  private ScriptedSinks(RunId run, int failuresPerHundred) {
    this.run = run;
    this.failuresPerHundred = failuresPerHundred;
    this.failures = new Random(4);
  }

  /** Takes everything. */
  static ScriptedSinks willing(RunId run) {
    return failing(run, 0);
  }

  /** Of a hundred openings and a hundred frames, so many fail; half of the frames were kept. */
  static ScriptedSinks failing(RunId run, int failuresPerHundred) {
    ScriptedSinks sinks = new ScriptedSinks(run, failuresPerHundred);
    sinks.permit(Integer.MAX_VALUE);
    return sinks;
  }

  /** Takes as many frames as it is permitted, and keeps the sender waiting for the next. */
  static ScriptedSinks holding(RunId run) {
    return new ScriptedSinks(run, 0);
  }

  void permit(int frames) {
    permits.release(frames);
  }

  List<Envelope> accepted() {
    return List.copyOf(accepted);
  }

  int opened() {
    return opened.get();
  }

  int closed() {
    return closed.get();
  }

  @Override
  public FrameSink open() throws DeliveryException {
    if (fails()) {
      throw new DeliveryException(new IllegalStateException("scripted"));
    }
    opened.incrementAndGet();
    return new Sink();
  }

  private boolean fails() {
    return failures.nextInt(100) < failuresPerHundred;
  }

  private final class Sink implements FrameSink {
    private final List<String> misuse = new ArrayList<>();
    private boolean failed;

    @Override
    public void deliver(List<Frame> frames, LongConsumer acknowledged)
        throws DeliveryException, InterruptedException {
      if (failed) {
        misuse.add("used after a failure");
      }
      for (Frame frame : frames) {
        permits.acquire();
        failed = fails();
        if (!failed || failures.nextBoolean()) {
          accepted.add(Received.envelope(run, frame.value()));
        }
        if (failed) {
          throw new DeliveryException(new IllegalStateException("scripted"));
        }
        acknowledged.accept(frame.sequence());
      }
    }

    @Override
    public void close() {
      if (!misuse.isEmpty()) {
        throw new AssertionError(misuse);
      }
      closed.incrementAndGet();
    }
  }
}
